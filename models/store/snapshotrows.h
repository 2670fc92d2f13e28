#pragma once

#include "store/snapshotplace.h"

#include <functional>

namespace Store {

class Database;

// The rows of tenants and snapshots in the file, within a transaction of the caller.

/// The file's number for a tenant; 0: it has none.
qint64 tenantNumber(Database &database, const QString &tenant);

/// Which name a tenant goes on by that is in the file already.
enum class NameOf { TheFirst, TheLast };
qint64 tenantNumberMade(Database &database, const TenantState &state, NameOf name);

/// A place behind all other snapshots of the tenant.
qint64 lastPlace(Database &database, qint64 tenant);

/// The number of a new snapshot, without what is in it.
qint64 begin(Database &database, qint64 tenant, qint64 place, const TenantState &state);

/// Whether a state has a part: of the pairs of a relation nothing can be told without both lists.
bool isRead(const TenantState &state, Part part);

/// What is told of a snapshot of this state, but for what it changed.
SnapshotInfo infoOf(const TenantState &state, qint64 id, const std::function<qint64(Part)> &count);

/// Writes what is told of a snapshot.
void conclude(Database &database, const SnapshotInfo &info);

/// The snapshots of a tenant, or of all where none is named; the oldest first.
QList<SnapshotInfo> listed(Database &database, const QString &tenant);

} // namespace Store
