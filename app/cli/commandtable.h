#pragma once

#include "cli/command.h"

namespace Cli {

/// Every command there is, in the order of --help.
const QList<Command> &commands();
/// Options that every command understands.
const QList<Option> &generalOptions();
/// Options of the commands that read Auth0 tenants.
const QList<Option> &tenantOptions();

/// The command of this name, or nullptr. Owned by commands().
const Command *findCommand(QStringView name);
/// All options that `command` understands.
QList<Option> optionsOf(const Command &command);

} // namespace Cli
