#include "cli/changerun.h"

#include "cli/changeoutput.h"
#include "cli/console.h"
#include "cli/secretquestion.h"
#include "cli/targetclients.h"

#include "session/signalwatch.h"

#include "change/planfile.h"
#include "change/plantitle.h"
#include "files/wholefile.h"
#include "settings/paths.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// The account that runs this, for the journal.
QString accountName()
{
    const passwd *account = ::getpwuid(::getuid());
    return account == nullptr ? QString::number(::getuid()) : QString::fromLocal8Bit(account->pw_name);
}

/// Says of each item that cannot be taken back why.
void noteWhatStays(Change::Plan &plan)
{
    const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    for (Change::PlanItem &item : plan.items) {
        const auto reason = Change::cannotUndo(item, secrets);
        const QString note = reason ? ChangeRun::tr("It cannot be undone. %1").arg(*reason) : QString();
        if (reason && !item.notes.contains(note)) { // a saved plan has it already
            item.notes.append(note);
        }
    }
}

} // namespace

ChangeRequest changeRequest(const Arguments &arguments)
{
    return {arguments.has(OptionName::json),
            arguments.has(OptionName::yes),
            arguments.value(OptionName::plan),
            arguments.values(OptionName::confirmTenant),
            targetWords(arguments),
            true,
            mayAsk(arguments),
            ticketRequest(arguments)};
}

const QList<Option> &changeOptions()
{
    static const QList<Option> table{
        {OptionName::yes, nullptr,
         QT_TRANSLATE_NOOP("Cli", "Apply the plan; without it nothing is changed, and the plan is only printed")},
        {OptionName::plan, QT_TRANSLATE_NOOP("Cli", "FILE"),
         QT_TRANSLATE_NOOP("Cli", "Save the plan to this file, for apply")},
        {OptionName::confirmTenant, QT_TRANSLATE_NOOP("Cli", "NAME"),
         QT_TRANSLATE_NOOP("Cli", "With --yes: the name of a production tenant that may be changed; may be repeated"),
         true},
    };
    return table;
}

ChangeRun::ChangeRun(ChangeRequest request, Targets targets, Planner planner, Console &console, Finish finish,
                     QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_targets(std::move(targets))
    , m_planner(std::move(planner))
    , m_console(console)
    , m_finish(std::move(finish))
    , m_clients(new TargetClients(m_request.asks, this))
    , m_tickets(m_request.tickets, m_console)
{ }

ChangeRun::~ChangeRun()
{
    for (const Tenant &tenant : std::as_const(m_tenants)) {
        delete tenant.applier; // before its client
    }
}

void ChangeRun::start()
{
    planNext();
}

void ChangeRun::fail(const Failure &failure)
{
    m_console.progress({});
    m_console.say(failure);
    m_finish(failure.code);
}

void ChangeRun::planNext()
{
    if (m_tenants.size() == m_targets.list.size()) {
        return present();
    }
    const Target &target = m_targets.list.at(m_tenants.size());
    m_console.progress(tr("Reading %1").arg(target.profile.name));
    m_clients->open(target, this, [this, target](const Outcome<Api::ManagementClient *> &client) {
        if (!client) {
            return fail(client.error());
        }
        m_planner(**client, target, this, [this, client = *client](const Outcome<Planned> &planned) {
            if (!planned) {
                return fail(planned.error());
            }
            m_tenants.append({client, *planned, nullptr});
            Planned &own = m_tenants.last().planned;
            if (own.plan.title.isEmpty()) {
                own.plan.title = own.plan.isEmpty() ? tr("Nothing to change") : Change::titleFor(own.plan.items);
            }
            noteWhatStays(own.plan);
            // So that a saved plan and the journal tell them too. What was foretold earlier stays where nothing is
            // known.
            if (own.foretold && !own.foretold->isUnknown) {
                own.plan.foretold = linesOf(*own.foretold);
            }
            planNext();
        });
    });
}

Outcome<void> ChangeRun::savePlans() const
{
    QList<Change::Plan> plans;
    for (const Tenant &tenant : m_tenants) {
        plans.append(tenant.planned.plan);
    }
    const QString why = Files::writeWholeFile(
        m_request.planFile, Change::writePlans(plans, Json::SecretKeys::fromResource()), Files::Readers::OwnerAlone);
    if (!why.isEmpty()) {
        return tl::make_unexpected(Failure{ExitCode::Network, tr("The plan was not saved, and nothing was changed."),
                                           tr("%1: %2.").arg(m_request.planFile, why),
                                           tr("Name a file that can be written with --plan.")});
    }
    return {};
}

Outcome<void> ChangeRun::mayWrite() const
{
    for (qsizetype i = 0; i < m_tenants.size(); ++i) {
        const Domain::TenantProfile &profile = m_targets.list.at(i).profile;
        if (m_tenants.at(i).planned.plan.isEmpty()) {
            continue;
        }
        if (profile.readOnly) {
            return usage(tr("%1 is not changed.").arg(profile.name), tr("Its profile is marked read-only."),
                         tr("Take the mark off in the window of Tenantry, if it may be changed. Nothing was sent."));
        }
        if (profile.environment == Domain::Environment::Production && !m_request.confirmed.contains(profile.name)) {
            return usage(
                tr("%1 is not changed.").arg(profile.name),
                tr("It is a production tenant, and --yes alone does not name it."),
                tr("Add --confirm-tenant \"%1\" if you mean this tenant. Nothing was sent.").arg(profile.name));
        }
    }
    return {};
}

/// Whether no plan has anything to change.
bool ChangeRun::isNothing() const
{
    return std::all_of(m_tenants.cbegin(), m_tenants.cend(),
                       [](const Tenant &tenant) { return tenant.planned.plan.isEmpty(); });
}

/// A plan without changes must not pass for one that was applied.
void ChangeRun::noteNothing()
{
    bool isSaid = false;
    for (const Tenant &tenant : std::as_const(m_tenants)) {
        if (tenant.planned.plan.isEmpty() && !tenant.planned.nothing.isEmpty()) {
            m_console.note("%1: %2"_L1.arg(tenant.planned.plan.tenant.name, tenant.planned.nothing));
            isSaid = true;
        }
    }
    if (isNothing() && !isSaid) {
        m_console.note(tr("there is nothing to change."));
    }
}

void ChangeRun::present()
{
    m_console.progress({});
    if (!m_request.planFile.isEmpty() && (m_request.savesEmpty || !isNothing())) {
        if (const Outcome<void> saved = savePlans(); !saved) {
            return fail(saved.error());
        }
    }
    if (!m_request.apply) {
        print();
        noteNothing();
        noteOver();
        const bool isOver = std::all_of(m_tenants.cbegin(), m_tenants.cend(),
                                        [](const Tenant &tenant) { return tenant.planned.isOver(); });
        if (!isNothing() && !isOver) {
            m_console.note(m_request.planFile.isEmpty()
                               ? tr("nothing was changed: --yes applies the plan.")
                               : tr("nothing was changed: tenantry-cli apply %1 --yes%2 applies the plan.")
                                     .arg(m_request.planFile, m_request.targetWords));
        }
        return m_finish(ExitCode::Done);
    }
    const Outcome<void> allowed = mayWrite();
    const Outcome<void> opened = allowed ? openTickets() : allowed;
    if (!opened) {
        print();
        return fail(opened.error());
    }
    apply();
}

/// What was applied before is not sent again, and has no ticket to give.
Outcome<void> ChangeRun::openTickets()
{
    QList<Change::Plan> plans;
    for (const Tenant &tenant : std::as_const(m_tenants)) {
        if (!tenant.planned.isOver()) {
            plans.append(tenant.planned.plan);
        }
    }
    return m_tickets.open(plans);
}

/// As soon as it is there: the run may be ended from outside.
void ChangeRun::giveTicket(const Tenant &tenant, qsizetype item)
{
    const Api::Secret address = tenant.applier->takeSecret(item);
    if (address.isEmpty()) {
        return;
    }
    if (const Outcome<void> given = m_tickets.give(tenant.applier->plan().items.at(item).object, address); !given) {
        m_lostTicket = given.error();
    }
}

void ChangeRun::apply()
{
    m_clients->allowWriting();
    auto *watch = new Session::SignalWatch(this);
    for (qsizetype i = 0; i < m_tenants.size(); ++i) {
        Tenant &tenant = m_tenants[i];
        const QString client = m_targets.list.at(i).profile.clientId;
        const Change::JournalPlace place{Settings::Paths::standard().journal(),
                                         client.isEmpty() ? accountName() : accountName() + ", "_L1 + client,
                                         Json::SecretKeys::fromResource()};
        const Planned &planned = tenant.planned;
        if (planned.plan.isEmpty() || planned.isOver()) {
            continue;
        }
        tenant.applier = planned.begun ? new Change::Applier(*tenant.client, *planned.begun, place, this)
                                       : new Change::Applier(*tenant.client, planned.plan, place, this);
        connect(watch, &Session::SignalWatch::arrived, tenant.applier, &Change::Applier::cancel);
        connect(tenant.applier, &Change::Applier::itemFinished, this, [this, i](qsizetype item) {
            giveTicket(m_tenants.at(i), item);
            showProgress();
        });
        connect(tenant.applier, &Change::Applier::finished, this, &ChangeRun::concludeApplying);
    }
    for (const Tenant &tenant : std::as_const(m_tenants)) {
        if (tenant.applier) {
            tenant.applier->start();
        }
    }
    concludeApplying(); // all plans may be empty
}

void ChangeRun::showProgress()
{
    qsizetype done = 0;
    qsizetype all = 0;
    for (const Tenant &tenant : std::as_const(m_tenants)) {
        done += tenant.applier ? tenant.applier->finishedItems() : 0;
        all += tenant.planned.plan.items.size();
    }
    m_console.progress(tr("%L1 of %L2 changes worked on").arg(done).arg(all));
}

void ChangeRun::concludeApplying()
{
    const bool isOver = std::all_of(m_tenants.cbegin(), m_tenants.cend(), [](const Tenant &tenant) {
        return !tenant.applier || tenant.applier->isFinished();
    });
    if (!isOver) {
        return;
    }
    m_console.progress({});
    print();
    noteNothing();
    noteOver();
    m_finish(exitCode());
}

/// What was applied before is not sent again. Once it was taken back, what is told of it is no longer what is.
void ChangeRun::noteOver()
{
    for (const Tenant &tenant : std::as_const(m_tenants)) {
        const Planned &planned = tenant.planned;
        if (!planned.isOver()) {
            continue;
        }
        const QString when = planned.begun->ended.toLocalTime().toString(Qt::ISODate);
        m_console.note(planned.takenBack.isEmpty()
                           ? tr("%1 was applied on %2; nothing was sent again.").arg(planned.plan.title, when)
                           : tr("%1 was applied on %2, and was %3: the settings are not what is told here. Nothing was "
                                "sent again. To apply it again, make a fresh plan with the command that made this one.")
                                 .arg(planned.plan.title, when, planned.takenBack));
    }
}

QList<Change::ItemResult> ChangeRun::results(const Tenant &tenant) const
{
    if (tenant.applier) {
        return tenant.applier->results();
    }
    QList<Change::ItemResult> all(tenant.planned.plan.items.size());
    for (qsizetype i = 0; tenant.planned.isOver() && i < all.size(); ++i) {
        all[i] = tenant.planned.begun->items.at(i).result;
    }
    return all;
}

void ChangeRun::print()
{
    QList<PlanReport> reports;
    for (const Tenant &tenant : std::as_const(m_tenants)) {
        reports.append({tenant.planned.plan, results(tenant), tenant.planned.foretold});
    }
    m_console.write(m_request.json ? jsonOf(reports, m_targets.several) : textOf(reports, m_request.targetWords));
}

ExitCode ChangeRun::exitCode()
{
    using Outcome = Change::ItemOutcome;
    bool isWritten = false;
    bool isConflict = false;
    bool isBad = false;
    std::optional<Failure> failure;
    for (const Tenant &tenant : std::as_const(m_tenants)) {
        const QList<Change::ItemResult> all = results(tenant);
        for (const Change::ItemResult &result : all) {
            const bool isGood = result.outcome == Outcome::Done || result.outcome == Outcome::AlreadySo;
            isWritten = isWritten || result.isWritten();
            isConflict = isConflict || result.outcome == Outcome::Conflict;
            isBad = isBad || !isGood;
        }
        if (tenant.applier && tenant.applier->firstProblem() && !failure) {
            failure = failureOf(*tenant.applier->firstProblem());
        }
    }
    if (m_lostTicket) {
        m_console.say(*m_lostTicket);
        return m_lostTicket->code;
    }
    if (!isBad) {
        return ExitCode::Done;
    }
    if (failure) {
        m_console.say(*failure);
    }
    if (isWritten) {
        return ExitCode::Partly;
    }
    return isConflict ? ExitCode::Conflict : failure ? failure->code : ExitCode::Usage;
}

} // namespace Cli
