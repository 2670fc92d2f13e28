#pragma once

#include "cli/command.h"

namespace Cli {

/// `tenantry-cli diagnose`: why somebody cannot sign in to an application, and what would mend it.
Command diagnoseCommand();

} // namespace Cli
