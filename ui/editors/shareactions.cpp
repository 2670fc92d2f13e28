#include "ui/editors/shareactions.h"

#include "ui/dialogs/opendialog.h"
#include "ui/editors/customeractions.h"
#include "ui/editors/likenessdialog.h"
#include "ui/editors/organizationconnectionsdialog.h"
#include "ui/editors/sharedialog.h"
#include "ui/editors/staging.h"
#include "ui/editors/switchesdialog.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/tenantmenu.h"

#include "session/changetray.h"
#include "session/estate.h"

using namespace Qt::StringLiterals;

namespace Ui {

ShareActions::ShareActions(const CustomerServices &customers, const ChangeServices &changes, MainWindow &window)
    : QObject(&window)
    , m_customers(customers)
    , m_changes(changes)
    , m_window(window)
{
    auto *looking = new CustomerActions(customers, window);
    connect(looking, &CustomerActions::shareWanted, this, &ShareActions::editShare);
    connect(looking, &CustomerActions::likenessWanted, this, &ShareActions::makeLike);
}

void ShareActions::editShare(const Domain::TenantId &tenant, const QString &customer)
{
    Session::TenantSession *session = m_changes.estate.find(tenant);
    if (!session) {
        return;
    }
    auto *dialog = new ShareDialog(m_customers, m_changes, *session, customer, &m_window);
    connect(dialog, &ShareDialog::staged, this,
            [this, tenant](const QList<Change::PlanItem> &items) { stageEdits(m_changes, m_window, tenant, items); });
    connect(dialog, &ShareDialog::switchesWanted, this,
            [this, dialog, session](const QStringList &connections) { editSwitches(*dialog, *session, connections); });
    connect(dialog, &ShareDialog::connectionsWanted, this,
            [this, dialog, session](const QString &organization) { editConnections(*dialog, *session, organization); });
    openDialog(dialog);
}

void ShareActions::editSwitches(ShareDialog &dialog, Session::TenantSession &session, const QStringList &connections)
{
    auto *switches = new SwitchesDialog(session, m_changes.tray, Session::MapSide::Connections, connections, &dialog);
    connect(switches, &SwitchesDialog::staged, this,
            [this, tenant = session.id()](const QList<Change::PlanItem> &items) {
                stageEdits(m_changes, m_window, tenant, items);
            });
    openDialog(switches);
}

void ShareActions::editConnections(ShareDialog &dialog, Session::TenantSession &session, const QString &organization)
{
    auto *connections = new OrganizationConnectionsDialog(session, m_changes.tray, organization, &dialog);
    connect(connections, &OrganizationConnectionsDialog::staged, this,
            [this, tenant = session.id()](const Change::PlanItem &item) {
                stageEdits(m_changes, m_window, tenant, {item});
            });
    openDialog(connections);
}

void ShareActions::makeLike(const Session::ObjectId &model, const Session::ObjectId &subject)
{
    if (model.id == subject.id) { // of two Auth0 tenants
        openLikeness({model.id, model.tenant, subject.id, subject.tenant});
        return;
    }
    const QList<Session::LikenessTask> tasks
        = Session::likenessTasks(m_customers.book, m_customers.estate, model.id, subject.id);
    if (tasks.isEmpty()) {
        m_window.showMessage(tr("The rules do not find both customers any more."));
        return;
    }
    if (tasks.size() == 1) {
        openLikeness(tasks.first());
        return;
    }
    auto *menu = new TenantMenu(tr("They are held in several Auth0 tenants. In which one?"), &m_window);
    connect(menu, &TenantMenu::chosen, this, [this, tasks](const Domain::TenantId &tenant) {
        for (const Session::LikenessTask &task : tasks) {
            if (task.tenant == tenant) {
                return openLikeness(task);
            }
        }
    });
    for (const Session::LikenessTask &task : tasks) {
        menu->add(task.tenant, m_changes.estate.find(task.tenant)->profile().name);
    }
    popUpAtFocus(*menu);
}

void ShareActions::openLikeness(const Session::LikenessTask &task)
{
    Session::TenantSession *session = m_changes.estate.find(task.tenant);
    if (!session) {
        return;
    }
    auto *dialog = new LikenessDialog(m_customers.estate, m_customers.book, m_changes.tray, *session, task, &m_window);
    connect(dialog, &LikenessDialog::staged, this, [this, tenant = task.tenant](const QList<Change::PlanItem> &items) {
        m_changes.tray.stage(tenant, items);
        m_window.showMessage(tr("Staged, not sent. Ctrl+Return reviews what is staged."));
    });
    openDialog(dialog);
}

} // namespace Ui
