#include "cli/subcommand.h"

#include "cli/commandtable.h"
#include "cli/console.h"
#include "cli/failure.h"
#include "cli/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// "show, set and test".
QString wordsOf(const QList<Subcommand> &subcommands)
{
    QStringList words;
    for (const Subcommand &subcommand : subcommands) {
        words.append(subcommand.word);
    }
    const QString last = words.takeLast();
    return tr("%1 and %2").arg(words.join(", "_L1), last);
}

Outcome<void> checkFit(const Subcommand &subcommand, const Command &command, const Arguments &arguments)
{
    const QString advice = tr("tenantry-cli %1 --help shows what it takes.").arg(command.name);
    QStringList unknown;
    for (const Option &option : command.options + (subcommand.readsTenants ? QList<Option>() : tenantOptions())) {
        if (arguments.has(option.name) && !subcommand.options.contains(option.name)) {
            unknown.append(u"--"_s + option.name);
        }
    }
    if (!unknown.isEmpty()) {
        return usage(tr("%1 %2 has no option %3.").arg(command.name, subcommand.word, unknown.join(", "_L1)),
                     unknown.size() == 1 ? tr("The option belongs to another command.")
                                         : tr("The options belong to another command."),
                     advice);
    }
    const int most = 1 + subcommand.mostWords;
    if (arguments.words().size() > most) {
        return usage(tr("%1 %2 does not take “%3”.").arg(command.name, subcommand.word, arguments.words().at(most)),
                     tr("There is one word too many."), advice);
    }
    return {};
}

} // namespace

void startOneOf(const QList<Subcommand> &subcommands, const Command &command, const Arguments &arguments,
                Console &console, QObject *parent, const Finish &finish)
{
    const auto fail = [&](const Failure &failure) {
        console.say(failure);
        finish(failure.code);
    };
    const QString word = arguments.words().value(0);
    const auto found = std::find_if(subcommands.begin(), subcommands.end(),
                                    [&word](const Subcommand &candidate) { return word == candidate.word; });
    if (found == subcommands.end()) {
        return fail(usage(tr("%1 does not know “%2”.").arg(command.name, word),
                          tr("It may be misspelt, or belong to a later version."),
                          tr("Choose from %1.").arg(wordsOf(subcommands)))
                        .value());
    }
    if (const Outcome<void> fits = checkFit(*found, command, arguments); !fits) {
        return fail(fits.error());
    }
    found->start(arguments, console, parent, finish);
}

} // namespace Cli
