#pragma once

#include "analysis/auditoptions.h"
#include "analysis/check.h"
#include "analysis/limits.h"
#include "analysis/metadatatally.h"
#include "analysis/snapshot.h"
#include "domain/connection.h"
#include "policy/effectivepolicy.h"

#include <nlohmann/json_fwd.hpp>

#include <array>
#include <stop_token>

namespace Analysis {

/// What is kept of a connection once its JSON is gone: what checks of other objects ask about it.
struct ConnectionFacts
{
    QString id;
    QString name;
    Domain::ConnectionKind kind = Domain::ConnectionKind::Unknown;
    bool hasOptions = false;
    std::optional<Domain::PasswordPolicy> policy; ///< of a database connection that came with options
    QList<Policy::Reading> readings; ///< of a policy of any generation; only while checks look at the connection itself
    int legacyMinLength = 0; ///< what the legacy policy's level or its own minimum asks for; 0: no level
};

/// Whether an application shows Lock, and who says so.
struct LockUse
{
    enum class Answer { Yes, No, Unknown };
    Answer answer = Answer::Unknown;
    bool isMarked = false; ///< the operator said so
};

/// What the checks may ask beside the object in hand. Made by the audit; lives as long as its run.
struct Context
{
    const Snapshot &snapshot;
    const AuditOptions &options;
    const Limits &limits;
    QDateTime now;
    std::stop_token stop; ///< nobody wants the result any more: what goes through many objects may end at once
    QHash<QString, ConnectionFacts> connections; ///< by id; filled before anything else is looked at
    QHash<QString, int> applicationCounts; ///< connection -> applications it is enabled for; of those without, nothing
    qsizetype databaseCount = 0; ///< database connections
    qsizetype socialCount = 0;
    MetadataTally metadata; ///< filled before users are looked at

    /// The facts of a connection, or nullptr for one that was not read.
    const ConnectionFacts *connection(const QString &id) const;
    QStringList connectionsOf(const QString &application) const;
    /// Those of them that count against Lock's limit.
    const QList<const ConnectionFacts *> &databasesOf(const QString &application) const;
    QStringList connectionsOfOrganization(const QString &organization) const;

    /// Several checks in turn ask about one application, which may have thousands.
    struct Databases
    {
        std::optional<QString> application;
        QList<const ConnectionFacts *> list;
    };
    mutable Databases lastDatabases;

    /// How many applications could use a safeguard, and those that do not.
    struct Unguarded
    {
        QStringList ids;
        qint64 of = 0;
    };
    /// Several checks of the tenant ask about all applications. By safeguard, in the order of safeguardchecks.cpp.
    mutable std::optional<std::array<Unguarded, 5>> unguarded;
};

/// The operator's mark, else what the application's own login page says.
LockUse lockUseOf(const Context &context, const QString &application, const nlohmann::ordered_json &json);
/// The same where the mark is at hand: nothing for an application that nobody marked.
LockUse lockUseOf(std::optional<bool> mark, const nlohmann::ordered_json &application);

QString appTypeOf(const nlohmann::ordered_json &application);
/// Whether it is the tenant's own "All Applications".
bool isGlobal(const nlohmann::ordered_json &application);
/// Whether it runs in other people's hands, and can keep no secret.
bool isInOthersHands(const nlohmann::ordered_json &application);
/// Whether it need not prove who it is, or could not.
bool isPublic(const nlohmann::ordered_json &application);
/// Whether people sign in to an application: it is neither a machine's nor the tenant's own "All Applications".
bool isForPeople(const nlohmann::ordered_json &application);

/// A finding where the member `metadata` holds as many keys as the limit of `entity` allows.
std::optional<Verdict> metadataFullOf(const Context &context, const Object &object, const char *metadata,
                                      QStringView entity);

/// "a, b, c and 4 more": enough of a list for a message.
QString someOf(const QStringList &names);

} // namespace Analysis
