#include "analysis/limitchecks.h"

#include "analysis/context.h"
#include "analysis/translation.h"

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::Severity;
using Kind = Domain::FindingSubject::Kind;

/// Held against the limit of an entity: told from four fifths on, as auth0.md 4.12 proposes.
std::optional<Verdict> nearLimit(const Context &context, QStringView entity, qint64 count)
{
    const std::optional<qint64> limit = context.limits.value(entity, context.snapshot.plan);
    if (!limit || count * 5 < *limit * 4) {
        return std::nullopt;
    }
    Verdict verdict{.severity = Severity::Low, .count = count, .limit = *limit};
    if (count >= *limit) {
        verdict.severity = Severity::High;
    } else if (count * 10 >= *limit * 9) {
        verdict.severity = Severity::Medium;
    }
    verdict.message = tr("%L1 of %L2 that the plan allows.").arg(count).arg(*limit);
    return verdict;
}

qint64 sizeOf(const Snapshot::Records &records)
{
    return records ? records->size() : 0;
}

std::optional<Verdict> applications(const Context &context, const Object &)
{
    // "All Applications" is Auth0's own and there from the start; whether it counts is not documented.
    return nearLimit(context, u"applications", sizeOf(context.snapshot.applications));
}

std::optional<Verdict> connections(const Context &context, const Object &)
{
    return nearLimit(context, u"connections", sizeOf(context.snapshot.connections));
}

std::optional<Verdict> socialConnections(const Context &context, const Object &)
{
    return nearLimit(context, u"connections.social", context.socialCount);
}

std::optional<Verdict> organizations(const Context &context, const Object &)
{
    return nearLimit(context, u"organizations", sizeOf(context.snapshot.organizations));
}

} // namespace

QList<Check> limitChecks()
{
    constexpr const char *reason
        = QT_TRANSLATE_NOOP("Analysis", "Beyond the limit Auth0 refuses to make another one, a new customer's too.");
    constexpr const char *advice
        = QT_TRANSLATE_NOOP("Analysis", "Take away what nobody uses, or talk to Auth0 about the plan.");
    constexpr const char *policy
        = "https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy";
    return {
        {"limit.applications"_L1, QT_TRANSLATE_NOOP("Analysis", "Applications of the plan"), Kind::Tenant,
         Need::Applications | Need::Plan, reason, advice, policy, applications},
        {"limit.connections"_L1, QT_TRANSLATE_NOOP("Analysis", "Connections of the plan"), Kind::Tenant,
         Need::Connections | Need::Plan, reason, advice, policy, connections},
        {"limit.social-connections"_L1, QT_TRANSLATE_NOOP("Analysis", "Social connections of the plan"), Kind::Tenant,
         Need::Connections | Need::Plan, reason, advice, policy, socialConnections},
        {"limit.organizations"_L1, QT_TRANSLATE_NOOP("Analysis", "Organizations of the tenant"), Kind::Tenant,
         Need::Organizations, reason, advice, policy, organizations},
    };
}

} // namespace Analysis
