#pragma once

#include "cli/command.h"

namespace Cli {

/// `tenantry-cli policy WORD`: what there is to do with password policies, a word each.
Command policyCommand();

} // namespace Cli
