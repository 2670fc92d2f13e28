#pragma once

#include "cli/command.h"

namespace Cli {

/// `snapshot`: what Auth0 tenants held, kept on this computer.
Command snapshotCommand();

} // namespace Cli
