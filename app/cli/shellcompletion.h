#pragma once

#include <QString>

namespace Cli {

enum class Shell { Bash, Zsh, Fish };

/// What makes a shell complete the words of the command line, made from the table of commands: a file that the shell
/// reads.
QString completionFor(Shell shell);

} // namespace Cli
