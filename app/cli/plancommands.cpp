#include "cli/plancommands.h"

#include "cli/changerun.h"
#include "cli/console.h"
#include "cli/planreading.h"
#include "cli/planshow.h"
#include "cli/translation.h"

#include "change/planfile.h"
#include "change/preparing.h"
#include "settings/paths.h"

#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

Outcome<QList<Change::Plan>> plansFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return usage(tr("The plan “%1” cannot be read.").arg(path), file.errorString(),
                     tr("Name a file that --plan wrote."));
    }
    const auto plans = Change::readPlans(file.readAll());
    if (!plans) {
        return usage(tr("The plan “%1” cannot be used.").arg(path), plans.error(),
                     tr("Make it again with --plan; a plan is not meant to be edited."));
    }
    return *plans;
}

bool namesTenants(const Arguments &arguments)
{
    return arguments.has(OptionName::tenant) || arguments.has(OptionName::allTenants)
        || arguments.has(OptionName::domain) || arguments.has(OptionName::baseUrl);
}

/// The Auth0 tenants that are named, or else the saved profiles.
Outcome<QList<Target>> knownTargets(const Arguments &arguments)
{
    if (namesTenants(arguments)) {
        return chooseTargets(arguments).map([](const Targets &named) { return named.list; });
    }
    return everySavedTarget(arguments);
}

/// The Auth0 tenants that the plans are bound to, one for each plan.
Outcome<Targets> targetsOf(const QList<Change::Plan> &plans, const Arguments &arguments)
{
    const Outcome<QList<Target>> known = knownTargets(arguments);
    if (!known) {
        return tl::make_unexpected(known.error());
    }
    Targets targets;
    for (const Change::Plan &plan : plans) {
        const std::optional<Target> target = targetFor(plan, *known);
        if (!target) {
            return usage(tr("The plan is for %1, which was not named.").arg(plan.tenant.origin),
                         tr("A plan is bound to its Auth0 tenant and is not applied to another."),
                         tr("Name that tenant with --tenant, --domain or --base-url."));
        }
        targets.list.append(*target);
    }
    targets.several = targets.list.size() > 1;
    return targets;
}

/// The plan with the entry of the journal that it was begun in, if it was.
Planned planned(const Change::Plan &plan)
{
    const QList<Change::JournalEntry> journal = Change::readJournal(Settings::Paths::standard().journal());
    const auto entry = std::find_if(journal.cbegin(), journal.cend(), [&plan](const Change::JournalEntry &candidate) {
        return candidate.plan.id == plan.id;
    });
    if (entry == journal.cend()) {
        return Planned{plan, std::nullopt};
    }
    Planned known{entry->plan, *entry};
    const auto reversals = Change::reversalsIn(journal);
    if (const auto reversal = reversals.constFind(plan.id); known.isOver() && reversal != reversals.cend()) {
        known.takenBack = Change::textOf(*reversal, reversal->when.toLocalTime().toString(Qt::ISODate));
        known.plan.notes.append(tr("It was %1: what came of it is told as it was before that.").arg(known.takenBack));
    }
    return known;
}

/// A plan as it was read, without what need not be done.
using Trim = std::function<Planned(Planned)>;

/// Applies plans that are there already.
void run(const Outcome<QList<Change::Plan>> &plans, const Arguments &arguments, ChangeRequest request, const Trim &trim,
         Console &console, QObject *parent, const Finish &finish)
{
    const Outcome<Targets> targets
        = plans ? targetsOf(*plans, arguments) : Outcome<Targets>(tl::make_unexpected(plans.error()));
    if (!targets) {
        console.say(targets.error());
        return finish(targets.error().code);
    }
    const Planner planner
        = [plans = *plans, trim, reads = !arguments.has(OptionName::noFindings)](
              Api::ManagementClient &client, const Target &target, QObject *context, const OnPlan &onPlan) {
              const auto plan = std::find_if(plans.cbegin(), plans.cend(), [&target](const Change::Plan &candidate) {
                  return candidate.tenant.origin == Change::planTenant(target.profile).origin;
              });
              const Planned own = planned(*plan);
              if (!reads || own.plan.isEmpty() || own.isOver()) {
                  return onPlan(trim(own));
              }
              (new PlanReading(client, target, own, context, [trim, onPlan](const Planned &read) {
                  onPlan(trim(read));
              }))->start();
          };
    (new ChangeRun(std::move(request), *targets, planner, console, finish, parent))->start();
}

void startPlan(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    if (arguments.words().value(0) != "show"_L1) {
        const Failure failure
            = usage(tr("plan does not know “%1”.").arg(arguments.words().value(0)),
                    tr("It may be misspelt, or belong to a later version."), tr("Give plan show FILE."))
                  .value();
        console.say(failure);
        return finish(failure.code);
    }
    const Outcome<QList<Change::Plan>> plans = plansFrom(arguments.words().value(1));
    if (!plans) {
        console.say(plans.error());
        return finish(plans.error().code);
    }
    std::optional<QList<Target>> targets;
    if (!arguments.has(OptionName::noFindings)) {
        const Outcome<QList<Target>> known = knownTargets(arguments);
        if (!known) {
            console.say(known.error());
            return finish(known.error().code);
        }
        targets = *known;
    }
    (new PlanShow(*plans, targets, arguments.has(OptionName::json), console, finish, parent))->start();
}

void startApply(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    run(
        plansFrom(arguments.words().value(0)), arguments, changeRequest(arguments),
        [](Planned planned) { return planned; }, console, parent, finish);
}

Outcome<QList<Change::Plan>> inverseOf(const QString &id)
{
    QStringList problems;
    const QList<Change::JournalEntry> journal = Change::readJournal(Settings::Paths::standard().journal(), &problems);
    QList<Change::Plan> plans;
    for (const Change::JournalEntry &entry : journal) {
        if (entry.plan.id.startsWith(id)) {
            plans.append(Change::inversePlan(entry));
        }
    }
    if (plans.size() != 1 || id.isEmpty()) {
        return usage(plans.isEmpty() ? tr("The journal has no change “%1”.").arg(id)
                                     : tr("The journal has several changes whose id begins with “%1”.").arg(id),
                     problems.isEmpty() ? tr("tenantry-cli journal lists the changes and their ids.")
                                        : problems.join(' '_L1),
                     tr("Give the id, or its first characters."));
    }
    return plans;
}

/// What took a change back, as the journal knows.
std::optional<Change::Reversal> reversalOf(const QString &id)
{
    const auto reversals = Change::reversalsIn(Change::readJournal(Settings::Paths::standard().journal()));
    const auto found = reversals.constFind(id);
    return found == reversals.cend() ? std::nullopt : std::optional(*found);
}

/// Why nothing is left to be taken back.
QString nothingText(bool canBe, const std::optional<Change::Reversal> &reversal, const QString &takenBack)
{
    if (!canBe) {
        return tr("there is nothing to take back.");
    }
    if (!reversal) {
        return tr("there is nothing to take back: everything is as it was before already.");
    }
    // The rest was set by hand, or nobody can.
    return (reversal->isWhole ? tr("there is nothing to take back: it was %1.")
                              : tr("there is nothing more to take back: it was %1, and the rest that can be is as it "
                                   "was before already."))
        .arg(takenBack);
}

/// Leaves out of what takes a change back the objects that are as they were before it: it was taken back already, by a
/// run or by hand, wholly or in part.
Planned withoutWhatIsSo(Planned planned)
{
    Change::Plan &plan = planned.plan;
    const bool wasEmpty = plan.isEmpty();
    const std::optional<Change::Reversal> reversal = reversalOf(plan.reverts);
    // "taken back by 1a2b3c4d on 2026-11-28T09:30:00Z"
    const QString takenBack
        = reversal ? Change::textOf(*reversal, reversal->when.toUTC().toString(Qt::ISODate)) : QString();
    QList<Change::PlanItem> left;
    for (Change::PlanItem &item : plan.items) {
        const auto prepared = item.seen.isEmpty() ? std::nullopt : std::optional(Change::prepare(item, item.seen));
        if (prepared && *prepared && (*prepared)->requests.isEmpty()) {
            plan.skipped.append({item.object, tr("It is as it was before already.")});
        } else {
            left.append(std::move(item));
        }
    }
    plan.items = std::move(left);
    if (plan.isEmpty()) {
        planned.foretold.reset();
        planned.nothing = nothingText(!wasEmpty, reversal, takenBack);
    } else if (!takenBack.isEmpty()) {
        plan.notes.append(tr("It was %1; what is not as it was before is listed here.").arg(takenBack));
    }
    return planned;
}

void startRevert(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    ChangeRequest request = changeRequest(arguments);
    request.savesEmpty = false;
    Outcome<QList<Change::Plan>> plans = inverseOf(arguments.words().value(0));
    if (plans && arguments.has(OptionName::withoutLog)) {
        std::transform(plans->cbegin(), plans->cend(), plans->begin(), &Change::withoutLog);
    }
    run(plans, arguments, std::move(request), withoutWhatIsSo, console, parent, finish);
}

QList<Option> readingOptions()
{
    return {{OptionName::noFindings, nullptr,
             QT_TRANSLATE_NOOP("Cli", "Do not read what the findings, and the requests as they would be now, need")}};
}

} // namespace

Command planCommand()
{
    return {
        "plan"_L1,
        "show FILE",
        QT_TRANSLATE_NOOP("Cli", "Show a plan that was saved."),
        QT_TRANSLATE_NOOP("Cli",
                          "Nothing is changed. A plan is a file that a command that writes has saved with --plan: "
                          "per object the settings that change, and the exact requests with their whole bodies. "
                          "Secrets are masked in it.\n\n"
                          "Where its Auth0 tenant is named, or is a saved profile, the objects are read: the requests "
                          "are shown as they would be now, and the findings that would appear or vanish are those of "
                          "now. Otherwise both are as they were when the plan was made, which is said."),
        readingOptions(),
        2,
        true,
        startPlan};
}

Command applyCommand()
{
    return {
        "apply"_L1,
        "FILE",
        QT_TRANSLATE_NOOP("Cli", "Apply a plan that was saved."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "Each object is read again first: what somebody else changed besides is kept, and where the same "
            "setting was changed nothing is written. A plan is bound to its Auth0 tenant, which is looked for among "
            "the saved profiles where none is named. What was cut off goes on where it stopped, with the same "
            "command; what is through is not sent again, but told as it ended. Without --yes nothing is changed.\n\n"
            "The objects are read first for the plan that is printed, and for the findings that would appear or "
            "vanish: a request for each of up to four, else their list.\n\n"
            "The exit code is 0 when all is done, 5 for a conflict where nothing was written, 6 where some was "
            "done: the journal, and --json, say what."),
        changeOptions() + ticketOptions() + readingOptions(),
        1,
        true,
        startApply};
}

Command revertCommand()
{
    return {"revert"_L1,
            "ID",
            QT_TRANSLATE_NOOP("Cli", "Take a change back."),
            QT_TRANSLATE_NOOP("Cli",
                              "ID is that of a plan which was applied, as journal lists it, or its first characters. "
                              "What it in fact changed is set back to what it was, if nobody has changed it since. "
                              "What is as it was before already is named and left out; where that is all, nothing is "
                              "planned, saved or written down, and the exit code is 0. Without --yes nothing is "
                              "changed. As with apply, the objects are read first for what is "
                              "printed.\n\n"
                              "A connection or an organization that the change made is deleted, but for one that "
                              "holds users by now. Auth0's search and lists show new users some moments later, so "
                              "that the log is looked at too, which needs the scope read:logs; where the log cannot "
                              "tell, nothing is deleted without --without-log."),
            changeOptions()
                + QList<Option>{{OptionName::withoutLog, nullptr,
                                 QT_TRANSLATE_NOOP("Cli", "Delete also where the log cannot tell who came lately")}}
                + readingOptions(),
            1,
            true,
            startRevert};
}

} // namespace Cli
