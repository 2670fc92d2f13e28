#pragma once

#include "store/problem.h"
#include "store/tenantstate.h"

namespace Store {

class Database;

/// Where one part of a snapshot is found in the file.
struct SnapshotPlace
{
    qint64 tenant = 0; ///< the file's number for it
    qint64 place = 0; ///< among the tenant's snapshots, in the order of their times
    bool isRead = false; ///< the part
};

/// A problem where there is no such snapshot; of a database that failed, nothing.
Outcome<SnapshotPlace> placeOf(Database &database, qint64 snapshot, Part part);

/// An object larger than this is none of Auth0's (bytes).
inline constexpr quint32 largestBody = 16 * 1024 * 1024;

/// A body as it was before it was packed; empty where it is damaged, or would be larger than any object.
QByteArray unpacked(const QByteArray &packed);

} // namespace Store
