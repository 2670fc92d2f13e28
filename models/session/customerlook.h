#pragma once

#include "analysis/customers.h"
#include "domain/usercounts.h"
#include "session/customertallies.h"
#include "session/mergedcustomers.h"
#include "session/snapshotparts.h"

#include <memory>
#include <optional>

namespace Session {

/// What is known of the customers of one Auth0 tenant. A value; what is large in it is shared with workers.
struct KnownCustomers
{
    Domain::CustomerRules rules; ///< that found them
    bool isProposed = false; ///< nobody decided on the rules
    std::shared_ptr<const std::set<QString>> hints; ///< keys of other tenants with which rules were proposed
    std::shared_ptr<const Analysis::TenantCustomers> customers;
    std::shared_ptr<const Domain::UserCounts> counts; ///< that named some of them; nullptr: none did
    std::shared_ptr<const CustomerTallies> tallies; ///< of them
    QList<Query::RecordPtr> records; ///< as the tenant's table shows them; those shown before where they are the same
};
using AllKnownCustomers = std::map<Domain::TenantId, KnownCustomers>;

using CustomersByKey = std::map<QString, Analysis::Customer>;
/// Those of all tenants, the ones of one key together. Walks all of them.
std::shared_ptr<const CustomersByKey> customersOfAll(const AllKnownCustomers &known);

/// What came of looking at a tenant. A value.
struct CustomerFinds
{
    Domain::TenantId tenant; ///< empty: none was looked at, the customers of all stand together without `closed`
    QList<Domain::TenantId> closed;
    KnownCustomers known;
    std::shared_ptr<const CustomersByKey> customers; ///< of all tenants
    std::shared_ptr<const MergedCustomers> merged; ///< the rows of these
    MergedChanges changes; ///< of the rows
    /// Tenants whose rules were proposed without knowing of these customers, or whose rows call one of them otherwise.
    QList<Domain::TenantId> unheard;
    bool isOnlyCounts = false; ///< who they are is the same as before
    bool wasStopped = false; ///< then all of it is of no use
};

/// Puts the rows of the customers that were found together. `before`: what is shown now. Walks all of them.
void mergeRows(CustomerFinds &done, const AllKnownCustomers &known, const MergedCustomers &before);

/// Those that hold a customer who is called otherwise now. Walks all customers.
QList<Domain::TenantId> tenantsOfRenamed(const CustomersByKey &before, const CustomersByKey &now);

/// Client ID of the application with which the program itself signs in; empty where that is not known yet.
QString ownApplication(const TenantSession &session);

/// Looks who the customers of one Auth0 tenant are: all that takes the longer the more there are. Holds values alone,
/// so that a worker may do it.
class CustomerLook
{
public:
    /// `known`: of all tenants, this one as it was before; `before`, `merged`: what they came to together. `decided`:
    /// nothing where nobody did. `counts` may be nullptr.
    CustomerLook(const TenantSession &session, AllKnownCustomers known, std::shared_ptr<const CustomersByKey> before,
                 std::shared_ptr<const MergedCustomers> merged, std::optional<Domain::CustomerRules> decided,
                 std::shared_ptr<const Domain::UserCounts> counts, std::stop_token stop);

    /// What the audit found is counted for each of them; nullptr: there was none.
    void setAudit(std::shared_ptr<const Analysis::AuditResult> audit) { m_audit = std::move(audit); }
    /// They are those that are known already, and only what is counted of them may be another.
    void setOnlyCounts(bool onlyCounts) { m_onlyCounts = onlyCounts; }

    CustomerFinds operator()() const;

private:
    KnownCustomers look(const Analysis::Snapshot &snapshot) const;
    Analysis::NamedByMetadata namedElsewhere(const Domain::CustomerRules &rules) const;
    QList<Domain::TenantId> unheardOf(const CustomerFinds &done) const;

    SnapshotParts m_parts;
    Domain::TenantProfile m_profile;
    QString m_ownApplication;
    AllKnownCustomers m_known;
    std::shared_ptr<const CustomersByKey> m_allBefore;
    std::shared_ptr<const MergedCustomers> m_mergedBefore;
    KnownCustomers m_before;
    std::optional<Domain::CustomerRules> m_decided;
    std::shared_ptr<const Domain::UserCounts> m_counts;
    std::shared_ptr<const Analysis::AuditResult> m_audit;
    QList<Query::RecordPtr> m_shown;
    bool m_hasAllUsers;
    bool m_onlyCounts = false;
    std::stop_token m_stop;
};

} // namespace Session
