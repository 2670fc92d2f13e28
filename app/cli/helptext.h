#pragma once

#include <QString>

namespace Cli {

struct Command;

/// What --help prints: the program as a whole, or one command.
QString helpText();
QString helpText(const Command &command);
/// What --version prints.
QString versionText();

} // namespace Cli
