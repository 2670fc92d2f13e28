#pragma once

#include "cli/command.h"

namespace Cli {

/// `enable`: turns connections on or off for applications.
Command enableCommand();

} // namespace Cli
