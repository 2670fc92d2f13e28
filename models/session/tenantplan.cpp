#include "session/tenantplan.h"

#include "query/columns.h"
#include "session/estate.h"
#include "session/readplan.h"

namespace Session {

std::optional<Query::Kind> tableOf(Change::ObjectKind kind)
{
    using Change::ObjectKind;
    switch (kind) {
    case ObjectKind::Connection:
        return Query::Kind::Connections;
    case ObjectKind::Application:
        return Query::Kind::Applications;
    case ObjectKind::Organization:
        return Query::Kind::Organizations;
    case ObjectKind::User:
        return Query::Kind::Users;
    case ObjectKind::ConnectionClients:
    case ObjectKind::OrganizationConnections:
    case ObjectKind::UserOrganizations:
        break;
    }
    return std::nullopt;
}

std::optional<Query::Kind> otherTableOf(Change::ObjectKind kind)
{
    using Change::ObjectKind;
    switch (kind) {
    case ObjectKind::ConnectionClients:
        return Query::Kind::Applications;
    case ObjectKind::OrganizationConnections:
        return Query::Kind::Connections;
    case ObjectKind::UserOrganizations:
        return Query::Kind::Organizations;
    case ObjectKind::Connection:
    case ObjectKind::Application:
    case ObjectKind::Organization:
    case ObjectKind::User:
        break;
    }
    return std::nullopt;
}

std::optional<Change::ObjectKind> objectKindOf(Query::Kind kind)
{
    using Change::ObjectKind;
    for (const ObjectKind object :
         {ObjectKind::Connection, ObjectKind::Application, ObjectKind::Organization, ObjectKind::User}) {
        if (tableOf(object) == Query::sourceOf(kind)) {
            return object;
        }
    }
    return std::nullopt;
}

QString nameOf(const TenantSession &session, Query::Kind kind, const QString &id)
{
    const Query::RecordPtr record = session.record(kind, id);
    return record ? Query::textAt(*record, kind, u"name") : id;
}

QByteArray seenObject(const TenantSession &session, const Change::ObjectRef &object)
{
    const std::optional<Query::Kind> table = tableOf(object.kind);
    const Query::RecordPtr record = table ? session.record(*table, object.id) : nullptr;
    return record ? record->original : QByteArray();
}

TenantSession *sessionOf(const Estate &estate, const Change::PlanTenant &tenant)
{
    TenantSession *found = nullptr;
    for (TenantSession *session : estate.sessions()) {
        const Change::PlanTenant own = Change::planTenant(session->profile());
        if (own.origin == tenant.origin && (!found || own.name == tenant.name)) {
            found = session;
        }
    }
    return found;
}

std::optional<std::chrono::seconds> expectedTime(const Change::Plan &plan, const QList<Api::RateState> &rates)
{
    double slowest = 0;
    for (const Api::RateState &rate : rates) {
        if (rate.perSecond > 0 && (slowest == 0 || rate.perSecond < slowest)) {
            slowest = rate.perSecond;
        }
    }
    return ReadPlan{.requests = Change::requestCount(plan)}.duration(slowest);
}

} // namespace Session
