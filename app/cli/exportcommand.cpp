#include "cli/exportcommand.h"

#include "cli/console.h"
#include "cli/exportrun.h"
#include "cli/secretquestion.h"
#include "cli/subcommand.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

template <ExportTool tool>
void startFor(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    const Outcome<ExportRequest> request = exportRequest(tool, arguments);
    const Outcome<Targets> targets = chooseTargets(arguments);
    if (const Failure *failure = firstFailure(request, targets)) {
        console.say(*failure);
        return finish(failure->code);
    }
    (new ExportRun(*request, *targets, mayAsk(arguments), console, finish, parent))->start();
}

void startExport(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    static const QList<QLatin1StringView> options{OptionName::output,        OptionName::customer,
                                                  OptionName::applications,  OptionName::connections,
                                                  OptionName::organizations, OptionName::keepPolicy};
    static const QList<Subcommand> subcommands{
        {"deploy-cli"_L1, options, true, 0, startFor<ExportTool::DeployCli>},
        {"terraform"_L1, options, true, 0, startFor<ExportTool::Terraform>},
    };
    startOneOf(subcommands, exportCommand(), arguments, console, parent, finish);
}

} // namespace

Command exportCommand()
{
    return {
        "export"_L1,
        QT_TRANSLATE_NOOP("Cli", "deploy-cli|terraform"),
        QT_TRANSLATE_NOOP("Cli",
                          "Write applications, connections and organizations for auth0-deploy-cli or Terraform."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "export deploy-cli writes a folder that a0deploy import of auth0-deploy-cli 8 takes: tenant.yaml, the "
            "scripts of custom databases, login pages and e-mail templates beside it, config.example.json, and a "
            "README.txt that says what to do. Imported into the Auth0 tenant that it came from, it changes nothing. "
            "export terraform writes resources of the provider auth0/auth0 1 with an import block for each.\n\n"
            "Nothing is changed, and no secret is written: placeholders stand for them, ##NAME## or @@NAME@@ for "
            "deploy-cli and sensitive variables for Terraform, which are printed and listed in README.txt. Secrets of "
            "applications and variables of custom databases are left out for deploy-cli, which leaves them as they are "
            "in Auth0. A secret that stands in the text of a script is written with it, and told.\n\n"
            "Without filters everything is exported; with one or more, the kinds that have one. With --customer it is "
            "what the rules give to that customer, as customers prints it. A database connection that holds both "
            "generations of password policy is left out, since Auth0 takes one at a time, unless --keep-policy says "
            "which one is written. What else a tool could not take is told.\n\n"
            "The folder is there whole or not at all, also where it is interrupted. One that is there is replaced if "
            "it is empty, or holds nothing but what an earlier export for the same tool wrote; the export of a whole "
            "Auth0 tenant gives way to no selection, and one with more objects is told. Nothing is written where no "
            "object "
            "matches, or all that do are left out: the exit code is 2. Of several Auth0 tenants each gets a folder of "
            "its own in it. With --json it prints an array of {\"tenant\", \"folder\", \"format\", \"applications\", "
            "\"connections\", \"organizations\", \"files\": [], \"placeholders\": [{\"name\", \"kind\", \"object\", "
            "\"member\"}], \"left_out\": [{\"kind\", \"object\", \"member\", \"why\"}], \"notes\": []}."),
        {
            {OptionName::output, QT_TRANSLATE_NOOP("Cli", "FOLDER"),
             QT_TRANSLATE_NOOP("Cli", "Where it is written: a new folder, or one that an export wrote")},
            {OptionName::customer, QT_TRANSLATE_NOOP("Cli", "NAME"),
             QT_TRANSLATE_NOOP("Cli", "Only what belongs to this customer")},
            {OptionName::connections, QT_TRANSLATE_NOOP("Cli", "WHERE"),
             QT_TRANSLATE_NOOP("Cli", "Connections that this filter matches, as for list")},
            {OptionName::applications, QT_TRANSLATE_NOOP("Cli", "WHERE"),
             QT_TRANSLATE_NOOP("Cli", "Applications that this filter matches")},
            {OptionName::organizations, QT_TRANSLATE_NOOP("Cli", "WHERE"),
             QT_TRANSLATE_NOOP("Cli", "Organizations that this filter matches")},
            {OptionName::keepPolicy, QT_TRANSLATE_NOOP("Cli", "GENERATION"),
             QT_TRANSLATE_NOOP("Cli", "legacy or flexible: what is written of a connection that holds both")},
        },
        1,
        true,
        startExport,
    };
}

} // namespace Cli
