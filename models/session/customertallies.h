#pragma once

#include "analysis/audit.h"
#include "analysis/customers.h"

#include <memory>

namespace Session {

/// How many of a customer's database connections an application has.
struct LockShare
{
    QString application; ///< its id
    qint64 own = 0;
    qint64 all = 0; ///< of all customers together; 0 where it was not counted yet

    friend bool operator==(const LockShare &, const LockShare &) = default;
};

/// What is counted of a customer in one Auth0 tenant.
struct CustomerTally
{
    QList<qint32> findings; ///< their places in the audit: the gravest first; none that is waived
    QList<LockShare> lock; ///< of each application that has any: the fullest first

    /// Its greatest part of what one application shows in Lock.
    qint64 lockCount() const;
};

/// What is counted of each customer of one Auth0 tenant. A value.
struct CustomerTallies
{
    std::shared_ptr<const Analysis::AuditResult> audit; ///< nullptr: nobody audited yet
    bool isLockKnown = false; ///< which connections are enabled for which application was read
    std::map<QString, CustomerTally> customers; ///< by key; those of whom there is nothing to count are missing

    const CustomerTally &of(const QString &key) const;
};

/// Walks all findings, all database connections and all that is enabled: it belongs on a worker.
CustomerTallies talliesOf(const Analysis::Snapshot &snapshot, const Analysis::TenantCustomers &customers,
                          std::shared_ptr<const Analysis::AuditResult> audit);

} // namespace Session
