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
#include "ui/shell/showlogs.h"
#include "ui/widgets/tenantmenu.h"

#include "session/customerbook.h"
#include "session/estate.h"
#include "settings/customerstore.h"

#include <QCursor>

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

/// The page of customers is made when it is first shown, and tells what is selected in it at once.
void CustomerActions::follow(const Selection &selection)
{
    m_selection = selection;
    TablePage *page = m_window.tablePage();
    if (page && page->kind() == Query::Kind::Customers) {
        page->showCustomers(m_services.book);
    }
    enable();
}

void CustomerActions::enable()
{
    const Actions &actions = m_window.actions();
    const bool isAny = !m_selection.objects.isEmpty();
    actions.customerRules->setEnabled(!m_services.estate.sessions().isEmpty());
    actions.compareCustomers->setEnabled(comparable().has_value());
    actions.editShare->setEnabled(m_selection.kind == Query::Kind::Customers && m_selection.objects.size() == 1);
    actions.assignCustomer->setEnabled(isAny && Analysis::objectKindOf(m_selection.kind));
}

void CustomerActions::editRules()
{
    const QList<Session::TenantSession *> sessions = m_services.estate.sessions();
    if (m_window.scope().tenant || sessions.size() == 1) {
        return openRules(m_window.scope().tenant.value_or(sessions.first()->id()));
    }
    if (!m_selection.objects.isEmpty()) {
        return openRules(m_selection.objects.first().tenant);
    }
    auto *menu = new TenantMenu(tr("Rules of which Auth0 tenant?"), &m_window);
    connect(menu, &TenantMenu::chosen, this, &CustomerActions::openRules);
    for (const Session::TenantSession *session : sessions) {
        menu->add(session->id(), session->profile().name,
                  m_services.book.isProposed(session->id()) ? tr("proposed") : QString());
    }
    menu->popup(QCursor::pos());
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

/// The two that are selected: two rows, or all rows of two customers whom several tenants have.
std::optional<CustomerActions::Pair> CustomerActions::comparable() const
{
    const QList<Session::ObjectId> &objects = m_selection.objects;
    if (m_selection.kind != Query::Kind::Customers || objects.size() < 2) {
        return std::nullopt;
    }
    const QString first = objects.first().id;
    const auto other = objects.size() == 2
        ? std::prev(objects.end())
        : std::find_if(objects.begin(), objects.end(),
                       [&first](const Session::ObjectId &object) { return object.id != first; });
    const bool areTwo = other != objects.end()
        && std::all_of(objects.begin(), objects.end(), [&first, other](const Session::ObjectId &object) {
                            return object.id == first || object.id == other->id;
                        });
    return areTwo ? std::optional(Pair(objects.first(), *other)) : std::nullopt;
}

void CustomerActions::compare()
{
    const auto pair = comparable();
    if (!pair) {
        return;
    }
    const Session::ObjectId left = pair->first;
    const Session::ObjectId right = pair->second;
    const bool isOfTenants = left.id == right.id;
    const Session::SheetSources sources{m_services.estate, m_services.book, m_services.auditor, {}};
    const auto sheetOf = [&](const Session::ObjectId &object) {
        return Session::customerSheet(sources, object.id, isOfTenants ? std::optional(object.tenant) : std::nullopt);
    };
    auto *dialog = new CustomerComparisonDialog(sheetOf(left), sheetOf(right), &m_window);
    if (!isOfTenants || left.tenant != right.tenant) {
        dialog->offerLikeness();
        connect(dialog, &CustomerComparisonDialog::likenessWanted, this,
                [this, dialog, left, right](bool leftBecomesRight) {
                    dialog->done(QDialog::Accepted);
                    Q_EMIT likenessWanted(leftBecomesRight ? right : left, leftBecomesRight ? left : right);
                });
    }
    openDialog(dialog);
}

/// Each Auth0 tenant has a share of its own: that of the selected row.
void CustomerActions::editShare()
{
    if (m_selection.kind == Query::Kind::Customers && m_selection.objects.size() == 1) {
        Q_EMIT shareWanted(m_selection.objects.first().tenant, m_selection.objects.first().id);
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
