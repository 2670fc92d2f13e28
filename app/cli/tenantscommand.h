#pragma once

#include "cli/command.h"

namespace Cli {

/// `tenantry-cli tenants`: the saved profiles, without a request.
void startTenants(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish);

} // namespace Cli
