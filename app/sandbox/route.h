#pragma once

#include "sandbox/message.h"

#include <functional>
#include <string>
#include <vector>

namespace Sandbox {

/// The groups in which Auth0 counts requests of Essentials, Professional and Enterprise plans (rate limit
/// configurations in Auth0's documentation). `None` counts against the global limit only.
enum class RateFamily {
    None,
    UsersRead,
    UsersWrite,
    LogsRead,
    ClientsRead,
    ConnectionsRead,
    OrganizationsRead,
    OrganizationById,
    OrganizationsWrite,
    OrganizationConnectionsRead,
    OrganizationConnectionsWrite,
    OrganizationMembersRead,
    OrganizationMembersWrite,
    UserOrganizations,
};

/// Sufficient sets of scopes: one of them must be held whole. {{"read:clients"}, {"read:client_summary"}} is any of
/// two, {{"read:connections", "read:clients"}} is both.
using ScopeSets = std::vector<std::vector<std::string>>;

/// One operation of the Management API.
struct Route
{
    std::string method;
    std::string path; ///< template below /api/v2/: "connections/{id}/clients"
    std::string summary; ///< as Auth0 logs it: "Update a connection"
    ScopeSets scopes;
    RateFamily family = RateFamily::None;
    /// Runs under the mutex of the Auth0 tenant.
    std::function<Response(TenantState &, const Request &)> handler;
};

using Routes = std::vector<Route>;

} // namespace Sandbox
