#pragma once

class QString;

namespace Cli {

class Console;
class SnapshotReading;

/// Says what reading the application x connection map costs where that is much, before it begins, and how far it is.
/// `tenant`: as the operator calls it. The console outlives the reading.
void tellMapCost(SnapshotReading &reading, const QString &tenant, Console &console);

} // namespace Cli
