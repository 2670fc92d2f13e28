#include "ui/snapshots/timelineactions.h"

#include "ui/dialogs/opendialog.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/snapshots/timelinedialog.h"
#include "ui/widgets/tenantmenu.h"

#include "session/changetray.h"
#include "session/estate.h"

using namespace Qt::StringLiterals;

namespace Ui {

TimelineActions::TimelineActions(const ChangeServices &services, const Session::SnapshotKeeper &keeper,
                                 MainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_keeper(keeper)
    , m_window(window)
{
    connect(window.actions().timeline, &QAction::triggered, this, &TimelineActions::open);
    connect(&services.estate, &Session::Estate::opened, this, &TimelineActions::enable);
    connect(&services.estate, &Session::Estate::closed, this, &TimelineActions::enable);
    enable();
}

void TimelineActions::enable()
{
    m_window.actions().timeline->setEnabled(!m_services.estate.sessions().isEmpty());
}

void TimelineActions::open()
{
    const QList<Session::TenantSession *> sessions = m_services.estate.sessions();
    if (m_window.scope().tenant || sessions.size() == 1) {
        return openFor(m_window.scope().tenant.value_or(sessions.first()->id()));
    }
    auto *menu = new TenantMenu(tr("The timeline of which Auth0 tenant?"), &m_window);
    connect(menu, &TenantMenu::chosen, this, &TimelineActions::openFor);
    for (const Session::TenantSession *session : sessions) {
        menu->add(session->id(), session->profile().name);
    }
    popUpAtFocus(*menu);
}

void TimelineActions::openFor(const Domain::TenantId &tenant)
{
    Session::TenantSession *session = m_services.estate.find(tenant);
    if (!session) {
        return;
    }
    auto *dialog = new TimelineDialog(*session, m_keeper, m_services.prompt, &m_window);
    connect(dialog, &TimelineDialog::staged, this, [this](const Session::TenantPlan &plan) {
        m_services.tray.stage(plan);
        m_window.showMessage(tr("Staged, not sent. Ctrl+Return reviews what is staged."));
    });
    openDialog(dialog);
}

} // namespace Ui
