#include "ui/editors/customeractions.h"

#include "ui/dialogs/customerchoicedialog.h"
#include "ui/dialogs/customercomparisondialog.h"
#include "ui/dialogs/opendialog.h"
#include "ui/editors/customerrulesdialog.h"
#include "ui/pages/customertab.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/onetenant.h"
#include "ui/shell/showlogs.h"
#include "ui/widgets/tenantmenu.h"

#include "session/customerbook.h"
#include "session/estate.h"
#include "settings/customerstore.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

using Object = Domain::CustomerObject;

} // namespace

CustomerActions::CustomerActions(const CustomerServices &services, MainWindow &window)
    : QObject(&window)
    , m_services(services)
    , m_window(window)
{
    auto *record = new CustomerTab(services, window.inspector());
    connect(record, &CustomerTab::objectWanted, &window, &MainWindow::showObject);
    connect(record, &CustomerTab::tableWanted, &window, [&window](const Domain::TenantId &tenant, Query::Kind kind) {
        window.showScope({tenant, kind, {}});
    });
    connect(record, &CustomerTab::findingsWanted, window.actions().showWarnings, &QAction::trigger);
    connect(record, &CustomerTab::logWanted, this, [this](const Domain::TenantId &tenant, const QString &customer) {
        showLogs(m_window, m_services.estate, {Query::Kind::Customers, {{tenant, customer}}});
    });
    connect(window.inspector(), &InspectorPanel::selectionShown, this, &CustomerActions::follow);
    window.inspector()->addTab(record);
    window.inspector()->showCustomers(services.book);
    connect(window.actions().customerRules, &QAction::triggered, this, &CustomerActions::editRules);
    connect(window.actions().assignCustomer, &QAction::triggered, this, &CustomerActions::assign);
    connect(window.actions().editShare, &QAction::triggered, this, &CustomerActions::editShare);
    connect(record, &CustomerTab::shareWanted, this, &CustomerActions::editShare);
    connect(window.actions().compareCustomers, &QAction::triggered, this, &CustomerActions::compare);
    connect(&services.estate, &Session::Estate::opened, this, &CustomerActions::enable);
    connect(&services.estate, &Session::Estate::closed, this, &CustomerActions::enable);
    follow({});
}

/// The page is made when it is first shown, and tells what is selected in it at once.
void CustomerActions::follow(const Selection &selection)
{
    m_selection = selection;
    TablePage *page = m_window.tablePage();
    if (page && (page->kind() == Query::Kind::Customers || page->kind() == Query::Kind::Users)) {
        page->showCustomers(m_services.book);
    }
    enable();
}

void CustomerActions::enable()
{
    const Actions &actions = m_window.actions();
    const bool isAny = !m_selection.objects.isEmpty();
    actions.customerRules->setEnabled(!m_services.estate.sessions().isEmpty());
    const bool areCustomers = m_selection.kind == Query::Kind::Customers;
    actions.compareCustomers->setEnabled((areCustomers && m_selection.objects.size() == 2)
                                         || tenantsOfOne().size() > 1);
    actions.editShare->setEnabled(areCustomers && m_selection.objects.size() == 1);
    actions.assignCustomer->setEnabled(isAny && Analysis::objectKindOf(m_selection.kind));
}

void CustomerActions::editRules()
{
    const QList<Session::TenantSession *> sessions = m_services.estate.sessions();
    if (m_window.scope().tenant || sessions.size() == 1) {
        return openRules(m_window.scope().tenant.value_or(sessions.first()->id()));
    }
    const bool isOfCustomers = m_selection.kind == Query::Kind::Customers;
    const auto tenants = isOfCustomers ? tenantsWith(m_services.estate, m_selection) : sessions;
    if (!m_selection.objects.isEmpty() && (!isOfCustomers || tenants.size() == 1)) {
        return openRules(isOfCustomers ? tenants.first()->id() : m_selection.objects.first().tenant);
    }
    auto *menu = new TenantMenu(tr("Rules of which Auth0 tenant?"), &m_window);
    connect(menu, &TenantMenu::chosen, this, &CustomerActions::openRules);
    for (const Session::TenantSession *session : sessions) {
        menu->add(session->id(), session->profile().name,
                  m_services.book.isProposed(session->id()) ? tr("proposed") : QString());
    }
    popUpAtFocus(*menu);
}

void CustomerActions::openRules(const Domain::TenantId &tenant)
{
    if (Session::TenantSession *session = m_services.estate.find(tenant)) {
        openDialog(new CustomerRulesDialog(m_services, *session, &m_window));
    }
}

void CustomerActions::assign()
{
    const auto kind = Analysis::objectKindOf(m_selection.kind);
    if (m_selection.objects.isEmpty() || !kind) {
        return;
    }
    const Domain::TenantId tenant = m_selection.objects.first().tenant;
    QList<Object> objects;
    for (const Session::ObjectId &object : m_selection.objects) {
        if (object.tenant != tenant) {
            m_window.showMessage(tr("The selected objects are of several tenants. Select those of one."));
            return;
        }
        objects.append({*kind, object.id});
    }
    const Domain::CustomerRules rules = m_services.book.rulesOf(tenant);
    CustomerChoiceDialog::Question question;
    question.title = tr("Belongs to customer");
    const Query::RecordPtr record
        = m_services.estate.record(tenant, Query::sourceOf(m_selection.kind), objects.first().id);
    question.about = objects.size() == 1 && record
        ? tr("%1 belongs to:").arg(Query::textAt(*record, Query::sourceOf(m_selection.kind), u"name"))
        : tr("The %n selected object(s) belong to:", nullptr, int(objects.size()));
    const QString owner = objects.size() == 1 ? m_services.book.ownerOf(tenant, *kind, objects.first().id) : QString();
    if (!owner.isEmpty()) {
        question.about += u' ' + tr("Now it is %1’s.").arg(owner);
    }
    if (m_services.book.isProposed(tenant) && !rules.isEmpty()) {
        question.about += u' ' + tr("The rules that are proposed for this tenant are saved with it.");
    }
    for (const auto &[key, customer] : m_services.book.customers()) {
        question.customers.emplace(key, customer.name);
    }
    question.mayBeNobody = true;
    question.mayBeAsRulesSay = std::any_of(objects.cbegin(), objects.cend(),
                                           [&rules](const Object &object) { return rules.pins.contains(object); });
    auto *dialog = new CustomerChoiceDialog(question, &m_window);
    connect(dialog, &CustomerChoiceDialog::chosen, this, [this, dialog, tenant, objects](const CustomerChoice &choice) {
        if (const QString problem = keep(tenant, objects, choice); !problem.isEmpty()) {
            return dialog->showProblem(problem);
        }
        dialog->done(QDialog::Accepted);
        m_window.showMessage(tr("Saved on this computer. Auth0 is not changed."));
    });
    openDialog(dialog);
}

/// Of the one customer that is selected in the table of all tenants; none where that is not so.
QList<Session::TenantSession *> CustomerActions::tenantsOfOne() const
{
    const bool isOne = m_selection.kind == Query::Kind::Customers && m_selection.objects.size() == 1;
    return isOne && !m_window.scope().tenant ? tenantsWith(m_services.estate, m_selection)
                                             : QList<Session::TenantSession *>();
}

void CustomerActions::compare()
{
    const QList<Session::ObjectId> &objects = m_selection.objects;
    if (m_selection.kind == Query::Kind::Customers && objects.size() == 2) {
        return showCompared(objects.first(), objects.last());
    }
    const QList<Session::TenantSession *> tenants = tenantsOfOne();
    if (tenants.size() == 2) {
        showCompared({tenants.first()->id(), objects.first().id}, {tenants.last()->id(), objects.first().id});
    } else if (tenants.size() > 2) {
        inOneTenant(m_window, m_services.estate, m_selection, tr("Compare its share in which Auth0 tenant?"),
                    [this](const Selection &left) { compareWithAnother(left.objects.first()); });
    }
}

void CustomerActions::compareWithAnother(const Session::ObjectId &left)
{
    auto *menu = new TenantMenu(tr("With its share in which other?"), &m_window);
    connect(menu, &TenantMenu::chosen, this, [this, left](const Domain::TenantId &tenant) {
        showCompared(left, {tenant, left.id});
    });
    for (const Session::TenantSession *session : tenantsWith(m_services.estate, {Query::Kind::Customers, {left}})) {
        if (session->id() != left.tenant) {
            menu->add(session->id(), session->profile().name);
        }
    }
    popUpAtFocus(*menu);
}

void CustomerActions::showCompared(const Session::ObjectId &left, const Session::ObjectId &right)
{
    const bool isOfTenants = left.id == right.id;
    const Session::SheetSources sources{m_services.estate, m_services.book};
    const auto sheetOf = [&](const Session::ObjectId &object) {
        return Session::customerSheet(sources, object.id, isOfTenants ? std::optional(object.tenant) : std::nullopt);
    };
    auto *dialog = new CustomerComparisonDialog(sheetOf(left), sheetOf(right), &m_window);
    dialog->offerLikeness();
    connect(dialog, &CustomerComparisonDialog::likenessWanted, this,
            [this, dialog, left, right](bool leftBecomesRight) {
                dialog->done(QDialog::Accepted);
                Q_EMIT likenessWanted(leftBecomesRight ? right : left, leftBecomesRight ? left : right);
            });
    openDialog(dialog);
}

/// Each Auth0 tenant has a share of its own.
void CustomerActions::editShare()
{
    if (m_selection.kind == Query::Kind::Customers && m_selection.objects.size() == 1) {
        inOneTenant(m_window, m_services.estate, m_selection, tr("Its share in which Auth0 tenant?"),
                    [this](const Selection &whose) {
                        Q_EMIT shareWanted(whose.objects.first().tenant, whose.objects.first().id);
                    });
    }
}

QString CustomerActions::keep(const Domain::TenantId &tenant, const QList<Object> &objects,
                              const CustomerChoice &choice)
{
    Domain::CustomerRules rules = m_services.book.rulesOf(tenant);
    for (const Object &object : objects) {
        if (choice.what == CustomerChoice::What::AsRulesSay) {
            rules.pins.erase(object);
        } else {
            rules.pins.insert_or_assign(object, choice.key);
        }
    }
    const auto saved = m_services.rules.set(tenant, rules);
    return saved ? QString() : saved.error().message;
}

} // namespace Ui
