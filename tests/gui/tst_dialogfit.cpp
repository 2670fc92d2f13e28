#include "gui/dialogfixture.h"
#include "gui/windowfixture.h"

#include "session/policyforecast.h"
#include "session/readplan.h"
#include "session/snapshotkeeper.h"
#include "settings/reportstore.h"
#include "ui/dialogs/aboutdialog.h"
#include "ui/dialogs/changeservices.h"
#include "ui/dialogs/countusersdialog.h"
#include "ui/dialogs/customerchoicedialog.h"
#include "ui/dialogs/customercomparisondialog.h"
#include "ui/dialogs/diagnosisdialog.h"
#include "ui/dialogs/importdialog.h"
#include "ui/dialogs/journaldialog.h"
#include "ui/dialogs/lockprobedialog.h"
#include "ui/dialogs/opendialog.h"
#include "ui/dialogs/preferencesdialog.h"
#include "ui/dialogs/reviewdialog.h"
#include "ui/dialogs/savesearchdialog.h"
#include "ui/dialogs/searchesdialog.h"
#include "ui/dialogs/secretdialog.h"
#include "ui/dialogs/shortcutsdialog.h"
#include "ui/dialogs/supportdialog.h"
#include "ui/dialogs/takebackdialog.h"
#include "ui/dialogs/tenantdialog.h"
#include "ui/dialogs/ticketdialog.h"
#include "ui/dialogs/unlockdialog.h"
#include "ui/dialogs/waiverdialog.h"
#include "ui/dialogs/whatifdialog.h"
#include "ui/editors/convertpolicydialog.h"
#include "ui/editors/customerrulesdialog.h"
#include "ui/editors/likenessdialog.h"
#include "ui/editors/lockexitdialog.h"
#include "ui/editors/metadatadialog.h"
#include "ui/editors/objectdialog.h"
#include "ui/editors/onboarddialog.h"
#include "ui/editors/organizationconnectionsdialog.h"
#include "ui/editors/policytemplatedialog.h"
#include "ui/editors/savetemplatedialog.h"
#include "ui/editors/sharedialog.h"
#include "ui/editors/switchesdialog.h"
#include "ui/editors/usersmetadatadialog.h"
#include "ui/editors/wordlistdialog.h"
#include "ui/reports/exportdialog.h"
#include "ui/reports/exportresultdialog.h"
#include "ui/reports/reportdialog.h"
#include "ui/snapshots/timelinedialog.h"
#include "ui/widgets/columnheader.h"

#include <QDirIterator>
#include <QLayout>
#include <QPushButton>
#include <QRegularExpression>

#include <map>

using namespace Qt::StringLiterals;

using Query::Kind;

/// Every dialog fits a screen of 1600 x 1000 at twice the size.
class TestDialogFit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyDialogIsTried();
    void everyDialogFits_data();
    void everyDialogFits();

private:
    using Make = std::function<QDialog *(QWidget *parent)>;

    std::map<QString, Make> dialogs();
    Session::TenantSession &session() { return m_fixture->session(u"eu"_s); }
    Ui::ChangeServices changes()
    {
        return {m_fixture->estate(), m_fixture->tray(), m_fixture->journalFolder(), m_fixture->prompt(),
                m_fixture->templateFolder()};
    }
    QByteArray original(Kind kind, const QString &id) { return session().record(kind, id)->original; }
    QList<Session::PolicyTarget> targets()
    {
        return Session::policyTargets(m_fixture->estate(), m_fixture->tray(), {{session().id(), connection}});
    }

    static constexpr QSize screen{800, 480}; ///< without a desktop's own bar
    const QString connection = u"con_0000000000000000"_s;
    std::unique_ptr<WindowFixture> m_fixture;
    std::unique_ptr<Session::SnapshotKeeper> m_keeper; ///< of the estate, which outlives it
    DialogFixture m_dialogs;
};

/// All that the program opens, by their classes: a new one is a line here.
std::map<QString, TestDialogFit::Make> TestDialogFit::dialogs()
{
    using namespace Ui;
    const Domain::TenantProfile &profile = session().profile();
    const Change::ObjectRef object{Change::ObjectKind::Connection, connection, u"a name "_s.repeated(40)};
    const Settings::TemplateFiles files(m_fixture->templateFolder());
    const auto flexible = Domain::PolicyGeneration::Flexible;
    return {
        {u"AboutDialog"_s, [](QWidget *parent) { return new AboutDialog(u"figures"_s, parent); }},
        {u"PreferencesDialog"_s,
         [this](QWidget *parent) {
             return new PreferencesDialog(*m_dialogs.settings, m_dialogs.prompt, {{u"nist"_s, u"NIST SP 800-63B-4"_s}},
                                          3, parent);
         }},
        {u"ShortcutsDialog"_s,
         [](QWidget *parent) {
             return new ShortcutsDialog({{u"All"_s, parent->findChildren<QAction *>()}}, parent);
         }},
        {u"ImportDialog"_s,
         [this](QWidget *parent) { return new ImportDialog(m_dialogs.services(), {}, m_fixture->folder(), parent); }},
        {u"SecretDialog"_s,
         [=, this](QWidget *parent) { return new SecretDialog(m_dialogs.services(), profile, parent); }},
        {u"TenantDialog"_s,
         [=, this](QWidget *parent) { return new TenantDialog(m_dialogs.services(), profile, parent); }},
        {u"UnlockDialog"_s, [this](QWidget *parent) { return new UnlockDialog(session(), parent); }},
        {u"ReviewDialog"_s, [this](QWidget *parent) { return new ReviewDialog(changes(), parent); }},
        {u"DiagnosisDialog"_s,
         [this](QWidget *parent) {
             auto *dialog = new DiagnosisDialog(session(), m_fixture->customerBook(),
                                                {u"nobody@acme.example"_s, u"portal"_s}, {}, parent);
             dialog->look();
             return dialog;
         }},
        {u"SupportDialog"_s,
         [](QWidget *parent) {
             auto *dialog = new SupportDialog(Change::SupportKind::PasswordTicket, 3,
                                              {{u"portal"_s, u"a name "_s.repeated(40)}}, parent);
             dialog->offerDomains({u"login.acme.example"_s, u"login.initech.example"_s}, u"login.initech.example"_s);
             return dialog;
         }},
        {u"SaveSearchDialog"_s,
         [](QWidget *parent) {
             return new SaveSearchDialog({{},
                                          {},
                                          Domain::TenantId(u"eu"_s),
                                          u"a name "_s.repeated(40),
                                          u"users"_s,
                                          {},
                                          u"blocked=true"_s,
                                          u"email:*@acme.com OR "_s.repeated(60)},
                                         true, parent);
         }},
        {u"SearchesDialog"_s,
         [this](QWidget *parent) {
             Settings::SearchStore &store = m_fixture->searchStore();
             (void)store.add(
                 {{}, u"Blocked users of Acme"_s, {}, {}, u"users"_s, {}, u"blocked=true"_s, u"email:*@acme.com"_s});
             (void)store.add({{},
                              u"Of a tenant of old"_s,
                              Domain::TenantId(u"old"_s),
                              u"acme-old"_s,
                              u"connections"_s,
                              u"enterprise"_s,
                              {},
                              {}});
             return new SearchesDialog(store, m_fixture->estate(), parent);
         }},
        {u"TicketDialog"_s,
         [](QWidget *parent) {
             return new TicketDialog(
                 QList<Ticket>(30, {u"a name "_s.repeated(40), Api::Secret("https://acme.example/t")}), parent);
         }},
        {u"JournalDialog"_s, [this](QWidget *parent) { return new JournalDialog(changes(), parent); }},
        {u"ObjectDialog"_s,
         [=, this](QWidget *parent) {
             return new ObjectDialog(profile, object, original(Kind::Connections, connection), {}, parent);
         }},
        {u"CustomerChoiceDialog"_s,
         [](QWidget *parent) {
             return new CustomerChoiceDialog(
                 {u"Whose is it?"_s, u"a name "_s.repeated(40), {{u"acme"_s, u"Acme"_s}}, true, true, true}, parent);
         }},
        {u"CustomerComparisonDialog"_s,
         [](QWidget *parent) {
             auto *dialog = new CustomerComparisonDialog({u"acme"_s, u"a name "_s.repeated(40), {}},
                                                         {u"globex"_s, u"Globex"_s, {}}, parent);
             dialog->offerLikeness();
             return dialog;
         }},
        {u"CustomerRulesDialog"_s,
         [this](QWidget *parent) {
             return new CustomerRulesDialog(
                 {m_fixture->estate(), m_fixture->customerRules(), m_fixture->customerBook()}, session(), parent);
         }},
        {u"OnboardDialog"_s,
         [this](QWidget *parent) { return new OnboardDialog(session(), m_fixture->customerBook(), {}, parent); }},
        {u"TakeBackDialog"_s,
         [](QWidget *parent) {
             Change::Plan plan = Change::newPlan(u"Undo"_s, {});
             plan.customer = u"a name "_s.repeated(40);
             Change::PlanItem item{{Change::ObjectKind::Connection, u"con_1"_s, u"acme-users"_s}, {}};
             item.removal = Change::Removal();
             plan.items = QList<Change::PlanItem>(30, item);
             return new TakeBackDialog({{{}, plan}}, parent);
         }},
        {u"ShareDialog"_s,
         [this](QWidget *parent) {
             return new ShareDialog({m_fixture->estate(), m_fixture->customerRules(), m_fixture->customerBook()},
                                    changes(), session(), u"acme"_s, parent);
         }},
        {u"LikenessDialog"_s,
         [this](QWidget *parent) {
             return new LikenessDialog(m_fixture->estate(), m_fixture->customerBook(), m_fixture->tray(), session(),
                                       {u"acme"_s, session().id(), u"initech"_s, session().id()}, parent);
         }},
        {u"SwitchesDialog"_s,
         [this](QWidget *parent) {
             return new SwitchesDialog(session(), m_fixture->tray(), Session::MapSide::Applications, {u"portal"_s},
                                       parent);
         }},
        {u"OrganizationConnectionsDialog"_s,
         [this](QWidget *parent) {
             return new OrganizationConnectionsDialog(session(), m_fixture->tray(), u"org_0000000000000001"_s, parent);
         }},
        {u"LockProbeDialog"_s, [this](QWidget *parent) { return new LockProbeDialog(session(), u"portal"_s, parent); }},
        {u"LockExitDialog"_s,
         [this](QWidget *parent) { return new LockExitDialog(session(), m_fixture->tray(), u"portal"_s, parent); }},
        {u"MetadataDialog"_s,
         [=, this](QWidget *parent) {
             return new MetadataDialog(profile, object, original(Kind::Connections, connection), {}, {}, parent);
         }},
        {u"UsersMetadataDialog"_s,
         [this](QWidget *parent) {
             return new UsersMetadataDialog(changes(), session().id(), {u"auth0|1"_s}, parent);
         }},
        {u"ConvertPolicyDialog"_s,
         [=, this](QWidget *parent) { return new ConvertPolicyDialog(targets(), flexible, parent); }},
        {u"PolicyTemplateDialog"_s,
         [=, this](QWidget *parent) {
             return new PolicyTemplateDialog(targets(), {}, files, m_fixture->prompt(), parent);
         }},
        {u"SaveTemplateDialog"_s, [=](QWidget *parent) { return new SaveTemplateDialog({}, files, parent); }},
        {u"WhatIfDialog"_s,
         [this](QWidget *parent) { return new WhatIfDialog(session(), m_fixture->auditor(), {}, parent); }},
        {u"CountUsersDialog"_s,
         [this](QWidget *parent) {
             const Domain::UserCounts last{QDateTime::currentDateTimeUtc(), 1204001, {}, 12, 3, 0, 0, {}, {}, {}};
             const Session::CensusPlan plan{{u"tenant"_s, u"company.id"_s}, 40, {{u"acme"_s, {u"org_1"_s}}}};
             const SearchOffer search{u"Globex Corporation"_s};
             return new CountUsersDialog(session().profile(), plan, &last, search, parent);
         }},
        {u"ReportDialog"_s,
         [this](QWidget *parent) {
             static Settings::ReportStore reports(m_dialogs.settings->file());
             return new ReportDialog({m_fixture->estate(), m_fixture->customerRules(), m_fixture->customerBook()},
                                     reports, m_dialogs.prompt, parent);
         }},
        {u"ExportDialog"_s,
         [this](QWidget *parent) {
             return new ExportDialog(m_fixture->estate(), ExportTool::DeployCli,
                                     {{session().id(), {Kind::Connections, {connection}}}, {session().id(), {}}},
                                     m_dialogs.prompt, parent);
         }},
        {u"ExportResultDialog"_s,
         [](QWidget *parent) {
             FolderResult result;
             result.wish.path = u"/a name "_s.repeated(40);
             result.folder.leftOut = {{u"connection"_s, u"a name "_s.repeated(40), {}, u"It has no name."_s}};
             result.folder.placeholders = QList<Reports::ExportPlaceholder>(
                 40, {u"NAME_"_s.repeated(30), u"connection"_s, u"acme"_s, u"key"_s});
             result.missing = {u"Something was not read."_s};
             return new ExportResultDialog(result, parent);
         }},
        {u"TimelineDialog"_s,
         [this](QWidget *parent) {
             m_keeper = std::make_unique<Session::SnapshotKeeper>(m_fixture->estate(), m_fixture->profiles(),
                                                                  Session::SnapshotFiles(),
                                                                  Json::SecretKeys::fromResource());
             return new TimelineDialog(session(), *m_keeper, m_dialogs.prompt, parent);
         }},
        {u"WaiverDialog"_s,
         [](QWidget *parent) {
             return new WaiverDialog({Items::FindingRow()}, u"A name"_s, QDate::currentDate(), parent);
         }},
        {u"WordListDialog"_s,
         [](QWidget *parent) {
             return new WordListDialog(Policy::Key::DictionaryWords, u"Words"_s, {u"acme"_s}, {}, parent);
         }},
    };
}

void TestDialogFit::initTestCase()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->openWritable(0, u"eu"_s);
    QVERIFY(m_fixture->waitUntilRead());
    m_fixture->window().resize(screen);
}

void TestDialogFit::everyDialogIsTried()
{
    const std::map<QString, Make> known = dialogs();
    static const QRegularExpression declaration(u"^class (\\w+) : public QDialog"_s,
                                                QRegularExpression::MultilineOption);
    QDirIterator headers(qEnvironmentVariable("TENANTRY_SOURCE_DIR") + u"/ui"_s, {u"*.h"_s}, QDir::Files,
                         QDirIterator::Subdirectories);
    int found = 0;
    while (headers.hasNext()) {
        QFile file(headers.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        if (const auto match = declaration.match(QString::fromUtf8(file.readAll())); match.hasMatch()) {
            QVERIFY2(known.contains(match.captured(1)), qPrintable(match.captured(1)));
            ++found;
        }
    }
    QCOMPARE(found, int(known.size()));
}

void TestDialogFit::everyDialogFits_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &[name, make] : dialogs()) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestDialogFit::everyDialogFits()
{
    QFETCH(const QString, name);
    QDialog *dialog = dialogs().at(name)(&m_fixture->window());
    // The screen is the smaller one here, and tells nothing of what is wished: nothing may be larger before it is
    // shown.
    const QSize room = dialog->screen()->availableSize();
    QVERIFY2(dialog->width() <= room.width() && dialog->height() <= room.height(),
             qPrintable(u"made %1 x %2"_s.arg(dialog->width()).arg(dialog->height())));
    Ui::openDialog(dialog);
    QCoreApplication::processEvents();
    const QSize narrow = screen - QSize(0, Ui::dialogFrame);
    dialog->resize(narrow);
    QCoreApplication::processEvents();
    QVERIFY2(dialog->width() <= narrow.width() && dialog->height() <= narrow.height(), qPrintable(told(*dialog)));
    const QLayout *layout = dialog->layout();
    const int height = layout->hasHeightForWidth() ? layout->minimumHeightForWidth(dialog->width())
                                                   : layout->totalMinimumSize().height();
    QVERIFY2(layout->totalMinimumSize().width() <= narrow.width() && height <= narrow.height(),
             qPrintable(u"at least %1 x %2, of which\n"_s.arg(layout->totalMinimumSize().width()).arg(height)
                        + told(*dialog)));
    picture(*dialog, name);
    for (const QPushButton *button : dialog->findChildren<QPushButton *>()) {
        QTRY_VERIFY2(!button->isVisible() || button->width() >= button->minimumSizeHint().width(),
                     qPrintable(button->text()));
    }
    for (const QHeaderView *header : dialog->findChildren<QHeaderView *>()) {
        QVERIFY2(!header->isVisible() || qobject_cast<const Ui::ColumnHeader *>(header),
                 qPrintable(header->parent()->objectName()));
    }
    dialog->close();
}

QTEST_MAIN(TestDialogFit)
#include "tst_dialogfit.moc"
