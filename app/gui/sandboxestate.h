#pragma once

#include "gui/guioptions.h"

#include "api/secret.h"
#include "domain/tenant.h"
#include "sandbox/server.h"

#include <memory>

namespace Gui {

/// A client of the sandbox whose tokens may read applications only: the state "missing scope" on demand.
inline constexpr char limitedClientId[] = "tenantry-limited-reader";
inline constexpr char limitedClientSecret[] = "only-for-this-computer";

/// A tenant of the sandbox with what its token is fetched with. It lives for this run only.
struct SandboxTenant
{
    Domain::TenantProfile profile;
    Api::Secret secret;
};

/// A sandbox that listens on threads of its own.
struct SandboxEstate
{
    std::unique_ptr<Sandbox::Server> server;
    QList<SandboxTenant> tenants;
};

/// Builds and starts the sandbox that the options ask for; takes seconds for a large one, so that it may run on another
/// thread. The error says what happened and what to do.
tl::expected<SandboxEstate, QString> startSandbox(const GuiOptions &options);

/// Two tenants whose states the pictures show: one that does not answer, and one whose token may read applications
/// only.
QList<SandboxTenant> troubledTenants(const SandboxTenant &model);

} // namespace Gui
