#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"

#include "sandbox/options.h"
#include "sandbox/tenantstate.h"

#include <vector>

namespace Cli {

/// What the options of `sandbox` ask for.
struct SandboxSetup
{
    Sandbox::Options options;
    std::vector<Sandbox::TenantState> tenants;
    QString stateFile; ///< empty: nothing is written at the end
};

/// Reads the options and makes or loads what the server is to hold, which may take seconds.
Outcome<SandboxSetup> sandboxSetup(const Arguments &arguments);

} // namespace Cli
