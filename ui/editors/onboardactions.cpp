#include "ui/editors/onboardactions.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/dialogs/takebackdialog.h"
#include "ui/dialogs/ticketdialog.h"
#include "ui/editors/customerrulesdialog.h"
#include "ui/editors/cutoffonboarding.h"
#include "ui/editors/onboarddialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/onetenant.h"
#include "ui/widgets/tenantmenu.h"

#include "session/auditor.h"
#include "session/customerbook.h"
#include "session/estate.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Ui {

OnboardActions::OnboardActions(const CustomerServices &customers, const ChangeServices &changes, MainWindow &window)
    : QObject(&window)
    , m_customers(customers)
    , m_changes(changes)
    , m_window(window)
{
    connect(window.actions().onboardCustomer, &QAction::triggered, this, &OnboardActions::onboard);
    connect(window.actions().takeBackOnboarding, &QAction::triggered, this, [this] { takeBack(); });
    connect(window.inspector(), &InspectorPanel::selectionShown, this, [this](const Selection &selection) {
        m_selection = selection;
        enable();
    });
    new CutOffOnboarding(changes, window);
    connect(&changes.estate, &Session::Estate::opened, this, &OnboardActions::enable);
    connect(&changes.estate, &Session::Estate::closed, this, &OnboardActions::enable);
    enable();
}

void OnboardActions::enable()
{
    m_window.actions().onboardCustomer->setEnabled(!m_changes.estate.sessions().isEmpty());
    m_window.actions().takeBackOnboarding->setEnabled(m_selection.kind == Query::Kind::Customers
                                                      && m_selection.objects.size() == 1);
}

void OnboardActions::onboard()
{
    const QList<Session::TenantSession *> sessions = m_changes.estate.sessions();
    if (sessions.isEmpty()) {
        return;
    }
    if (m_window.scope().tenant || sessions.size() == 1) {
        return openFor(m_window.scope().tenant.value_or(sessions.first()->id()));
    }
    if (!m_selection.objects.isEmpty() && m_selection.kind != Query::Kind::Customers) { // they may be in several
        return openFor(m_selection.objects.first().tenant);
    }
    auto *menu = new TenantMenu(tr("Onboard in which Auth0 tenant?"), &m_window);
    connect(menu, &TenantMenu::chosen, this, &OnboardActions::openFor);
    for (const Session::TenantSession *session : sessions) {
        menu->add(session->id(), session->profile().name);
    }
    popUpAtFocus(*menu);
}

void OnboardActions::openFor(const Domain::TenantId &tenant)
{
    const Session::TenantSession *session = m_changes.estate.find(tenant);
    if (!session) {
        return;
    }
    const Domain::LockBands bands
        = m_customers.auditor ? m_customers.auditor->optionsFor(tenant).lock : Domain::LockBands();
    auto *dialog = new OnboardDialog(*session, m_customers.book, bands, &m_window);
    connect(dialog, &OnboardDialog::planned, this, [this, dialog, tenant](const Change::Plan &plan) {
        review(*dialog, {{tenant, plan}});
    });
    connect(dialog, &OnboardDialog::tenantWanted, this,
            [this, dialog] { Q_EMIT tenantWanted(dialog->wanted().customer, dialog); });
    connect(dialog, &OnboardDialog::rulesWanted, this, [this, dialog, tenant] {
        if (Session::TenantSession *open = m_changes.estate.find(tenant)) {
            openDialog(new CustomerRulesDialog(m_customers, *open, dialog));
        }
    });
    openDialog(dialog);
}

/// Secrets of new applications are handed out once the review is closed.
void OnboardActions::review(QDialog &asked, const QList<Session::TenantPlan> &plans)
{
    auto *dialog = new ReviewDialog(m_changes, plans, &asked);
    handOut(*dialog, TicketDialog::What::ApplicationSecrets, m_window);
    openOver(asked, dialog);
}

void OnboardActions::takeBack()
{
    if (m_selection.kind != Query::Kind::Customers || m_selection.objects.size() != 1) {
        return;
    }
    inOneTenant(m_window, m_changes.estate, m_selection, tr("Its onboarding in which Auth0 tenant?"),
                [this](const Selection &whose) { readAndTakeBack(whose.objects.first()); });
}

void OnboardActions::readAndTakeBack(const Session::ObjectId &customer)
{
    using Journal = QList<Change::JournalEntry>;
    auto *watcher = new QFutureWatcher<Journal>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, customer] {
        watcher->deleteLater();
        takeBack(customer, watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([folder = m_changes.journalFolder] { return Change::readJournal(folder); }));
}

void OnboardActions::takeBack(const Session::ObjectId &customer, const QList<Change::JournalEntry> &journal)
{
    const Session::TenantSession *session = m_changes.estate.find(customer.tenant);
    if (!session) {
        return;
    }
    const QHash<QString, Change::Reversal> reversals = Change::reversalsIn(journal);
    const QString origin = Change::planTenant(session->profile()).origin;
    QList<Session::TenantPlan> plans;
    for (const Change::JournalEntry &entry : journal) { // the latest first
        const bool isIts = entry.plan.reverts.isEmpty() && !entry.plan.customer.isEmpty()
            && entry.plan.tenant.origin == origin && Session::isCalled(entry.plan.customer, customer.id)
            && !reversals.value(entry.plan.id).isWhole;
        if (const Change::Plan back = isIts ? Change::inversePlan(entry) : Change::Plan(); !back.isEmpty()) {
            plans.append({customer.tenant, back});
        }
    }
    if (plans.isEmpty()) {
        m_window.showMessage(tr("The journal of this computer knows of no onboarding of this customer that could be "
                                "taken back."));
        return;
    }
    auto *dialog = new TakeBackDialog(plans, &m_window);
    connect(dialog, &TakeBackDialog::confirmed, this,
            [this, dialog](const QList<Session::TenantPlan> &allowed) { review(*dialog, allowed); });
    openDialog(dialog);
}

} // namespace Ui
