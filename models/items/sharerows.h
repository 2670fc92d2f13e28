#pragma once

#include "items/customertreemodel.h"

#include "analysis/customers.h"
#include "change/plan.h"

namespace Session {
class TenantSession;
}

namespace Items {

/// What a customer has of an Auth0 tenant: its connections with the applications that they are enabled for, its
/// organizations with the connections they have, and its applications; as far as that was read.
/// Of many, the first some hundred and a row for the rest. What is `staged` of the same tenant stands beside what Auth0
/// holds.
QList<CustomerRow> shareRows(const Session::TenantSession &session, const Analysis::CustomerShare &share,
                             const QList<Change::PlanItem> &staged = {});

/// What of `staged` is about applications of the share's connections, or about connections of its organizations:
/// "wayne: acme-users on". Of many, the first and how many more there are.
QStringList stagedUses(const Session::TenantSession &session, const Analysis::CustomerShare &share,
                       const QList<Change::PlanItem> &staged);

} // namespace Items
