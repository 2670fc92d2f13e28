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

/// From one snapshot's place to that of the next one, so that others can be brought in between.
inline constexpr qint64 placeStep = qint64(1) << 30;

/// Whether a number in the file means a part that is known.
constexpr bool isPart(qint64 number)
{
    return number >= 0 && number <= qint64(Part::OrganizationConnections);
}

/// A problem where there is no such snapshot; of a database that failed, nothing.
Outcome<SnapshotPlace> placeOf(Database &database, qint64 snapshot, Part part);

/// An object larger than this is none of Auth0's (bytes).
inline constexpr quint32 largestBody = 16 * 1024 * 1024;

/// A body as it was before it was packed; empty where it is damaged, or would be larger than any object.
QByteArray unpacked(const QByteArray &packed);

} // namespace Store
