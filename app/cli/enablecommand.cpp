#include "cli/enablecommand.h"

#include "cli/console.h"
#include "cli/switchplanner.h"
#include "cli/translation.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

void startEnable(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    const SwitchWish wish{arguments.values(OptionName::application), arguments.values(OptionName::connection),
                          !arguments.has(OptionName::off)};
    const Outcome<void> said = wish.applications.isEmpty() || wish.connections.isEmpty()
        ? usage(tr("enable was not told what to enable for what."),
                tr("It takes at least one --application and one --connection."),
                tr("tenantry-cli enable --help shows what it takes."))
        : Outcome<void>();
    const Outcome<Targets> targets = chooseTargets(arguments);
    if (const Failure *failure = firstFailure(said, targets)) {
        console.say(*failure);
        return finish(failure->code);
    }
    const Planner planner
        = [wish](Api::ManagementClient &client, const Target &target, QObject *context, const OnPlan &onPlan) {
              (new SwitchPlanner(client, target, wish, onPlan, context))->start();
          };
    (new ChangeRun(changeRequest(arguments), *targets, planner, console, finish, parent))->start();
}

} // namespace

Command enableCommand()
{
    return {
        "enable"_L1,
        "",
        QT_TRANSLATE_NOOP("Cli", "Turn connections on or off for applications."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "Makes a plan for every connection with every application that was named, prints it with the number of "
            "database connections that each application then has of Lock's 50, and applies it with --yes. Only what "
            "changes is sent, at most 50 switches a request; no other application of a connection is touched.\n\n"
            "Applications and connections are named by id, or by name where only one has it."),
        QList<Option>{
            {OptionName::application, QT_TRANSLATE_NOOP("Cli", "APPLICATION"),
             QT_TRANSLATE_NOOP("Cli", "An application; may be repeated"), true},
            {OptionName::connection, QT_TRANSLATE_NOOP("Cli", "CONNECTION"),
             QT_TRANSLATE_NOOP("Cli", "A connection; may be repeated"), true},
            {OptionName::off, nullptr, QT_TRANSLATE_NOOP("Cli", "Turn them off instead")},
        } + changeOptions(),
        0,
        true,
        startEnable,
    };
}

} // namespace Cli
