#pragma once

#include "store/tenantstate.h"

#include <QList>

namespace Cli {

class Console;

/// Snapshots in a table, or as one JSON array with `asJson`; the oldest first.
void printSnapshots(const QList<Store::SnapshotInfo> &snapshots, bool asJson, Console &console);

/// "not read: organizations (no scope)": what a snapshot lacks, one line each.
QStringList notReadLines(const Store::SnapshotInfo &snapshot);

} // namespace Cli
