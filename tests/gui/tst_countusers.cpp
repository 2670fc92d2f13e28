#include "gui/editorfixture.h"

#include "items/jobmodel.h"
#include "items/recordtablemodel.h"
#include "session/customerbook.h"
#include "ui/dialogs/countusersdialog.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/recordtable.h"

#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;

namespace {

/// Three customers with a database and a user each.
Sandbox::TenantState tenantState()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    state.clients.append({{"client_id", "portal"}, {"name", "Portal"}, {"app_type", "spa"}});
    int number = 1;
    for (const char *customer : {"globex", "initech", "umbrella"}) {
        const std::string connection = std::string(customer) + "-users";
        state.connections.append({{"id", "con_000000000000000" + std::to_string(number++)},
                                  {"name", connection},
                                  {"strategy", "auth0"},
                                  {"options", {{"passwordPolicy", "good"}}}});
        state.users.append(
            {{"user_id", std::string("auth0|") + customer},
             {"identities",
              {{{"connection", connection}, {"provider", "auth0"}, {"user_id", customer}, {"isSocial", false}}}}});
    }
    return state;
}

} // namespace

/// How many users each customer has, asked for and shown in the window.
class TestCountUsers : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void usersAreCountedAndShown();
    void oneCustomerIsSearchedFor();
    void anExportIsOfferedWhereSearchEnds();

private:
    /// The dialog, of the customer that is selected.
    Ui::CountUsersDialog *asked(int row);
    Ui::TablePage *page() { return m_fixture->window().tablePage(); }
};

void TestCountUsers::init()
{
    openWindow({tenantState()});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
}

void TestCountUsers::usersAreCountedAndShown()
{
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    QTRY_COMPARE(page()->model()->rowCount(), 3);
    const auto shown = [this](int row) {
        const Query::RecordPtr record = page()->shownRecords().at(row);
        return Query::textAt(*record, Kind::Customers, u"users");
    };
    QCOMPARE(shown(0), QString());
    actions().countUsers->trigger();
    auto *dialog = m_fixture->window().findChild<Ui::CountUsersDialog *>();
    QVERIFY(dialog);
    QVERIFY(!m_fixture->census().isCounting(tenant()));
    dialog->accept();
    QVERIFY(m_fixture->census().isCounting(tenant()));
    QCOMPARE(m_fixture->session(tenant().text()).jobs().size(), 1);
    QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->census().isCounting(tenant()), 20000);
    QTRY_COMPARE_WITH_TIMEOUT(shown(0), u"1"_s, 20000);
    QCOMPARE(shown(2), u"1"_s);
    const int column = Query::columnIndex(Kind::Customers, u"users");
    QVERIFY(page()->model()->index(0, column).data(Qt::ToolTipRole).toString().startsWith(u"Counted "_s));
    const QAbstractItemModel &jobs = *m_fixture->window().bottom()->findChild<Items::JobModel *>();
    QCOMPARE(jobs.rowCount(), 1); // what came of it stays
    const QString kept = jobs.index(0, Items::JobModel::TitleColumn).data().toString();
    QVERIFY2(kept.contains(u"3 user(s) counted, 0 of no customer"_s), qPrintable(kept));
    QVERIFY(!m_fixture->window().bottom()->findChild<QWidget *>(u"jobs"_s)->findChild<QPushButton *>()->isEnabled());
    actions().countUsers->trigger(); // it tells of the last one, and nothing begins unasked
    auto *again = m_fixture->window().findChild<Ui::CountUsersDialog *>();
    QVERIFY(again);
    again->reject();
    QVERIFY(!m_fixture->census().isCounting(tenant()));
}

Ui::CountUsersDialog *TestCountUsers::asked(int row)
{
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    if (!QTest::qWaitFor([this] { return page()->model()->rowCount() == 3; })) {
        return nullptr;
    }
    page()->table()->selectRow(row);
    QCoreApplication::processEvents();
    actions().countUsers->trigger();
    return m_fixture->window().findChild<Ui::CountUsersDialog *>();
}

void TestCountUsers::oneCustomerIsSearchedFor()
{
    Ui::CountUsersDialog *dialog = asked(1);
    QVERIFY(dialog);
    auto *search = dialog->findChild<QPushButton *>(u"search"_s);
    QVERIFY(search && search->isVisible() && search->isDefault());
    m_fixture->server().forgetRequests();
    search->click();
    const auto cell
        = [this](int row) { return page()->model()->index(row, Query::columnIndex(Kind::Customers, u"users")); };
    QTRY_COMPARE_WITH_TIMEOUT(cell(1).data().toString(), u"1"_s, 20000);
    QVERIFY(cell(1).data(Qt::ToolTipRole).toString().startsWith(u"Found by search "_s));
    QVERIFY(cell(0).data().toString() != u"1"_s);
    QVERIFY(!m_fixture->census().isCounting(tenant()));
    for (const Sandbox::ReceivedRequest &request : m_fixture->server().requests()) {
        QVERIFY2(request.path.find("/jobs") == std::string::npos, request.path.c_str());
    }
    const QAbstractItemModel &jobs = *m_fixture->window().bottom()->findChild<Items::JobModel *>();
    const QString kept = jobs.index(0, Items::JobModel::TitleColumn).data().toString();
    QVERIFY2(kept.contains(u": 1 user(s), found by search"_s), qPrintable(kept));
}

void TestCountUsers::anExportIsOfferedWhereSearchEnds()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        for (int i = 0; i < 1000; ++i) {
            const std::string id = std::to_string(i);
            state.users.append(
                {{"user_id", "auth0|" + id},
                 {"identities",
                  {{{"connection", "initech-users"}, {"provider", "auth0"}, {"user_id", id}, {"isSocial", false}}}}});
        }
    });
    Ui::CountUsersDialog *dialog = asked(1);
    QVERIFY(dialog);
    dialog->setObjectName(u"first"_s);
    dialog->findChild<QPushButton *>(u"search"_s)->click();
    const auto again = [this] { return m_fixture->window().findChild<Ui::CountUsersDialog *>(u"countUsers"_s); };
    QTRY_VERIFY_WITH_TIMEOUT(again(), 20000);
    QVERIFY(!again()->findChild<QPushButton *>(u"search"_s)->isVisible());
    again()->findChild<QPushButton *>(u"count"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(!m_fixture->census().isCounting(tenant()), 20000);
    const auto users = [this] { return Query::textAt(*page()->shownRecords().at(1), Kind::Customers, u"users"); };
    QTRY_COMPARE_WITH_TIMEOUT(users(), u"1001"_s, 20000);
}

QTEST_MAIN(TestCountUsers)
#include "tst_countusers.moc"
