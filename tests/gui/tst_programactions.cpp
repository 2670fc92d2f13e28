#include "gui/windowfixture.h"

#include "auth/layeredstore.h"
#include "auth/memorystore.h"
#include "gui/programactions.h"
#include "session/profilesessions.h"
#include "settings/profilestore.h"
#include "ui/dialogs/secretdialog.h"
#include "ui/pages/tenantpage.h"
#include "ui/shell/actions.h"

#include <QDialog>
#include <QFileDialog>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

/// The actions behind which the program puts dialogs, in a window that shows a tenant of the sandbox and a saved one.
class TestProgramActions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aTenantOfTheSandboxHasNoProfileToEdit();
    void everyTenantActionOpensSomething_data();
    void everyTenantActionOpensSomething();

private:
    QList<QAction *> ofTheTenant() const
    {
        const Ui::Actions &actions = m_fixture->window().actions();
        return {actions.editTenant, actions.duplicateTenant, actions.replaceCredential, actions.removeTenant};
    }
    /// Dialogs that are open now.
    QList<QDialog *> dialogs() const
    {
        QList<QDialog *> open;
        for (QDialog *dialog : m_fixture->window().findChildren<QDialog *>()) {
            if (dialog->isVisible()) {
                open.append(dialog);
            }
        }
        return open;
    }

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    Auth::MemoryStore m_keychain;
    std::unique_ptr<Auth::LayeredStore> m_credentials;
    std::unique_ptr<Session::ProfileSessions> m_sessions;
    Domain::TenantId m_saved;
};

void TestProgramActions::init()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_profiles = std::make_unique<Settings::ProfileStore>(m_fixture->settings().file());
    m_credentials = std::make_unique<Auth::LayeredStore>(m_keychain);
    m_sessions = std::make_unique<Session::ProfileSessions>(m_fixture->estate(), *m_profiles, *m_credentials,
                                                            [](const Domain::TenantProfile &) {
                                                                Api::ClientOptions options;
                                                                options.sharesBudget = false;
                                                                return options;
                                                            });
    m_fixture->open(0, u"eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
    Domain::TenantProfile profile;
    profile.name = u"Saved"_s;
    profile.baseUrl = QUrl(u"http://127.0.0.1:9"_s);
    profile.clientId = u"client"_s;
    const auto added = m_profiles->add(profile);
    QVERIFY(added);
    m_saved = *added;
    new Gui::ProgramActions(m_fixture->window(), m_fixture->estate(), *m_sessions, *m_profiles, *m_credentials,
                            m_fixture->settings());
}

void TestProgramActions::cleanup()
{
    for (QDialog *dialog : dialogs()) {
        dialog->reject();
    }
    m_sessions.reset();
    m_credentials.reset();
    m_profiles.reset();
    m_fixture.reset();
}

void TestProgramActions::aTenantOfTheSandboxHasNoProfileToEdit()
{
    m_fixture->window().showScope({Domain::TenantId(u"eu"_s), Query::Kind::Tenants, {}});
    for (const QAction *action : ofTheTenant()) {
        QVERIFY2(!action->isEnabled(), qPrintable(action->objectName()));
    }
    const auto *page = m_fixture->window().findChild<Ui::TenantPage *>();
    QVERIFY(page && page->isVisible());
    const auto buttons = page->findChildren<QPushButton *>();
    const auto edit = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->text().startsWith(u"Edit the tenant"_s);
    });
    QVERIFY(edit != buttons.end());
    QVERIFY(!(*edit)->isEnabled());
    m_fixture->window().showScope({m_saved, Query::Kind::Tenants, {}});
    for (const QAction *action : ofTheTenant()) {
        QVERIFY2(action->isEnabled(), qPrintable(action->objectName()));
    }
    QVERIFY((*edit)->isEnabled());
    // A banner may offer it all the same: then it says why not.
    Q_EMIT m_fixture->window().editTenantWanted(Domain::TenantId(u"eu"_s));
    QCOMPARE(dialogs().size(), 1);
}

void TestProgramActions::everyTenantActionOpensSomething_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"add-tenant", "import-tenants", "import-profiles", "export-profiles", "edit-tenant",
                             "duplicate-tenant", "replace-credential", "remove-tenant"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void TestProgramActions::everyTenantActionOpensSomething()
{
    QFETCH(const QString, name);
    m_fixture->window().showScope({m_saved, Query::Kind::Applications, {}});
    auto *action = m_fixture->window().findChild<QAction *>(name);
    QVERIFY(action && action->isEnabled());
    bool isInMenu = false;
    for (const Ui::Actions::Group &group : m_fixture->window().actions().groups()) {
        isInMenu = isInMenu || group.actions.contains(action);
    }
    QVERIFY2(isInMenu, "An action that is in no menu is found by nobody");
    action->trigger();
    QTRY_COMPARE(dialogs().size(), 1);
}

QTEST_MAIN(TestProgramActions)
#include "tst_programactions.moc"
