#pragma once

#include <QList>

namespace Store {

class Database;

/// Takes snapshots of one tenant away, and what no other snapshot holds, within a transaction of the caller. `tenant`
/// is the file's number for it; the tenant goes with its last snapshot.
void removeSnapshots(Database &database, qint64 tenant, const QList<qint64> &snapshots);

} // namespace Store
