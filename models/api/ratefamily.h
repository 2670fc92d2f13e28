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
    PasswordMail, ///< dbconnections/change_password, by address: one that is refused must not hold tokens up
};
inline constexpr int rateFamilyCount = static_cast<int>(RateFamily::PasswordMail) + 1;

/// Counted by the Authentication API: the Management API's global limit is another.
inline bool isOfAuthentication(RateFamily family)
{
    return family == RateFamily::Token || family == RateFamily::PasswordMail;
}

/// The family a request counts in, by verb and path: no request can claim another.
RateFamily familyOf(const WireRequest &request);

/// For the Activity dock, translated: "Connections, reading".
QString familyName(RateFamily family);

} // namespace Api
