#include "gui/dialogfixture.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/diagnostics.h"
#include "ui/dialogs/preferencesdialog.h"
#include "ui/dialogs/shortcutsdialog.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QSpinBox>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace {

constexpr auto longSecret = "n0t-a-real-secret-but-long-enough-to-look-like-one-0123456789abcd";

} // namespace

class TestProgramDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void preferencesAreKept();
    void shortcutsAreListed();
    void diagnosticsHoldNoSecret();

private:
    Ui::Theme *m_theme = nullptr;
};

void TestProgramDialogs::initTestCase()
{
    m_theme = new Ui::Theme(this);
    m_theme->setChoice(qEnvironmentVariableIsSet("TENANTRY_DARK") ? Settings::Theme::Dark : Settings::Theme::Light);
}

void TestProgramDialogs::preferencesAreKept()
{
    DialogFixture fixture;
    Ui::PreferencesDialog dialog(*fixture.settings, fixture.prompt,
                                 {{u"nist-800-63b"_s, u"NIST SP 800-63B-4"_s}, {u"house"_s, u"House rules"_s}});
    dialog.open();
    QCOMPARE(faultsOf(dialog), QStringList());
    picture(dialog, u"preferences"_s);
    dialog.findChild<QComboBox *>(u"theme"_s)->setCurrentIndex(2);
    dialog.findChild<QSpinBox *>(u"reserve"_s)->setValue(70);
    auto *unlock = dialog.findChild<QSpinBox *>(u"unlockMinutes"_s);
    QCOMPARE(unlock->value(), 15);
    QCOMPARE(unlock->minimum(), 1);
    QCOMPARE(unlock->maximum(), 60);
    unlock->setValue(5);
    auto *watch = dialog.findChild<QSpinBox *>(u"lockWatch"_s);
    QCOMPARE(watch->value(), 40);
    watch->setValue(48); // too late: refused, and nothing is kept
    QTest::keyClick(&dialog, Qt::Key_Return);
    QVERIFY(dialog.isVisible());
    QCOMPARE(fixture.settings->preferences(), Settings::Preferences());
    watch->setValue(40);
    auto *near = dialog.findChild<QSpinBox *>(u"lockNear"_s);
    near->setValue(39); // before watching begins: refused, and nothing is kept
    QTest::keyClick(&dialog, Qt::Key_Return);
    QVERIFY(dialog.isVisible());
    QCOMPARE(fixture.settings->preferences(), Settings::Preferences());
    near->setValue(45);
    auto *baseline = dialog.findChild<QComboBox *>(u"policyBaseline"_s);
    QCOMPARE(baseline->currentText(), u"None"_s);
    baseline->setCurrentIndex(2);
    auto *secrets = dialog.findChild<QSpinBox *>(u"secretDays"_s);
    QCOMPARE(secrets->value(), 365);
    secrets->setValue(90);
    auto *snapshots = dialog.findChild<QSpinBox *>(u"snapshotDays"_s);
    QCOMPARE(snapshots->value(), 400);
    snapshots->setValue(30);
    watch->setValue(30);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(fixture.settings->preferences().theme, Settings::Theme::Dark);
    QCOMPARE(fixture.settings->preferences().productionReserve, 0.7);
    QCOMPARE(fixture.settings->preferences().unlockMinutes, 5);
    QCOMPARE(fixture.settings->preferences().policyBaseline, u"house"_s);
    QCOMPARE(fixture.settings->preferences().lock, (Domain::LockBands{30, 45, 50}));
    QCOMPARE(fixture.settings->preferences().secretDays, 90);
    QCOMPARE(fixture.settings->preferences().snapshotDays, 30);
    Ui::PreferencesDialog again(*fixture.settings, fixture.prompt);
    again.open();
    // The template is gone meanwhile: what was chosen is said, and stays until somebody chooses again.
    QVERIFY(again.findChild<QComboBox *>(u"policyBaseline"_s)->currentText().contains("house"_L1));
    again.findChild<QComboBox *>(u"theme"_s)->setCurrentIndex(0);
    QTest::keyClick(&again, Qt::Key_Escape);
    QCOMPARE(fixture.settings->preferences().theme, Settings::Theme::Dark);
}

void TestProgramDialogs::shortcutsAreListed()
{
    QAction refresh(u"&Refresh"_s);
    refresh.setShortcut(QKeySequence::Refresh);
    QAction none(u"Nothing"_s);
    Ui::ShortcutsDialog dialog({{u"Reading"_s, {&refresh, &none}}, {u"Empty"_s, {&none}}});
    dialog.open();
    QCOMPARE(faultsOf(dialog), QStringList());
    auto *list = dialog.findChild<QTreeWidget *>(u"shortcuts"_s);
    QCOMPARE(list->topLevelItemCount(), 1);
    QCOMPARE(list->topLevelItem(0)->childCount(), 1);
    QCOMPARE(list->topLevelItem(0)->child(0)->text(0), u"Refresh"_s);
    QVERIFY(list->topLevelItem(0)->child(0)->text(1).contains("F5"_L1));
    picture(dialog, u"shortcuts"_s);
}

void TestProgramDialogs::diagnosticsHoldNoSecret()
{
    Ui::Diagnostics diagnostics;
    Domain::TenantProfile profile;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"client-of-acme"_s;
    profile.environment = Domain::Environment::Production;
    diagnostics.tenants.append({profile, {u"connections: complete, 271"_s}});
    diagnostics.problems = {u"client_secret=%1 was refused"_s.arg(QString::fromLatin1(longSecret)),
                            u"Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"_s,
                            QDir::homePath() + u"/ca.pem could not be read"_s};
    Ui::AboutDialog dialog(Ui::diagnosticsText(diagnostics));
    dialog.open();
    QCOMPARE(faultsOf(dialog), QStringList());
    picture(dialog, u"about"_s);
    press(dialog, "copyDiagnostics");
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains("acme.eu.auth0.com [PROD]"_L1));
    QVERIFY(copied.contains(QString::fromLatin1(qVersion())));
    QVERIFY(!copied.contains(QString::fromLatin1(longSecret)));
    QVERIFY(!copied.contains("eyJ"_L1));
    QVERIFY(!copied.contains("client-of-acme"_L1));
    QVERIFY(!copied.contains(QDir::homePath()));
}

QTEST_MAIN(TestProgramDialogs)
#include "tst_programdialogs.moc"
