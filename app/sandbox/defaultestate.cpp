#include "sandbox/defaultestate.h"

#include "sandbox/estate/tenantbuilder.h"

#include <algorithm>

namespace Sandbox {

namespace {

struct TenantRow
{
    const char *region, *name, *environment;
};

constexpr TenantRow kTenants[] = {
    {"eu", "ledgerline-eu", "production"},
    {"us", "ledgerline-us", "production"},
    {"staging", "ledgerline-staging", "staging"},
    {"wayne", "ledgerline-wayne", "production"},
};

std::vector<CustomerWay> waysOf(const CustomerRow &row)
{
    const std::string letters = std::string(row.eu) + std::string(row.us);
    const auto holds = [&](std::string_view any) { return letters.find_first_of(any) != std::string::npos; };
    std::vector<CustomerWay> ways;
    if (holds("DdKFBE"))
        ways.push_back(CustomerWay::Connection);
    if (holds("A"))
        ways.push_back(CustomerWay::Application);
    if (holds("M"))
        ways.push_back(CustomerWay::AppMetadata);
    if (!lettersFor(row, "wayne").empty())
        ways.push_back(CustomerWay::Tenant);
    if (holds("O"))
        ways.push_back(CustomerWay::Organization);
    return ways;
}

EstateTruth customersOnly()
{
    EstateTruth truth;
    for (const CustomerRow &row : customerTable()) {
        truth.customerBySlug[std::string(row.slug)] = truth.customers.size();
        truth.customers.push_back(
            {std::string(row.name), std::string(row.slug), std::string(row.domain), waysOf(row), {}});
    }
    return truth;
}

/// In a tenant of its own everything is the customer's, but for what Ledgerline's staff use.
void giveWholeTenant(TenantBuilder &builder, const CustomerRow &row)
{
    builder.objectsOf(row).connections.push_back(builder.connectionNamed("wayne-samlp").at("id"));
    for (const char *name : {"Ledgerline for Wayne Enterprises", "Ledgerline Mobile for Wayne Enterprises"})
        builder.objectsOf(row).clients.push_back(builder.clientNamed(name).at("client_id"));
}

TenantState buildTenant(const TenantRow &tenant, EstateTruth &truth, std::uint64_t seed)
{
    TenantState state;
    state.name = tenant.name;
    state.environment = tenant.environment;
    TenantBuilder builder(state, truth, tenant.region, seed);
    builder.addTenantWide();
    for (const CustomerRow &row : customerTable())
        builder.addCustomer(row);
    builder.addApplications();
    for (const CustomerRow &row : customerTable()) {
        if (lettersFor(row, tenant.region).empty())
            continue;
        if (builder.region() == "wayne")
            giveWholeTenant(builder, row);
        addPeople(builder, row);
    }
    plantFaults(builder);
    addLogs(builder);
    builder.addDailyStats();
    return state;
}

} // namespace

const CustomerTruth *EstateTruth::customer(std::string_view slug) const
{
    const auto it = customerBySlug.find(std::string(slug));
    return it == customerBySlug.end() ? nullptr : &customers[it->second];
}

Estate buildDefaultEstate(std::uint64_t seed)
{
    Estate estate{{}, customersOnly()};
    for (const TenantRow &tenant : kTenants)
        estate.tenants.push_back(buildTenant(tenant, estate.truth, seed));
    return estate;
}

std::vector<TenantState> defaultEstate(std::uint64_t seed)
{
    return buildDefaultEstate(seed).tenants;
}

} // namespace Sandbox
