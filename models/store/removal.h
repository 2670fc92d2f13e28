#pragma once

#include <QList>

namespace Store {

class Database;

/// Why snapshots go: a rule that keeps the file small takes them, and not what is known by them of the age of secrets;
/// whoever names one takes that as well, since its time may be wrong.
enum class RemovedBy { Rule, Name };

/// Takes snapshots of one tenant away, and what no other snapshot holds, within a transaction of the caller. `tenant`
/// is the file's number for it; the tenant goes with its last snapshot.
void removeSnapshots(Database &database, qint64 tenant, QList<qint64> snapshots, RemovedBy by);

} // namespace Store
