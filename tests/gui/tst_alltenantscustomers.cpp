#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "items/customertreemodel.h"
#include "ui/dialogs/customercomparisondialog.h"
#include "ui/editors/likenessdialog.h"
#include "ui/editors/sharedialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/tenantmenu.h"

#include "items/recordtablemodel.h"

#include <QApplication>
#include <QClipboard>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

Sandbox::TenantState tenantWith(const char *name, const QList<const char *> &customers)
{
    Sandbox::TenantState state;
    state.name = name;
    state.domain = std::string(name) + ".example.auth0.com";
    state.clients.append({{"client_id", "portal"}, {"name", "Portal"}, {"app_type", "spa"}});
    for (const std::string customer : customers) {
        state.connections.append({{"id", "con_" + customer},
                                  {"name", customer + "-users"},
                                  {"strategy", "auth0"},
                                  {"options", Sandbox::Json::object()}});
    }
    return state;
}

} // namespace

/// A customer who is in several Auth0 tenants is one row of the table of all, and all that is done with a row is done
/// with it.
class TestAllTenantsCustomers : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void aCustomerIsOneRow();
    void theRowShowsTheRecordOfAllTenants();
    void usersAndLogAreThoseOfTheTenantThatIsMeant();
    void aCustomerOfOneTenantIsAskedForNothing();
    void itsShareIsEditedInTheTenantThatIsMeant();
    void itsTwoTenantsAreCompared();
    void anyOfItsTenantsLeadsToTheRow();
    void aSelectedRowIsTheOneOfTheTenantsThatStay();
    void aRecordOfVeryManyLeadsToTheTable();

private:
    Ui::TablePage &page() { return *m_fixture->window().tablePage(); }
    void selectRow(const QString &customer);
    Ui::TenantMenu *menu() const;
    void choose(const QString &tenant);
};

void TestAllTenantsCustomers::init()
{
    m_fixture = std::make_unique<WindowFixture>(
        Sandbox::Options(),
        std::vector{tenantWith("acme-eu", {"globex", "initech"}), tenantWith("acme-us", {"globex", "hooli"})});
    m_fixture->openWritable(0, u"eu"_s);
    m_fixture->openWritable(1, u"us"_s);
    m_fixture->window().show();
    m_fixture->window().showScope({});
    QVERIFY(m_fixture->waitUntilRead());
    Domain::CustomerRules rules;
    rules.rules = {{Domain::CustomerRule::Kind::ConnectionName, u"{customer}-users"_s}};
    for (const QString &id : {u"eu"_s, u"us"_s}) {
        QVERIFY(m_fixture->customerRules().set(Domain::TenantId(id), rules));
        QTRY_COMPARE(m_fixture->session(id).records(Kind::Customers).size(), 2);
    }
    m_fixture->window().showScope({std::nullopt, Kind::Customers, {}});
    QTRY_COMPARE(page().shownRecords().size(), 3);
}

void TestAllTenantsCustomers::selectRow(const QString &customer)
{
    const QList<Query::RecordPtr> records = page().shownRecords();
    for (int row = 0; row < int(records.size()); ++row) {
        if (records.at(row)->id == customer) {
            page().table()->selectRow(row);
        }
    }
    QCOMPARE(m_fixture->window().inspector()->objectId(), customer);
}

Ui::TenantMenu *TestAllTenantsCustomers::menu() const
{
    return qobject_cast<Ui::TenantMenu *>(QApplication::activePopupWidget());
}

void TestAllTenantsCustomers::choose(const QString &tenant)
{
    QTRY_VERIFY(menu());
    for (QAction *action : menu()->actions()) {
        if (action->isEnabled() && action->text() == tenant) {
            menu()->setActiveAction(action);
            QTest::keyClick(menu(), Qt::Key_Return);
            return;
        }
    }
    QFAIL(qPrintable(tenant));
}

void TestAllTenantsCustomers::aCustomerIsOneRow()
{
    QStringList rows;
    for (const Query::RecordPtr &record : page().shownRecords()) {
        rows.append(Query::textAt(*record, Kind::Customers, u"key") + u' '
                    + Query::textAt(*record, Kind::Customers, u"databases") + u' '
                    + Query::textAt(*record, Kind::Customers, u"tenant"));
    }
    rows.sort();
    QCOMPARE(rows, QStringList({u"globex 2 acme-eu, acme-us"_s, u"hooli 1 acme-us"_s, u"initech 1 acme-eu"_s}));
    QTRY_VERIFY(page().findChild<Ui::PlainLabel *>(u"subtitle"_s)->fullText().contains(u"2 tenant(s) · 3 · "_s));
    page().filterLine()->setText(u"tenant~us databases>1"_s);
    QTRY_COMPARE(page().shownRecords().size(), 1);
    selectRow(u"globex"_s);
    actions().copyCsv->trigger();
    QTRY_VERIFY2(QGuiApplication::clipboard()->text().contains(u"\"acme-eu, acme-us\""_s),
                 qPrintable(QGuiApplication::clipboard()->text()));
    actions().copyJson->trigger();
    QTRY_VERIFY(QGuiApplication::clipboard()->text().contains(u"\"tenants\""_s));
}

void TestAllTenantsCustomers::theRowShowsTheRecordOfAllTenants()
{
    selectRow(u"globex"_s);
    auto *record = m_fixture->window().inspector()->findChild<QTreeView *>(u"customerRecord"_s);
    QTRY_VERIFY(record->isVisible());
    const auto *model = qobject_cast<Items::CustomerTreeModel *>(record->model());
    QSet<QString> held;
    for (const Items::CustomerRow &row : model->rows()) {
        for (const Items::CustomerRow &part : row.children) {
            held.insert(part.tenant.text());
        }
    }
    QVERIFY(held.contains(u"eu"_s) && held.contains(u"us"_s));
}

void TestAllTenantsCustomers::usersAndLogAreThoseOfTheTenantThatIsMeant()
{
    for (const QString &id : {u"us"_s, u"eu"_s}) {
        m_fixture->window().showScope({std::nullopt, Kind::Customers, {}});
        selectRow(u"globex"_s);
        QTest::keyClick(&m_fixture->window(), Qt::Key_U, Qt::ControlModifier);
        choose(u"acme-"_s + id);
        QTRY_COMPARE(m_fixture->window().scope(), (Ui::Scope{Domain::TenantId(id), Kind::Users, {}}));
        QVERIFY(m_fixture->session(id).searchText(Kind::Users).contains(u"globex-users"_s));
    }
    m_fixture->window().showScope({std::nullopt, Kind::Customers, {}});
    selectRow(u"globex"_s);
    page().table()->setFocus();
    actions().showLogs->trigger();
    QTRY_VERIFY(menu());
    const QAbstractItemView &table = *page().table();
    const QRect row = table.visualRect(table.currentIndex());
    const QPoint below = table.viewport()->mapToGlobal(row.bottomLeft());
    QVERIFY(menu()->geometry().top() > below.y()); // the row stays in sight
    QVERIFY((menu()->geometry().topLeft() - below).manhattanLength() < row.height());
    choose(u"acme-us"_s);
    QTRY_COMPARE(m_fixture->window().scope(), (Ui::Scope{Domain::TenantId(u"us"_s), Kind::Logs, {}}));

    // Two customers whom no Auth0 tenant has both.
    m_fixture->window().showScope({std::nullopt, Kind::Customers, {}});
    page().filterLine()->setText(u"databases=1"_s);
    QTRY_COMPARE(page().shownRecords().size(), 2);
    page().table()->selectAll();
    actions().showLogs->trigger();
    QVERIFY(!menu());
    QCOMPARE(m_fixture->window().scope().kind, Kind::Customers);
}

void TestAllTenantsCustomers::aCustomerOfOneTenantIsAskedForNothing()
{
    selectRow(u"hooli"_s);
    actions().showUsers->trigger();
    QVERIFY(!menu());
    QCOMPARE(m_fixture->window().scope(), (Ui::Scope{Domain::TenantId(u"us"_s), Kind::Users, {}}));
}

void TestAllTenantsCustomers::itsShareIsEditedInTheTenantThatIsMeant()
{
    selectRow(u"globex"_s);
    actions().editShare->trigger();
    choose(u"acme-us"_s);
    QTRY_VERIFY(m_fixture->window().findChild<Ui::ShareDialog *>());
    QVERIFY2(shownText(*dialog()).contains(u"acme-us"_s), qPrintable(shownText(*dialog())));
    dialog()->reject();
}

void TestAllTenantsCustomers::itsTwoTenantsAreCompared()
{
    m_fixture->server().change(1, [](Sandbox::TenantState &state) {
        (*state.connections.find("con_globex"))["options"]["password_history"] = {{"enable", true}, {"size", 5}};
    });
    Session::TenantSession &us = m_fixture->session(u"us"_s);
    us.refresh(Kind::Connections);
    QTRY_VERIFY(us.record(Kind::Connections, u"con_globex"_s)->original.contains("password_history"));
    selectRow(u"hooli"_s);
    QVERIFY(!actions().compareCustomers->isEnabled());
    selectRow(u"globex"_s);
    QVERIFY(actions().compareCustomers->isEnabled());
    actions().compareCustomers->trigger();
    QTRY_VERIFY(m_fixture->window().findChild<Ui::CustomerComparisonDialog *>());
    QVERIFY2(shownText(*dialog()).contains(u"acme-us"_s) && shownText(*dialog()).contains(u"acme-eu"_s),
             qPrintable(shownText(*dialog())));
    const QAbstractItemModel *model = dialog()->findChild<QTableView *>(u"comparison"_s)->model();
    const int difference = model->columnCount() - 1;
    QCOMPARE(model->match(model->index(0, difference), Qt::DisplayRole, u"differs: history"_s).size(), 1);
    // Which becomes like which is said in full: the customer is called the same in both.
    auto *make = dialog()->findChild<QPushButton *>(u"makeLeft"_s);
    QCOMPARE(make->text(), u"&Make globex (acme-eu) like globex (acme-us)…"_s);
    picture(*dialog(), u"comparison-of-one"_s);
    make->click();
    QTRY_VERIFY(m_fixture->window().findChild<Ui::LikenessDialog *>());
    QCOMPARE(dialog()->windowTitle(), u"Make globex (acme-eu) like globex (acme-us)"_s);
    dialog()->reject();
}

void TestAllTenantsCustomers::anyOfItsTenantsLeadsToTheRow()
{
    for (const QString &id : {u"us"_s, u"eu"_s}) {
        page().table()->clearSelection();
        m_fixture->window().showObject(Domain::TenantId(id), Kind::Customers, u"globex"_s);
        QTRY_COMPARE(page().selection().objects.size(), 1);
        QCOMPARE(m_fixture->window().inspector()->objectId(), u"globex"_s);
        QVERIFY(!m_fixture->window().scope().tenant);
    }
    m_fixture->window().showScope({Domain::TenantId(u"us"_s), Kind::Customers, {}});
    QTRY_COMPARE(page().shownRecords().size(), 2);
    QCOMPARE(page().shownRecords().first()->tenant, Domain::TenantId(u"us"_s));
}

void TestAllTenantsCustomers::aSelectedRowIsTheOneOfTheTenantsThatStay()
{
    const Ui::InspectorPanel &inspector = *m_fixture->window().inspector();
    const auto heading = [&inspector] { return inspector.findChild<Ui::PlainLabel *>(u"subtitle"_s)->fullText(); };
    selectRow(u"globex"_s);
    QCOMPARE(inspector.tenant(), Domain::TenantId(u"eu"_s));
    QCOMPARE(heading(), u"Customer · in 2 Auth0 tenant(s)"_s);
    m_fixture->estate().close(Domain::TenantId(u"eu"_s));
    QTRY_COMPARE(inspector.objectId(), u"globex"_s);
    QCOMPARE(inspector.tenant(), Domain::TenantId(u"us"_s));
    QCOMPARE(page().table()->selectedRowCount(), 1);
    QCOMPARE(heading(), u"Customer · acme-us"_s);
    actions().editShare->trigger();
    QTRY_VERIFY(m_fixture->window().findChild<Ui::ShareDialog *>());
    dialog()->reject();
}

/// Of a customer that has an Auth0 tenant to itself the record shows the first 500 connections.
void TestAllTenantsCustomers::aRecordOfVeryManyLeadsToTheTable()
{
    QList<Domain::Connection> connections;
    for (int i = 0; i < 600; ++i) {
        Domain::Connection connection;
        connection.id = Domain::ConnectionId(u"con_more_%1"_s.arg(i));
        connection.name = u"more-%1"_s.arg(i);
        connection.strategy = u"auth0"_s;
        connections.append(connection);
    }
    m_fixture->session(u"eu"_s).accept(connections);
    QVERIFY(m_fixture->customerRules().set(Domain::TenantId(u"eu"_s),
                                           {{{Domain::CustomerRule::Kind::WholeTenant, u"Umbrella"_s}}, {}, {}}));
    const auto isThere = [this] {
        const auto records = page().shownRecords();
        return std::any_of(records.begin(), records.end(),
                           [](const auto &record) { return record->id == "umbrella"_L1; });
    };
    QTRY_VERIFY(isThere());
    selectRow(u"umbrella"_s);
    auto *record = m_fixture->window().inspector()->findChild<QTreeView *>(u"customerRecord"_s);
    QTRY_VERIFY(record->isVisible());
    const QAbstractItemModel &model = *record->model();
    const QModelIndex rest
        = model.match(model.index(0, 0), Qt::DisplayRole, u"and 102 more"_s, 1, Qt::MatchExactly | Qt::MatchRecursive)
              .value(0);
    QVERIFY(rest.isValid());
    QCOMPARE(rest.row(), 500);
    QCOMPARE(rest.siblingAtColumn(1).data().toString(), u"The table of connections has all of them."_s);
    QCOMPARE(rest.parent().siblingAtColumn(1).data().toString(), u"602"_s);
    picture(m_fixture->window(), u"customer-record-of-many"_s);
    Q_EMIT record->activated(rest);
    QTRY_COMPARE(m_fixture->window().scope().kind, Kind::Connections);
    QVERIFY(m_fixture->window().scope().tenant == Domain::TenantId(u"eu"_s));
    QTRY_COMPARE(page().shownRecords().size(), 602);
}

QTEST_MAIN(TestAllTenantsCustomers)
#include "tst_alltenantscustomers.moc"
