#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"

#include "domain/locklimit.h"
#include "session/customerbook.h"
#include "settings/customerstore.h"
#include "ui/editors/onboardactions.h"
#include "ui/editors/onboarddialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

/// As many customers as Lock shows, each with a database that is enabled for Portal.
Sandbox::TenantState full()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.clients.append({{"client_id", "own"}, {"name", "Customer3 Desk"}, {"app_type", "spa"}});
    state.clients.append({{"client_id", "zoo"}, {"name", "Zoo"}, {"app_type", "spa"}});
    state.clients.append({{"client_id", "portal"}, {"name", "Portal"}, {"app_type", "spa"}});
    for (int i = 0; i < Domain::lockLimit; ++i) {
        const std::string id = "con_" + std::to_string(1000 + i);
        state.connections.append({{"id", id},
                                  {"name", "customer" + std::to_string(i) + "-users"},
                                  {"strategy", "auth0"},
                                  {"options", {{"passwordPolicy", "good"}, {"disable_signup", true}}}});
        state.enabledClients.enable(id, "portal");
    }
    state.connections.append(
        {{"id", "con_2000"},
         {"name", "zz-both-users"},
         {"strategy", "auth0"},
         {"options", {{"passwordPolicy", "good"}, {"password_options", {{"complexity", {{"min_length", 15}}}}}}}});
    state.connections.append({{"id", "con_2001"},
                              {"name", "zz-own-users"},
                              {"strategy", "auth0"},
                              {"options", {{"enabledDatabaseCustomization", true}}}});
    return state;
}

} // namespace

/// What keeps a customer from being onboarded, and what somebody has to agree to.
class TestOnboardChecks : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void aLimitIsConfirmedEachTimeItIsPassed();
    void aJoinedNameIsACustomerAlready();
    void whatIsSharedComesBeforeWhatIsAnothersOwn();
    void whatIsToldHasANameFromTheBeginning();
    void aTenantOfItsOwnIsAddedOverTheForm();
    void whatIsNoModelSaysWhy();
    void ofTwoPoliciesOneIsChosen();
};

void TestOnboardChecks::init()
{
    openWindow({full()});
    QTRY_VERIFY(m_fixture->customerBook().of(tenant()));
    Domain::CustomerRules rules;
    rules.rules = {{Domain::CustomerRule::Kind::ConnectionName, u"{customer}-users"_s},
                   {Domain::CustomerRule::Kind::ApplicationName, u"{customer} Desk"_s}};
    rules.aliases = {{u"pied-piper"_s, u"customer1"_s}};
    QVERIFY(m_fixture->customerRules().set(tenant(), rules));
    QTRY_COMPARE(m_fixture->customerBook().rulesOf(tenant()), rules);
    m_fixture->window().showScope({tenant(), Kind::Customers, {}});
    QTRY_VERIFY(session().record(Kind::Customers, u"customer1"_s));
    open(actions().onboardCustomer);
    QTRY_VERIFY(qobject_cast<Ui::OnboardDialog *>(dialog())->isSettled());
}

void TestOnboardChecks::aLimitIsConfirmedEachTimeItIsPassed()
{
    field<QLineEdit>("customerName")->setText(u"Hooli"_s);
    QAbstractItemModel *applications = field<QListView>("applications")->model();
    const auto check = [applications](Qt::CheckState state) {
        QVERIFY(applications->setData(applications->index(0, 0), state, Qt::CheckStateRole));
    };
    auto *confirmed = field<QCheckBox>("confirmed");
    check(Qt::Checked);
    QTRY_VERIFY(confirmed->isVisible());
    confirmed->setChecked(true);
    QVERIFY2(button("review")->isEnabled(), qPrintable(button("review")->accessibleDescription()));
    check(Qt::Unchecked);
    QTRY_VERIFY(!confirmed->isVisible());
    check(Qt::Checked);
    QTRY_VERIFY(confirmed->isVisible());
    QVERIFY(!confirmed->isChecked());
    QVERIFY(!button("review")->isEnabled());
    click("cancel");
}

void TestOnboardChecks::aJoinedNameIsACustomerAlready()
{
    field<QLineEdit>("customerName")->setText(u"Pied Piper"_s);
    QVERIFY2(shownText(*dialog()).contains(u"customer of this tenant already"_s), qPrintable(shownText(*dialog())));
    QVERIFY(!button("review")->isEnabled());
    // What a run that was refused midway has left out can be made, though the customer is there by then.
    field<QCheckBox>("holdsConnection")->setChecked(false);
    QVERIFY2(button("review")->isEnabled(), qPrintable(button("review")->accessibleDescription()));
    QVERIFY2(shownText(*dialog()).contains(u"this is put to what it has"_s), qPrintable(shownText(*dialog())));
    click("cancel");
}

void TestOnboardChecks::whatIsSharedComesBeforeWhatIsAnothersOwn()
{
    const QAbstractItemModel *applications = field<QListView>("applications")->model();
    QStringList names;
    for (int row = 0; row < applications->rowCount(); ++row) {
        names.append(applications->index(row, 0).data().toString());
    }
    QCOMPARE(names.filter(u"Desk"_s), QStringList{u"Customer3 Desk (of customer3)"_s});
    QVERIFY2(names.indexOf(u"Portal"_s) < names.indexOf(u"Zoo"_s), qPrintable(names.join(u',')));
    QCOMPARE(names.last(), u"Customer3 Desk (of customer3)"_s);
    auto *model = field<QComboBox>("applicationModel");
    QVERIFY2(!model->currentText().contains(u"Desk"_s), qPrintable(model->currentText()));
    field<QCheckBox>("holdsApplication")->setChecked(true);
    model->setCurrentText(u"customer3 desk"_s); // by its name alone
    QCOMPARE(qobject_cast<Ui::OnboardDialog *>(dialog())->wanted().application->model.id, u"own"_s);
    click("cancel");
}

void TestOnboardChecks::whatIsToldHasANameFromTheBeginning()
{
    QTRY_VERIFY2(shownText(*dialog()).contains(u"The new connection will hold"_s), qPrintable(shownText(*dialog())));
    field<QLineEdit>("customerName")->setText(u"Hooli"_s);
    QVERIFY2(shownText(*dialog()).contains(u"The connection hooli-users, for no application yet"_s),
             qPrintable(shownText(*dialog())));
    field<QCheckBox>("holdsApplication")->setChecked(true); // which has the connection
    QVERIFY2(shownText(*dialog()).contains(u"The connection hooli-users, for 1 application"_s),
             qPrintable(shownText(*dialog())));
    click("cancel");
}

void TestOnboardChecks::aTenantOfItsOwnIsAddedOverTheForm()
{
    QSignalSpy wanted(m_fixture->window().findChild<Ui::OnboardActions *>(), &Ui::OnboardActions::tenantWanted);
    field<QLineEdit>("customerName")->setText(u"Quokka Ltd"_s);
    field<QCheckBox>("holdsTenant")->setChecked(true);
    press(*dialog(), "addTenant");
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), u"Quokka Ltd"_s);
    QVERIFY(dialog() && dialog()->objectName() == u"onboard"_s); // with what to do about it
    QVERIFY(shownText(*dialog()).contains(u"give it the rule"_s));
    click("cancel");
}

void TestOnboardChecks::whatIsNoModelSaysWhy()
{
    auto *models = field<QComboBox>("connectionModel");
    QCOMPARE(models->itemText(models->count() - 1), u"zz-own-users (of zz-own)"_s); // after those that are
    QVERIFY(!models->currentText().contains(u"own"_s));
    field<QLineEdit>("customerName")->setText(u"Hooli"_s);
    models->setCurrentIndex(models->count() - 1);
    QVERIFY2(shownText(*dialog()).contains(u"which are not copied. Choose another."_s),
             qPrintable(shownText(*dialog())));
    QVERIFY(!button("review")->isEnabled());
    click("cancel");
}

void TestOnboardChecks::ofTwoPoliciesOneIsChosen()
{
    auto *policy = field<QComboBox>("modelPolicy");
    field<QLineEdit>("customerName")->setText(u"Hooli"_s);
    QVERIFY(!policy->isVisible());
    field<QComboBox>("connectionModel")->setCurrentText(u"zz-both-users"_s);
    QVERIFY(policy->isVisible());
    QVERIFY2(shownText(*dialog()).contains(u"Choose which is copied."_s), qPrintable(shownText(*dialog())));
    QVERIFY(!button("review")->isEnabled());
    policy->setCurrentIndex(1);
    QVERIFY(button("review")->isEnabled());
    QCOMPARE(qobject_cast<Ui::OnboardDialog *>(dialog())->wanted().connection->policy,
             std::optional(Domain::PolicyGeneration::Flexible));
    click("cancel");
}

QTEST_MAIN(TestOnboardChecks)
#include "tst_onboardchecks.moc"
