#pragma once

#include "cli/command.h"

namespace Cli {

/// `tenantry-cli list KIND`.
void startList(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish);

} // namespace Cli
