#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"

#include "store/snapshotstore.h"

namespace Cli {

class Console;

/// `snapshot show ID [PART]`: prints the snapshot as the list does, or the objects or pairs that it has of one part, as
/// they are read; a part that was not read is a failure.
Outcome<void> showSnapshot(const Store::SnapshotStore &store, const Arguments &arguments, Console &console);

} // namespace Cli
