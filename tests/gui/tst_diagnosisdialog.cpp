#include "gui/dialogfixture.h"
#include "gui/editorfixture.h"
#include "gui/usertabtext.h"

#include "ui/dialogs/diagnosisdialog.h"
#include "ui/editors/supportactions.h"
#include "ui/editors/switchesdialog.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/sourceplurals.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/scrollbody.h"

#include "session/changetray.h"
#include "session/customerbook.h"
#include "session/writeunlock.h"
#include "settings/customerstore.h"

#include <QDir>
#include <QLineEdit>

using namespace Qt::StringLiterals;

using Query::Kind;

namespace {

constexpr auto anna = "auth0|anna";

/// Anna is blocked, was never verified, and her database is not enabled for the portal.
Sandbox::TenantState people()
{
    using Sandbox::Json;
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme.eu.auth0.com";
    state.connections.append(Json::parse(
        R"({"id":"con_users","name":"initech-users","strategy":"auth0","options":{"disable_signup":true}})"));
    state.connections.append(Json::parse(
        R"({"id":"con_other","name":"globex-users","strategy":"auth0","options":{"disable_signup":true}})"));
    state.clients.append(Json::parse(R"({"client_id":"admin","name":"Admin","app_type":"spa"})"));
    state.clients.append(Json::parse(R"({"client_id":"portal","name":"Portal","app_type":"spa"})"));
    state.enabledClients.enable("con_users", "admin");
    state.enabledClients.enable("con_other", "portal");
    state.organizations.append(Json::parse(R"({"id":"org_1","name":"initech","display_name":"Initech"})"));
    state.users.append(
        {{"user_id", anna},
         {"email", "anna@initech.example"},
         {"email_verified", false},
         {"blocked", true},
         {"name", "Anna"},
         {"identities",
          Json::array(
              {{{"connection", "initech-users"}, {"provider", "auth0"}, {"user_id", "anna"}, {"isSocial", false}}})}});
    return state;
}

} // namespace

/// From "she cannot log in" to the review of what mends it.
class TestDiagnosisDialog : public QObject, EditorFixture
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(QCoreApplication::installTranslator(&m_plurals)); }
    void init();
    void cleanup() { m_fixture.reset(); }
    void causesOfTheSelectedUserAreTold();
    void whatIsTypedIsAnotherApplication();
    void aFixIsReviewedForItself();
    void whatIsStagedOfTheSameFollowsAFix();
    void theUsersPageTellsWhatAFixMade();
    void whereNothingIsEnabledSomebodyChooses();
    void aFixAcrossCustomersIsSaidToBe();
    void aFixOfAnotherQuestionIsLetGo();
    void aMailIsReviewedForItself();
    void usersOfOneAddressAreToldApart();
    void oneUserAtATime();
    void somebodyWhoIsNotSelectedIsEntered();

private:
    void look();
    void lookAtAnna();
    void stage(Change::ObjectKind kind, const QString &id, const QString &name, const QString &leaf,
               const QByteArray &before, const QByteArray &after);
    void choosePortal()
    {
        auto *application = field<Ui::ChoiceBox>("application");
        QTRY_VERIFY(application->count() > 1); // sorted in the background
        application->setCurrentIndex(application->findText(u"Portal"_s));
    }
    QWidget *cause(const QString &id) const { return dialog()->findChild<QWidget *>(id); }
    void fix(const QString &id) { cause(id)->findChild<QPushButton *>(u"fix"_s)->click(); }

    Ui::SourcePlurals m_plurals;
};

void TestDiagnosisDialog::init()
{
    std::vector<Sandbox::TenantState> tenants;
    tenants.push_back(people());
    openWindow(std::move(tenants));
}

void TestDiagnosisDialog::look()
{
    button("look")->click();
    QTRY_VERIFY(button("look")->isEnabled());
}

void TestDiagnosisDialog::lookAtAnna()
{
    m_fixture->window().showScope({tenant(), Kind::Users, {}});
    m_fixture->window().tablePage()->search({});
    QTRY_VERIFY(!session().status(Kind::Users).isReading());
    QTRY_COMPARE(m_fixture->window().tablePage()->shownRecords().size(), 1);
    select(Kind::Users, {QString::fromLatin1(anna)});
    open(actions().diagnose);
    QCOMPARE(field<QLineEdit>("email")->text(), u"anna@initech.example"_s);
    choosePortal();
    look();
}

void TestDiagnosisDialog::causesOfTheSelectedUserAreTold()
{
    lookAtAnna();
    QVERIFY(cause(u"user.blocked"_s));
    QVERIFY(cause(u"email.unverified"_s));
    QWidget *notEnabled = cause(u"connection.not-enabled"_s);
    QVERIFY(notEnabled);
    QVERIFY(notEnabled->findChild<Ui::WrapLabel *>(u"evidence"_s)->text().contains(u"globex-users"_s));
    const auto *rest = field<Ui::WrapLabel>("rest");
    QVERIFY(rest->text().contains(u"Looked at"_s));
    const auto *results = dialog()->findChild<Ui::FittingScroll *>();
    QTRY_VERIFY(results->widget()->height() - rest->geometry().bottom() <= 2); // it scrolls no further
    for (const auto theme : {Settings::Theme::Light, Settings::Theme::Dark}) {
        m_fixture->theme().setChoice(theme);
        picture(*dialog(), theme == Settings::Theme::Dark ? u"diagnosis-dark"_s : u"diagnosis-light"_s);
    }
    QVERIFY(m_fixture->tray().isEmpty());
}

/// The one of before stands there: Enter asks about it again, and what is typed takes its place.
void TestDiagnosisDialog::whatIsTypedIsAnotherApplication()
{
    lookAtAnna();
    dialog()->reject();
    open(actions().diagnose);
    auto *application = field<Ui::ChoiceBox>("application");
    QTRY_COMPARE(application->currentText(), u"Portal"_s);
    QVERIFY(application->hasFocus() || application->lineEdit()->hasFocus());
    QTest::keyClicks(QApplication::focusWidget(), u"no such"_s);
    QCOMPARE(application->currentText(), u"no such"_s);
    QVERIFY(!cause(u"user.blocked"_s));
}

void TestDiagnosisDialog::stage(Change::ObjectKind kind, const QString &id, const QString &name, const QString &leaf,
                                const QByteArray &before, const QByteArray &after)
{
    m_fixture->tray().stage(tenant(), {{kind, id, name}, {{*Json::Pointer::parse(leaf), before, after, {}}}, {}});
}

/// What somebody staged elsewhere neither goes along nor comes to be more by a look.
void TestDiagnosisDialog::aFixIsReviewedForItself()
{
    stage(Change::ObjectKind::Organization, u"org_1"_s, u"initech"_s, u"/display_name"_s, R"("Initech")", R"("I")");
    const QStringList before = staged();
    lookAtAnna();
    fix(u"connection.not-enabled"_s);
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    QVERIFY2(dialog()->windowTitle().startsWith(u"Review 1 change in"_s), qPrintable(dialog()->windowTitle()));
    QCOMPARE(staged(), before);
    click("close");
    QCOMPARE(staged(), before);
    open(actions().diagnose);
    look();
    fix(u"connection.not-enabled"_s);
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    apply(u"1 of 1 changes are done"_s);
    click("close");
    QCOMPARE(staged(), before);
    const Sandbox::TenantState state = m_fixture->server().state(0);
    QVERIFY(state.enabledClients.clientsOf("con_users").contains("portal"));
    QCOMPARE(state.organizations.items().front().at("display_name").get<std::string>(), std::string("Initech"));
}

void TestDiagnosisDialog::whatIsStagedOfTheSameFollowsAFix()
{
    stage(Change::ObjectKind::ConnectionClients, u"con_users"_s, u"initech-users"_s, u"/admin"_s, "true", "false");
    stage(Change::ObjectKind::ConnectionClients, u"con_users"_s, u"initech-users"_s, u"/portal"_s, "false", "true");
    lookAtAnna();
    fix(u"connection.not-enabled"_s);
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    apply(u"1 of 1 changes are done"_s);
    click("close");
    QCOMPARE(staged(), QStringList{u"initech-users/admin=false"_s}); // the other is done
    QVERIFY(m_fixture->server().state(0).enabledClients.clientsOf("con_users").contains("admin"));
}

void TestDiagnosisDialog::theUsersPageTellsWhatAFixMade()
{
    lookAtAnna();
    Ui::UserTab &page = *m_fixture->window().findChild<Ui::SupportActions *>()->tab();
    QVERIFY(m_fixture->window().inspector()->openTab(&page));
    QTRY_VERIFY(page.reader() && !page.reader()->isReading());
    QVERIFY2(textOf(page).contains(u"yes, by an administrator"_s), qPrintable(textOf(page)));
    fix(u"user.blocked"_s);
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    QVERIFY(session().writeUnlock().unlock());
    button("apply")->click();
    QTRY_VERIFY2(textOf(page).contains(u"Blocked: no"_s), qPrintable(textOf(page)));
    click("close");
}

void TestDiagnosisDialog::whereNothingIsEnabledSomebodyChooses()
{
    m_fixture->server().change(
        0, [](Sandbox::TenantState &state) { state.enabledClients.disable("con_other", "portal"); });
    open(actions().diagnose);
    field<QLineEdit>("email")->setText(u"nobody@initech.example"_s);
    choosePortal();
    look();
    QVERIFY(cause(u"application.no-connections"_s));
    QCOMPARE(cause(u"application.no-connections"_s)->findChild<QPushButton *>(u"fix"_s)->text(), u"Connections…"_s);
    fix(u"application.no-connections"_s);
    QTRY_VERIFY(qobject_cast<Ui::SwitchesDialog *>(dialog()));
    QVERIFY(m_fixture->tray().isEmpty());
}

/// And Return does not prepare it.
void TestDiagnosisDialog::aFixAcrossCustomersIsSaidToBe()
{
    std::vector<Sandbox::TenantState> tenants{people()};
    tenants[0].clients.append({{"client_id", "globex"}, {"name", "Globex Portal"}, {"app_type", "spa"}});
    tenants[0].enabledClients.enable("con_other", "globex");
    tenants[0].users.find(anna)->erase("blocked");
    m_fixture.reset();
    openWindow(std::move(tenants));
    QVERIFY(m_fixture->customerRules().set(tenant(),
                                           {{{Domain::CustomerRule::Kind::ConnectionName, u"{customer}-users"_s},
                                             {Domain::CustomerRule::Kind::ApplicationName, u"{customer} Portal"_s}},
                                            {},
                                            {}}));
    QTRY_COMPARE(m_fixture->customerBook().ownerOf(tenant(), Domain::CustomerObject::Kind::Application, u"globex"_s),
                 u"Globex"_s);
    m_fixture->window().showScope({tenant(), Kind::Organizations, {}});
    open(actions().diagnose);
    field<QLineEdit>("email")->setText(u"anna@initech.example"_s);
    auto *application = field<Ui::ChoiceBox>("application");
    QTRY_VERIFY(application->count() > 1);
    application->setCurrentIndex(application->findText(u"Globex Portal"_s));
    button("look")->setFocus();
    look();
    const QString told = u"“Globex Portal” belongs to the customer “Globex”, “initech-users” to “initech”"_s;
    const QWidget *found = cause(u"connection.not-enabled"_s);
    QVERIFY(found);
    const QString evidence = found->findChild<Ui::WrapLabel *>(u"evidence"_s)->text();
    QVERIFY2(evidence.contains(told), qPrintable(evidence));
    QVERIFY(button("look")->hasFocus());
    picture(*dialog(), u"diagnosis-across"_s);
    fix(u"connection.not-enabled"_s);
    QTRY_VERIFY(dialog() && dialog()->objectName() == u"review"_s);
    QTRY_VERIFY(field<Ui::WrapLabel>("crossedCustomers")->text().startsWith(told)); // so does the review
}

/// Nobody waits for it any more.
void TestDiagnosisDialog::aFixOfAnotherQuestionIsLetGo()
{
    lookAtAnna();
    fix(u"connection.not-enabled"_s);
    field<QLineEdit>("email")->setText(u"bob@initech.example"_s);
    look(); // its answer comes after that of the fix
    QVERIFY(dialog() && dialog()->objectName() == u"diagnosis"_s);
    QVERIFY(m_fixture->tray().isEmpty());
    QVERIFY(cause(u"user.not-found"_s));
    QVERIFY(field<QWidget>("rest")->isEnabled());
}

void TestDiagnosisDialog::aMailIsReviewedForItself()
{
    lookAtAnna();
    fix(u"email.unverified"_s);
    QTRY_VERIFY(dialog() && dialog()->objectName() != u"diagnosis"_s);
    QVERIFY(m_fixture->tray().isEmpty());
    const auto *final = dialog()->findChild<Ui::WrapLabel *>(u"final"_s); // before it is sent
    QTRY_VERIFY2(final->text().startsWith(u"1 change cannot be taken back."_s), qPrintable(final->text()));
}

void TestDiagnosisDialog::usersOfOneAddressAreToldApart()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        Sandbox::Json second = state.users.items().front();
        second["user_id"] = "auth0|second";
        second["blocked"] = false;
        second["identities"][0]["connection"] = "globex-users";
        state.users.append(second);
    });
    open(actions().diagnose);
    field<QLineEdit>("email")->setText(u"anna@initech.example"_s);
    choosePortal();
    look();
    const QString which = field<Ui::WrapLabel>("accounts")->text();
    QVERIFY2(which.startsWith(u"2 users have this address"_s), qPrintable(which));
    const QString evidence = cause(u"user.blocked"_s)->findChild<Ui::WrapLabel *>(u"evidence"_s)->text();
    QVERIFY2(evidence.contains(u"Of 2 users with this address it is about auth0|anna"_s), qPrintable(evidence));
    picture(*dialog(), u"diagnosis-two"_s);
}

void TestDiagnosisDialog::oneUserAtATime()
{
    m_fixture->server().change(0, [](Sandbox::TenantState &state) {
        state.users.append({{"user_id", "auth0|bob"}, {"email", "bob@initech.example"}});
    });
    m_fixture->window().showScope({tenant(), Kind::Users, {}});
    m_fixture->window().tablePage()->search({});
    QTRY_COMPARE(m_fixture->window().tablePage()->shownRecords().size(), 2);
    select(Kind::Users, {QString::fromLatin1(anna), u"auth0|bob"_s});
    actions().diagnose->trigger();
    QVERIFY(!dialog()); // it would be about one of them, and nobody knows which
    QVERIFY2(m_fixture->window().message().contains(u"one user at a time"_s),
             qPrintable(m_fixture->window().message()));
}

void TestDiagnosisDialog::somebodyWhoIsNotSelectedIsEntered()
{
    m_fixture->window().showScope({tenant(), Kind::Organizations, {}});
    open(actions().diagnose);
    look();
    QVERIFY(!cause(u"user.not-found"_s)); // without an address nothing is read
    field<QLineEdit>("email")->setText(u"nobody@initech.example"_s);
    look();
    QVERIFY(!cause(u"user.not-found"_s)); // nor without an application
    choosePortal();
    look();
    QTRY_VERIFY(cause(u"user.not-found"_s));
    QVERIFY(!cause(u"user.not-found"_s)->findChild<QPushButton *>(u"fix"_s));
    // An answer never stands beside an address that it is not about, whether it is there or under way.
    field<QLineEdit>("email")->setText(u"somebody@initech.example"_s);
    QTRY_VERIFY(!cause(u"user.not-found"_s));
    QVERIFY(field<Ui::WrapLabel>("rest")->text().isEmpty());
    button("look")->click();
    field<QLineEdit>("email")->setText(u"anna@initech.example"_s);
    QVERIFY(button("look")->isEnabled());
    look();
    QTRY_VERIFY(cause(u"user.blocked"_s));
    QVERIFY(!cause(u"user.not-found"_s));
    click("close");
}

QTEST_MAIN(TestDiagnosisDialog)
#include "tst_diagnosisdialog.moc"
