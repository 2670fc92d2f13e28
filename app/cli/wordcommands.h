#pragma once

#include "cli/command.h"

namespace Cli {

/// `schema`: the JSON Schema of what another command writes.
Command schemaCommand();
/// `completion` and `manual`: the table of commands as a shell and as man read it, for packages.
Command completionCommand();
Command manualCommand();

} // namespace Cli
