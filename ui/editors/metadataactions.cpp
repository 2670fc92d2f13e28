#include "ui/editors/metadataactions.h"

#include "ui/dialogs/opendialog.h"
#include "ui/editors/metadatadialog.h"
#include "ui/editors/metadatatab.h"
#include "ui/editors/staging.h"
#include "ui/editors/usersmetadatadialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"

#include "session/changetray.h"
#include "session/estate.h"

using namespace Qt::StringLiterals;

namespace Ui {

MetadataActions::MetadataActions(const ChangeServices &services, MainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_window(window)
    , m_tab(new MetadataTab(services, window.actions().editMetadata, window.actions().editUsersMetadata))
{
    window.inspector()->addTab(m_tab);
    connect(window.actions().editMetadata, &QAction::triggered, this, &MetadataActions::edit);
    connect(window.actions().editUsersMetadata, &QAction::triggered, this, &MetadataActions::editUsers);
}

void MetadataActions::edit()
{
    const InspectorPanel &inspector = *m_window.inspector();
    const Domain::TenantId tenant = inspector.tenant();
    const Query::Kind table = Query::sourceOf(inspector.kind());
    const auto kind = Session::objectKindOf(table);
    const Session::TenantSession *session = m_services.estate.find(tenant);
    const Query::RecordPtr record = m_services.estate.record(tenant, table, inspector.objectId());
    if (!kind || !session || !record || Change::metadataMembers(*kind).isEmpty()) {
        m_window.showMessage(
            tr("Select a user, an application, a connection or an organization to edit its metadata."));
        return;
    }
    QList<QByteArray> others;
    if (*kind == Change::ObjectKind::User) { // elsewhere there is but one type
        for (const Query::RecordPtr &other : session->records(table)) {
            if (other->id != record->id) {
                others.append(other->original);
            }
        }
    }
    const Change::ObjectRef object{*kind, record->id, Query::textAt(*record, table, u"name")};
    auto *dialog = new MetadataDialog(session->profile(), object, record->original,
                                      m_services.tray.staged(tenant, object), others, &m_window);
    connect(dialog, &MetadataDialog::edited, this,
            [this, tenant](const Change::PlanItem &item) { stage(tenant, item); });
    openDialog(dialog);
}

void MetadataActions::stage(const Domain::TenantId &tenant, const Change::PlanItem &item)
{
    // What the editor says is all that is wanted of the object: what was staged earlier is in it, or was taken back.
    m_services.tray.unstage(tenant, item.object);
    if (item.changes.isEmpty()) {
        m_window.showMessage(tr("Nothing differs from what Auth0 holds: nothing is staged for it."));
        return;
    }
    stageEdits(m_services, m_window, tenant, {item});
}

void MetadataActions::editUsers()
{
    const TablePage *page = m_window.tablePage();
    Domain::TenantId tenant = m_window.scope().tenant.value_or(Domain::TenantId());
    QStringList selected;
    if (page && page->kind() == Query::Kind::Users) {
        for (const Session::ObjectId &object : page->selection().objects) {
            tenant = selected.isEmpty() ? object.tenant : tenant;
            if (object.tenant != tenant) {
                m_window.showMessage(tr("The selected users are of several tenants. Select those of one."));
                return;
            }
            selected.append(object.id);
        }
    }
    const Session::TenantSession *session = m_services.estate.find(tenant);
    if (!session || session->records(Query::Kind::Users).isEmpty()) {
        m_window.showMessage(tr("Search for users in the table of users of one tenant, then change their metadata."));
        return;
    }
    auto *dialog = new UsersMetadataDialog(m_services, tenant, selected, &m_window);
    connect(dialog, &UsersMetadataDialog::staged, this,
            [this, tenant](const QList<Change::PlanItem> &items) { stageUsers(tenant, items); });
    openDialog(dialog);
}

void MetadataActions::stageUsers(const Domain::TenantId &tenant, const QList<Change::PlanItem> &items)
{
    QList<Change::ObjectRef> objects;
    for (const Change::PlanItem &item : items) {
        objects.append(item.object);
    }
    m_services.tray.unstage(tenant, objects); // it is part of what is staged now
    m_services.tray.stage(tenant, items);
    m_window.showMessage(
        tr("%n user(s) staged, not sent. Ctrl+Return reviews what is staged.", nullptr, int(items.size())));
}

} // namespace Ui
