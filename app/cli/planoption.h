#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"

namespace Cli {

/// The plan of the Auth0 tenants that --plan names; empty where it is not given.
Outcome<QString> planIn(const Arguments &arguments);

} // namespace Cli
