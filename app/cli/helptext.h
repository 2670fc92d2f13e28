#pragma once

#include <QList>
#include <QString>

#include <utility>

namespace Cli {

struct Command;

/// What --help prints: the program as a whole, or one command.
QString helpText();
QString helpText(const Command &command);
/// What --help and the manual page tell alike: each exit code with its meaning, and where secrets come from.
QList<std::pair<QString, QString>> exitCodeMeanings();
QString credentialNote();
/// What --version prints.
QString versionText();

} // namespace Cli
