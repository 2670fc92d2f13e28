#pragma once

#include "analysis/customers.h"
#include "domain/tenant.h"
#include "domain/usercounts.h"
#include "session/customertallies.h"

namespace Session {

/// How many users a customer has in one Auth0 tenant, as far as they were counted.
struct CustomerUsers
{
    qint64 users = 0;
    bool areMembers = false; ///< of its organizations: nothing else tells of them
    QDateTime countedAt; ///< UTC
    bool isAtLeast = false; ///< a sum in which some Auth0 tenants are missing
    bool isFound = false; ///< by a search, not by an export

    friend bool operator==(const CustomerUsers &, const CustomerUsers &) = default;
};
/// Nothing where they were never counted (`counts` is nullptr), or not in a way that tells of this customer.
std::optional<CustomerUsers> customerUsers(const Domain::UserCounts *counts, const Analysis::CustomerShare &share);

/// Rows of customers, and what was counted of these when the rows were made.
struct CountedRows
{
    QList<Query::RecordPtr> rows;
    std::shared_ptr<const CustomerTallies> tallies;
};

/// The customers of a tenant as its table shows them, by key. Their JSON is our own: what belongs to each, and how many
/// users, findings and connections in Lock there are, where `counts` and `tallies` tell; either may be nullptr.
/// `before`, where it is given, has rows of the same customers, which are taken where no more or less is counted.
QList<Query::RecordPtr> customerRecords(const Domain::TenantProfile &tenant, const Analysis::Snapshot &snapshot,
                                        const Analysis::TenantCustomers &customers,
                                        const Domain::UserCounts *counts = nullptr,
                                        const CustomerTallies *tallies = nullptr, const CountedRows *before = nullptr);

/// "Connection".
QString titleOf(Domain::CustomerObject::Kind kind);

} // namespace Session
