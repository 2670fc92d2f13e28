#pragma once

#include "api/ratebudget.h"
#include "change/plan.h"
#include "domain/id.h"
#include "query/record.h"

namespace Session {

class Estate;
class TenantSession;

/// A plan, and the profile whose session applies it. A value.
struct TenantPlan
{
    Domain::TenantId tenant;
    Change::Plan plan;

    friend bool operator==(const TenantPlan &, const TenantPlan &) = default;
};

/// The table whose records are objects of this kind; nothing for relations.
std::optional<Query::Kind> tableOf(Change::ObjectKind kind);
/// And back; nothing for what has no edits.
std::optional<Change::ObjectKind> objectKindOf(Query::Kind kind);
/// The table of the objects that the members of a relation name; nothing for what is no relation.
std::optional<Query::Kind> otherTableOf(Change::ObjectKind kind);
/// The name of a record of the session; its id where there is none.
QString nameOf(const TenantSession &session, Query::Kind kind, const QString &id);
/// The object as the session holds it; empty where it does not.
QByteArray seenObject(const TenantSession &session, const Change::ObjectRef &object);
/// The open session of the Auth0 tenant that a plan is bound to, one of the same name first; nullptr where none is.
TenantSession *sessionOf(const Estate &estate, const Change::PlanTenant &tenant);

/// How long applying the plan takes at the tenant's slowest known rate; nothing while no rate is known.
std::optional<std::chrono::seconds> expectedTime(const Change::Plan &plan, const QList<Api::RateState> &rates);

} // namespace Session
