#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "session/customerbook.h"
#include "settings/customerstore.h"
#include "ui/editors/onboarddialog.h"
#include "ui/editors/supportactions.h"
#include "ui/pages/tablepage.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTreeView>

using namespace Qt::StringLiterals;

using Change::SupportKind;
using Query::Kind;

namespace {

Sandbox::TenantState tenantState()
{
    using Sandbox::Json;
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.clients.append({{"client_id", "portal"}, {"name", "Portal"}, {"app_type", "spa"}});
    state.connections.append({{"id", "con_1000000000000001"},
                              {"name", "globex-users"},
                              {"strategy", "auth0"},
                              {"options", {{"passwordPolicy", "good"}, {"disable_signup", true}}}});
    state.users.append(
        {{"user_id", "auth0|anna"},
         {"email", "anna@globex.example"},
         {"name", "anna"},
         {"identities",
          Json::array(
              {{{"connection", "globex-users"}, {"provider", "auth0"}, {"user_id", "anna"}, {"isSocial", false}}})}});
    return state;
}

} // namespace

/// "Back" in a review leads to the dialog that was filled in for it, with all that was typed.
class TestReviewBack : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void anOnboardingIsAsItWasFilledIn();
    void whatIsTakenBackIsStillNamed();
    void aSupportActionIsAsItWasFilledIn();
    void aFormWhoseWorkWasRefusedStays();
    void theReviewOfATicketNamesTheApplication();
    void whatDoesNothingForThemIsNotOffered();

private:
    bool shows(const QString &name) const { return dialog() && dialog()->objectName() == name; }
    void fillIn(const QString &connection);
    void askForEmail(const QString &email);
};

void TestReviewBack::init()
{
    openWindow({tenantState()});
    Domain::CustomerRules rules;
    rules.rules = {{Domain::CustomerRule::Kind::ConnectionName, u"{customer}-users"_s}};
    QVERIFY(m_fixture->customerRules().set(tenant(), rules));
    QTRY_COMPARE(m_fixture->customerBook().rulesOf(tenant()), rules);
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    QTRY_VERIFY(session().record(Kind::Customers, u"globex"_s));
}

void TestReviewBack::fillIn(const QString &connection)
{
    open(actions().onboardCustomer);
    QTRY_VERIFY(qobject_cast<Ui::OnboardDialog *>(dialog())->isSettled());
    type(*dialog(), "customerName", u"Hooli"_s);
    type(*dialog(), "connectionName", connection);
    QAbstractItemModel *applications = field<QListView>("applications")->model();
    QVERIFY(applications->setData(applications->index(0, 0), Qt::Checked, Qt::CheckStateRole));
    field<QCheckBox>("holdsOrganization")->setChecked(false);
    button("review")->click();
    QTRY_VERIFY(shows(u"review"_s));
}

void TestReviewBack::anOnboardingIsAsItWasFilledIn()
{
    fillIn(u"hooli-people"_s);
    button("close")->click();
    QTRY_VERIFY(shows(u"onboard"_s));
    QCOMPARE(field<QLineEdit>("customerName")->text(), u"Hooli"_s);
    QCOMPARE(field<QLineEdit>("connectionName")->text(), u"hooli-people"_s);
    QCOMPARE(field<QListView>("applications")->model()->index(0, 0).data(Qt::CheckStateRole), QVariant(Qt::Checked));
    QVERIFY(!field<QCheckBox>("holdsOrganization")->isChecked());
    type(*dialog(), "connectionName", u"hooli-users"_s); // what was to be mended
    button("review")->click();
    QTRY_VERIFY(shows(u"review"_s));
    apply(u"changes are done"_s);
    click("close"); // and the form with it
    QTRY_VERIFY(session().record(Kind::Customers, u"hooli"_s));
    QCOMPARE(m_fixture->server().state(0).connections.size(), std::size_t(2));
}

void TestReviewBack::whatIsTakenBackIsStillNamed()
{
    fillIn(u"hooli-users"_s);
    apply(u"changes are done"_s);
    click("close");
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    QTRY_VERIFY(session().record(Kind::Customers, u"hooli"_s));
    select(Kind::Customers, {u"hooli"_s});
    open(actions().takeBackOnboarding);
    QTRY_VERIFY(shows(u"takeBack"_s));
    type(*dialog(), "customerName", u"Hool"_s);
    QVERIFY(!button("takeBack")->isEnabled());
    QVERIFY2(shownText(*dialog()).contains(u"The customer is called Hooli."_s), qPrintable(shownText(*dialog())));
    type(*dialog(), "customerName", u"hooli"_s); // case does not count
    button("takeBack")->click();
    QTRY_VERIFY(shows(u"review"_s));
    button("close")->click();
    QTRY_VERIFY(shows(u"takeBack"_s));
    QCOMPARE(field<QLineEdit>("customerName")->text(), u"hooli"_s);
    button("takeBack")->click();
    QTRY_VERIFY(shows(u"review"_s));
    apply(u"changes are done"_s);
    click("close");
    QCOMPARE(m_fixture->server().state(0).connections.size(), std::size_t(1));
}

void TestReviewBack::askForEmail(const QString &email)
{
    select(Kind::Users, {u"auth0|anna"_s});
    m_fixture->window().findChild<Ui::SupportActions *>()->begin(SupportKind::ChangeEmail);
    QTRY_VERIFY(shows(u"supportDialog"_s));
    type(*dialog(), "email", email);
    button("review")->click();
    QTRY_VERIFY(shows(u"review"_s));
}

void TestReviewBack::aSupportActionIsAsItWasFilledIn()
{
    m_fixture->window().showScope({tenant(), Kind::Users, {}});
    m_fixture->window().tablePage()->search(u"email:anna@globex.example"_s);
    askForEmail(u"anne@globex.example"_s);
    button("close")->click();
    QTRY_VERIFY(shows(u"supportDialog"_s));
    QCOMPARE(field<QLineEdit>("email")->text(), u"anne@globex.example"_s);
    button("review")->click();
    QTRY_VERIFY(shows(u"review"_s));
    apply(u"1 of 1 changes are done"_s);
    click("close");
    QTRY_COMPARE(QApplication::activeWindow(), &m_fixture->window()); // which has the keys again
    const Sandbox::TenantState state = m_fixture->server().state(0);
    QCOMPARE(state.users.find("auth0|anna")->at("email").get<std::string>(), std::string("anne@globex.example"));
}

/// Nothing was done of it: it may be mended and tried again.
void TestReviewBack::aFormWhoseWorkWasRefusedStays()
{
    m_fixture->window().showScope({tenant(), Kind::Users, {}});
    m_fixture->window().tablePage()->search(u"email:anna@globex.example"_s);
    askForEmail(u"anne@globex.example"_s);
    m_fixture->server().change(
        0, [](Sandbox::TenantState &state) { state.users.removeIf([](const Sandbox::Json &) { return true; }); });
    apply(u"0 of 1 changes are done"_s);
    button("close")->click();
    QTRY_VERIFY(shows(u"supportDialog"_s));
    QCOMPARE(field<QLineEdit>("email")->text(), u"anne@globex.example"_s);
    click("cancel");
}

void TestReviewBack::theReviewOfATicketNamesTheApplication()
{
    m_fixture->window().showScope({tenant(), Kind::Users, {}});
    m_fixture->window().tablePage()->search(u"email:anna@globex.example"_s);
    select(Kind::Users, {u"auth0|anna"_s});
    m_fixture->window().findChild<Ui::SupportActions *>()->begin(SupportKind::PasswordTicket);
    QTRY_VERIFY(shows(u"supportDialog"_s));
    auto *application = field<QComboBox>("application");
    application->setCurrentIndex(application->findText(u"Portal"_s));
    button("review")->click();
    QTRY_VERIFY(shows(u"review"_s));
    const auto *fields = field<QTreeView>("fields");
    QStringList told;
    for (int row = 0; row < fields->model()->rowCount(fields->rootIndex()); ++row) {
        for (int column = 0; column < fields->model()->columnCount(); ++column) {
            told.append(fields->model()->index(row, column, fields->rootIndex()).data().toString());
        }
    }
    QVERIFY2(told.contains(u"Application"_s) && told.contains(u"Portal"_s), qPrintable(told.join(u'|')));
}

void TestReviewBack::whatDoesNothingForThemIsNotOffered()
{
    m_fixture->window().showScope({tenant(), Kind::Users, {}});
    m_fixture->window().tablePage()->search(u"email:anna@globex.example"_s);
    select(Kind::Users, {u"auth0|anna"_s});
    QMenu *menu = actions().support->menu();
    const auto offered = [menu](const QString &word) {
        Q_EMIT menu->aboutToShow();
        return menu->findChild<QAction *>(word);
    };
    QVERIFY(offered(u"block"_s)->isEnabled());
    QVERIFY(!offered(u"unblock"_s)->isEnabled());
    QVERIFY2(offered(u"unblock"_s)->toolTip().contains(u"None of the selected users is blocked."_s),
             qPrintable(offered(u"unblock"_s)->toolTip()));
    m_fixture->server().change(
        0, [](Sandbox::TenantState &state) { (*state.users.find("auth0|anna"))["blocked"] = true; });
    m_fixture->window().tablePage()->search(u"email:anna@globex.example"_s);
    QTRY_VERIFY((select(Kind::Users, {u"auth0|anna"_s}), offered(u"unblock"_s)->isEnabled()));
    QVERIFY(!offered(u"block"_s)->isEnabled());
}

QTEST_MAIN(TestReviewBack)
#include "tst_reviewback.moc"
