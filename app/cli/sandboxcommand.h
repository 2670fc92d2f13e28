#pragma once

#include "cli/command.h"

namespace Cli {

/// `tenantry-cli sandbox`: serves until SIGTERM or SIGINT.
void startSandbox(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish);

} // namespace Cli
