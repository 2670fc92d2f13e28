#pragma once

#include "cli/command.h"
#include "cli/failure.h"
#include "cli/foretold.h"
#include "cli/target.h"
#include "cli/ticketoutput.h"

#include "change/applier.h"

#include <QObject>

namespace Cli {

class Console;
class TargetClients;

/// What every command that writes is told. A value.
struct ChangeRequest
{
    bool json = false;
    bool apply = false; ///< --yes
    QString planFile; ///< --plan; empty for none
    QStringList confirmed; ///< --confirm-tenant
    QString targetWords; ///< see targetWords()
    bool savesEmpty = true; ///< a plan without changes is written to planFile as well
    bool asks = false; ///< a secret that is nowhere is asked for on the terminal
    TicketRequest tickets{};
};
ChangeRequest changeRequest(const Arguments &arguments);
/// The options that go with it.
const QList<Option> &changeOptions();

/// The plan for one Auth0 tenant, and the entry of the journal that it goes on with, where it was begun before.
struct Planned
{
    Change::Plan plan; ///< without a title: it is called by what it changes
    std::optional<Change::JournalEntry> begun;
    std::optional<Foretold> foretold{}; ///< nothing where it was not asked for
    QString nothing{}; ///< why there is nothing to change, where the usual words say too little
    QString takenBack{}; ///< of a plan that is over: "taken back by 1a2b3c4d on ..."; empty where it was not

    /// It was applied before, to its end.
    bool isOver() const { return begun && !begun->isUnfinished(); }
};
using OnPlan = std::function<void(const Outcome<Planned> &)>;
/// Makes the plan of one Auth0 tenant, which may take reading; calls back once, unless `context` goes first.
using Planner
    = std::function<void(Api::ManagementClient &client, const Target &target, QObject *context, const OnPlan &onPlan)>;

/// One run of a command that writes: makes the plan of each Auth0 tenant, prints and saves them, and with --yes applies
/// them side by side. Nothing is sent that changes anything before all plans are made and all checks are passed.
class ChangeRun : public QObject
{
    Q_OBJECT
public:
    ChangeRun(ChangeRequest request, Targets targets, Planner planner, Console &console, Finish finish,
              QObject *parent);
    ~ChangeRun() override;

    void start();

private:
    struct Tenant
    {
        Api::ManagementClient *client = nullptr;
        Planned planned;
        Change::Applier *applier = nullptr; ///< child
    };

    void planNext();
    void fail(const Failure &failure);
    void present();
    Outcome<void> savePlans() const;
    Outcome<void> mayWrite() const;
    Outcome<void> openTickets();
    void giveTicket(const Tenant &tenant, qsizetype item);
    void apply();
    void showProgress();
    void concludeApplying();
    bool isNothing() const;
    void noteNothing();
    void noteOver();
    ExitCode exitCode();
    QList<Change::ItemResult> results(const Tenant &tenant) const;
    void print();

    ChangeRequest m_request;
    Targets m_targets;
    Planner m_planner;
    Console &m_console;
    Finish m_finish;
    TargetClients *m_clients; ///< child
    QList<Tenant> m_tenants; ///< of the targets that are planned, in their order
    TicketOutput m_tickets;
    std::optional<Failure> m_lostTicket; ///< the last
};

} // namespace Cli
