#include "cli/checkcommand.h"

#include "cli/checkrun.h"
#include "cli/console.h"
#include "cli/secretquestion.h"

#include "analysis/check.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

void startCheck(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    const Outcome<CheckRequest> request = checkRequest(arguments);
    const Outcome<Targets> targets = chooseTargets(arguments);
    if (const Failure *failure = firstFailure(request, targets)) {
        console.say(*failure);
        return finish(failure->code);
    }
    (new CheckRun(*request, *targets, mayAsk(arguments), console, finish, parent))->start();
}

/// With the ids of all checks, which --only takes. Kept here: the table holds no more than a pointer.
const char *description()
{
    static const QByteArray text = [] {
        QStringList ids;
        for (const Analysis::Check &check : Analysis::checks()) {
            ids.append(check.id);
        }
        return QCoreApplication::translate(
                   "Cli",
                   "Reads applications, connections, organizations, what is enabled for what, and the settings of the "
                   "Auth0 tenants, and changes nothing. With --only, no more is read than these checks need; users are "
                   "read where a check of users is named.\n\n"
                   "Severities are low, medium, high and critical. Unless the window's preferences say otherwise, an "
                   "application is told from 40 database connections on, more loudly from 45, at 50, and beyond, since "
                   "Lock shows no more than 50.\n\n"
                   "With --json the result is one array of {\"id\", \"severity\", \"tenant\", \"subject\": {\"kind\", "
                   "\"id\", \"name\"}, \"figures\": {\"count\", \"limit\"}, \"message\", \"advice\", \"source\", "
                   "\"waived\"}; Lock's limit has a \"trend\" besides where three snapshots or more know the "
                   "application; its rate takes counts on three days, today among them. What could not be checked, "
                   "and why, stands on standard error; where a scope was missing, the exit code is 3."
                   "\n\nHow old a client secret is, snapshots tell that saw the same one before; it is told from "
                   "--secret-age on, 365 days unless the window's preferences say otherwise, and where Auth0 sends "
                   "secrets to the token."
                   "\n\n--what-if takes changes, separated by semicolons: enable CONNECTION, ... for APPLICATION, ...; "
                   "disable CONNECTION, ... for APPLICATION, ...; add N connections for APPLICATION, ... (a customer "
                   "each); add N applications. It prints how many database connections each application would have, "
                   "and the findings that would be others; with --json all findings as they would be, the counts on "
                   "standard error. Names with a comma, a semicolon or the word for stand in double quotes."
                   "\n\n--probe-lock fetches https://DOMAIN/client/CLIENT_ID.js, without a token, of each application "
                   "that lock.database-connections finds, and tells which database connections Lock can really see, "
                   "which lie beyond its 50, and where the file is older than what is enabled. With --json these "
                   "findings have \"lock_sees\": {\"seen\", \"beyond\", \"missing\", \"only_in_file\", "
                   "\"fallback\"}; it is null where the file could not be read."
                   "\n\nChecks: %1.")
            .arg(ids.join(u", "_s))
            .toUtf8();
    }();
    return text.constData();
}

} // namespace

Command checkCommand()
{
    return {
        "check"_L1,
        "",
        QT_TRANSLATE_NOOP("Cli", "Look for what is wrong: Lock's limit, other limits, policies, settings."),
        description(),
        {
            {OptionName::failOn, QT_TRANSLATE_NOOP("Cli", "SEVERITY"),
             QT_TRANSLATE_NOOP("Cli",
                               "End with exit code 1 where a finding is at least low, medium, high or critical")},
            {OptionName::only, QT_TRANSLATE_NOOP("Cli", "ID,..."),
             QT_TRANSLATE_NOOP("Cli", "Run only these checks; a word such as lock stands for all of lock.…")},
            {OptionName::plan, QT_TRANSLATE_NOOP("Cli", "PLAN"),
             QT_TRANSLATE_NOOP("Cli", "The plan of the Auth0 tenants: free, self-service or enterprise")},
            {OptionName::whatIf, QT_TRANSLATE_NOOP("Cli", "SUPPOSED"),
             QT_TRANSLATE_NOOP("Cli", "Check the Auth0 tenants as they would be, and change nothing")},
            {OptionName::probeLock, nullptr,
             QT_TRANSLATE_NOOP("Cli",
                               "Read of each application that is told for Lock the public file that Lock reads")},
            {OptionName::withCredentials, nullptr,
             QT_TRANSLATE_NOOP("Cli",
                               "Read the keys of applications too, for their ends: a request for each application with "
                               "keys; needs read:client_credentials")},
            {OptionName::secretAge, QT_TRANSLATE_NOOP("Cli", "DAYS"),
             QT_TRANSLATE_NOOP("Cli", "Tell client secrets that were not changed for so many days")},
            {OptionName::policyTemplate, QT_TRANSLATE_NOOP("Cli", "NAME"),
             QT_TRANSLATE_NOOP("Cli", "Hold password policies against this template, or template file")},
        },
        0,
        true,
        startCheck,
    };
}

} // namespace Cli
