#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"
#include "gui/usertabtext.h"

#include "query/columns.h"
#include "session/customerbook.h"
#include "settings/customerstore.h"
#include "ui/editors/supportactions.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/pages/usertab.h"
#include "ui/shell/actions.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/wraplabel.h"

#include <QAction>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

constexpr auto anna = "auth0|anna";

Sandbox::TenantState people()
{
    using Sandbox::Json;
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme.eu.auth0.com";
    state.connections.append(Json::parse(R"({"id":"con_1","name":"users","strategy":"auth0","options":{}})"));
    state.clients.append(Json::parse(R"({"client_id":"portal","name":"Portal","app_type":"spa"})"));
    state.users.append(
        {{"user_id", anna},
         {"email", "anna@initech.example"},
         {"identities",
          Json::array({{{"connection", "users"}, {"provider", "auth0"}, {"user_id", "anna"}, {"isSocial", false}}})}});
    return state;
}

} // namespace

/// Whose a user is, on the page of the user, or another object, in its Overview; and how users tell who the customers
/// are.
class TestUserCustomer : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { openWindow({people()}); }
    void cleanup() { m_fixture.reset(); }
    void theCustomerIsToldAndLeadsToItsRecord();
    void customersThatContradictAreAllTold();
    void anOrganizationTellsWhoseItsMembersAre();
    void theSearchForUsersSaysWhoIsNotAmongThem();
    void usersAreFoundByWhatAppMetadataSays();
    void allUsersAreThoseOfAWholeTenant();
    void whatIsAskedForWhileReadingIsReadAgain();
    void theOverviewTellsWhoseAnObjectIs();
    void severalCustomersBringNoOtherTabForward();
    void thePageOffersTheSampleThatNamesTheOthers();

private:
    Ui::UserTab &userTab() { return *m_fixture->window().findChild<Ui::SupportActions *>()->tab(); }
    void decideOn(const QString &place);
    void look();
    QList<Ui::Field> customers();
    QString about();
};

/// Connections are named after customers, and app_metadata has them at this place.
void TestUserCustomer::decideOn(const QString &place)
{
    Domain::CustomerRules rules;
    rules.rules = {{Domain::CustomerRule::Kind::ConnectionName, u"{customer}-users"_s},
                   {Domain::CustomerRule::Kind::AppMetadata, place}};
    QVERIFY(m_fixture->customerRules().set(tenant(), rules));
    QTRY_COMPARE(m_fixture->customerBook().rulesOf(tenant()), rules);
}

void TestUserCustomer::look()
{
    m_fixture->window().showScope({tenant(), Kind::Users, {}});
    m_fixture->window().tablePage()->search({});
    QTRY_COMPARE(m_fixture->window().tablePage()->shownRecords().size(), 1);
    select(Kind::Users, {QString::fromLatin1(anna)});
    QVERIFY(m_fixture->window().inspector()->openTab(&userTab()));
    QTRY_VERIFY(userTab().reader() && !userTab().reader()->isReading());
}

/// As the page tells them.
QList<Ui::Field> TestUserCustomer::customers()
{
    QList<Ui::Field> found;
    for (const Ui::FieldList *list : userTab().findChildren<Ui::FieldList *>()) {
        for (const Ui::Field &field : list->fields()) {
            if (!field.target.isEmpty()) {
                found.append(field);
            }
        }
    }
    return found;
}

void TestUserCustomer::theCustomerIsToldAndLeadsToItsRecord()
{
    decideOn(u"company"_s);
    look();
    QVERIFY2(textOf(userTab()).contains(u"None: neither app_metadata nor"_s), qPrintable(textOf(userTab())));
    QVERIFY(customers().isEmpty());
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        (*state.users.find(anna))["app_metadata"] = {{"company", "Initech"}};
    });
    userTab().readAgain();
    QTRY_COMPARE(customers().size(), 1); // the row of it comes with the users
    QCOMPARE(customers().first().value, u"Initech"_s);
    userTab().findChild<QPushButton *>(u"showTarget"_s)->click();
    QCOMPARE(m_fixture->window().scope().kind, Kind::Customers);
    QTRY_COMPARE(m_fixture->window().tablePage()->selection(),
                 (Ui::Selection{Kind::Customers, {{tenant(), u"initech"_s}}}));
}

void TestUserCustomer::customersThatContradictAreAllTold()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        (*state.connections.find("con_1"))["name"] = "globex-users";
        Sandbox::Json &user = *state.users.find(anna);
        user["identities"][0]["connection"] = "globex-users";
        user["app_metadata"] = {{"company", "Initech"}};
    });
    session().refresh(Kind::Connections, Api::Priority::Foreground);
    decideOn(u"company"_s);
    look();
    QTRY_VERIFY(textOf(userTab()).contains(u"▲ Several, which contradict each other"_s));
    QTRY_COMPARE(customers().size(), 2);
}

/// What stands above the users of Initech once they are shown.
QString TestUserCustomer::about()
{
    m_fixture->window().showObject(tenant(), Kind::Customers, u"initech"_s);
    const QAction *showUsers = m_fixture->window().actions().showUsers;
    if (!QTest::qWaitFor([showUsers] { return showUsers->isEnabled(); })) {
        return {};
    }
    m_fixture->window().actions().showUsers->trigger();
    const auto *label = m_fixture->window().tablePage()->findChild<Ui::WrapLabel *>(u"searchAbout"_s);
    return label ? label->text() : QString();
}

void TestUserCustomer::anOrganizationTellsWhoseItsMembersAre()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        state.organizations.append({{"id", "org_1"}, {"name", "initech"}, {"display_name", "Initech"}});
        state.organizationMembers["org_1"].insert(anna);
    });
    session().refresh(Kind::Organizations, Api::Priority::Foreground);
    Domain::CustomerRules rules;
    rules.rules = {{Domain::CustomerRule::Kind::OrganizationName, u"{customer}"_s}};
    QVERIFY(m_fixture->customerRules().set(tenant(), rules));
    QTRY_VERIFY(session().record(Kind::Customers, u"initech"_s));
    look();
    QTRY_COMPARE(customers().size(), 1);
    QCOMPARE(customers().first().target, u"initech"_s);
    QVERIFY2(!textOf(userTab()).contains(u"None:"_s), qPrintable(textOf(userTab())));
}

void TestUserCustomer::theSearchForUsersSaysWhoIsNotAmongThem()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        (*state.connections.find("con_1"))["name"] = "initech-users";
        (*state.users.find(anna))["app_metadata"] = {{"company", "Initech"}};
    });
    session().refresh(Kind::Connections, Api::Priority::Foreground);
    decideOn(u"company"_s);
    QTRY_VERIFY(session().record(Kind::Customers, u"initech"_s));
    QVERIFY2(about().startsWith(u"Of the customer “initech”"_s, Qt::CaseInsensitive), qPrintable(about()));
    QVERIFY(!about().contains(u"app_metadata"_s));
    session().search(Kind::Users, {});
    const auto ways = [this] {
        const Query::RecordPtr customer = session().record(Kind::Customers, u"initech"_s);
        return customer ? Query::textAt(*customer, Kind::Customers, u"ways") : QString();
    };
    QTRY_VERIFY(ways().contains(u"app_metadata"_s));
    QVERIFY2(about().endsWith(u", in the spellings of app_metadata that are known"_s), qPrintable(about()));
    decideOn(u"the company"_s); // no query can name that place
    QTRY_VERIFY(!ways().contains(u"app_metadata"_s));
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        (*state.users.find(anna))["app_metadata"] = {{"the company", "Initech"}};
    });
    session().search(Kind::Users, {});
    QTRY_VERIFY(ways().contains(u"app_metadata"_s));
    QVERIFY2(about().contains(u"by app_metadata alone are not among them"_s), qPrintable(about()));
}

/// Whom nothing but a value in app_metadata holds together is found like any other.
void TestUserCustomer::usersAreFoundByWhatAppMetadataSays()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        (*state.users.find(anna))["app_metadata"] = {{"company", "Initech"}};
        state.users.append({{"user_id", "auth0|bob"}, {"email", "bob@globex.example"}});
    });
    decideOn(u"company"_s);
    session().search(Kind::Users, {});
    QTRY_VERIFY(session().record(Kind::Customers, u"initech"_s));
    QCOMPARE(session().records(Kind::Users).size(), 2);
    about();
    QTRY_COMPARE(session().records(Kind::Users).size(), 1);
    QCOMPARE(session().records(Kind::Users).first()->id, QString::fromLatin1(anna));
    QVERIFY(session().searchText(Kind::Users).contains(u"app_metadata.company:\"Initech\""_s));
    // What the page of customers says of those that nobody has is none of this one's business.
    const QString shown = shownText(*m_fixture->window().tablePage());
    QVERIFY2(!shown.contains(u"of no customer"_s), qPrintable(shown));
}

void TestUserCustomer::allUsersAreThoseOfAWholeTenant()
{
    Domain::CustomerRules rules;
    rules.rules = {{Domain::CustomerRule::Kind::WholeTenant, u"Initech"_s}};
    QVERIFY(m_fixture->customerRules().set(tenant(), rules));
    QTRY_VERIFY(session().record(Kind::Customers, u"initech"_s));
    about();
    QCOMPARE(m_fixture->window().tablePage()->kind(), Kind::Users);
    QTRY_COMPARE(m_fixture->window().tablePage()->shownRecords().size(), 1);
    QCOMPARE(session().searchText(Kind::Users), QString());
}

/// After an action that was faster than the reading before it.
void TestUserCustomer::whatIsAskedForWhileReadingIsReadAgain()
{
    look();
    const auto asked = [this] {
        const auto all = m_fixture->server().requests();
        return std::count_if(all.begin(), all.end(), [](const Sandbox::ReceivedRequest &request) {
            return request.method == "GET" && request.path.ends_with("/logs");
        });
    };
    const auto before = asked();
    userTab().readAgain();
    QVERIFY(userTab().reader()->isReading());
    userTab().readAgain();
    userTab().readAgain();
    QTRY_COMPARE(asked(), before + 2);
    QTRY_VERIFY(!userTab().reader()->isReading());
    QCOMPARE(asked(), before + 2);
}

void TestUserCustomer::theOverviewTellsWhoseAnObjectIs()
{
    m_fixture->server().change(
        0, [](Sandbox::TenantState &state) { (*state.connections.find("con_1"))["name"] = "globex-users"; });
    session().refresh(Kind::Connections, Api::Priority::Foreground);
    decideOn(u"company"_s);
    QTRY_VERIFY(session().record(Kind::Customers, u"globex"_s));
    const auto *overview = m_fixture->window().inspector()->findChild<Ui::FieldList *>(u"overviewFields"_s);
    const auto customer = [overview]() -> Ui::Field {
        for (const Ui::Field &field : overview->fields()) {
            if (field.label == "Customer"_L1) {
                return field;
            }
        }
        return {u"not told"_s, {}, false, {}, {}};
    };
    m_fixture->window().showScope({tenant(), Kind::Applications, {}});
    select(Kind::Applications, {u"portal"_s});
    QTRY_COMPARE(customer().label, u"Customer"_s);
    QVERIFY(customer().value.isEmpty() && customer().target.isEmpty());
    m_fixture->window().showScope({tenant(), Kind::Connections, {}});
    select(Kind::Connections, {u"con_1"_s});
    QTRY_COMPARE(customer().value, u"globex"_s);
    overview->findChild<QPushButton *>(u"showTarget"_s)->click();
    QTRY_COMPARE(m_fixture->window().tablePage()->selection(),
                 (Ui::Selection{Kind::Customers, {{tenant(), u"globex"_s}}}));
}

void TestUserCustomer::severalCustomersBringNoOtherTabForward()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        (*state.connections.find("con_1"))["name"] = "globex-users";
        state.connections.append({{"id", "con_2"}, {"name", "hooli-users"}, {"strategy", "auth0"}});
    });
    session().refresh(Kind::Connections, Api::Priority::Foreground);
    decideOn(u"company"_s);
    QTRY_COMPARE(session().records(Kind::Customers).size(), 2);
    const QTabWidget &tabs = *m_fixture->window().inspector()->tabs();
    const auto tab = [&tabs] { return tabs.tabText(tabs.currentIndex()); };
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    select(Kind::Customers, {u"globex"_s});
    QTRY_COMPARE(tab(), u"Record"_s);
    select(Kind::Customers, {u"globex"_s, u"hooli"_s}); // which no tab shows
    QTRY_COMPARE(m_fixture->window().tablePage()->selection().objects.size(), 2);
    m_fixture->window().showScope({tenant(), Kind::Applications, {}});
    select(Kind::Applications, {u"portal"_s});
    QTRY_COMPARE(m_fixture->window().inspector()->objectId(), u"portal"_s);
    QCOMPARE(tab(), u"Overview"_s); // nobody chose "Raw JSON"
}

void TestUserCustomer::thePageOffersTheSampleThatNamesTheOthers()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        (*state.users.find(anna))["app_metadata"] = {{"tenant", "Hooli"}};
        state.connections.append({{"id", "con_2"}, {"name", "hooli-users"}, {"strategy", "auth0"}});
        state.connections.append({{"id", "con_3"}, {"name", "globex-users"}, {"strategy", "auth0"}});
        state.connections.append({{"id", "con_4"}, {"name", "initech-users"}, {"strategy", "auth0"}});
    });
    session().refresh(Kind::Connections, Api::Priority::Foreground);
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    Ui::TablePage *page = m_fixture->window().tablePage();
    QTRY_VERIFY(page->findChild<QAction *>(u"readSample"_s));
    QVERIFY(session().records(Kind::Users).isEmpty()); // nobody asked yet
    session().search(Kind::Users, u"user_id:\"%1\""_s.arg(QLatin1StringView(anna)));
    QTRY_COMPARE(session().records(Kind::Users).size(), 1);
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()) && !session().status(Kind::Users).isReading());
    const auto isOffered = [page] {
        const QList<QAbstractButton *> buttons = page->findChildren<QAbstractButton *>();
        return std::any_of(buttons.begin(), buttons.end(), [](const QAbstractButton *button) {
            return button->isVisible() && button->text() == "Read a sample of users"_L1;
        });
    };
    QTest::qWait(200); // the customers are looked for anew
    QTRY_VERIFY(isOffered()); // one who was looked up is no sample
    page->findChildren<QAction *>(u"readSample"_s).last()->trigger(); // that of the notice as it stands now
    const auto asksUsers = [this] {
        const auto rules = m_fixture->customerBook().rulesOf(tenant()).rules;
        return rules.contains({Domain::CustomerRule::Kind::AppMetadata, u"tenant"_s});
    };
    QTRY_VERIFY(asksUsers() && session().searchText(Kind::Users).isEmpty());
    QTRY_VERIFY(!isOffered());
    QVERIFY(!m_fixture->customerRules().of(tenant())); // they are proposals all the same
}

QTEST_MAIN(TestUserCustomer)
#include "tst_usercustomer.moc"
