#include "ui/dialogs/changeactions.h"

#include "ui/dialogs/journaldialog.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/dialogs/stagedguard.h"
#include "ui/dialogs/takebackdialog.h"
#include "ui/dialogs/ticketdialog.h"
#include "ui/dialogs/unlockdialog.h"
#include "ui/dialogs/unlockrow.h"
#include "ui/editors/metadataactions.h"
#include "ui/editors/policyactions.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/icon.h"

#include "session/changetray.h"
#include "session/estate.h"
#include "session/writeunlock.h"

#include <QMessageBox>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Ui {

ChangeActions::ChangeActions(const ChangeServices &services, MainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_window(window)
{
    window.showStaged(services.tray);
    window.offerTemplates(services.templateFolder);
    new PolicyActions(services, window);
    new MetadataActions(services, window);
    auto *guard = new StagedGuard(window);
    connect(guard, &StagedGuard::reviewWanted, this, &ChangeActions::review, Qt::QueuedConnection); // once it closed
    connect(guard, &StagedGuard::draftWanted, window.inspector(), &InspectorPanel::showDraft, Qt::QueuedConnection);
    const Actions &actions = window.actions();
    connect(actions.reviewChanges, &QAction::triggered, this, &ChangeActions::review);
    connect(actions.toggleLock, &QAction::triggered, this, &ChangeActions::toggleLock);
    connect(actions.journal, &QAction::triggered, this, &ChangeActions::journal);
    connect(&services.tray, &Session::ChangeTray::changed, this, &ChangeActions::showStaged);
    connect(&window, &MainWindow::tenantChanged, this, &ChangeActions::showLock);
    connect(&services.estate, &Session::Estate::closed, this, &ChangeActions::showLock);
    services.estate.each(this, [this](Session::TenantSession *session) {
        connect(&session->writeUnlock(), &Session::WriteUnlock::changed, this, &ChangeActions::showLock);
        showLock();
    });
    m_clock.setInterval(10s);
    connect(&m_clock, &QTimer::timeout, this, &ChangeActions::showLock);
    showStaged();
    showLock();
}

Session::TenantSession *ChangeActions::shownSession() const
{
    const std::optional<Domain::TenantId> &tenant = m_window.scope().tenant;
    if (tenant) {
        return m_services.estate.find(*tenant);
    }
    const QList<Session::TenantSession *> sessions = m_services.estate.sessions();
    return sessions.size() == 1 ? sessions.first() : nullptr;
}

void ChangeActions::showStaged()
{
    QAction *review = m_window.actions().reviewChanges;
    const int count = int(m_services.tray.size());
    review->setIconText(tr("Review %n change(s)…", nullptr, count));
    review->setEnabled(count > 0);
}

void ChangeActions::showLock()
{
    QAction *toggle = m_window.actions().toggleLock;
    const QList<Session::TenantSession *> sessions = m_services.estate.sessions();
    const auto unlocked
        = int(std::count_if(sessions.begin(), sessions.end(),
                            [](const Session::TenantSession *session) { return session->writeUnlock().isUnlocked(); }));
    const Session::TenantSession *session = shownSession();
    const bool isUnlocked = session ? session->writeUnlock().isUnlocked() : unlocked > 0;
    toggle->setIcon(icon(isUnlocked ? "object-unlocked"_L1 : "object-locked"_L1));
    toggle->setText(isUnlocked ? tr("&Lock writing") : tr("&Unlock writing…"));
    toggle->setIconText(!isUnlocked   ? tr("Read-only")
                            : session ? lockText(*session)
                                      : tr("%n tenant(s) unlocked", nullptr, unlocked));
    toggle->setEnabled(isUnlocked || session);
    toggle->setToolTip(
        isUnlocked ? tr("Lock writing (Ctrl+L)")
            : session
            ? tr("Unlock writing to this tenant for %1 min (Ctrl+L)").arg(session->writeUnlock().duration().count())
            : tr("Choose a tenant to unlock it (Ctrl+L)"));
    unlocked > 0 ? m_clock.start() : m_clock.stop();
}

void ChangeActions::toggleLock()
{
    Session::TenantSession *session = shownSession();
    if (session && !session->writeUnlock().isUnlocked()) {
        if (session->writeUnlock().isReadOnly()) {
            m_window.showMessage(session->writeUnlock().unlock().error());
            return;
        }
        openDialog(new UnlockDialog(*session, &m_window));
        return;
    }
    const QList<Session::TenantSession *> sessions = session ? QList{session} : m_services.estate.sessions();
    for (const Session::TenantSession *one : sessions) {
        one->writeUnlock().lock();
    }
}

void ChangeActions::review()
{
    if (!m_services.tray.isEmpty()) {
        openDialog(new ReviewDialog(m_services, &m_window));
    }
}

void ChangeActions::journal()
{
    auto *dialog = new JournalDialog(m_services, &m_window);
    connect(dialog, &JournalDialog::undoWanted, this, [this, dialog](const QList<Change::JournalEntry> &entries) {
        dialog->close();
        undo(entries);
    });
    connect(dialog, &JournalDialog::resumeWanted, this, [this, dialog](const Change::JournalEntry &entry) {
        dialog->close();
        resume(entry);
    });
    openDialog(dialog);
}

Session::TenantSession *ChangeActions::sessionFor(const Change::JournalEntry &entry)
{
    Session::TenantSession *session = Session::sessionOf(m_services.estate, entry.plan.tenant);
    if (!session) {
        auto *box = new QMessageBox(QMessageBox::Warning, u"Tenantry"_s,
                                    tr("%1 is not open.").arg(entry.plan.tenant.name), QMessageBox::Ok, &m_window);
        box->setTextFormat(Qt::PlainText);
        box->setInformativeText(tr("The entry is of %1. Add or open that tenant, then try again.")
                                    .arg(entry.plan.tenant.origin)
                                    .toHtmlEscaped());
        openDialog(box);
    }
    return session;
}

/// All of them in one review, without what is staged; there is none where a tenant of theirs is not open.
void ChangeActions::undo(const QList<Change::JournalEntry> &entries)
{
    QList<Session::TenantPlan> plans;
    for (const Change::JournalEntry &entry : entries) { // the latest first, as what came later is taken back first
        const Session::TenantSession *session = sessionFor(entry);
        if (!session) {
            return;
        }
        plans.append({session->id(), Change::inversePlan(entry)});
    }
    if (std::any_of(plans.cbegin(), plans.cend(),
                    [](const Session::TenantPlan &plan) { return deletesObjects(plan.plan); })) {
        return takeBack(plans);
    }
    Session::ChangeTray together(m_services.estate); // where two wrote the same object, it goes back to before both
    for (const Session::TenantPlan &plan : std::as_const(plans)) {
        together.stage(plan);
    }
    if (together.isEmpty()) {
        return m_window.showMessage(tr("Nothing would change: the chosen entries take each other back."));
    }
    openDialog(new ReviewDialog(m_services, together.plans(), &m_window));
}

/// What deletes objects is named first.
void ChangeActions::takeBack(const QList<Session::TenantPlan> &plans)
{
    auto *dialog = new TakeBackDialog(plans, &m_window);
    connect(dialog, &TakeBackDialog::confirmed, this, [this, dialog](const QList<Session::TenantPlan> &allowed) {
        openOver(*dialog, new ReviewDialog(m_services, allowed, dialog));
    });
    openDialog(dialog);
}

void ChangeActions::resume(const Change::JournalEntry &entry)
{
    if (const Session::TenantSession *session = sessionFor(entry)) {
        auto *dialog = new ReviewDialog(m_services, session->id(), entry, &m_window);
        const bool makesObjects = std::any_of(entry.plan.items.cbegin(), entry.plan.items.cend(),
                                              [](const Change::PlanItem &item) { return item.creation.has_value(); });
        handOut(*dialog, makesObjects ? TicketDialog::What::ApplicationSecrets : TicketDialog::What::PasswordTickets,
                m_window);
        openDialog(dialog);
    }
}

} // namespace Ui
