#pragma once

#include "sandbox/estate/applicationshapes.h"
#include "sandbox/estate/customertable.h"
#include "sandbox/estatetruth.h"
#include "sandbox/tenantstate.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace Sandbox {

/// Fills one Auth0 tenant and notes in the truth table what belongs to whom. Borrows state and truth for its lifetime.
class TenantBuilder
{
public:
    TenantBuilder(TenantState &state, EstateTruth &truth, std::string_view region, std::uint64_t seed);

    TenantState &state() { return m_state; }
    std::uint64_t seed() const { return m_seed; }
    const std::string &region() const { return m_region; }
    /// A key for Seeded that no other object of the estate has.
    std::string key(std::string_view kind, std::string_view name) const;

    /// Tenant settings and branding, shared social, passwordless and staff connections, roles, custom domain, APIs and
    /// grants.
    void addTenantWide();
    void addCustomer(const CustomerRow &row);
    /// The vendor's applications, after the customers: their counts choose among the connections there are.
    void addApplications();
    void addDailyStats();

    std::string addConnection(std::string_view name, std::string_view strategy, Json options);
    void enable(const std::string &connectionId, const std::string &clientId);
    const Json &connectionNamed(std::string_view name) const;
    const Json &clientNamed(std::string_view name) const;
    CustomerObjects &objectsOf(const CustomerRow &row);
    void note(Fault fault, std::string subject, std::string detail);

private:
    void addDatabases(const CustomerRow &row, std::string_view letters);
    void addOwnApplication(const CustomerRow &row);
    void addOrganization(const CustomerRow &row);
    void addSharedConnections();
    void addMachinery();

    TenantState &m_state;
    EstateTruth &m_truth;
    std::string m_region;
    std::uint64_t m_seed;
    std::size_t m_legacyShape = 0;
    std::size_t m_flexibleShape = 0;
    std::vector<std::string> m_legacyDatabases, m_newDatabases; ///< connection ids in the order of creation
};

/// Settings of one of the estate's Auth0 tenants, as GET /tenants/settings sends them.
Json tenantSettings(std::string_view region);

/// People of one customer in its connections or, where it has none, in the shared database; members of its
/// organization.
void addPeople(TenantBuilder &tenant, const CustomerRow &row);
/// Sign-ins, failures, blocks and the vendor's own changes of the last days, written by the people there are.
void addLogs(TenantBuilder &tenant);
/// What is wrong in this estate on purpose; noted in the truth table.
void plantFaults(TenantBuilder &tenant);

} // namespace Sandbox
