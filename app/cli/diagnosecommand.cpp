#include "cli/diagnosecommand.h"

#include "cli/changerun.h"
#include "cli/console.h"
#include "cli/diagnoseoutput.h"
#include "cli/diagnosing.h"
#include "cli/secretquestion.h"
#include "cli/targetclients.h"
#include "cli/translation.h"

#include "session/diagnosisfix.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

void startLooking(const DiagnoseRequest &request, const Targets &targets, const Arguments &arguments, Console &console,
                  QObject *parent, const Finish &finish)
{
    const bool wantsJson = arguments.has(OptionName::json);
    const Target target = targets.list.first();
    auto *clients = new TargetClients(mayAsk(arguments), parent);
    clients->open(target, clients, [=, &console](const Outcome<Api::ManagementClient *> &client) {
        if (!client) {
            console.say(client.error());
            return finish(client.error().code);
        }
        console.progress(tr("Reading %1").arg(target.profile.name));
        readFacts(**client, target, request, clients, [=, &console](const Outcome<Analysis::SignInFacts> &facts) {
            console.progress({});
            if (!facts) {
                console.say(facts.error());
                return finish(facts.error().code);
            }
            const Analysis::Diagnosis diagnosis = Analysis::diagnose(*facts, Analysis::TimeStyle::Utc);
            wantsJson ? console.write(json(target.profile.name, *facts, diagnosis))
                      : console.write(text(*facts, diagnosis));
            console.flush();
            const std::optional<Failure> missing = incompleteness(*facts);
            if (missing) {
                console.say(*missing);
            }
            finish(missing ? missing->code : ExitCode::Done);
        });
    });
}

/// The fixes of the causes that are named; or why there are none.
Outcome<QList<Analysis::SignInFix>> fixesOf(const Analysis::Diagnosis &diagnosis, const QStringList &ids)
{
    QList<Analysis::SignInFix> fixes;
    for (const QString &id : ids) {
        bool isFound = false;
        for (const Analysis::Cause &cause : diagnosis.causes) {
            if (cause.id != id) {
                continue;
            }
            isFound = true;
            if (cause.fix.kind == Analysis::SignInFix::Kind::LeaveLock) {
                return usage(tr("%1 has several ways out, of which somebody must choose.").arg(id), cause.message,
                             tr("“Why can't they log in?” in the window shows the ways with what each comes to, and "
                                "makes the plan. From here: %1")
                                 .arg(cause.advice));
            }
            if (cause.fix.kind == Analysis::SignInFix::Kind::ChooseConnections) {
                return usage(tr("%1 has no fix before somebody chose a connection.").arg(id), cause.message,
                             tr("tenantry-cli enable --connection CONNECTION --application %1 makes the plan.")
                                 .arg(cause.subject.id));
            }
            if (!Analysis::hasPlan(cause.fix.kind)) {
                return usage(tr("%1 has no fix that a plan could hold.").arg(id), cause.message, cause.advice);
            }
            fixes.append(cause.fix);
        }
        if (!isFound) {
            QStringList found;
            for (const Analysis::Cause &cause : diagnosis.causes) {
                found.append(cause.id);
            }
            return usage(tr("%1 is not what keeps this user out.").arg(id),
                         found.isEmpty() ? tr("No cause was found at all.")
                                         : tr("Found was: %1.").arg(found.join(", "_L1)),
                         tr("Run the command without --fix to see the evidence. Nothing was sent."));
        }
    }
    return fixes;
}

void startFixing(const DiagnoseRequest &request, const Targets &targets, const Arguments &arguments, Console &console,
                 QObject *parent, const Finish &finish)
{
    const QStringList ids = arguments.values(OptionName::fix);
    const Planner planner
        = [request, ids](Api::ManagementClient &client, const Target &target, QObject *context, const OnPlan &onPlan) {
              readFacts(client, target, request, context,
                        [&client, target, ids, context, onPlan](const Outcome<Analysis::SignInFacts> &facts) {
                            if (!facts) {
                                return onPlan(tl::make_unexpected(facts.error()));
                            }
                            const auto fixes = fixesOf(Analysis::diagnose(*facts, Analysis::TimeStyle::Utc), ids);
                            if (!fixes) {
                                return onPlan(tl::make_unexpected(fixes.error()));
                            }
                            Session::readFixes(client, Change::planTenant(target.profile), *facts, *fixes, context,
                                               [onPlan](const Api::Outcome<Change::Plan> &plan) {
                                                   plan ? onPlan(Planned{*plan, std::nullopt})
                                                        : onPlan(tl::make_unexpected(failureOf(plan.error())));
                                               });
                        });
          };
    (new ChangeRun(changeRequest(arguments), targets, planner, console, finish, parent))->start();
}

void startDiagnose(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    const DiagnoseRequest request{arguments.value(OptionName::user).trimmed(), arguments.value(OptionName::application),
                                  arguments.value(OptionName::organization)};
    const bool isComplete = request.user.contains(u'@') && !request.application.isEmpty();
    const Outcome<void> said = isComplete ? Outcome<void>()
                                          : usage(tr("diagnose was not told who cannot sign in where."),
                                                  tr("It takes --user with an e-mail address, and --application."),
                                                  tr("tenantry-cli diagnose --help shows what it takes."));
    const bool isFixing = arguments.has(OptionName::fix);
    const bool isChange = arguments.has(OptionName::yes) || arguments.has(OptionName::plan);
    const Outcome<void> fix = isFixing || !isChange
        ? Outcome<void>()
        : usage(tr("diagnose was not told what to mend."), tr("--yes and --plan are about what --fix names."),
                tr("Run the command without them first: it names the causes."));
    const Outcome<Targets> targets = chooseTargets(arguments);
    const bool isOne = !targets || targets->list.size() == 1;
    const Outcome<void> single = isOne ? Outcome<void>()
                                       : usage(tr("diagnose works on one Auth0 tenant."),
                                               tr("Several Auth0 tenants were named."), tr("Name one with --tenant."));
    if (const Failure *failure = firstFailure(said, fix, targets, single)) {
        console.say(*failure);
        return finish(failure->code);
    }
    (isFixing ? startFixing : startLooking)(request, *targets, arguments, console, parent, finish);
}

} // namespace

Command diagnoseCommand()
{
    return {
        "diagnose"_L1,
        "",
        QT_TRANSLATE_NOOP("Cli", "Find out why somebody cannot sign in."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "Reads the user, the application, the organization where one is named, what is enabled for what, and the "
            "log, and prints the causes it finds, the most likely first, each with its evidence, what to do, and the "
            "fix. Where nothing is found that keeps the user out, it says so, and what was looked at. Nothing is "
            "changed.\n\n"
            "With --fix and the id of a cause that was found, it prints the plan that mends it, and applies it with "
            "--yes; --plan FILE saves it.\n\n"
            "What a missing scope keeps from being looked at is named, never guessed, and the exit code is then 3.\n\n"
            "With --json the result is one object {\"tenant\", \"user\", \"application\", \"organization\", \"users\", "
            "\"causes\": [{\"id\", \"likelihood\", \"subject\", \"message\", \"evidence\", \"advice\", \"fix\"}], "
            "\"notes\", \"looked_at\", \"unread\"}. Likelihood is certain, likely or possible. Without a cause, causes "
            "is empty."),
        QList<Option>{
            {OptionName::user, QT_TRANSLATE_NOOP("Cli", "EMAIL"), QT_TRANSLATE_NOOP("Cli", "Who cannot sign in")},
            {OptionName::application, QT_TRANSLATE_NOOP("Cli", "APPLICATION"),
             QT_TRANSLATE_NOOP("Cli", "Where: an application by name or id")},
            {OptionName::organization, QT_TRANSLATE_NOOP("Cli", "ORGANIZATION"),
             QT_TRANSLATE_NOOP("Cli", "Through which organization, by name or id, if through one")},
            {OptionName::fix, QT_TRANSLATE_NOOP("Cli", "CAUSE"),
             QT_TRANSLATE_NOOP("Cli", "Make the plan that mends this cause; may be repeated"), true},
        } + changeOptions(),
        0,
        true,
        startDiagnose,
    };
}

} // namespace Cli
