#pragma once

#include "sandbox/route.h"

namespace Sandbox {

/// The operations of each resource, one file each.
Routes connectionRoutes();
Routes connectionClientRoutes();
Routes clientRoutes();
Routes organizationRoutes();
Routes organizationConnectionRoutes();
Routes organizationGrantRoutes();
Routes organizationMemberRoutes();
Routes tenantRoutes();
Routes logRoutes();
Routes grantRoutes();
/// Lists of kinds that the sandbox holds none of, for tools that will not go on without an answer.
Routes absentRoutes();
/// users, users/{id}, users-by-email.
Routes userRoutes();
/// Roles, organizations, logs and blocks of one user.
Routes userSupportRoutes();
/// Factors, sessions and refresh tokens of one user.
Routes userAccessRoutes();
Routes ticketRoutes();
Routes jobRoutes();
Routes statsRoutes();

/// All of them. A route that stands earlier wins where templates overlap ("organizations/name/{name}").
Routes managementRoutes();

} // namespace Sandbox
