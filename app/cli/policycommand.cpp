#include "cli/policycommand.h"

#include "cli/changerun.h"
#include "cli/policyset.h"
#include "cli/policyshow.h"
#include "cli/policytest.h"
#include "cli/subcommand.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

void startPolicy(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    static const QList<Subcommand> subcommands{
        {"show"_L1, {OptionName::where}, true, 0, startPolicyShow},
        {"set"_L1,
         {OptionName::where, OptionName::set, OptionName::policyTemplate, OptionName::to, OptionName::onlyRaise,
          OptionName::yes, OptionName::plan, OptionName::confirmTenant},
         true,
         0,
         startPolicySet},
        {"test"_L1, {OptionName::options, OptionName::profile, OptionName::dictionary}, false, 0, startPolicyTest},
    };
    startOneOf(subcommands, policyCommand(), arguments, console, parent, finish);
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
