#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"

#include "store/snapshotstore.h"

namespace Cli {

class Console;

/// `snapshot export`: writes the snapshots that are numbered, or all of the named tenants, to the file of --output.
Outcome<void> exportSnapshots(const Store::SnapshotStore &store, const QList<qint64> &ids, const QStringList &tenants,
                              const Arguments &arguments, Console &console);

/// `snapshot import FILE`: brings the snapshots of a file in, made by the other one, and prints those that are new.
Outcome<void> importSnapshots(const Arguments &arguments, Console &console);

} // namespace Cli
