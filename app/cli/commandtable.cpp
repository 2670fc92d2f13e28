#include "cli/commandtable.h"

#include "cli/checkcommand.h"
#include "cli/customerscommand.h"
#include "cli/diagnosecommand.h"
#include "cli/diffcommand.h"
#include "cli/enablecommand.h"
#include "cli/exportcommand.h"
#include "cli/journalcommand.h"
#include "cli/listcommand.h"
#include "cli/metadatacommand.h"
#include "cli/plancommands.h"
#include "cli/policycommand.h"
#include "cli/reportcommand.h"
#include "cli/sandboxcommand.h"
#include "cli/snapshotcommand.h"
#include "cli/supportcommand.h"
#include "cli/tenantscommand.h"
#include "cli/wordcommands.h"

#include <QtGlobal>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

Command tenantsCommand()
{
    return {"tenants"_L1,
            "",
            QT_TRANSLATE_NOOP("Cli", "Show the Auth0 tenants whose profiles are saved on this computer."),
            QT_TRANSLATE_NOOP("Cli",
                              "Nothing is sent. The names are what --tenant takes. Profiles are added in the window of "
                              "Tenantry.\n\n"
                              "With options that say which Auth0 tenants, only those are shown, as the other commands "
                              "would read them."),
            {},
            0,
            true,
            startTenants};
}

Command listCommand()
{
    return {
        "list"_L1,
        QT_TRANSLATE_NOOP("Cli", "KIND"),
        QT_TRANSLATE_NOOP("Cli", "List the objects of one kind."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "KIND is connections, applications, organizations, users, logs or tenants.\n\n"
            "With --json the result is one JSON array of the objects exactly as Auth0 sent them, with [REDACTED] in "
            "the "
            "place of secrets; over several Auth0 tenants each element is {\"tenant\", \"object\"}. Where Auth0 gives "
            "no "
            "more than part of a list, a line on standard error says so. Logs come newest first.\n\n"
            "Secrets are what tenantry-cli schema secrets lists, at any depth: a member such as client_secret, "
            "parent/member for one that is secret only there (signing_keys/cert), parent/* for all that lies below "
            "(configuration/*). Texts and numbers are masked; null, true, false and empty texts stay, so that one sees "
            "that nothing was set.\n\n"
            "A filter is made of terms `field op value` with blanks between them, all of which must hold: "
            "strategy=auth0 "
            "min_length<10 name~acme. `or` between two terms begins an alternative: strategy=okta or strategy=auth0 "
            "min_length<10. Operators are = != < <= > >= ~ !~, where ~ means contains; a value with blanks in it "
            "stands "
            "in quotes, 'Acme Corp' or \"Acme Corp\". A field is a column or a JSON path such as options.mfa.active. A "
            "filter or a column that counts or names what is enabled for what "
            "takes more requests.\n\n"
            "Of logs and users Auth0 gives 1,000 at most. It is asked for no others than the filter names, where it "
            "can "
            "look for them itself: type=fp, event=\"wrong password\", connection=, application=, user=, "
            "ip=, date>=2026-11-20 of logs, and email=, username=, connection=, id= of users. A log event's event "
            "column "
            "is its type in words, its class success, change, warning or failure."),
        {
            {OptionName::where, QT_TRANSLATE_NOOP("Cli", "FILTER"),
             QT_TRANSLATE_NOOP("Cli", "List only what this filter matches")},
            {OptionName::columns, QT_TRANSLATE_NOOP("Cli", "ID,..."),
             QT_TRANSLATE_NOOP("Cli", "Show these columns, without --json")},
        },
        1,
        true,
        startList,
    };
}

Command sandboxCommand()
{
    return {
        "sandbox"_L1,
        "",
        QT_TRANSLATE_NOOP("Cli", "Run a server on this computer that behaves as Auth0's Management API does."),
        QT_TRANSLATE_NOOP("Cli",
                          "It holds a believable estate of Auth0 tenants, each on a port of its own, and prints one "
                          "line of JSON when it "
                          "is ready: url, domain, client_id, client_secret, with --tls the certificate's file, and all "
                          "tenants. It ends "
                          "on SIGTERM or SIGINT."),
        {
            {OptionName::port, QT_TRANSLATE_NOOP("Cli", "N"),
             QT_TRANSLATE_NOOP("Cli",
                               "Port of the first Auth0 tenant, the others follow; 0, the default, takes free ones")},
            {OptionName::tls, nullptr,
             QT_TRANSLATE_NOOP("Cli", "Serve https, with a certificate authority of its own")},
            {OptionName::seed, QT_TRANSLATE_NOOP("Cli", "PATH"),
             QT_TRANSLATE_NOOP("Cli",
                               "Hold these objects instead: a folder of connections.json, clients.json, "
                               "organizations.json, users.json..., or a file that --state wrote")},
            {OptionName::scale, QT_TRANSLATE_NOOP("Cli", "KIND=N,..."),
             QT_TRANSLATE_NOOP("Cli", "Hold this many connections, applications, organizations or users")},
            {OptionName::randomSeed, QT_TRANSLATE_NOOP("Cli", "N"),
             QT_TRANSLATE_NOOP("Cli", "Make another estate; equal numbers make equal ones")},
            {OptionName::latency, QT_TRANSLATE_NOOP("Cli", "MS"),
             QT_TRANSLATE_NOOP("Cli", "Wait this many milliseconds before each answer")},
            {OptionName::plan, QT_TRANSLATE_NOOP("Cli", "PLAN"),
             QT_TRANSLATE_NOOP("Cli", "Rate limits of free, professional, enterprise or unlimited, the default")},
            {OptionName::clockRate, QT_TRANSLATE_NOOP("Cli", "N"),
             QT_TRANSLATE_NOOP("Cli", "Let the server's clock run this many times as fast")},
            {OptionName::searchLag, QT_TRANSLATE_NOOP("Cli", "SECONDS"),
             QT_TRANSLATE_NOOP("Cli",
                               "Let searches show a new user this much later, as Auth0's do; 0, the default: "
                               "at once")},
            {OptionName::state, QT_TRANSLATE_NOOP("Cli", "FILE"),
             QT_TRANSLATE_NOOP("Cli", "Write what the server holds to this file when it ends")},
        },
        0,
        false,
        startSandbox,
    };
}

} // namespace

const QList<Command> &commands()
{
    static const QList<Command> table{
        tenantsCommand(),    listCommand(),   checkCommand(),    customersCommand(), diagnoseCommand(), policyCommand(),
        metadataCommand(),   enableCommand(), supportCommand(),  planCommand(),      applyCommand(),    revertCommand(),
        journalCommand(),    reportCommand(), snapshotCommand(), diffCommand(),      exportCommand(),   schemaCommand(),
        completionCommand(), manualCommand(), sandboxCommand()};
    return table;
}

const QList<Option> &generalOptions()
{
    static const QList<Option> table{
        {OptionName::json, nullptr, QT_TRANSLATE_NOOP("Cli", "Print JSON, for programs")},
        {OptionName::noInput, nullptr, QT_TRANSLATE_NOOP("Cli", "Never ask; fail where something is missing")},
        {OptionName::help, nullptr, QT_TRANSLATE_NOOP("Cli", "Show this help, or that of the command")},
        {OptionName::version, nullptr, QT_TRANSLATE_NOOP("Cli", "Show the version")},
    };
    return table;
}

const QList<Option> &tenantOptions()
{
    static const QList<Option> table{
        {OptionName::tenant, QT_TRANSLATE_NOOP("Cli", "NAME"),
         QT_TRANSLATE_NOOP("Cli", "A saved profile, with its secret from the keychain; may be repeated"), true},
        {OptionName::allTenants, nullptr, QT_TRANSLATE_NOOP("Cli", "Every saved profile")},
        {OptionName::domain, QT_TRANSLATE_NOOP("Cli", "DOMAIN"),
         QT_TRANSLATE_NOOP("Cli", "An Auth0 tenant by its domain, without a profile: acme.eu.auth0.com")},
        {OptionName::clientId, QT_TRANSLATE_NOOP("Cli", "ID"),
         QT_TRANSLATE_NOOP("Cli", "The application to sign in as, with --domain or --base-url")},
        {OptionName::baseUrl, QT_TRANSLATE_NOOP("Cli", "URL"),
         QT_TRANSLATE_NOOP("Cli", "A server on this computer instead of --domain: http://127.0.0.1:4300")},
        {OptionName::caFile, QT_TRANSLATE_NOOP("Cli", "FILE"),
         QT_TRANSLATE_NOOP("Cli", "Trust the certificate authorities in this PEM file as well")},
    };
    return table;
}

const Command *findCommand(QStringView name)
{
    const QList<Command> &table = commands();
    const auto found
        = std::find_if(table.begin(), table.end(), [name](const Command &command) { return command.name == name; });
    return found == table.end() ? nullptr : &*found;
}

QList<Option> optionsOf(const Command &command)
{
    return command.options + generalOptions() + (command.readsTenants ? tenantOptions() : QList<Option>());
}

} // namespace Cli
