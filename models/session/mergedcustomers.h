#pragma once

#include "analysis/customers.h"

#include <memory>

namespace Session {

/// One customer as the table of all Auth0 tenants shows it. A value.
struct MergedCustomer
{
    QList<Query::RecordPtr> rows; ///< in the tables of the tenants that have it, by tenant
    Query::RecordPtr record; ///< all of them together; of a tenant that has it, the same one for as long as it does
};
using MergedCustomers = std::map<QString, MergedCustomer>; ///< by key

/// Puts the rows of each customer in the tables of several tenants together: counts are added up, but for Lock's,
/// of which the greatest is taken; what no tenant knows stays unknown. Where only some have counted its users, these
/// are at least so many, and when they were counted is not known. What rests on the same rows as in `before` is taken
/// from there. `customers` has all of them. Walks all rows.
std::shared_ptr<const MergedCustomers> mergedCustomers(const QList<QList<Query::RecordPtr>> &tables,
                                                       const std::map<QString, Analysis::Customer> &customers,
                                                       const MergedCustomers &before);

/// What a table does to show other customers than before. A value.
struct MergedChanges
{
    QList<Query::RecordPtr> news; ///< and those that are others now
    std::map<Domain::TenantId, QStringList> gone; ///< keys; also of those that stand with another tenant now
};
/// Walks all of them.
MergedChanges changesBetween(const MergedCustomers &before, const MergedCustomers &now);

} // namespace Session
