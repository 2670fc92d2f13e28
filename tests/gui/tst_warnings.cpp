#include "gui/warningsfixture.h"

#include "items/estatetreemodel.h"
#include "items/roles.h"
#include "session/auditor.h"
#include "session/snapshotkeeper.h"
#include "session/storedstate.h"
#include "settings/inifile.h"
#include "settings/profilestore.h"
#include "store/snapshotstore.h"
#include "ui/pages/findingdetails.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/estatepanel.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/estatetree.h"
#include "ui/widgets/fieldlist.h"
#include "ui/widgets/trendpane.h"
#include "json/connection_json.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;

using Query::Kind;

/// The panel of what is wrong, one key away.
class TestWarnings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void beforeAnyReadingItSaysWhatToDo();
    void f8EntersIt();
    void theTabCountsAllFindings();
    void theGravestIsToldWhole();
    void whatCanBeDoneIsInReach();
    void withoutRoomTheDetailsAreAButtonAway();
    void enterLeadsToTheSubject();
    void findingsOfTheChosenTenantOnly();
    void groupsStandOpenUnderHeadings();
    void nothingPassesSaysSo();
    void copyTakesTheSelectedFindings();
    void theTreeCountsFindings();
    void whatAppearsIsTold();
    void whatWentAgainIsNotNew();
    void theChosenFindingStaysChosen();
    void thePastIsToldBesideTheCount();
    void theLineSaysWhereItLeads();
    void cleanupTestCase() { m_keeper.reset(); } // it looks at the estate once more as it goes

private:
    Ui::WarningsPanel &panel() { return *m_fixture->window().warnings(); }
    QTreeView &list() { return m_warnings->list(); }
    QComboBox &choice(const QString &name) { return m_warnings->choice(name); }
    void settle() { QVERIFY(m_warnings->settle()); }
    Items::FindingRow rowAt(int row) { return m_warnings->rowAt(row); }

    QTemporaryDir m_folder;
    std::unique_ptr<Settings::IniFile> m_ini = *Settings::IniFile::open(m_folder.path(), u"tenantry.ini"_s);
    Settings::ProfileStore m_profiles{*m_ini}; ///< none: no tenant is saved
    std::unique_ptr<Session::SnapshotKeeper> m_keeper; ///< of the window's estate
    std::unique_ptr<WarningsFixture> m_warnings;
    WindowFixture *m_fixture = nullptr;
};

void TestWarnings::initTestCase()
{
    m_warnings = std::make_unique<WarningsFixture>();
    m_fixture = &m_warnings->window;
    beforeAnyReadingItSaysWhatToDo();
    QVERIFY(m_warnings->openAndAudit());
    QVERIFY(panel().model().rowCount() > 3);
}

void TestWarnings::init()
{
    m_warnings->reset();
}

void TestWarnings::beforeAnyReadingItSaysWhatToDo()
{
    if (m_fixture->estate().sessions().isEmpty()) {
        QCOMPARE(panel().findChild<Ui::EmptyState *>()->title(), u"Nothing was checked yet"_s);
    }
}

void TestWarnings::f8EntersIt()
{
    m_fixture->window().actions().showBottom->setChecked(false);
    m_fixture->window().bottom()->setCurrentIndex(1);
    QTest::keyClick(&m_fixture->window(), Qt::Key_F8);
    QVERIFY(panel().isVisible());
    QTRY_VERIFY(list().hasFocus());
}

void TestWarnings::theTabCountsAllFindings()
{
    const QTabWidget &tabs = *m_fixture->window().bottom();
    qsizetype all = 0;
    for (const Session::TenantSession *session : m_fixture->estate().sessions()) {
        all += m_fixture->auditor().resultOf(session->id())->findings.size();
    }
    QCOMPARE(tabs.tabText(0), u"Warnings %1"_s.arg(all));
    QCOMPARE(panel().model().shown(), all);
}

void TestWarnings::theGravestIsToldWhole()
{
    list().setCurrentIndex(panel().model().index(0, 0));
    const Items::FindingRow row = rowAt(0);
    QCOMPARE(row.finding.check, u"lock.database-connections"_s); // the Portal with 57
    QCOMPARE(row.finding.severity, Domain::Severity::Critical);
    const auto *details = panel().findChild<Ui::FindingDetails *>();
    const QList<Ui::Field> fields = details->findChild<Ui::FieldList *>()->fields();
    const auto value = [&fields](const QString &label) {
        const auto found = std::find_if(fields.begin(), fields.end(),
                                        [&label](const Ui::Field &field) { return field.label == label; });
        return found == fields.end() ? QString() : found->value;
    };
    QCOMPARE(value(u"Subject"_s), u"Portal"_s);
    QCOMPARE(value(u"Tenant"_s), u"acme-eu"_s);
    QVERIFY2(value(u"Count"_s).startsWith("57 of 50, read "_L1), qPrintable(value(u"Count"_s)));
    QCOMPARE(value(u"Why it matters"_s), row.finding.reason);
    QCOMPARE(value(u"What to do"_s), row.finding.advice);
    QCOMPARE(value(u"Source"_s), row.finding.source);
    const auto beyond = std::find_if(fields.begin(), fields.end(),
                                     [](const Ui::Field &field) { return field.label == u"Beyond 50 (7)"_s; });
    QVERIFY(beyond != fields.end());
    QCOMPARE(beyond->lines.size(), 7);
    QVERIFY2(!beyond->lines.first().startsWith(u"con_"_s), qPrintable(beyond->lines.first())); // by its name
}

/// However much is known of a finding, and wherever the one before was scrolled to.
void TestWarnings::whatCanBeDoneIsInReach()
{
    m_fixture->window().resize(1440, 900);
    m_fixture->window().actions().showWarnings->trigger();
    m_warnings->choose(0);
    auto *details = panel().findChild<Ui::FindingDetails *>();
    QTRY_VERIFY(details->isVisible());
    auto *scroll = details->findChild<QScrollArea *>();
    QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0);
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
    const auto isInReach = [details](const QString &title) {
        for (const QPushButton *button : details->findChildren<QPushButton *>()) {
            if (button->text() == title && button->isVisible()) {
                return details->rect().contains(QRect(button->mapTo(details, QPoint()), button->size()));
            }
        }
        const auto offered = details->findChild<QMenu *>()->actions();
        return std::any_of(offered.begin(), offered.end(),
                           [&title](const QAction *action) { return action->text() == title; });
    };
    for (const QString &title : {u"Show it"_s, u"Ways out…"_s, u"See what Lock sees…"_s, u"What if…"_s, u"Waive…"_s}) {
        QTRY_VERIFY2(isInReach(title), qPrintable(title));
    }
    auto *more = details->findChild<QToolButton *>(u"moreLines"_s);
    QVERIFY(more);
    QCOMPARE(more->text(), u"and 42 more"_s);
    const auto fields = details->findChild<Ui::FieldList *>();
    const int before = fields->sizeHint().height();
    more->click();
    QTRY_VERIFY(fields->sizeHint().height() > before);
    m_warnings->choose(1);
    QCOMPARE(scroll->verticalScrollBar()->value(), 0);
}

void TestWarnings::withoutRoomTheDetailsAreAButtonAway()
{
    m_fixture->window().actions().showWarnings->trigger();
    m_warnings->choose(0);
    const auto *details = panel().findChild<Ui::FindingDetails *>();
    auto *instead = panel().findChild<QToolButton *>(u"instead"_s);
    panel().setMaximumWidth(500);
    QTRY_VERIFY(!details->isVisible());
    QVERIFY(list().isVisible() && instead->isVisible());
    instead->click();
    QVERIFY(details->isVisible() && !list().isVisible());
    instead->click();
    QVERIFY(!details->isVisible() && list().isVisible());
    panel().setMaximumWidth(QWIDGETSIZE_MAX);
    QTRY_VERIFY(!instead->isVisible() && details->isVisible());
}

void TestWarnings::enterLeadsToTheSubject()
{
    m_fixture->window().showScope({Domain::TenantId(u"acme-eu"_s), Kind::Connections, {}});
    m_fixture->window().actions().showWarnings->trigger();
    list().setCurrentIndex(panel().model().index(0, 0));
    QTest::keyClick(&list(), Qt::Key_Return);
    QCOMPARE(m_fixture->window().scope().kind, Kind::Applications);
    const Ui::TablePage *page = m_fixture->window().tablePage();
    QTRY_COMPARE(page->selectedRecords().size(), 1);
    QCOMPARE(page->selectedRecords().first()->id, rowAt(0).finding.subject.id);
}

void TestWarnings::findingsOfTheChosenTenantOnly()
{
    const Domain::TenantId dev(u"acme-dev"_s);
    choice(u"where"_s).setCurrentIndex(1);
    settle();
    QCOMPARE(panel().model().shown(), panel().model().total(Domain::TenantId(u"acme-eu"_s)));
    m_fixture->window().showScope({dev, Kind::Applications, {}});
    settle();
    QCOMPARE(panel().model().shown(), panel().model().total(dev));
    QVERIFY(panel().model().total(dev) < panel().model().total({}));
}

void TestWarnings::groupsStandOpenUnderHeadings()
{
    choice(u"grouping"_s).setCurrentIndex(1);
    settle();
    const QModelIndex heading = panel().model().index(0, 0);
    QVERIFY(heading.data().toString().startsWith(u"Critical ("_s));
    QVERIFY(list().isExpanded(heading));
    QVERIFY(list().isFirstColumnSpanned(0, {}));
    QCOMPARE(panel().model().shown(), panel().model().total({}));
}

void TestWarnings::nothingPassesSaysSo()
{
    panel().findChild<QLineEdit *>()->setText(u"no finding says this"_s);
    settle();
    QVERIFY(!list().isVisible());
    QCOMPARE(panel().findChild<Ui::EmptyState *>()->title(), u"No finding passes"_s);
    QVERIFY(!panel().findChild<Ui::FindingDetails *>()->isVisible());
}

void TestWarnings::copyTakesTheSelectedFindings()
{
    m_fixture->window().actions().showWarnings->trigger();
    list().setCurrentIndex(panel().model().index(0, 0));
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(&list(), Qt::Key_C, Qt::ControlModifier);
    QTRY_VERIFY(!QGuiApplication::clipboard()->text().isEmpty());
    const QString text = QGuiApplication::clipboard()->text();
    QCOMPARE(text.count(u'\n'), 2);
    QVERIFY2(text.contains("lock.database-connections"_L1), qPrintable(text));
}

void TestWarnings::theTreeCountsFindings()
{
    const auto *tree = m_fixture->window().estatePanel()->tree();
    qint64 ofApplications = 0;
    for (const Domain::Finding &finding : m_fixture->auditor().resultOf(Domain::TenantId(u"acme-eu"_s))->findings) {
        ofApplications += finding.subject.kind == Domain::FindingSubject::Kind::Application;
    }
    QVERIFY(ofApplications > 0);
    QVariant told;
    for (int top = 0; top < tree->model()->rowCount(); ++top) {
        const QModelIndex tenant = tree->model()->index(top, 0);
        for (int row = 0; tenant.data(Items::TenantRole) == u"acme-eu"_s && row < tree->model()->rowCount(tenant);
             ++row) {
            const QModelIndex kind = tree->model()->index(row, 0, tenant);
            if (kind.data(Items::KindRole).toInt() == int(Kind::Applications)) {
                told = kind.data(Items::FindingCountRole);
                QCOMPARE(kind.data(Items::FindingSeverityRole).toInt(), int(Domain::Severity::Critical));
                const QString text = kind.data(Qt::AccessibleDescriptionRole).toString();
                QVERIFY2(text.startsWith("Findings: Critical: 1, "_L1) && text.contains("Low: "_L1), qPrintable(text));
            }
        }
    }
    QCOMPARE(told.toLongLong(), ofApplications);
}

void TestWarnings::whatAppearsIsTold()
{
    Session::TenantSession &session = m_fixture->session(u"acme-dev"_s);
    Domain::Connection connection = *Json::readConnection(
        R"({"id":"con_new","name":"db-new","strategy":"auth0","options":{"brute_force_protection":false}})");
    session.accept(QList<Domain::Connection>{connection});
    QTRY_VERIFY_WITH_TIMEOUT(m_fixture->window().message().contains("db-new"_L1), 10000);
    QVERIFY(m_fixture->window().message().contains("in acme-dev"_L1));
}

/// Before anybody looked.
void TestWarnings::whatWentAgainIsNotNew()
{
    Session::TenantSession &session = m_fixture->session(u"acme-dev"_s);
    panel().noteSeen();
    const QTabWidget &tabs = *m_fixture->window().bottom();
    const auto accept = [&session](const QByteArray &isProtected) {
        session.accept(QList<Domain::Connection>{
            *Json::readConnection(R"({"id":"con_gone","name":"db-gone","strategy":"auth0","options":)"
                                  R"({"disable_signup":true,"brute_force_protection":)"
                                  + isProtected + "}}")});
    };
    accept("true");
    QTRY_VERIFY_WITH_TIMEOUT(tabs.tabText(0).contains("new"_L1), 10000);
    panel().noteSeen();
    accept("false");
    QTRY_VERIFY_WITH_TIMEOUT(tabs.tabText(0).contains("1 new"_L1), 10000);
    accept("true");
    QTRY_VERIFY2_WITH_TIMEOUT(!tabs.tabText(0).contains("new"_L1), qPrintable(tabs.tabText(0)), 10000);
}

void TestWarnings::theChosenFindingStaysChosen()
{
    const int place = panel().model().rowCount() - 1;
    list().setCurrentIndex(panel().model().index(place, 0));
    const Items::FindingRow chosen = rowAt(place);
    choice(u"grouping"_s).setCurrentIndex(2);
    settle();
    const Items::FindingRow *row = panel().model().rowAt(list().currentIndex());
    QVERIFY(row);
    QCOMPARE(row->finding, chosen.finding);
}

/// Snapshots of earlier days lie there, with ever more connections; what was read now comes to them.
void TestWarnings::thePastIsToldBesideTheCount()
{
    using namespace std::chrono_literals;
    const Session::TenantSession &session = m_fixture->session(u"acme-eu"_s);
    const QString file = m_folder.filePath(u"data/snapshots.sqlite"_s);
    const Items::FindingRow portal = rowAt(0);
    {
        const auto store = Store::SnapshotStore::open(file, Json::SecretKeys::fromResource());
        QVERIFY(store);
        for (const auto &[days, count] : {std::pair(20, 31), std::pair(10, 38)}) {
            Store::TenantState state;
            state.tenant = Session::storedName(session.profile());
            state.at = QDateTime::currentDateTimeUtc().addDays(-days);
            state.objects[Store::Part::Applications] = {{portal.finding.subject.id, "{}"}};
            for (int i = 0; i < count; ++i) {
                state.objects[Store::Part::Connections].append({QString::number(i), R"({"strategy":"auth0"})"});
                state.relations[Store::Part::Enabled][portal.finding.subject.id].append(QString::number(i));
            }
            QVERIFY((*store)->save(state));
        }
    }
    m_keeper = std::make_unique<Session::SnapshotKeeper>(
        m_fixture->estate(), m_profiles, Session::SnapshotFiles{{}, file}, Json::SecretKeys::fromResource());
    m_keeper->setPace({0ms, 0ms, 0s});
    m_warnings->choose(0);
    const auto *pane = panel().findChild<Ui::TrendPane *>();
    QVERIFY(pane->isHidden());
    panel().showPast(*m_keeper);
    m_fixture->session(u"acme-eu"_s).refresh(Kind::Applications);
    QTRY_VERIFY_WITH_TIMEOUT(!pane->isHidden(), 20'000);
    QVERIFY2(pane->text().startsWith("31 on "_L1), qPrintable(pane->text()));
    QVERIFY2(pane->text().endsWith("57 today."_L1), qPrintable(pane->text()));
    QCOMPARE(panel().findChild<Ui::TrendLine *>()->accessibleDescription(), pane->text());
    for (int row = 1; row < panel().model().rowCount(); ++row) {
        if (rowAt(row).finding.check != portal.finding.check) {
            m_warnings->choose(row);
            QVERIFY(pane->isHidden()); // nothing but Lock's count has a past
        }
    }
}

void TestWarnings::theLineSaysWhereItLeads()
{
    const QDateTime now(QDate(2026, 11, 28), QTime(12, 0), Qt::UTC);
    QList<Domain::DatedCount> counts;
    for (const auto &[days, count] : {std::pair(25, 31), std::pair(18, 35), std::pair(12, 38), std::pair(5, 41)}) {
        counts.append({now.addDays(-days), count});
    }
    counts.append({now, 44});
    for (const Settings::Theme choice : {Settings::Theme::Dark, Settings::Theme::Light}) {
        m_fixture->theme().setChoice(choice);
        Ui::TrendPane pane;
        const Ui::Tokens &tokens = Ui::tokensOf(pane.palette());
        QCOMPARE(tokens.dark, choice == Settings::Theme::Dark);
        pane.setTrend(Analysis::trendOf(counts, 50, now), 50, now);
        QCOMPARE(pane.text(),
                 u"31 on 3 Nov, 38 on 16 Nov, 44 today; reaches 50 around 10 Dec at this rate (an estimate from "
                 "5 counts)."_s);
        pane.resize(288, pane.sizeHint().height() + 30);
        const QImage image = pane.grab().toImage();
        // The line that the limit is, the points, and the way to the limit are seen.
        QSet<QRgb> colors;
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y) {
                colors.insert(image.pixel(x, y));
            }
        }
        QVERIFY(colors.contains(tokens.accent.rgb()));
        QVERIFY(colors.contains(tokens.full.rgb()));
        if (const QString folder = qEnvironmentVariable("TENANTRY_PICTURES"); !folder.isEmpty()) {
            QVERIFY(image.save(folder + (tokens.dark ? u"/trend-dark.png"_s : u"/trend-light.png"_s)));
        }
        pane.setTrend({}, 50, now);
        QVERIFY(!pane.isVisibleTo(nullptr));
    }
}

QTEST_MAIN(TestWarnings)
#include "tst_warnings.moc"
