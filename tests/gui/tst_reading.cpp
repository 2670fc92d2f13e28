#include "gui/windowfixture.h"

#include "items/recordtablemodel.h"
#include "sandbox/scale.h"
#include "sandbox/seed.h"
#include "session/mapproof.h"
#include "support/shareddata.h"
#include "ui/pages/tablecontrols.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/actions.h"
#include "ui/shell/estatepanel.h"
#include "ui/shell/showlogs.h"
#include "ui/shell/sourceplurals.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/estatetree.h"
#include "ui/widgets/filterline.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchline.h"
#include "ui/widgets/wraplabel.h"

#include "items/roles.h"

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using Query::Kind;
using Phase = Session::KindStatus::Phase;

namespace {

Sandbox::Options slow()
{
    Sandbox::Options options;
    options.latency = std::chrono::milliseconds(150);
    return options;
}

/// Five pages of connections.
std::vector<Sandbox::TenantState> large()
{
    return {Sandbox::scaleEstate({.connections = 450, .applications = 20}, 1)};
}

QPushButton *stopButton(const Ui::TablePage &page)
{
    const auto buttons = page.findChildren<QPushButton *>();
    const auto found = std::find_if(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->accessibleName() == u"Stop reading"_s;
    });
    return found == buttons.end() ? nullptr : *found;
}

QString subtitle(const Ui::TablePage &page)
{
    return page.findChild<Ui::PlainLabel *>(u"subtitle"_s)->fullText();
}

QString told(const Ui::TablePage &page)
{
    QStringList texts;
    const auto banners = page.findChildren<Ui::Banner *>();
    for (const Ui::Banner *banner : banners) {
        if (banner->isVisible()) {
            texts << banner->what() << banner->detail();
        }
    }
    return texts.join(u'\n');
}

} // namespace

/// What a user sees of a reading while it goes on, when he stops it, and when it is done.
class TestReading : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void progressShowsWhileItReads();
    void stopKeepsWhatCame();
    void aStoppedReadingGoesOnWhenAsked();
    void aSearchSaysWhatItFound();
    void rowsAreNoAnswerToWhatWasNotAsked();
    void aFilterOverAPartSaysSo();
    void theFilterOfALogIsForOneLookAtIt();
    void f5FollowsTheLog();
    void theRecordedTenantIsWhole();
};

void TestReading::progressShowsWhileItReads()
{
    WindowFixture fixture(slow(), large());
    fixture.open(0, u"large"_s);
    fixture.window().showScope({Domain::TenantId(u"large"_s), Kind::Connections, {}});
    const Ui::TablePage &page = *fixture.window().tablePage();
    const auto *bar = page.findChild<QProgressBar *>();
    QTRY_VERIFY(bar->isVisible());
    QVERIFY(stopButton(page) && stopButton(page)->isVisible());
    QTRY_VERIFY2(subtitle(page).contains(u"reading, "), qPrintable(subtitle(page)));
    // Rows stand in the table before the list is whole.
    QTRY_VERIFY(page.model()->rowCount() > 0);
    QVERIFY(fixture.session(u"large"_s).status(Kind::Connections).isReading());
    QTRY_VERIFY(bar->value() > 0);
    QVERIFY(bar->maximum() == 0 || bar->value() <= bar->maximum());
    QVERIFY(fixture.waitUntilRead());
    QTRY_COMPARE(page.model()->rowCount(), 450);
    QTRY_VERIFY(!bar->isVisible());
    QVERIFY(!stopButton(page)->isVisible());
    QVERIFY2(subtitle(page).contains(u"read just now"), qPrintable(subtitle(page)));
}

void TestReading::stopKeepsWhatCame()
{
    WindowFixture fixture(slow(), large());
    fixture.open(0, u"large"_s);
    fixture.window().showScope({Domain::TenantId(u"large"_s), Kind::Connections, {}});
    const Ui::TablePage &page = *fixture.window().tablePage();
    QTRY_VERIFY(page.model()->rowCount() > 0 && stopButton(page)->isVisible());
    const Session::TenantSession &session = fixture.session(u"large"_s);
    QTest::mouseClick(stopButton(page), Qt::LeftButton);
    QCOMPARE(session.status(Kind::Connections).phase, Phase::Cancelled);
    QTRY_VERIFY(session.jobs().isEmpty());
    const qsizetype kept = session.records(Kind::Connections).size();
    QVERIFY(kept > 0 && kept < 450);
    QTRY_COMPARE(page.model()->rowCount(), int(kept));
    QTRY_VERIFY2(told(page).contains(u"reading was stopped"), qPrintable(told(page)));
    QVERIFY2(told(page).contains(QString::number(kept)), qPrintable(told(page)));
    QTRY_VERIFY(!stopButton(page)->isVisible());
    QVERIFY(!page.findChild<QProgressBar *>()->isVisible());
    // Nothing waits to be sent.
    QCOMPARE(fixture.session(u"large"_s).client().calls().size(), 0);
}

void TestReading::aStoppedReadingGoesOnWhenAsked()
{
    WindowFixture fixture(slow(), large());
    fixture.open(0, u"large"_s);
    fixture.window().showScope({Domain::TenantId(u"large"_s), Kind::Connections, {}});
    const Ui::TablePage &page = *fixture.window().tablePage();
    QTRY_VERIFY(page.model()->rowCount() > 0);
    fixture.window().actions().cancelReading->trigger();
    QTRY_VERIFY(told(page).contains(u"reading was stopped"));
    const auto banners = page.findChildren<Ui::Banner *>();
    for (const Ui::Banner *banner : banners) {
        if (banner->isVisible() && banner->what().contains(u"reading was stopped")) {
            QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton);
            break;
        }
    }
    QTRY_COMPARE(page.model()->rowCount(), 450);
    QTRY_VERIFY(!told(page).contains(u"reading was stopped"));
}

void TestReading::aSearchSaysWhatItFound()
{
    Ui::SourcePlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    const QString given = QLocale().toString(1000);
    const QString all = QLocale().toString(1040);
    WindowFixture fixture({}, {Sandbox::scaleEstate({.connections = 2, .applications = 1, .users = 1040}, 1)});
    fixture.open(0, u"large"_s);
    fixture.window().showScope({Domain::TenantId(u"large"_s), Kind::Users, {}});
    Ui::TablePage &page = *fixture.window().tablePage();
    // No page of the answer passes for what a filter left.
    QString wrong;
    QTimer look;
    connect(&look, &QTimer::timeout, &page, [&page, &wrong] {
        const QString now = subtitle(page);
        wrong = now.contains(u" of "_s) && !now.contains(u"the first"_s) && !now.contains(u"reading"_s) ? now : wrong;
    });
    look.start(1);
    page.search(QString());
    QTRY_VERIFY2(subtitle(page).contains(u"the first %1 of %2 users"_s.arg(given, all)), qPrintable(subtitle(page)));
    QVERIFY2(told(page).contains(u"of %1 users that were found, Auth0 gives the first %2"_s.arg(all, given)),
             qPrintable(told(page)));
    look.stop();
    QCOMPARE(wrong, QString());
    const Query::RecordPtr one = fixture.session(u"large"_s).records(Kind::Users).first();
    const QString email = Query::textAt(*one, Kind::Users, u"email");
    page.search(u"email:\"%1\""_s.arg(email));
    QTRY_VERIFY2(subtitle(page).contains(u" · 1 user found · "_s), qPrintable(subtitle(page)));
    QVERIFY(told(page).isEmpty());
    page.filterLine()->setText(u"email=nobody"_s);
    QTRY_VERIFY2(subtitle(page).contains(u" · 0 of 1 user found · "_s), qPrintable(subtitle(page)));
    page.filterLine()->clear();
    // What was not found is not called absent.
    page.search(u"email:\"nobody@nowhere.example\""_s);
    QTRY_VERIFY2(subtitle(page).contains(u" · 0 users found · "_s), qPrintable(subtitle(page)));
    const auto shows = [&page](const QString &text) {
        const auto labels = page.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&text](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
    };
    QTRY_VERIFY(shows(u"Nothing was found"_s));
    QVERIFY(shows(u"nobody@nowhere.example"_s));
}

void TestReading::rowsAreNoAnswerToWhatWasNotAsked()
{
    WindowFixture fixture;
    fixture.server().change(0, [](Sandbox::TenantState &state) {
        state.users.append({{"user_id", "auth0|anna"}, {"email", "anna@initech.example"}});
    });
    fixture.open(0, u"eu"_s);
    fixture.window().showScope({Domain::TenantId(u"eu"_s), Kind::Users, {}});
    Ui::TablePage &page = *fixture.window().tablePage();
    auto *line = page.findChild<Ui::SearchLine *>();
    const auto *problem = page.findChild<Ui::WrapLabel *>(u"searchProblem"_s);
    const auto askWrongly = [line] {
        line->setText(u"email:(anna"_s);
        QTest::keyClick(line, Qt::Key_Return);
    };
    askWrongly();
    QVERIFY(problem->isVisible());
    QVERIFY(!problem->text().contains(u"shown below"_s)); // nothing is
    page.search(u"anna"_s);
    QTRY_COMPARE(page.model()->rowCount(), 1);
    askWrongly();
    QVERIFY(problem->text().endsWith(u"What is shown below is no answer to it."_s));
}

void TestReading::aFilterOverAPartSaysSo()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    QVERIFY(fixture.waitUntilRead());
    fixture.window().showScope({Domain::TenantId(u"eu"_s), Kind::Logs, {}});
    const Ui::TablePage &page = *fixture.window().tablePage();
    Domain::LogEvent event; // as following the log brings one, and nobody read the others
    event.id = u"1"_s;
    event.type = u"s"_s;
    fixture.session(u"eu"_s).accept(QList{event}, 1000);
    QTRY_COMPARE(page.model()->rowCount(), 1);
    page.filterLine()->setText(u"type=fp"_s);
    const auto *empty = page.findChild<Ui::EmptyState *>();
    const auto text = [empty] {
        QString all;
        for (const QLabel *label : empty->findChildren<QLabel *>()) {
            all += label->text() + u'\n';
        }
        return all;
    };
    QTRY_VERIFY(empty->isVisible());
    QVERIFY2(text().contains(u"Auth0 may have others"_s), qPrintable(text()));
    Ui::showLogs(fixture.window(), Domain::TenantId(u"eu"_s), u"type:s"_s);
    QVERIFY(page.filterLine()->text().isEmpty()); // it would hide what was asked for
}

/// Of another tenant, or another day, it would make the log look empty.
void TestReading::theFilterOfALogIsForOneLookAtIt()
{
    WindowFixture fixture;
    fixture.open(0, u"eu"_s);
    fixture.open(1, u"dev"_s);
    const auto show = [&fixture](const QString &tenant) -> QLineEdit & {
        fixture.window().showScope({Domain::TenantId(tenant), Kind::Logs, {}});
        return *fixture.window().tablePage()->filterLine();
    };
    show(u"eu"_s).setText(u"type=fp"_s);
    fixture.window().showScope({Domain::TenantId(u"eu"_s), Kind::Connections, {}});
    QCOMPARE(show(u"eu"_s).text(), u"type=fp"_s);
    QCOMPARE(show(u"dev"_s).text(), QString());
    show(u"eu"_s).setText(u"type=fp"_s);
    fixture.window().tablePage()->controls()->remember();
    fixture.restart();
    QCOMPARE(show(u"eu"_s).text(), QString());
}

void TestReading::f5FollowsTheLog()
{
    WindowFixture fixture({}, {Sandbox::scaleEstate({.connections = 60, .applications = 20}, 1)});
    fixture.open(0, u"small"_s);
    Ui::MainWindow &window = fixture.window();
    window.showScope({Domain::TenantId(u"small"_s), Kind::Applications, {}});
    QVERIFY(fixture.waitUntilRead());
    const Ui::TablePage &page = *window.tablePage();
    QVERIFY(!subtitle(page).contains(u"log event"_s));
    const std::string connection = fixture.server().state(0).connections.items().front().at("id");
    MapProof::callBehind(fixture.server(), "patch", "/api/v2/connections/" + connection + "/clients",
                         [](Sandbox::TenantState &) {});
    QTest::keyClick(&window, Qt::Key_F5);
    QVERIFY(fixture.waitUntilRead());
    QTRY_VERIFY2(subtitle(page).contains(u"refreshed from 1 log event"_s), qPrintable(subtitle(page)));
    // And everything, when somebody wants it.
    QTest::keyClick(&window, Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(fixture.session(u"small"_s).status(Kind::Applications).isReading());
    QVERIFY(fixture.waitUntilRead());
    QTRY_VERIFY2(!subtitle(page).contains(u"log event"_s), qPrintable(subtitle(page)));
}

void TestReading::theRecordedTenantIsWhole()
{
    REQUIRE_SHARED(folder, u"recorded-auth0"_s);
    auto seed = Sandbox::loadSeed(folder.toStdString());
    QVERIFY2(seed, seed ? "" : seed.error().c_str());
    WindowFixture fixture(Sandbox::Options(), *std::move(seed));
    fixture.open(0, u"recorded"_s);
    const Domain::TenantId recorded(u"recorded"_s);
    for (const auto &[kind, rows] :
         {std::pair(Kind::Connections, 271), std::pair(Kind::Applications, 740), std::pair(Kind::Organizations, 167)}) {
        fixture.window().showScope({recorded, kind, {}});
        QVERIFY(fixture.waitUntilRead(60000));
        const Ui::TablePage &page = *fixture.window().tablePage();
        QTRY_COMPARE(page.model()->rowCount(), rows);
        QTRY_VERIFY2(subtitle(page).contains(u" · %1 · "_s.arg(rows)), qPrintable(subtitle(page)));
        const QAbstractItemModel *tree = fixture.window().estatePanel()->tree()->model();
        const auto nodes
            = tree->match(tree->index(0, 0), Items::KindRole, int(kind), -1, Qt::MatchExactly | Qt::MatchRecursive);
        QVERIFY(!nodes.isEmpty());
        for (const QModelIndex &node : nodes) {
            if (node.data(Items::ConnectionKindRole).toString().isEmpty()) {
                QTRY_COMPARE(node.data(Items::CountRole).toInt(), rows);
            }
        }
    }
}

QTEST_MAIN(TestReading)
#include "tst_reading.moc"
