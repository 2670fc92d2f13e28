#include "sandbox/routes.h"

namespace Sandbox {

Routes managementRoutes()
{
    Routes all;
    for (const auto &part :
         {connectionRoutes, connectionClientRoutes, clientRoutes, organizationRoutes, organizationConnectionRoutes,
          organizationGrantRoutes, organizationMemberRoutes, tenantRoutes, logRoutes, grantRoutes, absentRoutes,
          userRoutes, userSupportRoutes, userAccessRoutes, ticketRoutes, jobRoutes, statsRoutes}) {
        const Routes some = part();
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

} // namespace Sandbox
