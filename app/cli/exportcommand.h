#pragma once

#include "cli/command.h"

namespace Cli {

Command exportCommand();

} // namespace Cli
