// What the MainWindow shows, and what its actions do with it.

#include "ui/pages/inspectorpanel.h"
#include "ui/pages/policybar.h"
#include "ui/pages/startpage.h"
#include "ui/pages/statustext.h"
#include "ui/pages/tablepage.h"
#include "ui/pages/tenantpage.h"
#include "ui/pages/tenantspage.h"
#include "ui/pages/warningspanel.h"
#include "ui/shell/actions.h"
#include "ui/shell/estatepanel.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/showlogs.h"
#include "ui/shell/statusline.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/filterline.h"

#include "items/recordtablemodel.h"
#include "session/changetray.h"
#include "session/estate.h"
#include "session/organizationconnections.h"
#include "settings/settingsstore.h"

#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

void MainWindow::showScope(const Scope &scope)
{
    const bool isTenantAnother = m_scope.tenant != scope.tenant;
    m_scope = scope;
    const auto logs = m_tablePages.find(Query::Kind::Logs);
    if (isTenantAnother && logs != m_tablePages.end()) {
        logs->second->filterLine()->clear(); // of one tenant's log, it would let nothing of another's through
    }
    Session::TenantSession *session = scope.tenant ? m_estate.find(*scope.tenant) : nullptr;
    m_isShowingStart = m_estate.sessions().isEmpty();
    if (m_isShowingStart) {
        m_pages->setCurrentWidget(m_startPage);
    } else if (session && scope.kind == Query::Kind::Tenants) {
        m_tenantPage->setTenant(session->id());
        m_pages->setCurrentWidget(m_tenantPage);
    } else if (scope.kind == Query::Kind::Tenants) {
        m_pages->setCurrentWidget(m_tenantsPage);
    } else {
        TablePage *page = pageFor(scope.kind);
        page->setScope(scope);
        m_pages->setCurrentWidget(page);
        m_isInspecting = false;
        page->tellSelection();
    }
    m_estatePanel->setScope(scope);
    m_statusLine->setScope(scope);
    if (m_warnings) {
        m_warnings->setTenant(scope.tenant);
    }
    showTenantName();
    showPanes();
    updateActions();
    readOnFirstSight();
    if (isTenantAnother) {
        Q_EMIT tenantChanged(scope.tenant.value_or(Domain::TenantId()));
    }
}

void MainWindow::showTenantName()
{
    const Session::TenantSession *session = m_scope.tenant ? m_estate.find(*m_scope.tenant) : nullptr;
    m_topBar->setTenant(session ? std::optional(session->profile()) : std::nullopt);
    const QString what = titleFor(m_scope.kind, m_scope.connectionKind);
    const QString where = session ? session->profile().name : tr("All tenants");
    setWindowTitle(m_isShowingStart ? u"Tenantry"_s : tr("%1 – %2 – Tenantry").arg(what, where));
}

/// The inspector belongs to a table, whose room it takes once there is a row to inspect; and there is no activity
/// before there is a tenant.
void MainWindow::showPanes()
{
    m_inspector->setVisible(m_actions->showInspector->isChecked() && tablePage() && m_isInspecting);
    m_bottom->setVisible(m_actions->showBottom->isChecked() && !m_isShowingStart);
}

/// Once there was something to inspect, the pane stays: a table must not jump with every click.
void MainWindow::inspect()
{
    m_isInspecting = true;
    showPanes();
}

UnsentEdits MainWindow::unsentEdits(const std::optional<Domain::TenantId> &tenant) const
{
    UnsentEdits edits;
    if (m_tray) {
        edits.staged = tenant ? m_tray->size(*tenant) : m_tray->size();
    }
    for (const Selection &selection : m_inspector->drafts()) {
        const bool isMeant = !tenant
            || std::any_of(selection.objects.begin(), selection.objects.end(),
                           [&tenant](const Session::ObjectId &object) { return object.tenant == *tenant; });
        edits.drafts += isMeant ? 1 : 0;
    }
    return edits;
}

void MainWindow::showOpeningSandbox(bool isOpening)
{
    m_startPage->showOpeningSandbox(isOpening);
}

void MainWindow::showObject(const Domain::TenantId &tenant, Query::Kind kind, const QString &id)
{
    // A table across tenants stays one: the object is in it as well.
    showScope({m_scope.tenant ? std::optional(tenant) : std::nullopt, kind, {}});
    if (TablePage *page = tablePage()) {
        page->select(tenant, id);
    }
}

void MainWindow::showObjects(const Selection &selection)
{
    const QList<Session::ObjectId> &objects = selection.objects;
    if (objects.isEmpty()) {
        return;
    }
    const bool isOfOne = std::all_of(objects.begin(), objects.end(), [&objects](const Session::ObjectId &object) {
        return object.tenant == objects.first().tenant;
    });
    m_actions->showInspector->setChecked(true);
    // A table that has them as well stays: that of the policies is of connections.
    const Query::Kind kind = Query::sourceOf(m_scope.kind) == selection.kind ? m_scope.kind : selection.kind;
    showScope({m_scope.tenant && isOfOne ? std::optional(objects.first().tenant) : std::nullopt, kind, {}});
    tablePage()->select(selection);
}

void MainWindow::showStaged(const Session::ChangeTray &tray)
{
    m_tray = &tray;
    for (const auto &[kind, page] : m_tablePages) {
        page->showStaged(tray);
    }
}

void MainWindow::takeLockBands()
{
    const Domain::LockBands bands = m_settings.preferences().lock;
    m_inspector->setLockBands(bands);
    for (const auto &[kind, page] : m_tablePages) {
        page->model()->setLockBands(bands);
    }
}

void MainWindow::offerTemplates(const QString &folder)
{
    m_templateFolder = folder;
    const auto policies = m_tablePages.find(Query::Kind::Policies);
    if (policies != m_tablePages.end()) {
        policies->second->policyBar()->restore(folder);
    }
}

/// Of what is shown, and ready for the keyboard.
void MainWindow::showPolicies()
{
    showScope({m_scope.tenant, Query::Kind::Policies, {}});
    if (const TablePage *page = tablePage()) {
        page->entry()->setFocus(Qt::ShortcutFocusReason);
    }
}

TablePage *MainWindow::tablePage() const
{
    return qobject_cast<TablePage *>(m_pages->currentWidget());
}

TableControls *MainWindow::tableControls() const
{
    if (m_pages->currentWidget() == m_tenantsPage) {
        return m_tenantsPage->controls();
    }
    const TablePage *page = tablePage();
    return page ? page->controls() : nullptr;
}

TablePage *MainWindow::pageFor(Query::Kind kind)
{
    TablePage *&page = m_tablePages[kind];
    if (page) {
        return page;
    }
    page = new TablePage(kind, m_estate, m_memory, *m_actions, this);
    page->model()->setLockBands(m_settings.preferences().lock);
    m_pages->addWidget(page);
    if (m_tray) {
        page->showStaged(*m_tray);
    }
    if (m_warnings) {
        page->model()->showLockMarks(m_warnings->auditor());
    }
    if (page->policyBar()) {
        page->policyBar()->restore(m_templateFolder);
    }
    connect(page, &TablePage::objectSelected, this,
            [this](const Domain::TenantId &tenant, Query::Kind of, const QString &id) {
                m_inspector->showObject(tenant, of, id);
                inspect();
                updateActions();
            });
    connect(page, &TablePage::countSelected, this, [this, page](int selected) {
        m_inspector->showSelection(page->selection());
        if (selected > 0) {
            inspect();
        }
        updateActions();
    });
    connect(page, &TablePage::editTenantWanted, this, &MainWindow::editTenantWanted);
    return page;
}

QList<Session::TenantSession *> MainWindow::shownSessions() const
{
    if (!m_scope.tenant) {
        return m_estate.sessions();
    }
    Session::TenantSession *session = m_estate.find(*m_scope.tenant);
    return session ? QList<Session::TenantSession *>{session} : QList<Session::TenantSession *>();
}

/// Reads what was never read, once, when it comes into view and the user lets it.
void MainWindow::readOnFirstSight()
{
    if (!m_settings.preferences().refreshOnOpen) {
        return;
    }
    for (Session::TenantSession *session : shownSessions()) {
        const bool isUntouched = std::all_of(
            std::begin(Query::inventoryKinds), std::end(Query::inventoryKinds),
            [session](Query::Kind kind) { return session->status(kind).phase == Session::KindStatus::Phase::NotRead; });
        if (isUntouched) {
            session->refreshAll();
        }
    }
}

void MainWindow::refresh()
{
    for (Session::TenantSession *session : shownSessions()) {
        session->update(m_scope.kind);
    }
}

void MainWindow::cancelReading()
{
    for (Session::TenantSession *session : shownSessions()) {
        for (const Query::Kind kind : Query::inventoryKinds) {
            session->cancel(kind);
        }
        if (m_scope.kind != Query::Kind::Tenants) {
            session->cancel(m_scope.kind);
        }
        session->cancelMap();
        session->organizationConnections().cancel();
    }
}

void MainWindow::countConnections()
{
    for (Session::TenantSession *session : shownSessions()) {
        if (m_scope.kind == Query::Kind::Organizations) {
            session->organizationConnections().read();
        } else if (!session->mapStatus().isReading()) {
            session->readMap();
        }
    }
}

void MainWindow::updateActions()
{
    const bool hasAny = !m_estate.sessions().isEmpty();
    for (QAction *action :
         {m_actions->policies, m_actions->refresh, m_actions->refreshAll, m_actions->countConnections}) {
        action->setEnabled(hasAny);
    }
    updateReadingActions();
    const bool hasTable = tablePage() != nullptr;
    for (QAction *action : {m_actions->copy, m_actions->copyId, m_actions->copyCsv, m_actions->copyJson,
                            m_actions->copyMarkdown, m_actions->copyCurl, m_actions->selectAll, m_actions->exportCsv,
                            m_actions->exportJson, m_actions->exportMarkdown}) {
        action->setEnabled(hasTable);
    }
    const bool isTenant = m_scope.kind == Query::Kind::Tenants && m_scope.tenant;
    m_actions->copyLink->setEnabled(isTenant || (hasTable && m_scope.kind != Query::Kind::Logs));
    m_actions->copyCurl->setEnabled(hasTable && !Query::isDerived(m_scope.kind)); // Auth0 knows of no such objects
    const Query::Kind kind = Query::sourceOf(m_inspector->kind());
    m_actions->editObject->setEnabled(hasTable && !m_inspector->objectId().isEmpty()
                                      && (kind == Query::Kind::Applications || kind == Query::Kind::Connections
                                          || kind == Query::Kind::Organizations));
    m_actions->editMetadata->setEnabled(hasTable && !m_inspector->objectId().isEmpty() && kind != Query::Kind::Logs
                                        && !Query::isDerived(kind));
    m_actions->showUsers->setEnabled(
        hasTable && !m_inspector->objectId().isEmpty()
        && (kind == Query::Kind::Connections || kind == Query::Kind::Organizations || kind == Query::Kind::Customers));
    const Query::Kind table = Query::sourceOf(m_scope.kind);
    m_actions->showLogs->setEnabled(isTenant || (hasTable && haveLogs(tablePage()->selection())));
    m_actions->followLog->setEnabled(hasTable && table == Query::Kind::Logs && m_scope.tenant);
    m_actions->editUsersMetadata->setEnabled(hasTable && table == Query::Kind::Users);
    m_actions->editPolicy->setEnabled(hasTable && table == Query::Kind::Connections);
    m_actions->editSwitches->setEnabled(hasTable
                                        && (table == Query::Kind::Applications || table == Query::Kind::Connections
                                            || table == Query::Kind::Organizations));
    for (QAction *action :
         {m_actions->filter, m_actions->clearFilter, m_actions->columns, m_actions->searches, m_actions->saveSearch}) {
        action->setEnabled(tableControls() != nullptr);
    }
}

/// What can be stopped, and whether F5 reads for the first time.
void MainWindow::updateReadingActions()
{
    using Phase = Session::KindStatus::Phase;
    bool isReading = false;
    bool isRead = false;
    for (const Session::TenantSession *session : shownSessions()) {
        isReading
            = isReading || session->mapStatus().isReading() || session->organizationConnections().status().isReading();
        const bool isInventory = m_scope.kind == Query::Kind::Tenants || Query::isDerived(m_scope.kind);
        for (const Query::Kind kind : Query::inventoryKinds) {
            const Session::KindStatus &status = session->status(kind);
            isReading = isReading || status.isReading();
            isRead = isRead || (isInventory && status.phase != Phase::NotRead);
        }
        if (!isInventory) {
            const Session::KindStatus &status = session->status(m_scope.kind);
            isReading = isReading || status.isReading();
            isRead = isRead || status.phase != Phase::NotRead;
        }
    }
    m_actions->cancelReading->setEnabled(isReading);
    m_actions->refresh->setText(isRead ? tr("&Read again") : tr("&Read"));
}

void MainWindow::showMessage(const QString &text)
{
    m_statusLine->tell(text, 8000);
}

QString MainWindow::message() const
{
    return m_statusLine->told();
}

} // namespace Ui
