#include "analysis/lockchecks.h"

#include "analysis/context.h"
#include "analysis/translation.h"

#include <map>
#include <set>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::LockLevel;
using Domain::Severity;
using Kind = Domain::FindingSubject::Kind;

constexpr Needs mapOfConnections = Need::Applications | Need::Connections | Need::Map;

QStringList idsOf(const QList<const ConnectionFacts *> &connections)
{
    QStringList ids;
    for (const ConnectionFacts *connection : connections) {
        ids.append(connection->id);
    }
    return ids;
}

/// What the operator said about Lock, where it matters to the count.
QString markNote(const LockUse &use)
{
    if (use.answer == LockUse::Answer::No) {
        return u' ' + (use.isMarked ? tr("It is marked as not using Lock.") : tr("It signs no people in."));
    }
    return {};
}

std::optional<Verdict> databaseConnections(const Context &context, const Object &application)
{
    const QList<const ConnectionFacts *> &databases = context.databasesOf(application.id);
    const Domain::LockBands &bands = context.options.lock;
    Verdict verdict;
    const qint64 count = databases.size();
    switch (Domain::lockLevelOf(count, bands)) {
    case LockLevel::Fine:
        return std::nullopt;
    case LockLevel::Watch:
        verdict.severity = Severity::Low;
        verdict.message
            = tr("%L1 database connections are enabled; Lock shows no more than %L2.").arg(count).arg(bands.full);
        break;
    case LockLevel::Near:
        verdict.severity = Severity::Medium;
        verdict.message = tr("%L1 database connections are enabled: room for %L2 more before Lock is full.")
                              .arg(count)
                              .arg(bands.full - count);
        break;
    case LockLevel::Full:
        verdict.severity = Severity::High;
        verdict.message
            = tr("%L1 database connections are enabled: Lock is full, the next one would not show.").arg(count);
        break;
    case LockLevel::Over:
        verdict.severity = Severity::Critical;
        verdict.message
            = tr("%L1 database connections are enabled: %L2 more than Lock shows.").arg(count).arg(count - bands.full);
        break;
    }
    verdict.message += markNote(lockUseOf(context, application.id, application.json));
    verdict.count = count;
    verdict.limit = bands.full;
    verdict.objects = idsOf(databases);
    verdict.remedy = {Domain::Remedy::Kind::DisableConnections, verdict.objects};
    return verdict;
}

/// A finding that is certain where the application shows Lock, and a hint where nobody said whether it does. Both texts
/// take `detail`.
std::optional<Verdict> ofLock(const Context &context, const Object &application, const char *certain, const char *hint,
                              const QString &detail, const QStringList &objects)
{
    const LockUse use = lockUseOf(context, application.id, application.json);
    if (use.answer == LockUse::Answer::No) {
        return std::nullopt;
    }
    const bool isCertain = use.answer == LockUse::Answer::Yes;
    return Verdict{.severity = isCertain ? Severity::Medium : Severity::Low,
                   .message = tr(isCertain ? certain : hint).arg(detail),
                   .objects = objects};
}

std::optional<Verdict> minimumLengthMix(const Context &context, const Object &application)
{
    // Lock keeps one policy a level, and writes a connection's own minimum into it: every connection of the level then
    // shows the minimum of the last.
    struct Level
    {
        std::set<int> lengths;
        QStringList connections;
    };
    std::map<QString, Level> levels;
    for (const ConnectionFacts *database : context.databasesOf(application.id)) {
        if (!database->policy || !database->policy->legacy || !database->policy->legacy->level) {
            continue;
        }
        const Domain::LegacyPasswordPolicy &policy = *database->policy->legacy;
        Level &level = levels[*policy.level];
        level.lengths.insert(database->legacyMinLength);
        level.connections.append(database->id);
    }
    QStringList mixed;
    QStringList connections;
    for (const auto &[name, level] : levels) {
        if (level.lengths.size() > 1) {
            QStringList lengths;
            for (const int length : level.lengths) {
                lengths.append(QString::number(length));
            }
            mixed.append(tr("%1 with %2").arg(name, lengths.join(", "_L1)));
            connections += level.connections;
        }
    }
    if (mixed.isEmpty()) {
        return std::nullopt;
    }
    return ofLock(
        context, application,
        QT_TRANSLATE_NOOP("Analysis", "Connections of one policy level ask for different minimum lengths: %1."),
        QT_TRANSLATE_NOOP(
            "Analysis",
            "If this application shows Lock: connections of one policy level ask for different minimum lengths: %1."),
        mixed.join("; "_L1), connections);
}

std::optional<Verdict> flexiblePolicy(const Context &context, const Object &application)
{
    QStringList ids;
    QStringList names;
    for (const ConnectionFacts *database : context.databasesOf(application.id)) {
        if (database->policy && database->policy->generation() == Domain::PolicyGeneration::Flexible) {
            ids.append(database->id);
            names.append(database->name);
        }
    }
    if (ids.isEmpty()) {
        return std::nullopt;
    }
    auto verdict = ofLock(
        context, application, QT_TRANSLATE_NOOP("Analysis", "Connections with a flexible policy: %1."),
        QT_TRANSLATE_NOOP("Analysis", "If this application shows Lock: connections with a flexible policy: %1."),
        someOf(names), ids);
    if (verdict) {
        verdict->count = ids.size();
    }
    return verdict;
}

} // namespace

QList<Check> lockChecks()
{
    constexpr const char *practices
        = "https://auth0.com/docs/get-started/auth0-overview/create-tenants/multi-tenant-apps-best-practices";
    return {
        {lockLimitCheck, QT_TRANSLATE_NOOP("Analysis", "Database connections an application shows in Lock"),
         Kind::Application, mapOfConnections,
         QT_TRANSLATE_NOOP("Analysis",
                           "Lock takes the first 50 database connections of an application and says nothing of the "
                           "others: who belongs to one of those is looked for in the default or the first connection, "
                           "which may be another customer's."),
         QT_TRANSLATE_NOOP("Analysis",
                           "Turn off connections that nobody uses any more, move customers to an application of their "
                           "own, or move to organizations with Universal Login, which has no such limit."),
         practices, databaseConnections},
        {"lock.minimum-length-mix"_L1,
         QT_TRANSLATE_NOOP("Analysis", "One policy level with different minimum lengths in Lock"), Kind::Application,
         mapOfConnections | Need::Options,
         QT_TRANSLATE_NOOP("Analysis",
                           "Lock keeps one policy for each level, so that all connections of a level show the minimum "
                           "length of the last of them: people are told another length than Auth0 asks for."),
         QT_TRANSLATE_NOOP("Analysis",
                           "Give the connections of a level the same minimum length, or use another level for those "
                           "that differ."),
         "https://github.com/auth0/lock (15.0.1, src/core/client/index.js)", minimumLengthMix},
        {"lock.flexible-policy"_L1, QT_TRANSLATE_NOOP("Analysis", "Flexible password policies in Lock"),
         Kind::Application, mapOfConnections | Need::Options,
         QT_TRANSLATE_NOOP("Analysis",
                           "Flexible password policies need Universal Login: Lock knows only the rules of legacy "
                           "policies, so that it may show others than Auth0 asks for."),
         QT_TRANSLATE_NOOP("Analysis",
                           "Take these connections back to the legacy policy, or move the application to Universal "
                           "Login."),
         "https://auth0.com/docs/authenticate/database-connections/flexible-password-policy", flexiblePolicy},
    };
}

} // namespace Analysis
