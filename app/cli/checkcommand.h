#pragma once

#include "cli/command.h"

namespace Cli {

/// `tenantry-cli check`, as the command table has it.
Command checkCommand();

} // namespace Cli
