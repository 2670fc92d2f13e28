#include "analysis/organizationchecks.h"

#include "analysis/context.h"
#include "analysis/translation.h"

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::Severity;
using Kind = Domain::FindingSubject::Kind;

std::optional<Verdict> nearLimit(const Context &context, const Object &organization)
{
    const std::optional<qint64> limit = context.limits.value(u"organization.connections", context.snapshot.plan);
    const QStringList connections = context.connectionsOfOrganization(organization.id);
    const qint64 count = connections.size();
    if (!limit || count < *limit - 1) {
        return std::nullopt;
    }
    return Verdict{.severity = count < *limit ? Severity::Low : Severity::Medium,
                   .message = tr("%L1 of %L2 connections are in use.").arg(count).arg(*limit),
                   .count = count,
                   .limit = *limit,
                   .objects = connections};
}

std::optional<Verdict> deadEnds(const Context &context, const Object &organization)
{
    QStringList ids;
    QStringList names;
    for (const QString &id : context.connectionsOfOrganization(organization.id)) {
        if (context.applicationCounts.value(id) == 0) {
            const ConnectionFacts *facts = context.connection(id);
            ids.append(id);
            names.append(facts != nullptr ? facts->name : id);
        }
    }
    if (ids.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Medium,
                   .message = tr("Connections that are enabled for no application: %1").arg(someOf(names)),
                   .count = ids.size(),
                   .objects = ids};
}

std::optional<Verdict> metadataFull(const Context &context, const Object &organization)
{
    return metadataFullOf(context, organization, "metadata", u"organization.metadata-keys");
}

} // namespace

QList<Check> organizationChecks()
{
    return {
        {"organization.connections"_L1, QT_TRANSLATE_NOOP("Analysis", "Connections of an organization"),
         Kind::Organization, Need::Organizations | Need::OrganizationConnections,
         QT_TRANSLATE_NOOP("Analysis", "Auth0 enables no more than ten connections for an organization."),
         QT_TRANSLATE_NOOP("Analysis", "Take connections out that its members do not use."),
         "https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy", nearLimit},
        {"organization.connection-without-application"_L1,
         QT_TRANSLATE_NOOP("Analysis", "Connection of an organization without application"), Kind::Organization,
         Need::Organizations | Need::OrganizationConnections | Need::Connections | Need::Map,
         QT_TRANSLATE_NOOP("Analysis",
                           "A connection must be in the organization and enabled for the application as well: members "
                           "who sign in with this one are refused everywhere."),
         QT_TRANSLATE_NOOP("Analysis", "Enable the connection for the application that the members use."),
         "https://auth0.com/docs/manage-users/organizations/configure-organizations/enable-connections", deadEnds},
        {"organization.metadata-full"_L1, QT_TRANSLATE_NOOP("Analysis", "Metadata of an organization is full"),
         Kind::Organization, Need::Organizations,
         QT_TRANSLATE_NOOP("Analysis", "Auth0 refuses a further key; a script that adds one fails."),
         QT_TRANSLATE_NOOP("Analysis", "Take keys away that nobody reads."), "https://auth0.com/docs/api/management/v2",
         metadataFull},
    };
}

} // namespace Analysis
