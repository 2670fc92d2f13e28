#include "api/requests/connectionrequests.h"
#include "sandbox/scale.h"
#include "session/changereader.h"
#include "session/mapproof.h"
#include "session/readplan.h"
#include "session/writeunlock.h"
#include "support/sandboxestate.h"

#include <QTest>

#include <atomic>

using namespace Qt::StringLiterals;
using MapProof::callBehind;
using MapProof::differences;
using MapProof::isDone;
using Query::Kind;
using Session::RefreshWay;
using Session::Touched;
using Phase = Session::KindStatus::Phase;

namespace {

Domain::LogEvent logged(const QByteArray &type, const QByteArray &details)
{
    Domain::LogEvent event;
    event.id = u"900"_s;
    event.type = QString::fromLatin1(type);
    event.original = R"({"log_id":"900","type":")" + type + R"(","details":)" + details + '}';
    return event;
}

/// As Auth0 writes a call of the Management API down.
QByteArray call(const QByteArray &method, const QByteArray &path, const QByteArray &body = "{}",
                const QByteArray &answer = "{}")
{
    return R"({"request":{"method":")" + method + R"(","path":")" + path + R"(","query":{},"body":)" + body
        + R"(,"channel":"api"},"response":{"statusCode":200,"body":)" + answer + "}}";
}

Domain::LogEvent eventAt(int number, int second)
{
    Domain::LogEvent event;
    event.id = u"9000%1"_s.arg(number, 4, 10, QChar(u'0'));
    event.date = QDateTime(QDate(2026, 11, 1), QTime(12, 0), Qt::UTC).addSecs(second);
    return event;
}

/// The computer's clock, some days on.
class LaterClock : public Api::Clock
{
public:
    Api::Milliseconds steady() const override { return m_system->steady(); }
    QDateTime wall() const override { return m_system->wall().addDays(days); }
    void after(Api::Milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_system->after(delay, context, std::move(action));
    }

    int days = 0;

private:
    std::shared_ptr<Api::Clock> m_system = Api::Clock::system();
};

std::atomic<int> minutesOn{0};

Sandbox::Options recording()
{
    Sandbox::Options options;
    options.recordRequests = true;
    options.clock = [] { return std::chrono::system_clock::now() + std::chrono::minutes(minutesOn.load()); };
    return options;
}

} // namespace

/// A tenant that is brought up to date by its log.
class TestRefresh : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eventsTouchObjects_data();
    void eventsTouchObjects();
    void theCheaperWayIsTaken_data();
    void theCheaperWayIsTaken();
    void marksLieBeforeTheNewestEvents();
    void logsAreKeptForAWhile();
    void costsWhatWasChanged();
    void everyKindOfChangeArrives();
    void readsEverythingWhereTheLogDoesNotTell();
    void changesMeanwhileAreFlaggedAndCounted();

private:
    void change(Session::TenantSession &other, int from, int count);
};

void TestRefresh::eventsTouchObjects_data()
{
    QTest::addColumn<Domain::LogEvent>("event");
    QTest::addColumn<Touched>("touched");
    const Touched nothing;
    const Touched everything{.whole = {Kind::Tenants, Kind::Applications, Kind::Connections, Kind::Organizations}};
    const auto row = [](const char *name, const QByteArray &details, const Touched &touched) {
        QTest::newRow(name) << logged("sapi", details) << touched;
    };
    QTest::newRow("login") << logged("s", "{}") << nothing;
    QTest::newRow("failed call") << logged("fapi", call("patch", "/api/v2/clients/a")) << nothing;
    row("application", call("patch", "/api/v2/clients/a"), {.applications = {u"a"_s}});
    row("new application", call("post", "/api/v2/clients", "{}", R"({"client_id":"n"})"),
        {.applications = {u"n"_s}, .connectionsOf = {u"n"_s}});
    row("application that nobody names", call("post", "/api/v2/clients"), {.whole = {Kind::Applications}});
    row("secret", call("post", "/api/v2/clients/a/rotate-secret"), {.applications = {u"a"_s}});
    row("below an application", call("post", "/api/v2/clients/a/new-thing"),
        {.applications = {u"a"_s}, .connectionsOf = {u"a"_s}});
    row("switches", call("patch", "/api/v2/connections/con_1/clients"), {.clientsOf = {u"con_1"_s}});
    row("connection", call("patch", "/api/v2/connections/con_1", R"({"options":{}})"), {.connections = {u"con_1"_s}});
    row("switches of old", call("patch", "/api/v2/connections/con_1", R"({"enabled_clients":["a"]})"),
        {.connections = {u"con_1"_s}, .clientsOf = {u"con_1"_s}});
    row("new connection", call("post", "/api/v2/connections", "{}", R"({"id":"con_n"})"),
        {.connections = {u"con_n"_s}, .clientsOf = {u"con_n"_s}});
    row("deleted connection", call("delete", "/api/v2/connections/con_1"), {.connections = {u"con_1"_s}});
    row("users of a connection", call("delete", "/api/v2/connections/con_1/users"), nothing);
    row("organization", call("patch", "/api/v2/organizations/org_1"), {.organizations = {u"org_1"_s}});
    row("connections of an organization", call("post", "/api/v2/organizations/org_1/enabled_connections"),
        {.organizationConnections = {u"org_1"_s}});
    row("new organization", call("post", "/api/v2/organizations", "{}", R"({"id":"org_n"})"),
        {.organizations = {u"org_n"_s}, .organizationConnections = {u"org_n"_s}});
    row("members", call("post", "/api/v2/organizations/org_1/members"), nothing);
    row("settings", call("patch", "/api/v2/tenants/settings"), {.settings = true});
    row("user", call("patch", "/api/v2/users/auth0%7C1"), nothing);
    row("encoded id", call("patch", "/api/v2/clients/a%2Fb"), {.applications = {u"a/b"_s}});
    row("unknown", call("post", "/api/v2/what-comes-next/1"), everything);
    row("no path", R"({"request":{"method":"patch"}})", everything);
    row("no details", "null", everything);
}

void TestRefresh::eventsTouchObjects()
{
    QFETCH(const Domain::LogEvent, event);
    QFETCH(const Touched, touched);
    QCOMPARE(Session::touchedBy(event), touched);
}

void TestRefresh::theCheaperWayIsTaken_data()
{
    QTest::addColumn<Session::LogSoFar>("log");
    QTest::addColumn<RefreshWay>("way");
    QTest::addColumn<qint64>("requests");
    // 3,000 connections, 500 applications, 40 organizations, with the map: 2 + 5 + 30 + 1 + 500 + 1.
    using Log = Session::LogSoFar;
    QTest::newRow("nothing read") << Log{} << RefreshWay::Log << qint64(1);
    QTest::newRow("nothing changed") << Log{.reads = 1, .isAtEnd = true} << RefreshWay::Log << qint64(0);
    QTest::newRow("a hundred changes") << Log{2, true, 100} << RefreshWay::Log << qint64(100);
    QTest::newRow("as dear") << Log{6, true, 539} << RefreshWay::Log << qint64(539);
    QTest::newRow("dearer") << Log{6, true, 540} << RefreshWay::Full << qint64(539);
    QTest::newRow("long, yet at its end") << Log{538, true, 3} << RefreshWay::Log << qint64(3);
    QTest::newRow("long") << Log{538, false, 0} << RefreshWay::Log << qint64(1);
    QTest::newRow("too long") << Log{539, false, 0} << RefreshWay::Full << qint64(539);
    QTest::newRow("long, and much touched") << Log{400, false, 139} << RefreshWay::Full << qint64(539);
    QTest::newRow("unclear") << Log{1, true, 0, true} << RefreshWay::Full << qint64(539);
}

void TestRefresh::theCheaperWayIsTaken()
{
    QFETCH(const Session::LogSoFar, log);
    QFETCH(const RefreshWay, way);
    QFETCH(const qint64, requests);
    const Session::RefreshPlan plan = Session::planRefresh({500, 3000, 40, true}, log);
    QCOMPARE(plan.way, way);
    QCOMPARE(plan.requests, requests);
    QCOMPARE(Session::fullRequests({0, 0, 0, false}), 5); // an empty list is a request too
    QCOMPARE(Session::fullRequests({500, 3000, 40, true, true}), 579); // each organization's connections
}

void TestRefresh::marksLieBeforeTheNewestEvents()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(!Session::markAt({}, now));
    const auto mark = Session::markAt({eventAt(4, 100), eventAt(3, 70), eventAt(2, 40), eventAt(1, 0)}, now);
    QVERIFY(mark);
    QCOMPARE(mark->from, eventAt(2, 0).id); // a minute before the newest
    QCOMPARE(mark->earlier, (QSet<QString>{eventAt(3, 0).id, eventAt(4, 0).id}));
    QVERIFY(mark->done.isEmpty());
    QCOMPARE(Session::markAt({eventAt(2, 9), eventAt(1, 0)}, now)->from, eventAt(1, 0).id);

    const auto next = Session::markAfter(*mark, {eventAt(3, 70), eventAt(4, 100), eventAt(5, 140)}, now);
    QCOMPARE(next.from, eventAt(3, 0).id);
    QCOMPARE(next.done, (QSet<QString>{eventAt(4, 0).id, eventAt(5, 0).id}));
    QCOMPARE(Session::markAfter(*mark, {}, now).from, mark->from);
}

void TestRefresh::logsAreKeptForAWhile()
{
    Session::LogMark mark;
    mark.takenAt = QDateTime(QDate(2026, 11, 1), QTime(12, 0), Qt::UTC);
    const auto isKept = [&](const QString &plan, int hours) {
        return Session::isKept(mark, plan, mark.takenAt.addSecs(3600LL * hours));
    };
    QVERIFY(isKept({}, 22) && !isKept({}, 23)); // nothing is known: as the least of them
    QVERIFY(isKept(u"free"_s, 22) && !isKept(u"free"_s, 23));
    QVERIFY(isKept(u"self-service"_s, 118) && !isKept(u"self-service"_s, 119));
    QVERIFY(isKept(u"enterprise"_s, 718) && !isKept(u"enterprise"_s, 719));
    QVERIFY(!isKept(u"enterprise"_s, -1)); // the clock was set back
}

/// Another administrator switches one application of each of some connections.
void TestRefresh::change(Session::TenantSession &other, int from, int count)
{
    int answers = 0;
    for (int i = from; i < from + count; ++i) {
        const Domain::ConnectionId connection(other.records(Kind::Connections).at(i)->id);
        const Domain::ApplicationId chosen(other.records(Kind::Applications).at(i % 50)->id);
        const bool isOn = other.map()->applicationsOf(connection).contains(chosen);
        for (const auto &request : Api::patchConnectionClients(connection, {{chosen, !isOn}})) {
            other.client().send<void>(request, this, [&](const Api::Outcome<void> &outcome) {
                QVERIFY(outcome);
                ++answers;
            });
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(answers, count, 60000);
}

void TestRefresh::costsWhatWasChanged()
{
    minutesOn = 0;
    Sandbox::Server server(recording(), {Sandbox::scaleEstate({.connections = 3000, .applications = 500}, 7)});
    server.start();
    const auto session = SandboxEstate::writableSession(server);
    QVERIFY(session->writeUnlock().unlock());
    QVERIFY(SandboxEstate::readAll(*session));
    session->readMap();
    QTRY_VERIFY_WITH_TIMEOUT(isDone(*session), 60000);
    QCOMPARE(session->mapStatus().phase, Phase::Complete);
    QCOMPARE(differences(server, *session), 0);
    int first = 0;
    for (const int changes : {0, 1, 10, 100}) {
        minutesOn += 5; // what was followed lies beyond the overlap
        const std::size_t before = server.state(0).logs.size();
        change(*session, first, changes);
        first += changes;
        minutesOn += 5;
        const qint64 events = qint64(server.state(0).logs.size() - before);
        QCOMPARE(events, changes);
        server.forgetRequests();
        session->update(Kind::Connections);
        QCOMPARE(session->status(Kind::Connections).phase, Phase::Reading);
        QTRY_VERIFY_WITH_TIMEOUT(isDone(*session), 60000);
        const QStringList paths = SandboxEstate::pathsAt(server);
        const qint64 logReads = paths.count(u"/api/v2/logs"_s);
        // The overlap brings the events of the refresh before again.
        const qint64 read = events + changes / 10;
        QVERIFY2(logReads <= read / 100 + 1, qPrintable(QString::number(logReads)));
        QCOMPARE(paths.size() - logReads, changes); // a connection's applications each
        QCOMPARE(session->status(Kind::Connections).logEvents, std::optional<qint64>(events));
        QCOMPARE(session->status(Kind::Connections).phase, Phase::Complete);
        QCOMPARE(session->mapStatus().phase, Phase::Complete);
        QCOMPARE(differences(server, *session), 0);
        qInfo("%d changes: %lld log reads and %lld others; a full reading takes %lld", changes, qlonglong(logReads),
              qlonglong(paths.size() - logReads), qlonglong(Session::fullRequests({500, 3000, 0, true})));
    }
}

void TestRefresh::everyKindOfChangeArrives()
{
    minutesOn = 0;
    Sandbox::Server server(recording(),
                           {Sandbox::scaleEstate({.connections = 60, .applications = 40, .organizations = 3}, 3)});
    server.start();
    const auto session = SandboxEstate::session(server);
    QVERIFY(SandboxEstate::readAll(*session));
    const Sandbox::TenantState before = server.state(0);
    const std::string connection = before.connections.items().at(4).at("id");
    const std::string application = before.clients.items().at(5).at("client_id");
    const std::string organization = before.organizations.items().at(1).at("id");
    callBehind(server, "delete", "/api/v2/connections/" + connection, [&](Sandbox::TenantState &state) {
        state.connections.remove(connection);
        state.enabledClients.removeConnection(connection);
    });
    callBehind(server, "delete", "/api/v2/clients/" + application, [&](Sandbox::TenantState &state) {
        state.clients.remove(application);
        state.enabledClients.removeClient(application);
    });
    callBehind(server, "delete", "/api/v2/organizations/" + organization,
               [&](Sandbox::TenantState &state) { state.organizations.remove(organization); });
    callBehind(server, "post", "/api/v2/clients",
               [&](Sandbox::TenantState &state) {
                   state.clients.append({{"client_id", "late"}, {"name", "Late"}, {"app_type", "spa"}});
                   for (const auto &each : state.connections.items()) {
                       state.enabledClients.enable(each.at("id"), "late"); // enable_client_connections
                   }
               },
               {{"client_id", "late"}});
    callBehind(server, "patch", "/api/v2/tenants/settings",
               [](Sandbox::TenantState &state) { state.settings["friendly_name"] = "Renamed"; });
    server.forgetRequests();
    session->update(Kind::Applications);
    QTRY_VERIFY(isDone(*session));
    QCOMPARE(differences(server, *session), 0);
    QVERIFY(!session->record(Kind::Connections, QString::fromStdString(connection)));
    QCOMPARE(session->map()->connectionsOf(Domain::ApplicationId(u"late"_s)).size(), 59);
    QVERIFY(session->settings().contains("Renamed"));
    QVERIFY(!SandboxEstate::pathsAt(server).contains(u"/api/v2/clients"_s)); // no list was read
    // The cells of the new one are those of the map.
    const int lock = Query::columnIndex(Kind::Applications, u"lock");
    QTRY_VERIFY(
        !std::holds_alternative<std::monostate>(session->record(Kind::Applications, u"late"_s)->cells.at(lock)));
}

void TestRefresh::readsEverythingWhereTheLogDoesNotTell()
{
    minutesOn = 0;
    Sandbox::Server server(recording(), {Sandbox::scaleEstate({.connections = 20, .applications = 8}, 3)});
    server.start();
    const auto clock = std::make_shared<LaterClock>();
    const auto session = SandboxEstate::writableSession(server, 0, clock);
    QVERIFY(SandboxEstate::readAll(*session));
    const auto isReadWhole = [&] {
        const QStringList paths = SandboxEstate::pathsAt(server);
        return paths.contains(u"/api/v2/clients"_s) && paths.contains(u"/api/v2/connections"_s);
    };
    const auto update = [&] {
        server.forgetRequests();
        session->update(Kind::Applications);
        return QTest::qWaitFor([&] { return isDone(*session); }, 30000);
    };
    QVERIFY(update());
    QVERIFY(!isReadWhole());
    clock->days = 2; // the log of two days ago is gone
    QVERIFY(update());
    QVERIFY(isReadWhole());
    QVERIFY(!session->status(Kind::Applications).logEvents);
    QVERIFY(update());
    QVERIFY(!isReadWhole());
    callBehind(server, "post", "/api/v2/what-comes-next", [](Sandbox::TenantState &) {});
    QVERIFY(update());
    QVERIFY(isReadWhole());

    // Without the scope for logs a list is read as ever, and nothing fails.
    Sandbox::Options options = recording();
    const Sandbox::ApiClient narrow{"narrow", "narrow-secret", {"read:clients", "read:connections"}, {}};
    options.clients = {narrow};
    Sandbox::Server closed(options, {Sandbox::scaleEstate({.connections = 20, .applications = 8}, 3)});
    closed.start();
    const auto other = SandboxEstate::session(closed, 0, &narrow);
    QVERIFY(SandboxEstate::readAll(*other));
    QCOMPARE(other->mapStatus().phase, Phase::Complete);
    closed.forgetRequests();
    other->update(Kind::Applications);
    QTRY_VERIFY(isDone(*other));
    QCOMPARE(SandboxEstate::pathsAt(closed), QStringList{u"/api/v2/clients"_s});
    QCOMPARE(other->status(Kind::Applications).phase, Phase::Complete);
}

void TestRefresh::changesMeanwhileAreFlaggedAndCounted()
{
    minutesOn = 0;
    Sandbox::Server server(recording(), {Sandbox::scaleEstate({.connections = 60, .applications = 40}, 5)});
    server.start();
    const auto session = SandboxEstate::session(server);
    std::string moved;
    connect(session.get(), &Session::TenantSession::mapStatusChanged, session.get(), [&] {
        if (!moved.empty() || session->mapStatus().read < 3) {
            return;
        }
        const std::string id = server.state(0).connections.items().front().at("id");
        moved = id;
        callBehind(server, "patch", "/api/v2/connections/" + id + "/clients", [&](Sandbox::TenantState &state) {
            for (const auto &client : state.clients.items()) {
                state.enabledClients.enable(id, client.at("client_id"));
            }
        });
    });
    QVERIFY(SandboxEstate::readAll(*session));
    QVERIFY(!moved.empty());
    QCOMPARE(session->map()->movedWhileReading, QStringList{QString::fromStdString(moved)});
    QVERIFY(session->mapStatus().note.contains(u"moved while reading"_s));
    QCOMPARE(differences(server, *session), 0);
    session->update(Kind::Connections);
    QTRY_VERIFY(isDone(*session));
    QVERIFY(session->map()->movedWhileReading.isEmpty());
    QVERIFY(session->mapStatus().note.isEmpty());
}

QTEST_GUILESS_MAIN(TestRefresh)
#include "tst_refresh.moc"
