#include "ui/editors/editoractions.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/whatifdialog.h"
#include "ui/editors/objectdialog.h"
#include "ui/editors/organizationconnectionsdialog.h"
#include "ui/editors/staging.h"
#include "ui/editors/switchesdialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"

#include "session/changetray.h"
#include "session/estate.h"

using namespace Qt::StringLiterals;

namespace Ui {

EditorActions::EditorActions(const ChangeServices &services, MainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_window(window)
{
    const Actions &actions = window.actions();
    connect(actions.editObject, &QAction::triggered, this, &EditorActions::editObject);
    connect(actions.editSwitches, &QAction::triggered, this, &EditorActions::editSwitches);
}

void EditorActions::editObject()
{
    const InspectorPanel &inspector = *m_window.inspector();
    const Domain::TenantId tenant = inspector.tenant();
    const Query::Kind table = Query::sourceOf(inspector.kind());
    const auto kind = Session::objectKindOf(table);
    const Query::RecordPtr record = m_services.estate.record(tenant, table, inspector.objectId());
    const Session::TenantSession *session = m_services.estate.find(tenant);
    if (!kind || !record || !session || Change::editableFields(*kind).isEmpty()) {
        return;
    }
    const Change::ObjectRef object{*kind, record->id, Query::textAt(*record, table, u"name")};
    auto *dialog = new ObjectDialog(session->profile(), object, record->original,
                                    m_services.tray.staged(tenant, object), &m_window);
    connect(dialog, &ObjectDialog::edited, this,
            [this, tenant](const Change::PlanItem &item) { stageEdits(m_services, m_window, tenant, {item}); });
    openDialog(dialog);
}

void EditorActions::editSwitches()
{
    const TablePage *page = m_window.tablePage();
    const Selection selection = page ? page->selection() : Selection();
    if (selection.objects.isEmpty()) {
        m_window.showMessage(
            tr("Select applications, connections or an organization to see what is enabled for what."));
        return;
    }
    const Domain::TenantId tenant = selection.objects.first().tenant;
    QStringList chosen;
    for (const Session::ObjectId &object : selection.objects) {
        if (object.tenant != tenant) {
            m_window.showMessage(tr("The selected objects are of several tenants. Select those of one."));
            return;
        }
        chosen.append(object.id);
    }
    Session::TenantSession *session = m_services.estate.find(tenant);
    if (!session) {
        return;
    }
    if (selection.kind == Query::Kind::Organizations) {
        editOrganization(*session, chosen);
        return;
    }
    const Session::MapSide side
        = selection.kind == Query::Kind::Applications ? Session::MapSide::Applications : Session::MapSide::Connections;
    auto *dialog = new SwitchesDialog(*session, m_services.tray, side, chosen, &m_window);
    connect(dialog, &SwitchesDialog::staged, this,
            [this, tenant](const QList<Change::PlanItem> &items) { stageEdits(m_services, m_window, tenant, items); });
    if (m_services.auditor) {
        dialog->offerWhatIf();
        connect(dialog, &SwitchesDialog::whatIfWanted, this,
                [this, session, dialog](const QString &text, const QString &application) {
                    auto *supposing = new WhatIfDialog(*session, *m_services.auditor, text, dialog);
                    if (text.isEmpty() && !application.isEmpty()) {
                        supposing->supposeFor(application);
                    }
                    openDialog(supposing);
                });
    }
    openDialog(dialog);
}

void EditorActions::editOrganization(Session::TenantSession &session, const QStringList &organizations)
{
    if (organizations.size() > 1) {
        m_window.showMessage(tr("Select one organization: each has switches of its own."));
        return;
    }
    auto *dialog = new OrganizationConnectionsDialog(session, m_services.tray, organizations.first(), &m_window);
    connect(dialog, &OrganizationConnectionsDialog::staged, this,
            [this, tenant = session.id()](const Change::PlanItem &item) {
                stageEdits(m_services, m_window, tenant, {item});
            });
    openDialog(dialog);
}

} // namespace Ui
