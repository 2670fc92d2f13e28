#pragma once

#include "cli/command.h"
#include "cli/failure.h"

namespace Cli {

/// A command line that was understood. Without a command it asks for --help or --version.
struct Invocation
{
    const Command *command = nullptr; ///< owned by commands()
    Arguments arguments;
};

/// Reads the command line; `line` starts with the program's name. Common options may stand before or after the command.
/// `help [COMMAND]` and -h mean --help.
Outcome<Invocation> parse(const QStringList &line);

} // namespace Cli
