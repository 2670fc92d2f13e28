#pragma once

#include "cli/command.h"

namespace Cli {

/// `tenantry-cli customers`: who the customers are and what belongs to each, across Auth0 tenants.
Command customersCommand();

} // namespace Cli
