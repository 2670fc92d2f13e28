#include "auth/tokensources.h"
#include "gui/dialogfixture.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"
#include "session/customerbook.h"
#include "session/estate.h"
#include "settings/customerstore.h"
#include "ui/dialogs/secretdialog.h"
#include "ui/dialogs/tenantactions.h"
#include "ui/dialogs/tenantdialog.h"
#include "ui/editors/customerrulesdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace {

constexpr auto longSecret = "n0t-a-real-secret-but-long-enough-to-look-like-one-0123456789abcd";

Domain::TenantProfile acme()
{
    Domain::TenantProfile profile;
    profile.name = u"acme-eu"_s;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"client-of-acme"_s;
    profile.environment = Domain::Environment::Production;
    return profile;
}

void fill(QWidget &dialog, const QString &name, const QString &domain, const QString &clientId, const QString &secret)
{
    type(dialog, "name", name);
    type(dialog, "domain", domain);
    type(dialog, "clientId", clientId);
    type(dialog, "secret", secret);
}

} // namespace

class TestTenantDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void addingKeepsProfileAndSecret();
    void whatIsWrongIsSaidAtItsField();
    void withoutKeychainTheSessionIsOffered();
    void cancellingLeavesNothing();
    void anotherApplicationWantsItsOwnSecret();
    void theTestShowsStepsAndScopes();
    void aForeignHostIsConfirmedFirst();
    void replacingASecret();
    void removingSaysWhatGoes();
    void theTenantOfACustomerHasItsName();
    void profilesTravelWithoutSecrets();
    void customerRulesThatCannotBeSavedStay();

private:
    Ui::Theme *m_theme = nullptr;
};

void TestTenantDialogs::initTestCase()
{
    m_theme = new Ui::Theme(this);
    m_theme->setChoice(qEnvironmentVariableIsSet("TENANTRY_DARK") ? Settings::Theme::Dark : Settings::Theme::Light);
}

void TestTenantDialogs::addingKeepsProfileAndSecret()
{
    DialogFixture fixture;
    Ui::TenantDialog dialog(fixture.services(), Domain::TenantProfile());
    QSignalSpy saved(&dialog, &Ui::TenantDialog::saved);
    dialog.open();
    picture(dialog, u"add"_s);
    QCOMPARE(faultsOf(dialog), QStringList());
    fill(dialog, u"acme-eu"_s, u"https://acme.eu.auth0.com/"_s, u"abc"_s, QString::fromLatin1(longSecret));
    dialog.findChild<QComboBox *>(u"environment"_s)->setCurrentIndex(2);
    QTest::keyClick(&dialog, Qt::Key_Return); // Save is the default button
    QTRY_COMPARE(dialog.result(), int(QDialog::Accepted));
    QCOMPARE(saved.size(), 1);
    const auto profile = fixture.profiles.findByName(u"acme-eu"_s);
    QVERIFY(profile);
    QCOMPARE(profile->domain, u"acme.eu.auth0.com"_s);
    QCOMPARE(profile->environment, Domain::Environment::Production);
    QVERIFY(profile->readOnly);
    QCOMPARE(DialogFixture::kept(fixture.keychain, profile->id), QByteArray(longSecret));
    QCOMPARE(DialogFixture::kept(fixture.session, profile->id), QByteArray());
}

void TestTenantDialogs::whatIsWrongIsSaidAtItsField()
{
    DialogFixture fixture;
    QVERIFY(fixture.profiles.add(acme()));
    Ui::TenantDialog dialog(fixture.services(), Domain::TenantProfile());
    dialog.open();
    fill(dialog, u"ACME-EU"_s, u"acme.eu.auth0.com/login"_s, QString(), QString());
    press(dialog, "save");
    QVERIFY(dialog.isVisible());
    QCOMPARE(fixture.profiles.profiles().size(), 1);
    const QString shown = shownText(dialog);
    QVERIFY(shown.contains("Another profile has this name"_L1));
    QVERIFY(shown.contains("The client ID is missing"_L1));
    QVERIFY(shown.contains("The credential is missing"_L1));
    QVERIFY(shown.contains("not a domain"_L1));
    // The first of them has the focus, and is told to a screen reader.
    auto *name = dialog.findChild<QLineEdit *>(u"name"_s);
    QCOMPARE(dialog.focusWidget(), name);
    QVERIFY(name->accessibleDescription().contains("Another profile"_L1));
    picture(dialog, u"add-wrong"_s);
    type(dialog, "name", u"acme-us"_s);
    QVERIFY(!shownText(dialog).contains("Another profile has this name"_L1));
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void TestTenantDialogs::withoutKeychainTheSessionIsOffered()
{
    DialogFixture fixture;
    Ui::TenantDialog dialog(fixture.withoutKeychain(), Domain::TenantProfile());
    dialog.open();
    fill(dialog, u"acme-eu"_s, u"acme.eu.auth0.com"_s, u"abc"_s, QString::fromLatin1(longSecret));
    press(dialog, "save");
    QVERIFY(dialog.isVisible());
    auto *banner = dialog.findChild<Ui::Banner *>();
    QVERIFY(banner->isVisible());
    QVERIFY(banner->detail().contains("until the program ends"_L1));
    picture(dialog, u"add-no-keychain"_s);
    QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(!dialog.isVisible());
    const auto profile = fixture.profiles.findByName(u"acme-eu"_s);
    QVERIFY(profile);
    QCOMPARE(DialogFixture::kept(fixture.session, profile->id), QByteArray(longSecret));
}

void TestTenantDialogs::cancellingLeavesNothing()
{
    DialogFixture fixture;
    Ui::TenantDialog dialog(fixture.withoutKeychain(), Domain::TenantProfile());
    dialog.open();
    fill(dialog, u"acme-eu"_s, u"acme.eu.auth0.com"_s, u"abc"_s, QString::fromLatin1(longSecret));
    press(dialog, "save"); // the keychain refuses
    press(dialog, "cancel");
    QVERIFY(fixture.profiles.profiles().isEmpty());
}

void TestTenantDialogs::anotherApplicationWantsItsOwnSecret()
{
    DialogFixture fixture;
    const auto id = fixture.profiles.add(acme());
    QVERIFY(id);
    fixture.keychain.write(*id, Auth::SecretKind::ClientSecret, Api::Secret(longSecret), this,
                           [](const Auth::StoreOutcome<void> &) {});
    Ui::TenantDialog dialog(fixture.services(), *id);
    dialog.open();
    picture(dialog, u"edit"_s);
    type(dialog, "name", u"acme-europe"_s);
    QVERIFY(!shownText(dialog).contains("snapshots of"_L1));
    type(dialog, "domain", u"evil.eu.auth0.com"_s);
    QVERIFY(shownText(dialog).contains("snapshots of acme.eu.auth0.com"_L1)); // which go with it
    press(dialog, "save");
    QVERIFY(dialog.isVisible()); // the stored secret must not go to another host
    QVERIFY(shownText(dialog).contains("The credential is missing"_L1));
    type(dialog, "domain", u"acme.eu.auth0.com"_s);
    press(dialog, "save");
    QVERIFY(!dialog.isVisible());
    QCOMPARE(fixture.profiles.find(*id)->name, u"acme-europe"_s);
    QCOMPARE(DialogFixture::kept(fixture.keychain, *id), QByteArray(longSecret));
}

void TestTenantDialogs::theTestShowsStepsAndScopes()
{
    Sandbox::Options options;
    Sandbox::ApiClient limited;
    limited.clientId = "limited";
    limited.clientSecret = longSecret;
    limited.scopes = {"read:clients", "read:connections", "read:organizations", "read:tenant_settings"};
    options.clients = {limited};
    Sandbox::Server server(options, Sandbox::defaultEstate());
    server.start();
    DialogFixture fixture;
    Ui::TenantDialog dialog(fixture.services(), Domain::TenantProfile());
    dialog.open();
    fill(dialog, u"sandbox"_s, QString::fromStdString(server.tenants()[0].url), u"limited"_s,
         QString::fromLatin1(longSecret));
    auto *test = dialog.findChild<QPushButton *>(u"test"_s);
    test->setFocus();
    QTest::keyClick(test, Qt::Key_Space);
    QVERIFY(!test->isEnabled());
    auto *scopes = dialog.findChild<QTreeWidget *>(u"scopes"_s);
    QTRY_VERIFY(scopes->isVisible());
    QVERIFY2(dialog.focusWidget() == test, "Enter after a test must neither save nor cancel");
    QVERIFY(shownText(dialog).contains("The connection works."_L1));
    QStringList missing;
    bool isWorkingSeen = false;
    for (int row = 0; row < scopes->topLevelItemCount(); ++row) {
        const QTreeWidgetItem *item = scopes->topLevelItem(row);
        if (item->text(1) != "none"_L1) {
            missing.append(item->text(1));
            QVERIFY2(!item->text(2).isEmpty(), qPrintable(item->text(0))); // what it costs
            QVERIFY2(!isWorkingSeen, qPrintable(item->text(0))); // what is amiss stands first
        }
        isWorkingSeen = isWorkingSeen || item->text(1) == "none"_L1;
    }
    QVERIFY(isWorkingSeen);
    QVERIFY(missing.join(u' ').contains("read:connections_options"_L1));
    QVERIFY2(shownText(dialog).contains(u"%1 of %2"_s.arg(missing.size()).arg(scopes->topLevelItemCount())),
             qPrintable(shownText(dialog)));
    press(dialog, "copyScopes");
    const QStringList copied = QGuiApplication::clipboard()->text().split(u' ');
    QVERIFY(copied.contains("read:connections_options"_L1));
    QVERIFY(copied.contains("read:stats"_L1));
    QVERIFY(!copied.contains("read:clients"_L1)); // granted already
    QVERIFY(!copied.contains("or"_L1)); // names of scopes, one of each alternative
    QVERIFY(!copied.contains("update:connections"_L1)); // the profile is read-only
    picture(dialog, u"test-scopes"_s);
    // Another secret: the result no longer holds.
    type(dialog, "secret", u"wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong"_s);
    QVERIFY(!scopes->isVisible());
    press(dialog, "test");
    QTRY_VERIFY(shownText(dialog).contains("The connection does not work yet."_L1));
    picture(dialog, u"test-failed"_s);
    QVERIFY(!shownText(dialog).contains("wrong-wrong"_L1));
}

void TestTenantDialogs::aForeignHostIsConfirmedFirst()
{
    DialogFixture fixture;
    Ui::TenantDialog dialog(fixture.services(), Domain::TenantProfile());
    dialog.open();
    fill(dialog, u"custom"_s, u"login.acme.example"_s, u"abc"_s, QString::fromLatin1(longSecret));
    press(dialog, "test");
    auto *confirm = dialog.findChild<QPushButton *>(u"confirmHost"_s);
    QTRY_VERIFY(confirm->isVisible());
    QVERIFY(shownText(dialog).contains("login.acme.example"_L1));
    picture(dialog, u"test-foreign-host"_s);
}

void TestTenantDialogs::replacingASecret()
{
    DialogFixture fixture;
    const auto id = fixture.profiles.add(acme());
    QVERIFY(id);
    fixture.session.write(*id, Auth::SecretKind::ClientSecret, Api::Secret("old"), this,
                          [](const Auth::StoreOutcome<void> &) {});
    Ui::SecretDialog dialog(fixture.services(), *fixture.profiles.find(*id));
    QSignalSpy replaced(&dialog, &Ui::SecretDialog::replaced);
    dialog.open();
    QCOMPARE(faultsOf(dialog), QStringList());
    press(dialog, "replace");
    QVERIFY(shownText(dialog).contains("Nothing was entered"_L1));
    picture(dialog, u"secret"_s);
    type(dialog, "secret", QString::fromLatin1(longSecret));
    press(dialog, "replace");
    QTRY_COMPARE(replaced.size(), 1);
    QCOMPARE(DialogFixture::kept(fixture.keychain, *id), QByteArray(longSecret));
    QCOMPARE(DialogFixture::kept(fixture.session, *id), QByteArray()); // it would come before the new one
}

void TestTenantDialogs::removingSaysWhatGoes()
{
    DialogFixture fixture;
    QWidget window;
    Domain::TenantProfile hostile = acme();
    hostile.name = u"<b>acme</b>"_s;
    const auto id = fixture.profiles.add(hostile);
    QVERIFY(id);
    fixture.keychain.write(*id, Auth::SecretKind::ClientSecret, Api::Secret(longSecret), this,
                           [](const Auth::StoreOutcome<void> &) {});
    Ui::TenantActions actions(fixture.services(), &window);
    QSignalSpy removed(&actions, &Ui::TenantActions::removed);
    window.show();
    actions.remove(*id);
    auto *question = window.findChild<QMessageBox *>();
    QVERIFY(question != nullptr);
    QCOMPARE(question->textFormat(), Qt::PlainText);
    QVERIFY(question->text().contains("<b>acme</b>"_L1));
    QVERIFY(question->informativeText().contains("keychain"_L1));
    QVERIFY(question->informativeText().contains("All its snapshots on this computer go as well"_L1));
    picture(*question, u"remove"_s);
    QTest::keyClick(question, Qt::Key_Escape);
    QVERIFY(fixture.profiles.find(*id));
    QTRY_VERIFY(window.findChild<QMessageBox *>() == nullptr);
    actions.askAlsoAbout([&id](const Domain::TenantId &of) { return of == *id ? u"2 edits."_s : QString(); });
    actions.remove(*id);
    QVERIFY(window.findChild<QMessageBox *>()->informativeText().startsWith("2 edits. They are lost with it."_L1));
    press(*window.findChild<QMessageBox *>(), "remove");
    QTRY_COMPARE(removed.size(), 1);
    QVERIFY(!fixture.profiles.find(*id));
    QCOMPARE(DialogFixture::kept(fixture.keychain, *id), QByteArray());
    const auto one = fixture.profiles.add(acme());
    QVERIFY(one && fixture.profiles.duplicate(*one));
    actions.remove(*one);
    QVERIFY(
        window.findChildren<QMessageBox *>().last()->informativeText().contains("snapshots on this computer stay"_L1));
}

void TestTenantDialogs::theTenantOfACustomerHasItsName()
{
    DialogFixture fixture;
    QWidget window;
    QVERIFY(fixture.profiles.add(acme()));
    Ui::TenantActions actions(fixture.services(), &window);
    window.show();
    for (const QString &customer : {u"Quokka Ltd"_s, acme().name, QString()}) {
        QDialog asked(&window);
        actions.addFor(customer, &asked);
        auto *dialog = asked.findChild<Ui::TenantDialog *>();
        QVERIFY(dialog != nullptr);
        QVERIFY2(shownText(*dialog).contains(u"give it the customer rule"_s), qPrintable(shownText(*dialog)));
        QCOMPARE(dialog->findChild<QLineEdit *>(u"name"_s)->text(),
                 customer == acme().name ? customer + u" 2"_s : customer);
    }
}

void TestTenantDialogs::profilesTravelWithoutSecrets()
{
    DialogFixture fixture;
    QWidget window;
    const auto id = fixture.profiles.add(acme());
    QVERIFY(id);
    fixture.keychain.write(*id, Auth::SecretKind::ClientSecret, Api::Secret(longSecret), this,
                           [](const Auth::StoreOutcome<void> &) {});
    Ui::TenantActions actions(fixture.services(), &window);
    QSignalSpy done(&actions, &Ui::TenantActions::done);
    QSignalSpy failed(&actions, &Ui::TenantActions::failed);
    const QString path = fixture.folder.filePath(u"profiles.json"_s);
    fixture.prompt.setAnswer(path);
    actions.exportProfiles();
    QCOMPARE(done.size(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("acme.eu.auth0.com"));
    QVERIFY(!text.contains(longSecret));
    actions.importProfiles();
    QCOMPARE(fixture.profiles.profiles().size(), 2); // under a free name
    fixture.prompt.setAnswer(fixture.folder.filePath(u"absent.json"_s));
    actions.importProfiles();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(fixture.profiles.profiles().size(), 2);
}

void TestTenantDialogs::customerRulesThatCannotBeSavedStay()
{
    DialogFixture fixture;
    Domain::TenantProfile profile = acme();
    profile.id = *fixture.profiles.add(profile);
    Settings::CustomerStore rules(fixture.settings->file(), fixture.profiles);
    Session::Estate estate;
    const Session::CustomerBook book(estate, rules);
    estate.open(std::make_unique<Session::TenantSession>(profile, *Api::Origin::fromBaseUrl(u"http://127.0.0.1:9"_s),
                                                         Auth::tokenSource(profile, Api::Secret(QByteArray("token"))),
                                                         Api::ClientOptions()));
    Ui::CustomerRulesDialog dialog({estate, rules, book}, *estate.find(profile.id));
    dialog.show();
    press(dialog, "addRule");
    type(dialog, "ruleText", u"{customer}-users"_s);
    // A folder stands where the file is to be replaced.
    const QString path = fixture.folder.filePath(u"tenantry.ini"_s);
    QVERIFY(QFile::remove(path));
    QVERIFY(QDir().mkpath(path + u"/inside"_s));
    press(dialog, "save");
    QVERIFY(dialog.isVisible());
    QVERIFY2(shownText(dialog).contains(u"Nothing here is lost"_s), qPrintable(shownText(dialog)));
    QCOMPARE(dialog.rules().rules.size(), 1);
    QVERIFY(!rules.of(profile.id));
    QVERIFY(QDir(path).removeRecursively());
    press(dialog, "save");
    QVERIFY(!dialog.isVisible());
    QCOMPARE(rules.of(profile.id)->rules.size(), 1);
}

QTEST_MAIN(TestTenantDialogs)
#include "tst_tenantdialogs.moc"
