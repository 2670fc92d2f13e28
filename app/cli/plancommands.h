#pragma once

#include "cli/command.h"

namespace Cli {

/// `plan show FILE`, `apply FILE` and `revert ID`: what becomes of a plan after it was made.
Command planCommand();
Command applyCommand();
Command revertCommand();

} // namespace Cli
