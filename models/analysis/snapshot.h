#pragma once

#include "domain/clientcredential.h"
#include "query/record.h"

#include <QDateTime>
#include <QFlags>
#include <QHash>
#include <QStringList>

#include <map>
#include <optional>

namespace Analysis {

/// What a check cannot do without: parts of a snapshot, and what the operator must have said.
enum class Need {
    Applications = 0x1,
    Connections = 0x2,
    Options = 0x4, ///< of the connections: absent without read:connections_options
    Map = 0x8,
    Organizations = 0x10,
    OrganizationConnections = 0x20,
    Settings = 0x40,
    Users = 0x80,
    Logs = 0x100,
    Plan = 0x200,
    Baseline = 0x400,
    Credentials = 0x800, ///< of applications that prove with a key who they are; read only when asked for
    SecretHistory = 0x1000, ///< what earlier snapshots tell of the client secrets that Auth0 sent now
};
Q_DECLARE_FLAGS(Needs, Need)
Q_DECLARE_OPERATORS_FOR_FLAGS(Needs)

/// What is known of one Auth0 tenant at one time, as far as it was read: nothing is another answer than an empty list.
/// A value; records are shared with the tables, so that a worker can hold it while these move on.
struct Snapshot
{
    using Records = std::optional<QList<Query::RecordPtr>>;
    using Ids = std::optional<QHash<QString, QStringList>>;

    Domain::TenantId tenant;
    QString name; ///< as the operator calls it
    QString domain;
    QString plan; ///< of Domain::planWords(); empty: unknown. The API does not tell it (auth0.md 4.2).
    Records applications;
    Records connections;
    Records organizations;
    Records users;
    Records logs;
    Ids enabled; ///< application -> the connections that are enabled for it
    Ids organizationConnections; ///< organization -> its connections
    std::optional<QHash<QString, QList<Domain::ClientCredential>>> credentials; ///< by application
    /// By application: the first snapshot of a tenant's past that saw the client secret which it has now. One whose
    /// secret none saw, or Auth0 did not send, is not among them.
    std::optional<QHash<QString, QDateTime>> secretsSince;
    std::optional<QByteArray> settings; ///< the tenant's, as Auth0 sent them
    QDateTime readAt;
    std::map<Need, QDateTime> readTimes; ///< when each part was read, where that is known
    /// Why a part is not there, for a person: a missing scope, a cost. Without an entry: nobody read it.
    std::map<Need, QString> absent;
};

} // namespace Analysis
