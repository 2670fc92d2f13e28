#pragma once

#include "domain/snapshotage.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QStringList>

#include <map>
#include <optional>

namespace Store {

/// What a snapshot is made of. The numbers stand in the file.
enum class Part {
    Settings = 0, ///< one object, without an id
    Applications = 1,
    Connections = 2,
    Organizations = 3,
    Enabled = 4, ///< application -> the connections that are enabled for it
    OrganizationConnections = 5, ///< organization -> its connections
};

inline constexpr Part objectParts[] = {Part::Settings, Part::Applications, Part::Connections, Part::Organizations};
inline constexpr Part relationParts[] = {Part::Enabled, Part::OrganizationConnections};

/// Whose objects own the pairs of a relation. The others are connections.
constexpr Part ownerPart(Part relation)
{
    return relation == Part::Enabled ? Part::Applications : Part::Organizations;
}

/// The word for a part in files and on the command line: applications, enabled_connections... Not translated.
QLatin1StringView wordOf(Part part);

/// An object as Auth0 sent it: it shares its bytes with whoever read it.
struct Object
{
    QString id;
    QByteArray body;
};

/// What was read of one Auth0 tenant at one time. A part is there whole or not at all: of a list that ended early
/// nobody can tell what is gone. A value; of users it has no place.
struct TenantState
{
    QString tenant; ///< its domain, or host and port: two profiles may name one tenant
    QString name; ///< as the operator calls it
    QDateTime at;
    std::map<Part, QList<Object>> objects;
    std::map<Part, QHash<QString, QStringList>> relations; ///< by owner
    std::map<Part, QString> notRead; ///< why a part is not there, for a person; without an entry: nobody read it
};

/// One part of one snapshot.
struct PartInfo
{
    bool isRead = false;
    qint64 count = 0; ///< objects, or pairs of a relation
    QString note; ///< why it was not read

    friend bool operator==(const PartInfo &, const PartInfo &) = default;
};

/// One snapshot, without what is in it.
struct SnapshotInfo
{
    qint64 id = 0; ///< never given twice
    QString tenant;
    QString name; ///< of the tenant, as the operator called it last
    QDateTime at; ///< UTC
    qint64 added = 0; ///< objects and pairs, against the snapshot before
    qint64 changed = 0;
    qint64 gone = 0;
    std::map<Part, PartInfo> parts; ///< all of them

    friend bool operator==(const SnapshotInfo &, const SnapshotInfo &) = default;
};

/// What is kept of an Auth0 tenant's snapshots: the latest always.
struct Retention
{
    std::optional<qint64> count; ///< as many at most
    std::optional<QDateTime> since; ///< none that is older
    std::optional<QDateTime> dailyBefore; ///< of each day before it the last one only (UTC)
};

/// Every one of two days, then one a day, for so many days: a day of many edits takes no room from the months before.
Retention standardRetention(const QDateTime &now, int days = Domain::standardSnapshotDays);

} // namespace Store
