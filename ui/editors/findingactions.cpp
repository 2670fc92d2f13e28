#include "ui/editors/findingactions.h"

#include "ui/dialogs/lockprobedialog.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/waiverdialog.h"
#include "ui/dialogs/whatifdialog.h"
#include "ui/editors/lockexitdialog.h"
#include "ui/editors/staging.h"
#include "ui/pages/tablepage.h"
#include "ui/pages/warningspanel.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"

#include "session/changetray.h"
#include "session/estate.h"
#include "session/remedies.h"
#include "settings/decisionstore.h"
#include "settings/windowstate.h"

#include <QAction>

#include <map>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Settings::WindowState;

std::map<Domain::TenantId, QList<Domain::FindingIdentity>> byTenant(const QList<Items::FindingRow> &rows)
{
    std::map<Domain::TenantId, QList<Domain::FindingIdentity>> identities;
    for (const Items::FindingRow &row : rows) {
        identities[row.tenant].append(identityOf(row.finding));
    }
    return identities;
}

} // namespace

FindingActions::FindingActions(const ChangeServices &services, Settings::DecisionStore &decisions,
                               Settings::WindowState &memory, MainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_decisions(decisions)
    , m_memory(memory)
    , m_window(window)
{
    const WarningsPanel &panel = *window.warnings();
    connect(&panel, &WarningsPanel::waiveWanted, this, &FindingActions::waive);
    connect(&panel, &WarningsPanel::withdrawWanted, this, &FindingActions::withdraw);
    connect(&panel, &WarningsPanel::markWanted, this,
            qOverload<const QList<Items::FindingRow> &, std::optional<bool>>(&FindingActions::mark));
    const Actions &actions = window.actions();
    connect(actions.markLock, &QAction::triggered, this, [this] { markShown(true); });
    connect(actions.markNoLock, &QAction::triggered, this, [this] { markShown(false); });
    connect(actions.unmarkLock, &QAction::triggered, this, [this] { markShown(std::nullopt); });
    connect(&panel, &WarningsPanel::mendWanted, this, &FindingActions::mend);
    connect(&panel, &WarningsPanel::probeWanted, this,
            [this](const Items::FindingRow &row) { probe(row.tenant, row.finding.subject.id); });
    connect(actions.probeLock, &QAction::triggered, this, [this] {
        if (const auto application = shownApplication()) {
            probe(application->tenant, application->id);
        }
    });
    connect(actions.waysOut, &QAction::triggered, this, [this] {
        if (const auto application = shownApplication()) {
            findWaysOut(application->tenant, application->id);
        }
    });
    connect(&panel, &WarningsPanel::whatIfWanted, this,
            [this](const Items::FindingRow &row) { whatIf(row.tenant, row.finding.subject.id); });
    connect(actions.whatIf, &QAction::triggered, this, &FindingActions::whatIfOfShown);
}

void FindingActions::waive(const QList<Items::FindingRow> &rows)
{
    const QString lastName = QString::fromUtf8(m_memory.value(WindowState::Part::Choice, u"waivedBy"_s));
    auto *dialog = new WaiverDialog(rows, lastName, QDate::currentDate(), &m_window);
    connect(dialog, &WaiverDialog::given, this, [this, rows, dialog](const Domain::Waiver &waiver) {
        for (const auto &[tenant, findings] : byTenant(rows)) {
            if (const auto kept = m_decisions.waive(tenant, findings, waiver); !kept) {
                return dialog->showProblem(kept.error().message);
            }
        }
        m_memory.setValue(WindowState::Part::Choice, u"waivedBy"_s, waiver.by.toUtf8());
        dialog->done(QDialog::Accepted);
        m_window.showMessage(
            tr("%n finding(s) waived. The panel shows them with “Open and waived”.", nullptr, int(rows.size())));
    });
    openDialog(dialog);
}

void FindingActions::withdraw(const QList<Items::FindingRow> &rows)
{
    for (const auto &[tenant, findings] : byTenant(rows)) {
        if (const auto kept = m_decisions.withdraw(tenant, findings); !kept) {
            return m_window.showMessage(tr("The waiver still stands. %1").arg(kept.error().message));
        }
    }
}

void FindingActions::mark(const QList<Items::FindingRow> &rows, std::optional<bool> usesLock)
{
    QList<Session::ObjectId> applications;
    for (const Items::FindingRow &row : rows) {
        applications.append({row.tenant, row.finding.subject.id});
    }
    mark(applications, usesLock);
}

void FindingActions::markShown(std::optional<bool> usesLock)
{
    const TablePage *page = m_window.tablePage();
    const Selection selection = page ? page->selection() : Selection();
    if (selection.kind != Query::Kind::Applications || selection.objects.isEmpty()) {
        return m_window.showMessage(tr("Select the applications that are meant."));
    }
    mark(selection.objects, usesLock);
}

void FindingActions::mark(const QList<Session::ObjectId> &applications, std::optional<bool> usesLock)
{
    std::map<Domain::TenantId, QStringList> byTenant;
    for (const Session::ObjectId &application : applications) {
        byTenant[application.tenant].append(application.id);
    }
    for (const auto &[tenant, ids] : byTenant) {
        if (const auto kept = m_decisions.setLockMarks(tenant, ids, usesLock); !kept) {
            return m_window.showMessage(tr("The mark could not be kept. %1").arg(kept.error().message));
        }
    }
    const int count = int(applications.size());
    m_window.showMessage(!usesLock ? tr("It is not known any more whether %n application(s) use Lock.", nullptr, count)
                             : *usesLock ? tr("%n application(s) marked as using Lock.", nullptr, count)
                                         : tr("%n application(s) marked as not using Lock.", nullptr, count));
}

void FindingActions::mend(const Items::FindingRow &row)
{
    const Domain::Remedy::Kind kind = row.finding.remedy.kind;
    if (kind == Domain::Remedy::Kind::DisableConnections) {
        return findWaysOut(row.tenant, row.finding.subject.id);
    }
    if (kind == Domain::Remedy::Kind::ApplyBaseline) {
        return m_window.showObject(row.tenant, Query::Kind::Policies, row.finding.subject.id);
    }
    const Session::TenantSession *session = m_services.estate.find(row.tenant);
    if (!session || !Session::hasEdits(kind)) {
        return;
    }
    const auto edits
        = Session::editsFor(*session, row.finding, m_services.tray.staged(row.tenant, Session::objectOf(row.finding)));
    if (!edits) {
        return m_window.showMessage(edits.error());
    }
    stageEdits(m_services, m_window, row.tenant, *edits);
}

void FindingActions::whatIfOfShown()
{
    const TablePage *page = m_window.tablePage();
    const Selection selection = page ? page->selection() : Selection();
    if (selection.kind == Query::Kind::Applications && selection.objects.size() == 1) {
        return whatIf(selection.objects.first().tenant, selection.objects.first().id);
    }
    const QList<Session::TenantSession *> sessions = m_services.estate.sessions();
    std::optional<Domain::TenantId> tenant = m_window.scope().tenant;
    if (!tenant && sessions.size() == 1) {
        tenant = sessions.first()->id();
    }
    if (!tenant) {
        return m_window.showMessage(tr("Choose an Auth0 tenant in the tree: what is supposed is supposed of one."));
    }
    whatIf(*tenant, {});
}

void FindingActions::whatIf(const Domain::TenantId &tenant, const QString &application)
{
    if (const Session::TenantSession *session = m_services.estate.find(tenant)) {
        auto *dialog = new WhatIfDialog(*session, *m_services.auditor, {}, &m_window);
        if (!application.isEmpty()) {
            dialog->supposeFor(application);
        }
        openDialog(dialog);
    }
}

std::optional<Session::ObjectId> FindingActions::shownApplication()
{
    const TablePage *page = m_window.tablePage();
    const Selection selection = page ? page->selection() : Selection();
    if (selection.kind != Query::Kind::Applications || selection.objects.size() != 1) {
        m_window.showMessage(tr("Select the application that is meant."));
        return std::nullopt;
    }
    return selection.objects.first();
}

void FindingActions::probe(const Domain::TenantId &tenant, const QString &application)
{
    if (Session::TenantSession *session = m_services.estate.find(tenant)) {
        openDialog(new LockProbeDialog(*session, application, &m_window));
    }
}

void FindingActions::findWaysOut(const Domain::TenantId &tenant, const QString &application)
{
    Session::TenantSession *session = m_services.estate.find(tenant);
    if (!session) {
        return;
    }
    auto *dialog = new LockExitDialog(*session, m_services.tray, application, &m_window);
    connect(dialog, &LockExitDialog::staged, this,
            [this, tenant](const QList<Change::PlanItem> &items) { stageEdits(m_services, m_window, tenant, items); });
    openDialog(dialog);
}

} // namespace Ui
