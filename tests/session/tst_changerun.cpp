#include "sandbox/scale.h"
#include "session/changerun.h"
#include "session/changetray.h"
#include "session/writeunlock.h"
#include "support/sandboxestate.h"
#include "json/connection_json.h"
#include "json/value.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Change::ItemOutcome;

/// Plans of two tenants, applied through their sessions.
class TestChangeRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void appliesSideBySideAndTablesFollow();
    void refusesALockedTenantBeforeAnythingIsSent();
    void refusesAReadOnlyProfile();
    void conflictStaysInTheTray();
    void lockingMeanwhileStopsTheRest();
    void cancelLeavesTheRestInTheTray();
    void closingATenantEndsItsPart();

private:
    Session::TenantSession &session(int tenant) { return *m_estate->sessions().at(tenant); }
    Change::ObjectRef object(int tenant, int index);
    void stageName(int tenant, int index, const QString &name);
    void unlockAll();
    QString nameAtServer(int tenant, int index);
    qsizetype writes() const;

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::ChangeTray> m_tray;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestChangeRun::init()
{
    Sandbox::Options options;
    options.recordRequests = true;
    Sandbox::TenantState one = Sandbox::scaleEstate({.connections = 8}, 1);
    Sandbox::TenantState other = Sandbox::scaleEstate({.connections = 8}, 2);
    one.name = "one";
    other.name = "other";
    m_server = std::make_unique<Sandbox::Server>(options, std::vector{one, other});
    m_server->start();
    m_estate = std::make_unique<Session::Estate>();
    m_folder = std::make_unique<QTemporaryDir>();
    for (std::size_t tenant : {0U, 1U}) {
        m_estate->open(SandboxEstate::writableSession(*m_server, tenant));
        QVERIFY(SandboxEstate::readAll(session(int(tenant))));
    }
    m_tray = std::make_unique<Session::ChangeTray>(*m_estate);
}

void TestChangeRun::cleanup()
{
    m_tray.reset();
    m_estate.reset();
    m_server.reset();
}

Change::ObjectRef TestChangeRun::object(int tenant, int index)
{
    const Query::RecordPtr record = session(tenant).records(Query::Kind::Connections).at(index);
    return {Change::ObjectKind::Connection, record->id, record->id};
}

void TestChangeRun::stageName(int tenant, int index, const QString &name)
{
    const Query::RecordPtr record = session(tenant).records(Query::Kind::Connections).at(index);
    const Json::Value before = *Json::parse(record->original);
    Json::Value after = before;
    after["display_name"] = name.toStdString();
    m_tray->stage(session(tenant).id(), {object(tenant, index), Json::leafChanges(before, after), record->original});
}

void TestChangeRun::unlockAll()
{
    for (Session::TenantSession *session : m_estate->sessions()) {
        QVERIFY(session->writeUnlock().unlock().has_value());
    }
}

QString TestChangeRun::nameAtServer(int tenant, int index)
{
    const std::string id = object(tenant, index).id.toStdString();
    const Sandbox::TenantState state = m_server->state(std::size_t(tenant));
    for (const Sandbox::Json &connection : state.connections.items()) {
        if (connection.at("id") == id) {
            return QString::fromStdString(connection.value("display_name", std::string()));
        }
    }
    return {};
}

qsizetype TestChangeRun::writes() const
{
    const std::vector<Sandbox::ReceivedRequest> requests = m_server->requests();
    return std::count_if(requests.cbegin(), requests.cend(), [](const Sandbox::ReceivedRequest &request) {
        return request.method != "GET" && request.path != "/oauth/token";
    });
}

void TestChangeRun::appliesSideBySideAndTablesFollow()
{
    stageName(0, 0, u"Renamed in one"_s);
    stageName(1, 3, u"Renamed in other"_s);
    unlockAll();
    Session::ChangeRun run(*m_estate, m_tray->plans(), m_folder->path(), m_tray.get());
    QSignalSpy finished(&run, &Session::ChangeRun::finished);
    QVERIFY(run.start().has_value());
    QVERIFY(run.isRunning());
    QVERIFY(finished.wait(20000));
    QCOMPARE(run.results(0).first().outcome, ItemOutcome::Done);
    QCOMPARE(run.results(1).first().outcome, ItemOutcome::Done);
    QCOMPARE(run.finishedItems(), 2);
    QVERIFY(run.stopReasons().isEmpty());
    QCOMPARE(nameAtServer(0, 0), u"Renamed in one"_s);
    QCOMPARE(nameAtServer(1, 3), u"Renamed in other"_s);
    QVERIFY(session(0).records(Query::Kind::Connections).first()->original.contains("Renamed in one"));
    QVERIFY(m_tray->isEmpty());
    const QList<Change::JournalEntry> journal = Change::readJournal(m_folder->path());
    QCOMPARE(journal.size(), 2);
    QVERIFY2(journal.first().who.contains(session(0).profile().clientId)
                 || journal.first().who.contains(session(1).profile().clientId),
             qPrintable(journal.first().who));
}

void TestChangeRun::refusesALockedTenantBeforeAnythingIsSent()
{
    stageName(0, 0, u"A"_s);
    stageName(1, 0, u"B"_s);
    QVERIFY(session(0).writeUnlock().unlock().has_value());
    const auto before = m_server->requests().size();
    Session::ChangeRun run(*m_estate, m_tray->plans(), m_folder->path(), m_tray.get());
    const auto refused = run.start();
    QVERIFY(!refused.has_value());
    QVERIFY2(refused.error().contains(u"other"_s), qPrintable(refused.error()));
    QVERIFY(!run.isRunning());
    QCoreApplication::processEvents();
    QCOMPARE(m_server->requests().size(), before);
    QCOMPARE(m_tray->size(), 2);
    QVERIFY(Change::readJournal(m_folder->path()).isEmpty());
}

void TestChangeRun::refusesAReadOnlyProfile()
{
    m_estate->open(SandboxEstate::session(*m_server, 0)); // read-only, under the same id
    QVERIFY(SandboxEstate::readAll(session(1)));
    stageName(1, 0, u"A"_s);
    QVERIFY(!session(1).writeUnlock().unlock().has_value());
    Session::ChangeRun run(*m_estate, m_tray->plans(), m_folder->path(), m_tray.get());
    const auto refused = run.start();
    QVERIFY(!refused.has_value());
    QVERIFY2(refused.error().contains(u"read-only"_s), qPrintable(refused.error()));
}

void TestChangeRun::conflictStaysInTheTray()
{
    stageName(0, 0, u"Mine"_s);
    stageName(0, 1, u"Also mine"_s);
    const std::string id = object(0, 0).id.toStdString();
    m_server->change(0, [&](Sandbox::TenantState &state) {
        Sandbox::Json theirs;
        for (const Sandbox::Json &connection : state.connections.items()) {
            if (connection.at("id") == id) {
                theirs = connection;
            }
        }
        theirs["display_name"] = "Theirs";
        state.connections.append(theirs); // in its place
    });
    unlockAll();
    Session::ChangeRun run(*m_estate, m_tray->plans(), m_folder->path(), m_tray.get());
    QSignalSpy finished(&run, &Session::ChangeRun::finished);
    QVERIFY(run.start().has_value());
    QVERIFY(finished.wait(20000));
    QCOMPARE(run.results(0).at(0).outcome, ItemOutcome::Conflict);
    QCOMPARE(run.results(0).at(0).conflicts.first().now, R"("Theirs")");
    QCOMPARE(run.results(0).at(1).outcome, ItemOutcome::Done);
    QCOMPARE(nameAtServer(0, 0), u"Theirs"_s);
    QCOMPARE(m_tray->size(), 1);
    QVERIFY(m_tray->staged(session(0).id(), object(0, 0)).has_value());
    // The table shows what was read on the way.
    QVERIFY(session(0).records(Query::Kind::Connections).first()->original.contains("Theirs"));
}

void TestChangeRun::lockingMeanwhileStopsTheRest()
{
    for (int i = 0; i < 5; ++i) {
        stageName(0, i, u"Name %1"_s.arg(i));
    }
    unlockAll();
    Session::ChangeRun run(*m_estate, m_tray->plans(), m_folder->path(), m_tray.get());
    QSignalSpy finished(&run, &Session::ChangeRun::finished);
    connect(&run, &Session::ChangeRun::itemFinished, &run, [this] { session(0).writeUnlock().lock(); });
    QVERIFY(run.start().has_value());
    QVERIFY(finished.wait(20000));
    QCOMPARE(run.results(0).at(0).outcome, ItemOutcome::Done);
    QCOMPARE(run.results(0).at(4).outcome, ItemOutcome::Cancelled);
    QCOMPARE(writes(), 1);
    QCOMPARE(m_tray->size(), 4);
    QCOMPARE(run.stopReasons().size(), 1);
    QVERIFY2(run.stopReasons().first().startsWith(u"one"_s), qPrintable(run.stopReasons().first()));
}

void TestChangeRun::cancelLeavesTheRestInTheTray()
{
    for (int i = 0; i < 5; ++i) {
        stageName(0, i, u"Name %1"_s.arg(i));
    }
    unlockAll();
    Session::ChangeRun run(*m_estate, m_tray->plans(), m_folder->path(), m_tray.get());
    QSignalSpy finished(&run, &Session::ChangeRun::finished);
    connect(&run, &Session::ChangeRun::itemFinished, &run, [&run] { run.cancel(); });
    QVERIFY(run.start().has_value());
    QVERIFY(finished.wait(20000));
    QCOMPARE(writes(), 1);
    QCOMPARE(m_tray->size(), 4);
    QCOMPARE(run.results(0).at(4).outcome, ItemOutcome::Cancelled);
}

void TestChangeRun::closingATenantEndsItsPart()
{
    for (int i = 0; i < 5; ++i) {
        stageName(0, i, u"Name %1"_s.arg(i));
    }
    stageName(1, 0, u"Other"_s);
    unlockAll();
    Session::ChangeRun run(*m_estate, m_tray->plans(), m_folder->path(), m_tray.get());
    QSignalSpy finished(&run, &Session::ChangeRun::finished);
    QVERIFY(run.start().has_value());
    m_estate->close(session(0).id());
    QVERIFY(!finished.isEmpty() || finished.wait(20000));
    QCOMPARE(run.results(0).at(0).outcome, ItemOutcome::Unknown);
    QCOMPARE(run.results(1).at(0).outcome, ItemOutcome::Done);
}

QTEST_GUILESS_MAIN(TestChangeRun)
#include "tst_changerun.moc"
