#pragma once

#include "api/wire.h"

namespace Api {

/// The groups in which Auth0 counts requests (auth0.md 4.3). A tenant may count some of them together: the budget
/// finds that out from the headers.
enum class RateFamily {
    Other, ///< the Management API's global limit alone
    UsersRead,
    UsersWrite,
    LogsRead,
    ClientsRead,
    ClientsSearch, ///< `GET /clients?q=`
    ConnectionsRead,
    ConnectionStatus,
    DeviceCredentialsWrite,
    OrganizationsRead,
    OrganizationRead, ///< by id
    OrganizationsWrite,
    OrganizationConnectionsRead,
    OrganizationConnectionsWrite,
    OrganizationMembersRead,
    OrganizationMembersWrite,
    OrganizationInvitations,
    UserOrganizationsRead,
    Token, ///< oauth/token: the Authentication API counts apart
};
inline constexpr int rateFamilyCount = static_cast<int>(RateFamily::Token) + 1;

/// The family a request counts in, by verb and path: no request can claim another.
RateFamily familyOf(const WireRequest &request);

/// For the Activity dock, translated: "Connections, reading".
QString familyName(RateFamily family);

} // namespace Api
