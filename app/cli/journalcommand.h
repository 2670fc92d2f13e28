#pragma once

#include "cli/command.h"

namespace Cli {

/// `tenantry-cli journal`: what was changed with this account's Tenantry, the latest first, or one entry whole.
Command journalCommand();

} // namespace Cli
