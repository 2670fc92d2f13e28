#pragma once

#include "cli/command.h"

namespace Cli {

/// `support ACTION --user USER`: what support does to users: blocks, mails, tickets, MFA, sessions.
Command supportCommand();

} // namespace Cli
