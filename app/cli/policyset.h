#pragma once

#include "cli/command.h"

namespace Cli {

/// `tenantry-cli policy set`: a plan for the policies of the connections that a filter matches, applied with --yes.
void startPolicySet(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish);

} // namespace Cli
