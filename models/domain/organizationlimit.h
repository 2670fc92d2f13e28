#pragma once

namespace Domain {

/// Auth0 enables no more than this many connections for an organization (entity limit, auth0.md 4.2).
inline constexpr int organizationConnectionLimit = 10;

} // namespace Domain
