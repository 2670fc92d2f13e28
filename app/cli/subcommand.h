#pragma once

#include "cli/command.h"

#include <QList>

namespace Cli {

/// What may follow the name of a command that does several things, as `show` follows `policy`.
struct Subcommand
{
    QLatin1StringView word;
    QList<QLatin1StringView> options; ///< of the command's own, those that it takes
    bool readsTenants; ///< takes the options that say which Auth0 tenants, and how to reach them
    int mostWords; ///< that may follow it
    void (*start)(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish);
};

/// Starts the one that the first word names, once what stands behind it fits: the parser knows options and words only
/// for the command as a whole.
void startOneOf(const QList<Subcommand> &subcommands, const Command &command, const Arguments &arguments,
                Console &console, QObject *parent, const Finish &finish);

} // namespace Cli
