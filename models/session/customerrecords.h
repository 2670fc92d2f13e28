#pragma once

#include "analysis/customers.h"
#include "domain/tenant.h"

namespace Session {

/// The customers of a tenant as its table shows them, by key. Their JSON is our own: what belongs to each.
QList<Query::RecordPtr> customerRecords(const Domain::TenantProfile &tenant, const Analysis::Snapshot &snapshot,
                                        const Analysis::TenantCustomers &customers);

/// How a customer is held, in words: "Connection, Organization".
QString titleOf(const std::set<Domain::CustomerWay> &ways);
QString titleOf(Domain::CustomerWay way);
/// "Connection".
QString titleOf(Domain::CustomerObject::Kind kind);

} // namespace Session
