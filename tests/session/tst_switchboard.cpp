#include "query/columns.h"
#include "sandbox/scale.h"
#include "session/changerun.h"
#include "session/changetray.h"
#include "session/switchboard.h"
#include "session/writeunlock.h"
#include "support/sandboxestate.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Query::Kind;
using Session::MapSide;
using Session::Switch;
using Session::SwitchBoard;

/// Connections on and off for applications: what is read, what is staged, what Lock would then show.
class TestSwitchBoard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void readsNoMoreThanTheChosen_data();
    void readsNoMoreThanTheChosen();
    void takesTheMapWithoutARequest();
    void saysNothingWhileItGoes();
    void countsDatabaseConnectionsOnly();
    void countsWhatIsStagedElsewhere();
    void wishThatIsBackIsUnstaged();
    void appliedSwitchesShowInTheTables();

private:
    Session::TenantSession &session() { return *m_estate->sessions().first(); }
    /// Id of the nth application, and of the nth connection that is a database or is not.
    QString application(int index) { return session().records(Kind::Applications).at(index)->id; }
    QString connection(bool isDatabase, int index = 0);
    /// The count that the sandbox put at the end of the application's name.
    qint64 countOf(const QString &application);
    bool readBoard(SwitchBoard &board);

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::ChangeTray> m_tray;
};

void TestSwitchBoard::init()
{
    Sandbox::Options options;
    options.recordRequests = true;
    m_server = std::make_unique<Sandbox::Server>(
        options, std::vector{Sandbox::scaleEstate({.connections = 40, .applications = 12}, 3)});
    m_server->start();
    m_estate = std::make_unique<Session::Estate>();
    m_estate->open(SandboxEstate::writableSession(*m_server));
    for (const Kind kind : {Kind::Applications, Kind::Connections}) {
        session().refresh(kind);
        QTRY_COMPARE(session().status(kind).phase, Session::KindStatus::Phase::Complete);
    }
    m_tray = std::make_unique<Session::ChangeTray>(*m_estate);
}

void TestSwitchBoard::cleanup()
{
    m_tray.reset();
    m_estate.reset();
    m_server.reset();
}

QString TestSwitchBoard::connection(bool isDatabase, int index)
{
    for (const Query::RecordPtr &record : session().records(Kind::Connections)) {
        const bool matches = (Query::textAt(*record, Kind::Connections, u"strategy") == "auth0"_L1) == isDatabase;
        if (matches && index-- == 0) {
            return record->id;
        }
    }
    return {};
}

qint64 TestSwitchBoard::countOf(const QString &application)
{
    static const QRegularExpression atEnd(u"\\((\\d+)\\)$"_s);
    const QString name = Query::textAt(*session().record(Kind::Applications, application), Kind::Applications, u"name");
    return atEnd.match(name).captured(1).toLongLong();
}

bool TestSwitchBoard::readBoard(SwitchBoard &board)
{
    board.read();
    return QTest::qWaitFor([&board] { return board.isKnown(); });
}

void TestSwitchBoard::readsNoMoreThanTheChosen_data()
{
    QTest::addColumn<MapSide>("side");
    QTest::newRow("applications") << MapSide::Applications;
    QTest::newRow("connections") << MapSide::Connections;
}

void TestSwitchBoard::readsNoMoreThanTheChosen()
{
    QFETCH(const MapSide, side);
    const bool ofApplications = side == MapSide::Applications;
    const QStringList chosen = ofApplications ? QStringList{application(0), application(1)}
                                              : QStringList{connection(true), connection(false)};
    const qsizetype before = SandboxEstate::pathsAt(*m_server).size();
    SwitchBoard board(session(), *m_tray, side, chosen + QStringList{u"gone"_s});
    QVERIFY(readBoard(board));
    QCOMPARE(board.chosen(), chosen);
    QCOMPARE(SandboxEstate::pathsAt(*m_server).size() - before, 2);
    if (!ofApplications) {
        return;
    }
    int databases = 0;
    for (const Query::RecordPtr &record : session().records(Kind::Connections)) {
        databases += Query::textAt(*record, Kind::Connections, u"strategy") == "auth0"_L1
            && board.isOn({application(0), record->id});
    }
    QCOMPARE(databases, countOf(application(0)));
}

void TestSwitchBoard::takesTheMapWithoutARequest()
{
    session().readMap();
    QTRY_VERIFY(session().map());
    const qsizetype before = SandboxEstate::pathsAt(*m_server).size();
    SwitchBoard board(session(), *m_tray, MapSide::Connections, {connection(true)});
    QVERIFY(readBoard(board));
    QCOMPARE(SandboxEstate::pathsAt(*m_server).size(), before);
}

void TestSwitchBoard::saysNothingWhileItGoes()
{
    auto board = std::make_unique<SwitchBoard>(session(), *m_tray, MapSide::Connections, QStringList{connection(true)});
    const QSignalSpy failed(board.get(), &SwitchBoard::failed);
    const QSignalSpy changed(board.get(), &SwitchBoard::changed);
    board->read();
    QVERIFY(board->isReading());
    board.reset();
    QCOMPARE(failed.size() + changed.size(), 0);
}

void TestSwitchBoard::countsDatabaseConnectionsOnly()
{
    const QStringList chosen{connection(true), connection(false)};
    SwitchBoard board(session(), *m_tray, MapSide::Connections, chosen);
    QVERIFY(readBoard(board));
    const QString app = application(2);
    const bool wasOn = board.isOn({app, chosen.first()});
    board.want({{app, chosen.first()}, {app, chosen.last()}}, !wasOn);
    const qint64 now = countOf(app);
    QTRY_COMPARE(board.forecasts().value(0).now, std::optional(now)); // it was not read before
    QCOMPARE(board.forecasts().size(), 1);
    QCOMPARE(board.forecasts().first().after(), std::optional(now + (wasOn ? -1 : 1)));
}

void TestSwitchBoard::countsWhatIsStagedElsewhere()
{
    const QString app = application(0);
    SwitchBoard first(session(), *m_tray, MapSide::Connections, {connection(true, 0)});
    QVERIFY(readBoard(first));
    first.want({{app, connection(true, 0)}}, !first.isOn({app, connection(true, 0)}));
    const int gained = first.forecasts().first().gained;
    m_tray->stage(session().id(), first.items());
    SwitchBoard second(session(), *m_tray, MapSide::Connections, {connection(true, 1)});
    QVERIFY(readBoard(second));
    QCOMPARE(second.forecasts().first().gained, gained);
    QCOMPARE(second.wishes(), 0);
}

void TestSwitchBoard::wishThatIsBackIsUnstaged()
{
    const Switch key{application(0), connection(true)};
    SwitchBoard board(session(), *m_tray, MapSide::Applications, {key.application});
    QVERIFY(readBoard(board));
    const bool wasOn = board.isOn(key);
    board.want({key}, !wasOn);
    QCOMPARE(board.wishes(), 1);
    m_tray->stage(session().id(), board.items());
    QCOMPARE(m_tray->size(), 1);
    SwitchBoard again(session(), *m_tray, MapSide::Applications, {key.application});
    QVERIFY(readBoard(again));
    QCOMPARE(again.isWanted(key), !wasOn);
    again.want({key}, wasOn);
    QCOMPARE(again.wishes(), 0);
    m_tray->stage(session().id(), again.items());
    QVERIFY(m_tray->isEmpty());
}

void TestSwitchBoard::appliedSwitchesShowInTheTables()
{
    session().readMap();
    QTRY_VERIFY(session().map());
    const QString app = application(0);
    SwitchBoard board(session(), *m_tray, MapSide::Applications, {app});
    QVERIFY(readBoard(board));
    int gained = 0;
    for (int i = 0; i < 3; ++i) {
        const Switch key{app, connection(true, i)};
        gained += board.isOn(key) ? -1 : 1;
        board.want({key}, !board.isOn(key));
    }
    const QString expected = QString::number(countOf(app) + gained);
    m_tray->stage(session().id(), board.items());
    (void)session().writeUnlock().unlock();
    QTemporaryDir folder;
    Session::ChangeRun run(*m_estate, m_tray->plans(), folder.path(), m_tray.get());
    QVERIFY(run.start());
    QTRY_VERIFY(m_tray->isEmpty());
    QTRY_COMPARE(Query::textAt(*session().record(Kind::Applications, app), Kind::Applications, u"lock"), expected);
    QTRY_VERIFY(!run.isRunning());
    SwitchBoard after(session(), *m_tray, MapSide::Applications, {app});
    QVERIFY(readBoard(after));
    QVERIFY(after.isOn({app, connection(true, 0)}) != board.isOn({app, connection(true, 0)}));
}

QTEST_GUILESS_MAIN(TestSwitchBoard)
#include "tst_switchboard.moc"
