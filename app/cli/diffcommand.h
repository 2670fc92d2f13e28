#pragma once

#include "cli/command.h"

namespace Cli {

/// `diff`: what two states of Auth0 tenants mean otherwise.
Command diffCommand();

} // namespace Cli
