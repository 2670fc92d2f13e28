#include "api/requests/userrequests.h"
#include "query/columns.h"
#include "session/logtail.h"
#include "session/writeunlock.h"
#include "support/apifakes.h"
#include "support/sandboxestate.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = Session::LogTail::Phase;
using Query::Kind;

namespace {

const Sandbox::ApiClient blindClient{"blind", "a-secret-for-tests", {"read:users"}, {}};

Sandbox::Json logged(int number, const std::string &type)
{
    const std::string digits = std::to_string(1000 + number);
    return {{"log_id", "90020261101" + std::string(30, '0') + digits},
            {"date", "2026-11-01T10:" + digits.substr(2) + ":00.000Z"},
            {"type", type}};
}

} // namespace

/// The live log of a tenant: each event once, in order, and only while somebody wants it.
class TestLogTail : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void asksNothingBeforeItIsSwitchedOn();
    void bringsEachEventOnceOverThePages();
    void followsAMinuteOfManyEvents();
    void countsTheFirstEventOfAnEmptyLog();
    void bringsOnlyWhatIsWanted();
    void keepsEventsThroughASearch();
    void siftsHereWhatIsTooLongForAuth0();
    void pausesAndGoesOnWhereItWas();
    void waitsWhereTheNetworkFails();
    void endsWhereTheScopeIsMissing();
    void letsTheOldestGo();

private:
    void change(int times);
    void log(int count);
    bool answers();
    bool asksAgain();
    qsizetype logRequests() const { return SandboxEstate::pathsAt(*m_server).count(u"/api/v2/logs"_s); }
    QStringList types() const
    {
        QStringList types;
        for (const Query::RecordPtr &record : m_session->records(Kind::Logs)) {
            types << Query::textAt(*record, Kind::Logs, u"type");
        }
        return types;
    }

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Session::TenantSession> m_session;
    Session::LogTail *m_tail = nullptr;
    int m_logged = 0;
};

void TestLogTail::init()
{
    m_session.reset();
    Sandbox::TenantState state;
    state.name = "acme";
    state.domain = "acme.eu.auth0.com";
    state.users.append(Sandbox::Json::parse(R"({"user_id":"auth0|1","email":"anna@initech.example"})"));
    for (int i = 0; i < 5; ++i) {
        state.logs.append(logged(i, i % 2 == 0 ? "s" : "fp"));
    }
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients.push_back(blindClient);
    std::vector<Sandbox::TenantState> tenants;
    tenants.push_back(std::move(state));
    m_server = std::make_unique<Sandbox::Server>(std::move(options), std::move(tenants));
    m_server->start();
    m_session = SandboxEstate::writableSession(*m_server);
    QVERIFY(m_session->writeUnlock().unlock());
    m_tail = new Session::LogTail(*m_session, 3600s); // asked by hand
}

/// As many events of type sapi.
void TestLogTail::change(int times)
{
    int done = 0;
    for (int i = 0; i < times; ++i) {
        m_session->client().send<Domain::User>(
            Api::patchUser(Domain::UserId(u"auth0|1"_s), R"({"name":"Anna )" + QByteArray::number(i) + "\"}"), this,
            [&done](const Api::Outcome<Domain::User> &user) { done += user ? 1 : 0; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(done, times, 30000);
}

/// So many events, all of one minute.
void TestLogTail::log(int count)
{
    m_server->change(0, [this, count](Sandbox::TenantState &state) {
        for (int i = 0; i < count; ++i) {
            const std::string number = std::to_string(10000 + m_logged++);
            state.logs.append(
                {{"log_id", "90020991101" + std::string(40, '0') + number}, // as long as those of the sandbox
                 {"date", "2099-11-01T10:00:" + number.substr(1, 2) + ".000Z"},
                 {"type", "fp"}});
        }
    });
}

bool TestLogTail::answers()
{
    return QTest::qWaitFor(
        [this] { return m_tail->status().askedAt.isValid() && m_tail->status().phase == Phase::Following; });
}

/// True once the request of this turn was answered.
bool TestLogTail::asksAgain()
{
    const QDateTime before = m_tail->status().askedAt;
    m_tail->ask();
    return QTest::qWaitFor([this, before] { return m_tail->status().askedAt > before; }, 10000);
}

void TestLogTail::asksNothingBeforeItIsSwitchedOn()
{
    QVERIFY(!m_tail->isOn());
    m_tail->ask();
    m_tail->setPaused(true);
    m_tail->setPaused(false);
    QCOMPARE(m_tail->status().phase, Phase::Off);
    QCOMPARE(logRequests(), 0);
}

void TestLogTail::bringsEachEventOnceOverThePages()
{
    m_tail->start({});
    QVERIFY(answers());
    const qsizetype before = m_session->records(Kind::Logs).size();
    QVERIFY(before >= 5); // with what the sandbox writes of the token
    QCOMPARE(m_tail->status().arrived, 0); // they were there
    QStringList came;
    connect(m_session.get(), &Session::TenantSession::recordsChanged, this,
            [&came](Kind kind, const QStringList &ids) { came += kind == Kind::Logs ? ids : QStringList(); });
    change(130);
    QVERIFY(asksAgain());
    QCOMPARE(m_tail->status().arrived, 130);
    QCOMPARE(came.size(), 130);
    QCOMPARE(QSet<QString>(came.begin(), came.end()).size(), 130);
    QVERIFY(std::is_sorted(came.begin(), came.end()));
    QCOMPARE(m_session->records(Kind::Logs).size(), before + 130);
    // Asked again over the same events, since Auth0 may write one down late.
    change(3);
    QVERIFY(asksAgain());
    QVERIFY(asksAgain());
    QCOMPARE(m_tail->status().arrived, 133);
    QCOMPARE(came.size(), 133);
}

/// More than a round reads, so that no mark can be set by time before all of them are read.
void TestLogTail::followsAMinuteOfManyEvents()
{
    m_tail->start({});
    QVERIFY(answers());
    QStringList came;
    connect(m_session.get(), &Session::TenantSession::recordsChanged, this,
            [&came](Kind kind, const QStringList &ids) { came += kind == Kind::Logs ? ids : QStringList(); });
    m_logged = 0;
    log(2500);
    QVERIFY(asksAgain());
    QVERIFY(m_tail->status().arrived < 2500);
    log(1); // meanwhile
    QVERIFY(asksAgain());
    QCOMPARE(m_tail->status().arrived, 2501);
    // Over all of them once more, and further.
    log(1);
    QVERIFY(asksAgain());
    QVERIFY(asksAgain());
    QCOMPARE(m_tail->status().arrived, 2502);
    m_tail->setPaused(true);
    log(1);
    m_tail->setPaused(false);
    QVERIFY(answers());
    QVERIFY(asksAgain());
    QVERIFY(asksAgain()); // from where the log's end was reached last
    QCOMPARE(m_tail->status().arrived, 2503);
    QCOMPARE(came.size(), 2503);
    QCOMPARE(QSet<QString>(came.begin(), came.end()).size(), 2503);
    QVERIFY(std::is_sorted(came.begin(), came.end()));
}

void TestLogTail::countsTheFirstEventOfAnEmptyLog()
{
    change(1); // once there is a token, which the log tells of
    m_server->change(0, [](Sandbox::TenantState &state) { state.logs = Sandbox::Collection{"log_id"}; });
    m_tail->start({});
    QVERIFY(answers());
    QCOMPARE(m_tail->status().arrived, 0);
    m_logged = 0;
    log(2);
    QVERIFY(asksAgain());
    QCOMPARE(m_tail->status().arrived, 2);
    log(1);
    QVERIFY(asksAgain());
    QCOMPARE(m_tail->status().arrived, 3);
}

void TestLogTail::bringsOnlyWhatIsWanted()
{
    m_tail->start(*Query::LogQuery::parse(u"type:fp"_s));
    QVERIFY(answers());
    change(2);
    QVERIFY(asksAgain());
    QCOMPARE(types(), (QStringList{u"fp"_s, u"fp"_s}));
    m_tail->start(*Query::LogQuery::parse(u"type:sapi"_s));
    QVERIFY(answers());
    change(1);
    QVERIFY(asksAgain());
    QCOMPARE(types().count(u"sapi"_s), 3);
    QCOMPARE(m_tail->status().arrived, 1);
}

void TestLogTail::keepsEventsThroughASearch()
{
    m_tail->start({});
    QVERIFY(answers());
    m_session->search(Kind::Logs, u"type:fp"_s);
    change(1);
    m_tail->ask();
    QTRY_VERIFY(!m_session->status(Kind::Logs).isReading());
    QTRY_COMPARE(types().count(u"sapi"_s), 1);
    QCOMPARE(types().count(u"fp"_s), 2);
}

void TestLogTail::siftsHereWhatIsTooLongForAuth0()
{
    QStringList queries{u"type:fp"_s};
    while (Query::anyOfQueries(queries).size() <= Query::longestLogQuery) {
        queries << u"connection:\"a-connection-of-the-customer-%1\""_s.arg(queries.size());
    }
    const QString query = Query::anyOfQueries(queries);
    m_session->search(Kind::Logs, query);
    QTRY_VERIFY(!m_session->status(Kind::Logs).isReading());
    QCOMPARE(types(), (QStringList{u"fp"_s, u"fp"_s}));
    QVERIFY(m_session->status(Kind::Logs).read >= 5); // all were looked through, that of the token included
    QCOMPARE(m_session->searchText(Kind::Logs), query);
    for (const Sandbox::ReceivedRequest &request : m_server->requests()) {
        QVERIFY2(request.query.find("a-connection") == std::string::npos, request.query.c_str());
    }
    // What comes is held against the same, and another search finds all of its own again.
    m_tail->start(*Query::LogQuery::parse(query));
    QVERIFY(answers());
    QCOMPARE(types().count(u"s"_s), 0);
    m_session->search(Kind::Logs, u"type:s"_s);
    QTRY_COMPARE(types().count(u"s"_s), 3);
}

void TestLogTail::pausesAndGoesOnWhereItWas()
{
    m_tail->start({});
    QVERIFY(answers());
    m_tail->setPaused(true);
    QCOMPARE(m_tail->status().phase, Phase::Paused);
    const qsizetype asked = logRequests();
    change(2);
    m_tail->ask();
    QCOMPARE(logRequests(), asked);
    m_tail->setPaused(false);
    QTRY_COMPARE(m_tail->status().arrived, 2);
    m_tail->stop();
    QCOMPARE(m_tail->status().phase, Phase::Off);
    QVERIFY(!m_tail->isOn());
}

void TestLogTail::waitsWhereTheNetworkFails()
{
    // Where the client tries again soon.
    const auto session = SandboxEstate::writableSession(*m_server, 0, std::make_shared<Support::FastClock>(20));
    Session::LogTail tail(*session, 3600s);
    tail.start({});
    QTRY_VERIFY(tail.status().askedAt.isValid());
    m_server.reset();
    tail.ask();
    QTRY_COMPARE_WITH_TIMEOUT(tail.status().phase, Phase::Waiting, 30000);
    QVERIFY(tail.status().error);
    QCOMPARE(tail.status().next, Session::LogTail::longestPause);
    QVERIFY(tail.isOn());
}

void TestLogTail::endsWhereTheScopeIsMissing()
{
    const auto session = SandboxEstate::session(*m_server, 0, &blindClient);
    Session::LogTail tail(*session, 3600s);
    tail.start({});
    QTRY_COMPARE(tail.status().phase, Phase::Stopped);
    QVERIFY(tail.status().error);
    QVERIFY(tail.status().error->missingScopes.contains(u"read:logs"_s));
    QVERIFY(!tail.isOn());
}

void TestLogTail::letsTheOldestGo()
{
    QList<Domain::LogEvent> events;
    for (const char *id : {"905", "901", "903", "902", "904"}) {
        Domain::LogEvent event;
        event.id = QString::fromLatin1(id);
        events.append(event);
    }
    QSignalSpy removed(m_session.get(), &Session::TenantSession::recordsRemoved);
    m_session->accept(events, 3);
    QCOMPARE(removed.size(), 1);
    QStringList gone = removed.first().at(1).toStringList();
    gone.sort();
    QCOMPARE(gone, (QStringList{u"901"_s, u"902"_s}));
    QCOMPARE(m_session->records(Kind::Logs).size(), 3);
}

QTEST_GUILESS_MAIN(TestLogTail)
#include "tst_logtail.moc"
