#pragma once

#include "cli/command.h"

namespace Cli {

/// `report`: what is handed over, of one Auth0 tenant, of several, or of one customer.
Command reportCommand();

} // namespace Cli
