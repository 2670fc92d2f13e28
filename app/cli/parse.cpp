#include "cli/parse.h"

#include "cli/commandtable.h"
#include "cli/translation.h"

#include <QCommandLineParser>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

QString helpAdvice(const Command *command = nullptr)
{
    return command == nullptr ? tr("tenantry-cli --help lists the commands.")
                              : tr("tenantry-cli %1 --help shows what it takes.").arg(command->name);
}

/// Every option of every command once: which of them fit is asked when the command is known, so that common options may
/// stand before it.
QList<Option> everyOption()
{
    QList<Option> all = generalOptions() + tenantOptions();
    for (const Command &command : commands()) {
        all += command.options;
    }
    QList<Option> distinct;
    QSet<QLatin1StringView> seen;
    for (const Option &option : std::as_const(all)) {
        if (!seen.contains(option.name)) {
            seen.insert(option.name);
            distinct.append(option);
        }
    }
    return distinct;
}

/// The command that a line means, though it is not understood: the help of that one serves best. nullptr: none.
const Command *commandIn(const QStringList &line)
{
    const auto found = std::find_if(line.begin() + std::min<qsizetype>(line.size(), 1), line.end(),
                                    [](const QString &word) { return findCommand(word) != nullptr; });
    return found == line.end() ? nullptr : findCommand(*found);
}

/// An option that would take a secret, by any name that people give it.
bool wouldTakeSecret(const QString &name)
{
    return name.contains("secret"_L1) || name.contains("token"_L1) || name.contains("password"_L1)
        || name.contains("api-key"_L1);
}

tl::unexpected<Failure> unknownOption(const QString &name, const Command *command)
{
    const QString written = (name.size() == 1 ? u"-"_s : u"--"_s) + name;
    if (wouldTakeSecret(name)) {
        return usage(tr("There is no option %1.").arg(written),
                     tr("Secrets are never taken from the arguments, where other programs can read them."),
                     tr("Put the client secret in AUTH0_CLIENT_SECRET, or a token in AUTH0_ACCESS_TOKEN."));
    }
    QStringList known;
    const QList<Option> fitting = command == nullptr ? everyOption() : optionsOf(*command);
    for (const Option &option : fitting) {
        known.append(u"--"_s + option.name);
    }
    return usage(tr("There is no option %1.").arg(written), tr("It may be misspelt, or belong to a later version."),
                 meaning(written, known, helpAdvice(command)));
}

/// `names` of an option: the long one, and -h for help.
QStringList namesOf(const Option &option)
{
    const QStringList names{option.name};
    return option.name == OptionName::help ? names + QStringList{u"h"_s} : names;
}

/// A variable of a script that nobody set: whoever gives a customer's name must not get everybody's data.
Outcome<void> checkValues(const QHash<QString, QStringList> &options, const Command *command)
{
    for (const Option &option : command == nullptr ? everyOption() : optionsOf(*command)) {
        const QStringList values = options.value(option.name);
        if (option.value != nullptr && values.contains(QString())) {
            return usage(
                tr("--%1 has an empty value.").arg(option.name),
                tr("It might be taken for no --%1 at all. In a script, the variable may not be set.").arg(option.name),
                tr("Give --%1 a value, or leave it out. tenantry-cli --help shows what it takes.").arg(option.name));
        }
    }
    return {};
}

/// An option with one value that stands twice is a slip: no guess which of them was meant. What may be repeated is each
/// command's own to say.
Outcome<void> checkRepeats(const QHash<QString, QStringList> &options, const Command *command)
{
    for (const Option &option : command == nullptr ? everyOption() : optionsOf(*command)) {
        const QStringList values = options.value(option.name);
        if (!option.repeatable && values.size() > 1) {
            return usage(tr("--%1 stands more than once.").arg(option.name),
                         tr("It takes one value, and was given “%1” and “%2”.").arg(values[0], values[1]),
                         tr("Give --%1 once. tenantry-cli --help shows what may be repeated.").arg(option.name));
        }
    }
    return {};
}

Outcome<void> checkFit(const Command &command, const Arguments &arguments)
{
    const QList<Option> own = optionsOf(command);
    for (const Option &option : everyOption()) {
        const bool fits = std::any_of(own.begin(), own.end(),
                                      [&option](const Option &candidate) { return candidate.name == option.name; });
        if (arguments.has(option.name) && !fits) {
            return usage(tr("%1 has no option --%2.").arg(command.name, option.name),
                         tr("The option belongs to another command."), helpAdvice(&command));
        }
    }
    const auto words = arguments.words().size();
    if (words < command.wordCount) {
        return usage(tr("%1 needs %2.").arg(command.name, tr(command.arguments)),
                     tr("It is written: tenantry-cli %1 %2").arg(command.name, tr(command.arguments)),
                     helpAdvice(&command));
    }
    const int most = command.wordCount + command.optionalWords;
    if (words > most) {
        return usage(tr("%1 does not take “%2”.").arg(command.name, arguments.words()[most]),
                     tr("There is one word too many."), helpAdvice(&command));
    }
    return {};
}

} // namespace

Outcome<Invocation> parse(const QStringList &line)
{
    QCommandLineParser parser;
    for (const Option &option : everyOption()) {
        parser.addOption(QCommandLineOption(namesOf(option), QString(),
                                            option.value == nullptr ? QString() : QString::fromLatin1(option.value)));
    }
    if (!parser.parse(line)) {
        const Command *command = commandIn(line);
        const QStringList unknown = parser.unknownOptionNames();
        return unknown.isEmpty()
            ? usage(tr("The command line is not understood."), parser.errorText(), helpAdvice(command))
            : unknownOption(unknown.first(), command);
    }
    QHash<QString, QStringList> options;
    for (const Option &option : everyOption()) {
        if (parser.isSet(option.name)) {
            options.insert(option.name, parser.values(option.name));
        }
    }
    const Command *meant = findCommand(parser.positionalArguments().value(0));
    for (const auto check : {&checkValues, &checkRepeats}) {
        if (const Outcome<void> fits = check(options, meant); !fits) {
            return tl::make_unexpected(fits.error());
        }
    }
    QStringList words = parser.positionalArguments();
    if (words.value(0) == OptionName::help) { // `help` and `help COMMAND` say what --help says
        words.removeFirst();
        options.insert(OptionName::help, {});
    }
    const bool asksForWords = options.contains(OptionName::help) || options.contains(OptionName::version);
    if (words.isEmpty()) {
        if (asksForWords) {
            return Invocation{nullptr, Arguments(options, {})};
        }
        return usage(tr("There is no command."), tr("tenantry-cli does one thing at a time, and was told none."),
                     helpAdvice());
    }
    const QString name = words.takeFirst();
    const Command *command = findCommand(name);
    if (command == nullptr) {
        QStringList known;
        for (const Command &candidate : commands()) {
            known.append(QString(candidate.name));
        }
        return usage(tr("There is no command “%1”.").arg(name), tr("It may be misspelt, or belong to a later version."),
                     meaning(name, known, helpAdvice()));
    }
    Invocation invocation{command, Arguments(options, words)};
    if (asksForWords) {
        return invocation;
    }
    if (const Outcome<void> fits = checkFit(*command, invocation.arguments); !fits) {
        return tl::make_unexpected(fits.error());
    }
    return invocation;
}

} // namespace Cli
