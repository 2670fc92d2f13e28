#pragma once

#include "analysis/customers.h"

#include <optional>

namespace Analysis {

/// One Auth0 tenant whose customers are looked for together with those of others.
struct CustomerQuestion
{
    const Snapshot *snapshot = nullptr; ///< only looked at; nullptr: it could not be read
    std::optional<Domain::CustomerRules> decided{}; ///< nothing: nobody decided on any, and they are proposed
    QString ownApplication{}; ///< client ID with which the program itself signs in
};

struct CustomerAnswer
{
    Domain::CustomerRules rules; ///< that found them
    TenantCustomers customers;
};

/// Who the customers of several Auth0 tenants are, one answer for each. Where nobody decided on rules, those that names
/// and metadata propose hold; what the other tenants know helps, since one that is a single customer's is told by them
/// alone. Pure; it belongs on a worker thread.
QList<CustomerAnswer> customersOfAll(const QList<CustomerQuestion> &questions);

} // namespace Analysis
