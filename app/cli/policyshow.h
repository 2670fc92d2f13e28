#pragma once

#include "cli/command.h"

namespace Cli {

/// `tenantry-cli policy show`: reads database connections and nothing else.
void startPolicyShow(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish);

} // namespace Cli
