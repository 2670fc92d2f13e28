#pragma once

#include "cli/command.h"

namespace Cli {

/// `tenantry-cli policy test`: passwords from standard input, without a request. Over options that hold both
/// generations a password must pass both.
void startPolicyTest(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish);

} // namespace Cli
