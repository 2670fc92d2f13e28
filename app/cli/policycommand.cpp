#include "cli/policycommand.h"

#include "cli/changerun.h"
#include "cli/commandtable.h"
#include "cli/console.h"
#include "cli/policyset.h"
#include "cli/policyshow.h"
#include "cli/policytest.h"
#include "cli/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// What may follow `policy`.
struct Action
{
    QLatin1StringView word;
    QList<QLatin1StringView> options; ///< of the command's own
    bool readsTenants;
    void (*start)(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish);
};

const QList<Action> &actions()
{
    static const QList<Action> list{
        {"show"_L1, {OptionName::where}, true, startPolicyShow},
        {"set"_L1,
         {OptionName::where, OptionName::set, OptionName::policyTemplate, OptionName::to, OptionName::onlyRaise,
          OptionName::yes, OptionName::plan, OptionName::confirmTenant},
         true,
         startPolicySet},
        {"test"_L1, {OptionName::options, OptionName::profile, OptionName::dictionary}, false, startPolicyTest},
    };
    return list;
}

/// The options of `policy` that the action does not take: the parser knows them only for the command as a whole.
Outcome<void> checkFit(const Action &action, const Arguments &arguments)
{
    for (const Option &option : policyCommand().options + (action.readsTenants ? QList<Option>() : tenantOptions())) {
        if (arguments.has(option.name) && !action.options.contains(option.name)) {
            return usage(tr("policy %1 has no option --%2.").arg(action.word, option.name),
                         tr("The option belongs to another command."),
                         tr("tenantry-cli policy --help shows what it takes."));
        }
    }
    return {};
}

Outcome<const Action *> chosen(const Arguments &arguments)
{
    const QString word = arguments.words().value(0);
    const QList<Action> &list = actions();
    const auto found
        = std::find_if(list.begin(), list.end(), [&word](const Action &action) { return word == action.word; });
    if (found == list.end()) {
        return usage(tr("policy does not know “%1”.").arg(word),
                     tr("It may be misspelt, or belong to a later version."), tr("Choose from show, set and test."));
    }
    if (const Outcome<void> fits = checkFit(*found, arguments); !fits) {
        return tl::make_unexpected(fits.error());
    }
    return &*found;
}

void startPolicy(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    const Outcome<const Action *> action = chosen(arguments);
    if (!action) {
        console.say(action.error());
        return finish(action.error().code);
    }
    (*action)->start(arguments, console, parent, finish);
}

} // namespace

Command policyCommand()
{
    return {
        "policy"_L1,
        "show|set|test",
        QT_TRANSLATE_NOOP("Cli", "Show or set password policies, or test passwords against one."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "policy show lists the policy of each database connection, legacy and flexible ones alike, with the "
            "defaults filled in; with --json one row each, in one array. A connection that holds both generations "
            "shows both readings: which one Auth0 applies is not documented.\n\n"
            "policy set makes a plan for the database connections that --where matches, prints it, and applies it with "
            "--yes. Keys of --set are min_length, character_types (uppercase, lowercase, number and special, with "
            "commas), character_type_rule (all or three_of_four), identical_characters and sequential_characters "
            "(allow or block), max_length_exceeded (truncate or error), dictionary (off, on, en_10k or en_100k), "
            "history_size (0: off), profile_data (on or off), level (none to excellent), dictionary_words (up to 200 "
            "words of its own, with commas) and blocked_fields (of the user, with commas). What a connection's "
            "generation cannot hold is named and left out. With --only-raise, min_length and history_size are "
            "set only where a connection asks for less: what is as much already, or more, stays.\n\n"
            "policy test reads passwords from standard input, one per line, and prints a line of JSON for each as it "
            "comes: {\"line\", \"ok\", \"failed\"}. Nothing is sent or kept. Lines are not trimmed, and an empty "
            "line is an empty password. What can fail is min_length, character_types, identical_characters, "
            "sequential_characters, max_length, dictionary and profile_data; passwords that fail do not change the "
            "exit code. Where the options hold both generations a password must pass both: a rule fails if it fails in "
            "either. Auth0's own list of common passwords is not public: name one with --dictionary, or take the "
            "answers about it as approximate."),
        QList<Option>{
            {OptionName::where, QT_TRANSLATE_NOOP("Cli", "FILTER"),
             QT_TRANSLATE_NOOP("Cli", "show, set: only the connections that this filter matches, as list takes it")},
            {OptionName::options, QT_TRANSLATE_NOOP("Cli", "FILE"),
             QT_TRANSLATE_NOOP("Cli", "test: the policy, in a file with the options object of a connection")},
            {OptionName::profile, QT_TRANSLATE_NOOP("Cli", "FILE"),
             QT_TRANSLATE_NOOP("Cli", "test: the user whose data may not stand in the password, as Auth0 sends it")},
            {OptionName::dictionary, QT_TRANSLATE_NOOP("Cli", "FILE"),
             QT_TRANSLATE_NOOP("Cli", "test: common passwords, one per line, in the place of Auth0's list")},
            {OptionName::set, QT_TRANSLATE_NOOP("Cli", "KEY=VALUE"),
             QT_TRANSLATE_NOOP("Cli", "set: a setting as it is to be; may be repeated"), true},
            {OptionName::policyTemplate, QT_TRANSLATE_NOOP("Cli", "NAME"),
             QT_TRANSLATE_NOOP("Cli",
                               "set: the settings of a template, given (nist-800-63b...), your own, or in a file")},
            {OptionName::to, QT_TRANSLATE_NOOP("Cli", "GENERATION"),
             QT_TRANSLATE_NOOP("Cli", "set: convert to this generation first, legacy or flexible")},
            {OptionName::onlyRaise, nullptr,
             QT_TRANSLATE_NOOP("Cli", "set: lower no min_length and no history_size that asks for more")},
        } + changeOptions(),
        1,
        true,
        startPolicy,
    };
}

} // namespace Cli
