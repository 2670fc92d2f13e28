#include "gui/dialogfixture.h"
#include "gui/exporttenant.h"
#include "gui/windowfixture.h"

#include "session/joblist.h"
#include "ui/pages/tablepage.h"
#include "ui/reports/exportactions.h"
#include "ui/reports/exportresultdialog.h"
#include "ui/shell/actions.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/recordtable.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;
using ExportTenant::eu;
using Query::Kind;

/// The window's export for other tools, as a user drives it.
class TestExportDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup();
    void aWholeTenantIsExported_data();
    void aWholeTenantIsExported();
    void theSelectionIsExported();
    void whatTheTableShowsIsExported();
    void theCostIsToldBefore();
    void bothPoliciesAreLeftOutOrOneIsKept();
    void aCancelledOneLeavesNothing();
    void whatIsBeingReadIsWaitedFor();
    void stoppedOrWithoutItsTenantItLeavesNothing();
    void aFolderOfOthersIsRefused();
    void anEarlierExportIsReplacedOnceThatWasAsked();
    void aPlaceThatCannotBeWrittenLeavesTheChoice();
    void whatCannotBeWrittenIsOfferedAgain();
    void whatCouldNotBeReadIsTold();
    void theResultIsLookedAt();

private:
    void open(bool limited = false, std::chrono::milliseconds latency = {}, bool waits = true)
    {
        Sandbox::Options options;
        options.latency = latency;
        m_fixture = std::make_unique<WindowFixture>(options, std::vector{ExportTenant::state()});
        new Ui::ExportActions(m_fixture->estate(), m_fixture->prompt(), m_fixture->window());
        m_fixture->open(0, QString::fromLatin1(eu), limited);
        QVERIFY(!waits || m_fixture->waitUntilRead());
        m_out = std::make_unique<QTemporaryDir>();
        m_fixture->prompt().setAnswer(m_out->path());
    }
    void show(Kind kind) { m_fixture->window().showScope({Domain::TenantId(QString::fromLatin1(eu)), kind, {}}); }
    void select(const QStringList &ids)
    {
        Ui::Selection selection{m_fixture->window().tablePage()->kind(), {}};
        for (const QString &id : ids) {
            selection.objects.append({Domain::TenantId(QString::fromLatin1(eu)), id});
        }
        m_fixture->window().tablePage()->select(selection);
        QTRY_COMPARE(m_fixture->window().tablePage()->selection().objects.size(), ids.size());
    }
    template <typename T> T *dialog(const QString &name) { return m_fixture->window().findChild<T *>(name); }
    Ui::ExportDialog *ask(QAction *action)
    {
        action->trigger();
        return dialog<Ui::ExportDialog>(u"exportObjects"_s);
    }
    Ui::ExportDialog *ask() { return ask(m_fixture->window().actions().exportDeploy); }
    static void choose(Ui::ExportDialog &dialog, const QString &words)
    {
        auto *box = dialog.findChild<QComboBox *>(u"objects"_s);
        const int index = box->findText(words, Qt::MatchContains);
        QVERIFY2(index >= 0, qPrintable(words));
        box->setCurrentIndex(index);
    }
    QString inDialog(const QString &name)
    {
        const auto *label = dialog<Ui::ExportResultDialog>(u"exportResult"_s)->findChild<Ui::WrapLabel *>(name);
        return label ? label->text() : QString();
    }
    QByteArray written(const QString &file) const
    {
        QFile in(m_out->filePath(file));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    QStringList there() const
    {
        return QDir(m_out->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<QTemporaryDir> m_out;
};

void TestExportDialog::cleanup()
{
    for (const auto &request : m_fixture->server().requests()) {
        QVERIFY(request.method == "GET" || request.path == "/oauth/token");
    }
    m_fixture.reset();
}

void TestExportDialog::aWholeTenantIsExported_data()
{
    QTest::addColumn<bool>("isTerraform");
    QTest::addColumn<QString>("marker");
    QTest::newRow("deploy-cli") << false << u"##CONNECTION_OKTA__CLIENT_SECRET##"_s;
    QTest::newRow("terraform") << true << u"var.connection_okta__client_secret"_s;
}

void TestExportDialog::aWholeTenantIsExported()
{
    QFETCH(bool, isTerraform);
    QFETCH(QString, marker);
    const QString folder = isTerraform ? u"acme-eu-terraform"_s : u"acme-eu-deploy-cli"_s;
    const Ui::Actions &actions = m_fixture->window().actions();
    auto *asked = ask(isTerraform ? actions.exportTerraform : actions.exportDeploy);
    QVERIFY(asked);
    QCOMPARE(faultsOf(*asked), QStringList());
    choose(*asked, u"all applications, connections and organizations"_s);
    press(*asked, "choose");
    QTRY_VERIFY(dialog<QDialog>(u"exportResult"_s));
    QVERIFY2(inDialog(u"exported"_s).contains(u"1 application(s), 2 connection(s), 8 organization(s)"_s),
             qPrintable(inDialog(u"exported"_s)));
    QVERIFY2(inDialog(u"placeholders"_s).contains(marker), qPrintable(inDialog(u"placeholders"_s)));
    QVERIFY2(inDialog(u"leftOut"_s).contains(u"“both”"_s), qPrintable(inDialog(u"leftOut"_s)));
    QVERIFY(inDialog(u"leftOut"_s).contains(u"“All Applications”"_s)); // all 3 that the table has
    QCOMPARE(there(), QStringList{folder});
    QByteArray all;
    for (const QString &file : QDir(m_out->filePath(folder)).entryList(QDir::Files)) {
        all += written(folder + u'/' + file);
    }
    QVERIFY(all.contains("Portal") && all.contains("okta") && all.contains("org-7"));
    QVERIFY(!all.contains("canary"));
    QVERIFY(m_fixture->session(QString::fromLatin1(eu)).jobs().isEmpty());
}

void TestExportDialog::theSelectionIsExported()
{
    show(Kind::Connections);
    select({u"con_0000000000000001"_s, u"con_0000000000000003"_s});
    auto *asked = ask();
    QCOMPARE(asked->findChild<QComboBox *>(u"objects"_s)->currentText(), u"acme-eu: 2 selected connection(s)"_s);
    press(*asked, "choose");
    QTRY_VERIFY(dialog<QDialog>(u"exportResult"_s));
    const QByteArray yaml = written(u"acme-eu-deploy-cli-selection/tenant.yaml"_s);
    QVERIFY2(yaml.contains("\"users\"") && yaml.contains("\"okta\""), yaml.constData());
    QVERIFY(yaml.contains("- \"Portal\"\n")); // what it is enabled for, by name
    QVERIFY(!yaml.contains("\"both\"") && !yaml.contains("clients:\n  -") && !yaml.contains("organizations:"));
}

void TestExportDialog::whatTheTableShowsIsExported()
{
    show(Kind::Organizations);
    select({u"org_3"_s});
    auto *asked = ask();
    QCOMPARE(asked->findChild<QComboBox *>(u"objects"_s)->currentText(), u"acme-eu: 1 selected organization(s)"_s);
    choose(*asked, u"8 organization(s) that the table shows"_s);
    QVERIFY(!asked->findChild<QComboBox *>(u"policies"_s)->isVisible()); // it is about connections
    asked->reject();
    QTRY_VERIFY(!dialog<QDialog>(u"exportObjects"_s));
    // Without a selection it is everything, unless a filter says which.
    m_fixture->window().tablePage()->table()->clearSelection();
    asked = ask();
    QCOMPARE(asked->findChild<QComboBox *>(u"objects"_s)->currentText(),
             u"acme-eu: all applications, connections and organizations"_s);
    asked->reject();
    QTRY_VERIFY(!dialog<QDialog>(u"exportObjects"_s));
    m_fixture->window().tablePage()->filterLine()->setText(u"name=org-3"_s);
    QTRY_COMPARE(m_fixture->window().tablePage()->shownRecords().size(), 1);
    m_fixture->window().tablePage()->table()->clearSelection();
    asked = ask();
    QCOMPARE(asked->findChild<QComboBox *>(u"objects"_s)->currentText(),
             u"acme-eu: 1 organization(s) that the table shows"_s);
    press(*asked, "choose");
    QTRY_VERIFY(dialog<QDialog>(u"exportResult"_s));
    QVERIFY(inDialog(u"exported"_s).contains(u"0 application(s), 0 connection(s), 1 organization(s)"_s));
    QVERIFY(written(u"acme-eu-deploy-cli-selection/tenant.yaml"_s).contains("\"org-3\""));
}

void TestExportDialog::theCostIsToldBefore()
{
    show(Kind::Applications);
    select({u"portal"_s});
    const std::size_t before = m_fixture->server().requests().size();
    auto *asked = ask();
    const auto *cost = asked->findChild<Ui::WrapLabel *>(u"cost"_s);
    QVERIFY2(cost->text().startsWith(u"Nothing has to be read for it."_s), qPrintable(cost->text()));
    choose(*asked, u"all applications"_s);
    QVERIFY2(cost->text().contains(u"24 request(s)"_s), qPrintable(cost->text())); // three for each organization
    QCOMPARE(m_fixture->server().requests().size(), before);
    picture(*asked, u"export-dialog"_s);
    m_fixture->theme().setChoice(Settings::Theme::Dark);
    picture(*asked, u"export-dialog-dark"_s);
    press(*asked, "choose");
    QTRY_VERIFY(dialog<QDialog>(u"exportResult"_s));
    QCOMPARE(m_fixture->server().requests().size(), before + 24);
}

void TestExportDialog::bothPoliciesAreLeftOutOrOneIsKept()
{
    show(Kind::Connections);
    select({u"con_0000000000000002"_s});
    auto *asked = ask();
    QVERIFY(asked->findChild<QComboBox *>(u"policies"_s)->isVisible());
    press(*asked, "choose");
    QTRY_VERIFY(dialog<QDialog>(u"exportResult"_s));
    QVERIFY2(inDialog(u"exported"_s).contains(u"Nothing was exported."_s), qPrintable(inDialog(u"exported"_s)));
    QVERIFY(inDialog(u"leftOut"_s).contains(u"“both”"_s) && !inDialog(u"leftOut"_s).contains(u"--"_s));
    QVERIFY(!dialog<QDialog>(u"exportResult"_s)->findChild<QPushButton *>(u"openFolder"_s));
    QVERIFY(there().isEmpty());
    press(*dialog<QDialog>(u"exportResult"_s), "close");
    QTRY_VERIFY(!dialog<QDialog>(u"exportResult"_s));
    QTRY_VERIFY(!dialog<QDialog>(u"exportObjects"_s));

    ask()->findChild<QComboBox *>(u"policies"_s)->setCurrentIndex(1);
    press(*dialog<QDialog>(u"exportObjects"_s), "choose");
    QTRY_VERIFY(dialog<QDialog>(u"exportResult"_s));
    const QByteArray yaml = written(u"acme-eu-deploy-cli-selection/tenant.yaml"_s);
    QVERIFY2(yaml.contains("passwordPolicy") && !yaml.contains("password_options"), yaml.constData());
}

void TestExportDialog::aCancelledOneLeavesNothing()
{
    const std::size_t before = m_fixture->server().requests().size();
    press(*ask(), "cancel");
    QTRY_VERIFY(!dialog<QDialog>(u"exportObjects"_s));
    m_fixture->prompt().setAnswer({});
    auto *asked = ask();
    press(*asked, "choose"); // and no folder is chosen
    QVERIFY(asked->isVisible());
    QVERIFY(m_fixture->session(QString::fromLatin1(eu)).jobs().isEmpty());
    QCOMPARE(m_fixture->server().requests().size(), before);
    QVERIFY(there().isEmpty());
}

void TestExportDialog::whatIsBeingReadIsWaitedFor()
{
    open(false, std::chrono::milliseconds(5), false);
    const Session::TenantSession &session = m_fixture->session(QString::fromLatin1(eu));
    QVERIFY(!session.status(Kind::Organizations).readAt.isValid());
    auto *asked = ask();
    const QString cost = asked->findChild<Ui::WrapLabel *>(u"cost"_s)->text();
    QVERIFY2(cost.contains(u"request(s) at least"_s), qPrintable(cost));
    press(*asked, "choose");
    QTRY_VERIFY(dialog<QDialog>(u"exportResult"_s));
    QVERIFY(inDialog(u"exported"_s).contains(u"1 application(s), 2 connection(s), 8 organization(s)"_s));
    QVERIFY2(inDialog(u"missing"_s).isEmpty(), qPrintable(inDialog(u"missing"_s)));
    QVERIFY(written(u"acme-eu-deploy-cli/tenant.yaml"_s)
                .contains("- \"Portal\"\n")); // what is enabled for what was read as well
}

void TestExportDialog::stoppedOrWithoutItsTenantItLeavesNothing()
{
    open(false, std::chrono::milliseconds(20));
    press(*ask(), "choose");
    Session::TenantSession &session = m_fixture->session(QString::fromLatin1(eu));
    QTRY_COMPARE(session.jobs().size(), 1);
    QCOMPARE(session.jobs().first().title, u"Exporting for auth0-deploy-cli"_s);
    QTRY_VERIFY(session.jobs().value(0).done > 0);
    session.cancelJob(session.jobs().first().id);
    QVERIFY(session.jobs().isEmpty());
    QVERIFY(shownText(m_fixture->window()).contains(u"The export was stopped."_s));
    QTRY_VERIFY(!dialog<QDialog>(u"exportObjects"_s));

    // One that ends with the window stays not among the jobs, where ending it would be about nothing.
    auto ended = std::make_unique<Ui::FolderExport>(m_fixture->estate(), session, Ui::FolderWish(), nullptr);
    ended->start();
    QCOMPARE(session.jobs().size(), 1);
    ended.reset();
    QVERIFY(session.jobs().isEmpty());

    press(*ask(), "choose");
    QTRY_VERIFY(!session.jobs().isEmpty() && session.jobs().first().done > 0);
    m_fixture->estate().close(session.id());
    auto *box = dialog<QMessageBox>(u"exportFailed"_s);
    QVERIFY(box && box->isVisible());
    QVERIFY2(box->informativeText().contains(u"“acme-eu” was closed"_s), qPrintable(box->informativeText()));
    QVERIFY(there().isEmpty());
    QVERIFY(!m_fixture->window().actions().exportDeploy->isEnabled());
}

void TestExportDialog::aFolderOfOthersIsRefused()
{
    const QString folder = m_out->filePath(u"acme-eu-deploy-cli"_s);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(QFile(folder + u"/notes.txt"_s).open(QIODevice::WriteOnly));
    const std::size_t before = m_fixture->server().requests().size();
    auto *asked = ask();
    press(*asked, "choose");
    QTRY_VERIFY(asked->findChild<QMessageBox *>(u"refusedPlace"_s));
    auto *box = asked->findChild<QMessageBox *>(u"refusedPlace"_s);
    QVERIFY2(box->informativeText().contains(u"notes.txt"_s), qPrintable(box->informativeText()));
    QVERIFY(asked->isVisible()); // for another folder
    QCOMPARE(m_fixture->server().requests().size(), before);
    QCOMPARE(QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"notes.txt"_s});
}

void TestExportDialog::anEarlierExportIsReplacedOnceThatWasAsked()
{
    const auto exported = [this] {
        show(Kind::Applications);
        select({u"portal"_s});
        press(*ask(), "choose");
    };
    exported();
    QTRY_VERIFY(dialog<QDialog>(u"exportResult"_s));
    press(*dialog<QDialog>(u"exportResult"_s), "close");
    QTRY_VERIFY(!dialog<QDialog>(u"exportResult"_s) && !dialog<QDialog>(u"exportObjects"_s));
    QVERIFY(QFile::resize(m_out->filePath(u"acme-eu-deploy-cli-selection/tenant.yaml"_s), 0)); // somebody changed it
    exported();
    QTRY_VERIFY(dialog<QMessageBox>(u"replaceExport"_s));
    auto *box = dialog<QMessageBox>(u"replaceExport"_s);
    QVERIFY2(box->text().contains(u"1 object(s)"_s), qPrintable(box->text()));
    QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel)); // what was changed in its files is lost
    QVERIFY(written(u"acme-eu-deploy-cli-selection/tenant.yaml"_s).isEmpty());
    press(*box, "replace");
    QTRY_VERIFY(dialog<QDialog>(u"exportResult"_s));
    QVERIFY(written(u"acme-eu-deploy-cli-selection/tenant.yaml"_s).contains("Portal"));
}

void TestExportDialog::aPlaceThatCannotBeWrittenLeavesTheChoice()
{
    m_fixture->prompt().setAnswer(u"/proc/1"_s); // where even root makes no folder
    auto *asked = ask();
    choose(*asked, u"all applications"_s);
    press(*asked, "choose");
    QTRY_VERIFY(asked->findChild<QMessageBox *>(u"refusedPlace"_s));
    const QString why = asked->findChild<QMessageBox *>(u"refusedPlace"_s)->informativeText();
    QVERIFY2(why.contains(u"could not be written"_s) && why.contains(u". Choose another folder."_s), qPrintable(why));
    QVERIFY(asked->isVisible());
    QVERIFY(asked->findChild<QPushButton *>(u"choose"_s)->isEnabled());
}

void TestExportDialog::whatCannotBeWrittenIsOfferedAgain()
{
    open(false, std::chrono::milliseconds(10));
    show(Kind::Organizations);
    select({u"org_3"_s, u"org_4"_s});
    press(*ask(), "choose");
    QTRY_VERIFY(!m_fixture->session(QString::fromLatin1(eu)).jobs().isEmpty());
    QVERIFY(QFile(m_out->filePath(u"acme-eu-deploy-cli-selection"_s)).open(QIODevice::WriteOnly)); // meanwhile
    QTRY_VERIFY(dialog<QMessageBox>(u"exportFailed"_s) && !dialog<QDialog>(u"exportObjects"_s));
    m_fixture->window().tablePage()->table()->clearSelection();
    press(*dialog<QMessageBox>(u"exportFailed"_s), "again");
    QTRY_VERIFY(dialog<QDialog>(u"exportObjects"_s));
    QCOMPARE(dialog<QDialog>(u"exportObjects"_s)->findChild<QComboBox *>(u"objects"_s)->currentText(),
             u"acme-eu: 2 selected organization(s)"_s);
}

void TestExportDialog::whatCouldNotBeReadIsTold()
{
    open(true);
    press(*ask(), "choose");
    QTRY_VERIFY(dialog<QDialog>(u"exportResult"_s));
    QVERIFY(inDialog(u"exported"_s).contains(u"1 application(s), 0 connection(s)"_s));
    QVERIFY2(inDialog(u"missing"_s).contains(u"read:connections"_s)
                 && inDialog(u"missing"_s).contains(u"read:organizations"_s),
             qPrintable(inDialog(u"missing"_s)));
}

void TestExportDialog::theResultIsLookedAt()
{
    Ui::FolderResult result;
    result.wish.path = u"/srv/exports/acme-eu-deploy-cli"_s;
    result.folder.applications = 3;
    for (int i = 0; i < 150; ++i) {
        const QString name = i == 1 ? QString::fromUtf8(WindowFixture::hostileName) : u"customer-%1"_s.arg(i);
        result.folder.leftOut.append({u"connection"_s, name, {}, u"It holds both generations of password policy."_s});
        result.folder.placeholders.append(
            {u"CONNECTION_%1"_s.arg(i), u"connection"_s, name, u"options.client_secret"_s});
    }
    Ui::ExportResultDialog shown(result, &m_fixture->window());
    shown.show();
    QCOMPARE(faultsOf(shown), QStringList());
    QString text;
    for (const Ui::WrapLabel *label : shown.findChildren<Ui::WrapLabel *>()) {
        text += label->accessibleName();
    }
    QVERIFY(text.contains(u"and 130 more"_s) && text.contains(u"README.txt in the folder has them"_s));
    QVERIFY(!text.contains(QChar(0x202e)));
    result.problem = Ui::ExportProblem{u"Nothing was exported."_s, {}, {}};
    const Ui::ExportResultDialog nothing(result);
    for (const Ui::WrapLabel *label : nothing.findChildren<Ui::WrapLabel *>()) {
        QVERIFY(!label->text().contains(u"README.txt"_s)); // which was not written
    }
    picture(shown, u"export-result"_s);
    m_fixture->theme().setChoice(Settings::Theme::Dark);
    picture(shown, u"export-result-dark"_s);
}

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
