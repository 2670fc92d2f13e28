#include "gui/dialogfixture.h"
#include "gui/warningsfixture.h"

#include "items/lockexitmodel.h"
#include "session/remedies.h"
#include "ui/dialogs/lockprobedialog.h"
#include "ui/dialogs/waiverdialog.h"
#include "ui/dialogs/whatifdialog.h"
#include "ui/editors/lockexitdialog.h"
#include "ui/pages/findingdetails.h"
#include "ui/pages/inspectorpanel.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/recordtable.h"
#include "ui/widgets/wraplabel.h"
#include "json/application_json.h"
#include "json/connection_json.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

using Query::Kind;

/// What a user does with findings: waives, marks, mends, supposes.
class TestFindingActions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init() { m_warnings->reset(); }
    void aWaiverWantsAReasonANameAndADay();
    void whatIsWaivedStandsApart();
    void aMarkSaysWhetherLockIsUsed();
    void whatMendsIsStaged();
    void whatMendsGoesOnTopOfWhatIsStaged();
    void marksAreForAllThatAreSelected();
    void waysOutAreStagedByChoice();
    void connectionsAreStagedForAnOrganization();
    void theDetailsTellWhatLockDoes();
    void whatLockSeesIsReadOnDemand();
    void whatIfAnswersWhileItIsTyped();

private:
    Ui::WarningsPanel &panel() { return m_warnings->panel(); }
    QTreeView &list() { return m_warnings->list(); }
    QComboBox &choice(const QString &name) { return m_warnings->choice(name); }
    void settle() { QVERIFY(m_warnings->settle()); }
    Items::FindingRow rowAt(int row) { return m_warnings->rowAt(row); }
    void choose(int row) { m_warnings->choose(row); }
    QAction *action(const QString &title) { return m_warnings->action(title); }

    std::unique_ptr<WarningsFixture> m_warnings;
    WindowFixture *m_fixture = nullptr;
};

void TestFindingActions::initTestCase()
{
    m_warnings = std::make_unique<WarningsFixture>();
    m_fixture = &m_warnings->window;
    QVERIFY(m_warnings->openAndAudit());
}

void TestFindingActions::aWaiverWantsAReasonANameAndADay()
{
    choose(0);
    action(u"Waive…"_s)->trigger();
    auto *dialog = m_fixture->window().findChild<Ui::WaiverDialog *>();
    QVERIFY(dialog);
    dialog->accept();
    QVERIFY(dialog->isVisible()); // nothing was given
    QVERIFY(m_fixture->decisions().of(rowAt(0).tenant).waivers.empty());
    dialog->findChild<QPlainTextEdit *>(u"note"_s)->setPlainText(u"moves to organizations"_s);
    dialog->accept();
    QVERIFY(dialog->isVisible()); // nobody gave it
    dialog->reject();
    QVERIFY(m_fixture->decisions().of(rowAt(0).tenant).waivers.empty());
}

void TestFindingActions::whatIsWaivedStandsApart()
{
    const qsizetype total = panel().model().total({});
    const Items::FindingRow chosen = rowAt(0);
    choose(0);
    action(u"Waive…"_s)->trigger();
    auto *dialog = m_fixture->window().findChild<Ui::WaiverDialog *>();
    dialog->findChild<QPlainTextEdit *>(u"note"_s)->setPlainText(u"moves to organizations"_s);
    dialog->findChild<QLineEdit *>(u"by"_s)->setText(u"Ada"_s);
    dialog->accept();
    QTRY_COMPARE_WITH_TIMEOUT(panel().model().waived({}), qsizetype(1), 10000);
    settle();
    QCOMPARE(panel().model().total({}), total - 1);
    QVERIFY(!panel().model().find(chosen).isValid());
    QTRY_COMPARE(m_fixture->window().bottom()->tabText(0), u"Warnings %1"_s.arg(total - 1));
    choice(u"waived"_s).setCurrentIndex(2);
    settle();
    QCOMPARE(panel().model().shown(), qsizetype(1));
    choose(0);
    QCOMPARE(rowAt(0).finding.waiver->by, u"Ada"_s);
    QVERIFY(panel().model().index(0, Items::FindingModel::MessageColumn).data().toString().contains(u"Ada"_s));
    QVERIFY(!action(u"Waive…"_s));
    action(u"Withdraw the waiver"_s)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(panel().model().total({}), total, 10000);
    settle();
    QCOMPARE(panel().findChild<Ui::EmptyState *>()->title(), u"No finding is waived"_s);
}

void TestFindingActions::aMarkSaysWhetherLockIsUsed()
{
    choose(0);
    const Items::FindingRow lock = rowAt(0);
    QCOMPARE(lock.finding.check, u"lock.database-connections"_s);
    action(u"Mark as not using Lock"_s)->trigger();
    QCOMPARE(m_fixture->decisions().of(lock.tenant).lockMarks.value(lock.finding.subject.id, true), false);
    const auto message = [this, &lock] {
        const QModelIndex place = panel().model().find(lock);
        return place.isValid() ? panel().model().rowAt(place)->finding.message : QString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(message().contains(u"marked as not using Lock"_s), 10000);
    QTRY_VERIFY(action(u"Take the mark about Lock away"_s));
    action(u"Take the mark about Lock away"_s)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!message().isEmpty() && !message().contains(u"marked"_s), 10000);
}

void TestFindingActions::whatMendsIsStaged()
{
    m_fixture->session(u"acme-dev"_s)
        .accept(QList<Domain::Connection>{*Json::readConnection(
            R"({"id":"con_new","name":"db-new","strategy":"auth0","options":{"brute_force_protection":false}})")});
    QVERIFY(m_warnings->awaitAudits());
    panel().findChild<QLineEdit *>()->setText(u"brute-force-protection-off"_s);
    settle();
    QVERIFY(panel().model().rowCount() > 0);
    choose(0);
    const Items::FindingRow row = rowAt(0);
    action(Session::titleOf(row.finding.remedy.kind))->trigger();
    const auto staged = m_fixture->tray().staged(
        row.tenant, {Change::ObjectKind::Connection, row.finding.subject.id, row.finding.subject.name});
    QVERIFY(staged);
    QCOMPARE(staged->changes.size(), 1);
    QCOMPARE(staged->changes.first().pointer.text(), u"/options/brute_force_protection"_s);
    QCOMPARE(staged->changes.first().after, std::optional(QByteArray("true")));
    m_fixture->tray().clear();
}

void TestFindingActions::whatMendsGoesOnTopOfWhatIsStaged()
{
    Session::TenantSession &session = m_fixture->session(u"acme-dev"_s);
    const QByteArray text
        = R"({"client_id":"urls","name":"Urls","callbacks":["https://a.example/cb","http://b.example"]})";
    session.accept(QList<Domain::Application>{*Json::readApplication(text)});
    const auto finding = [](const QString &url) {
        Domain::Finding one;
        one.subject = {Domain::FindingSubject::Kind::Application, u"urls"_s, u"Urls"_s};
        one.remedy = {Domain::Remedy::Kind::RemoveCallbacks, {url}};
        return Items::FindingRow{Domain::TenantId(u"acme-dev"_s), {}, {}, one};
    };
    Q_EMIT panel().mendWanted(finding(u"https://a.example/cb"_s));
    Q_EMIT panel().mendWanted(finding(u"http://b.example"_s));
    const auto staged = m_fixture->tray().staged(session.id(), {Change::ObjectKind::Application, u"urls"_s, u"Urls"_s});
    QVERIFY(staged);
    QCOMPARE(staged->changes.size(), 1);
    QCOMPARE(staged->changes.first().after, std::optional(QByteArray("[]"))); // both are gone
    Q_EMIT panel().mendWanted(finding(u"http://b.example"_s));
    QVERIFY(m_fixture->window().message().contains(u"so already"_s));
    m_fixture->tray().clear();
    // What may not be written is not staged either.
    const QByteArray custom
        = R"({"id":"con_own","name":"own","strategy":"auth0","options":{"enabledDatabaseCustomization":true}})";
    session.accept(QList<Domain::Connection>{*Json::readConnection(custom)});
    Items::FindingRow signUp = finding({});
    signUp.finding.subject = {Domain::FindingSubject::Kind::Connection, u"con_own"_s, u"own"_s};
    signUp.finding.remedy = {Domain::Remedy::Kind::DisableSignup, {u"con_own"_s}};
    Q_EMIT panel().mendWanted(signUp);
    QVERIFY(m_fixture->tray().isEmpty());
}

void TestFindingActions::marksAreForAllThatAreSelected()
{
    Analysis::AuditOptions options;
    options.lock.watch = 12; // the Back office as well
    m_fixture->auditor().setOptions(options);
    QVERIFY(m_warnings->awaitAudits());
    panel().findChild<QLineEdit *>()->setText(u"lock."_s);
    settle();
    list().selectAll();
    const int count = panel().model().rowCount();
    QVERIFY(count > 1);
    QVERIFY(!action(u"What if…"_s)); // of one only
    action(u"Mark as using Lock"_s)->trigger();
    QSet<QString> marked;
    for (const auto *tenant : {"acme-eu", "acme-dev"}) {
        const auto marks = m_fixture->decisions().of(Domain::TenantId(QString::fromLatin1(tenant))).lockMarks;
        for (auto mark = marks.cbegin(); mark != marks.cend(); ++mark) {
            QVERIFY(*mark);
            marked.insert(mark.key());
        }
    }
    QSet<QString> wanted;
    for (int row = 0; row < count; ++row) {
        wanted.insert(rowAt(row).finding.subject.id);
    }
    QCOMPARE(marked, wanted);
    // Back by way of the table: a mark may have taken the finding away that it was made on.
    m_fixture->window().showScope({Domain::TenantId(u"acme-eu"_s), Kind::Applications, {}});
    auto *table = m_fixture->window().tablePage()->findChild<Ui::RecordTable *>();
    table->selectAll();
    m_fixture->window().actions().unmarkLock->trigger();
    QVERIFY(m_fixture->decisions().of(Domain::TenantId(u"acme-eu"_s)).lockMarks.isEmpty());
    m_fixture->auditor().setOptions({});
    QVERIFY(m_warnings->awaitAudits());
}

void TestFindingActions::waysOutAreStagedByChoice()
{
    choose(0);
    QCOMPARE(rowAt(0).finding.subject.name, u"Portal"_s);
    action(u"Ways out…"_s)->trigger();
    auto *dialog = m_fixture->window().findChild<Ui::LockExitDialog *>();
    QVERIFY(dialog);
    const std::size_t before = m_fixture->server().requests().size();
    auto *table = dialog->findChild<QTreeView *>(u"connections"_s);
    QTRY_COMPARE(table->model()->rowCount(), 57);
    table->sortByColumn(Items::LockExitModel::Applications, Qt::AscendingOrder);
    QCOMPARE(table->model()->index(0, Items::LockExitModel::Applications).data().toString(), u"only this one"_s);
    table->setCurrentIndex(table->model()->index(0, 0));
    table->selectionModel()->select(table->model()->index(1, 0),
                                    QItemSelectionModel::Select | QItemSelectionModel::Rows);
    QTest::keyClick(table, Qt::Key_Space);
    const auto *forecast = dialog->findChild<Ui::WrapLabel *>(u"forecast"_s);
    QVERIFY2(forecast->text().contains(u"57 → 55"_s), qPrintable(forecast->text()));
    QVERIFY(shownText(*dialog).contains(u"nobody can sign in"_s)); // both are on here only
    auto *way = dialog->findChild<QComboBox *>(u"way"_s);
    way->setCurrentIndex(1);
    const auto *steps = dialog->findChild<QPlainTextEdit *>(u"steps"_s);
    QVERIFY(!steps->isHidden() && steps->toPlainText().contains(u"Create an application"_s));
    auto *stage = dialog->findChild<QPushButton *>(u"stage"_s);
    QVERIFY(!stage->isEnabled());
    auto *target = dialog->findChild<QComboBox *>(u"target"_s);
    target->setCurrentIndex(target->findText(u"Back office"_s));
    QVERIFY2(forecast->text().contains(u"12 → 14"_s) && forecast->text().contains(u"57 → 55"_s),
             qPrintable(forecast->text()));
    QVERIFY(steps->isHidden());
    picture(*dialog, u"LockExitDialog-move"_s);
    way->setCurrentIndex(2);
    QVERIFY(steps->toPlainText().contains(u"Universal Login"_s));
    table->sortByColumn(Items::LockExitModel::Connection, Qt::AscendingOrder);
    picture(*dialog, u"LockExitDialog-organizations"_s);
    way->setCurrentIndex(1);
    QCOMPARE(m_fixture->server().requests().size(), before); // the map tells it all
    press(*dialog, "countUsers"); // a request for each connection
    QTRY_COMPARE_WITH_TIMEOUT(m_fixture->server().requests().size(), before + 57, 20000);
    QTRY_COMPARE(table->model()->index(0, Items::LockExitModel::LastLogin).data().toString(), u"never"_s);
    QTRY_VERIFY(!dialog->findChild<QPushButton *>(u"countUsers"_s)->isEnabled());
    stage->click();
    QCOMPARE(m_fixture->tray().size(), qsizetype(2));
    QVERIFY(!dialog->isVisible());
    m_fixture->tray().clear();
}

void TestFindingActions::connectionsAreStagedForAnOrganization()
{
    choose(0);
    action(u"Ways out…"_s)->trigger();
    auto *dialog = m_fixture->window().findChildren<Ui::LockExitDialog *>().last();
    auto *table = dialog->findChild<QTreeView *>(u"connections"_s);
    QTRY_COMPARE(table->model()->rowCount(), 57);
    dialog->findChild<QComboBox *>(u"way"_s)->setCurrentIndex(2);
    auto *organization = dialog->findChild<QComboBox *>(u"organization"_s);
    organization->setCurrentIndex(organization->findText(u"acme"_s));
    table->setCurrentIndex(table->model()->index(4, 0));
    QTest::keyClick(table, Qt::Key_Space);
    auto *stage = dialog->findChild<QPushButton *>(u"stage"_s);
    QVERIFY(!stage->isEnabled()); // its organization is none that exists
    press(*dialog, "setOrganization");
    QCOMPARE(table->model()->index(4, Items::LockExitModel::Organization).data().toString(), u"acme"_s);
    QVERIFY(stage->isEnabled());
    stage->click();
    // The organization is read: nothing else is taken meanwhile, and the dialog says what it waits for.
    QVERIFY(!stage->isEnabled() && !table->isEnabled() && !organization->isEnabled());
    QVERIFY(shownText(*dialog).contains(u"Reading the organizations"_s));
    QTRY_COMPARE(m_fixture->tray().size(), qsizetype(1));
    QCOMPARE(m_fixture->tray().plans().first().plan.items.first().object.kind,
             Change::ObjectKind::OrganizationConnections);
    m_fixture->tray().clear();
}

void TestFindingActions::theDetailsTellWhatLockDoes()
{
    choose(0);
    const auto *details = panel().findChild<Ui::FindingDetails *>();
    const auto *fields = details->findChild<Ui::FieldList *>();
    const auto field = [fields](const QString &label) {
        for (const Ui::Field &one : fields->fields()) {
            if (one.label == label) {
                return one;
            }
        }
        return Ui::Field();
    };
    QCOMPARE(field(u"Beyond 50 (7)"_s).lines.first(), u"customer-50"_s);
    QCOMPARE(field(u"Shown (50)"_s).lines.size(), qsizetype(50));
    QVERIFY(field(u"What Lock does"_s).value.contains(u"customer-0"_s));
    m_fixture->window().resize(1440, 900);
    picture(m_fixture->window(), u"window-finding"_s);
}

void TestFindingActions::whatLockSeesIsReadOnDemand()
{
    choose(0);
    const std::size_t before = m_fixture->server().requests().size();
    action(u"See what Lock sees…"_s)->trigger();
    auto *dialog = m_fixture->window().findChild<Ui::LockProbeDialog *>();
    QVERIFY(dialog);
    QVERIFY(shownText(*dialog).contains(u"/client/portal.js"_s));
    QCOMPARE(m_fixture->server().requests().size(), before); // only once somebody wants it
    press(*dialog, "fetch");
    const auto *rows = dialog->findChild<QTreeWidget *>(u"sight"_s);
    QTRY_COMPARE(rows->topLevelItemCount(), 57);
    QCOMPARE(rows->topLevelItem(0)->text(0), u"customer-50"_s);
    QVERIFY(rows->topLevelItem(0)->text(1).contains(u"beyond"_s));
    QVERIFY(shownText(*dialog).contains(u"50 of the 57"_s));
    picture(*dialog, u"LockProbeDialog-read"_s);
    dialog->reject();
    // The same of what is selected in the table.
    m_fixture->window().showObject(Domain::TenantId(u"acme-eu"_s), Kind::Applications, u"office"_s);
    auto *inspector = m_fixture->window().findChild<Ui::InspectorPanel *>();
    QTRY_COMPARE(inspector->objectId(), u"office"_s);
    inspector->tabs()->setCurrentIndex(1);
    press(*inspector, "probeLock");
    const auto dialogs = m_fixture->window().findChildren<Ui::LockProbeDialog *>();
    QVERIFY(dialogs.last()->isVisible() && shownText(*dialogs.last()).contains(u"/client/office.js"_s));
    dialogs.last()->reject();
}

void TestFindingActions::whatIfAnswersWhileItIsTyped()
{
    const std::size_t before = m_fixture->server().requests().size();
    choose(0);
    QCOMPARE(rowAt(0).finding.subject.name, u"Portal"_s);
    action(u"What if…"_s)->trigger();
    auto *dialog = m_fixture->window().findChild<Ui::WhatIfDialog *>();
    QVERIFY(dialog);
    const auto *counts = dialog->findChildren<QTreeWidget *>().at(0);
    const auto *changes = dialog->findChildren<QTreeWidget *>().at(1);
    QTRY_COMPARE_WITH_TIMEOUT(counts->topLevelItemCount(), 1, 10000);
    QCOMPARE(counts->topLevelItem(0)->text(1), u"57"_s);
    QCOMPARE(counts->topLevelItem(0)->text(2), u"58 of 50"_s);
    auto *text = dialog->findChild<QLineEdit *>();
    text->setText(u"add 38 customers to \"Back office\""_s); // it has 12
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isSettled() && changes->topLevelItemCount() > 0, 10000);
    QCOMPARE(counts->topLevelItem(0)->text(3), u"full"_s);
    QCOMPARE(changes->topLevelItem(0)->text(0), u"would appear"_s);
    QCOMPARE(changes->topLevelItem(0)->text(2), u"Back office"_s);
    text->setText(u"enable nobody for Portal"_s);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isSettled() && counts->topLevelItemCount() == 0, 10000);
    QVERIFY(dialog->findChild<Ui::WrapLabel *>(u"state"_s)->text().contains(u"nobody"_s));
    dialog->reject();
    QCOMPARE(m_fixture->server().requests().size(), before); // nothing is read for it
    QVERIFY(m_fixture->tray().isEmpty());
}

QTEST_MAIN(TestFindingActions)
#include "tst_findingactions.moc"
