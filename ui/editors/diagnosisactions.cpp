#include "ui/editors/diagnosisactions.h"

#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/editors/lockexitdialog.h"
#include "ui/editors/staging.h"
#include "ui/editors/switchesdialog.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/onetenant.h"

#include "session/estate.h"
#include "session/tenantplan.h"
#include "settings/decisionstore.h"
#include "json/user_json.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

/// The only application of a customer; empty where there is none, or one among several to be chosen.
QString applicationOf(const Query::RecordPtr &customer)
{
    const auto value = Json::parse(customer ? customer->original : QByteArray("{}"));
    const Json::Value *applications = value ? Json::memberAt(*value, "applications") : nullptr;
    return applications && applications->size() == 1 ? Json::stringAt(applications->front(), "client_id") : QString();
}

} // namespace

DiagnosisActions::DiagnosisActions(const ChangeServices &services, const Session::CustomerBook &book,
                                   const Settings::DecisionStore &decisions, MainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_book(book)
    , m_decisions(decisions)
    , m_window(window)
{
    connect(window.actions().diagnose, &QAction::triggered, this, &DiagnosisActions::begin);
}

void DiagnosisActions::begin()
{
    const TablePage *page = m_window.tablePage();
    const Selection selection = page ? page->selection() : Selection();
    const bool isAny = inOneTenant(m_window, m_services.estate, selection, tr("In which Auth0 tenant?"),
                                   [this](const Selection &shown) { beginFor(shown); });
    if (!isAny) {
        m_window.showMessage(tr("No Auth0 tenant has all of the selected customers: select one of them."));
    }
}

void DiagnosisActions::beginFor(const Selection &selection)
{
    const QList<Session::TenantSession *> sessions = m_services.estate.sessions();
    std::optional<Domain::TenantId> tenant = m_window.scope().tenant;
    if (!selection.objects.isEmpty()) {
        tenant = selection.objects.first().tenant;
    } else if (!tenant && sessions.size() == 1) {
        tenant = sessions.first()->id();
    }
    Session::TenantSession *session = tenant ? m_services.estate.find(*tenant) : nullptr;
    if (!session) {
        return m_window.showMessage(tr("Choose the user, or the Auth0 tenant in the tree, that is meant."));
    }
    if (selection.kind == Query::Kind::Users && selection.objects.size() > 1) {
        return m_window.showMessage(tr("Why somebody cannot log in is found out for one user at a time: select one."));
    }
    DiagnosisDialog::Known known;
    if (!selection.objects.isEmpty()) {
        const QString id = selection.objects.first().id;
        const Query::RecordPtr record = session->record(Query::Kind::Users, id);
        if (selection.kind == Query::Kind::Users && record) {
            const auto user = Json::readUser(record->original);
            known.email = user ? user->email : QString();
        }
        known.application = selection.kind == Query::Kind::Applications ? id
            : selection.kind == Query::Kind::Customers ? applicationOf(session->record(Query::Kind::Customers, id))
                                                       : QString();
        known.organization = selection.kind == Query::Kind::Organizations ? id : QString();
    }
    if (m_askedOf == *tenant && !known.email.isEmpty() && known.email == m_asked.email) {
        known = m_asked;
    }
    const auto lockMark = [this, id = *tenant](const QString &application) -> std::optional<bool> {
        const auto marks = m_decisions.of(id).lockMarks;
        const auto mark = marks.constFind(application);
        return mark == marks.cend() ? std::nullopt : std::optional(*mark);
    };
    auto *dialog = new DiagnosisDialog(*session, m_book, known, lockMark, &m_window);
    connect(dialog, &DiagnosisDialog::fixPrepared, this,
            [this, id = *tenant](const Change::Plan &plan) { review(id, plan); });
    connect(dialog, &DiagnosisDialog::waysOutWanted, this,
            [this, id = *tenant](const QString &application) { findWaysOut(id, application); });
    connect(dialog, &DiagnosisDialog::connectionsWanted, this,
            [this, id = *tenant](const QString &application) { chooseConnections(id, application); });
    connect(dialog, &QDialog::finished, this, [this, dialog, id = *tenant] {
        if (!dialog->asked().email.isEmpty()) {
            m_asked = dialog->asked();
            m_askedOf = id;
        }
    });
    openDialog(dialog);
}

/// The fix alone: it goes without what is staged, and leaves nothing behind where it is not applied.
void DiagnosisActions::review(const Domain::TenantId &tenant, const Change::Plan &plan)
{
    openDialog(new ReviewDialog(m_services, {Session::TenantPlan{tenant, plan}}, &m_window));
}

/// Over what is shown, so that whoever looks again is still at the same user.
void DiagnosisActions::findWaysOut(const Domain::TenantId &tenant, const QString &application)
{
    Session::TenantSession *session = m_services.estate.find(tenant);
    if (!session) {
        return;
    }
    auto *dialog = new LockExitDialog(*session, m_services.tray, application, &m_window);
    connect(dialog, &LockExitDialog::staged, this, [this, tenant](const QList<Change::PlanItem> &items) {
        stageEdits(m_services, m_window, tenant, items);
        m_window.actions().reviewChanges->trigger();
    });
    openDialog(dialog);
}

void DiagnosisActions::chooseConnections(const Domain::TenantId &tenant, const QString &application)
{
    Session::TenantSession *session = m_services.estate.find(tenant);
    if (!session) {
        return;
    }
    auto *dialog
        = new SwitchesDialog(*session, m_services.tray, Session::MapSide::Applications, {application}, &m_window);
    connect(dialog, &SwitchesDialog::staged, this, [this, tenant](const QList<Change::PlanItem> &items) {
        stageEdits(m_services, m_window, tenant, items);
        m_window.actions().reviewChanges->trigger();
    });
    openDialog(dialog);
}

} // namespace Ui
