#include "sandbox/defaultestate.h"
#include "sandbox/seed.h"
#include "support/sandboxestate.h"
#include "support/shareddata.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;
using Phase = Session::KindStatus::Phase;

namespace {

Sandbox::Options recording()
{
    Sandbox::Options options;
    options.recordRequests = true;
    return options;
}

qint64 cellOf(const Query::RecordPtr &record, Kind kind, QStringView column)
{
    return std::get<qint64>(record->cells.at(Query::columnIndex(kind, column)));
}

} // namespace

/// What a session reads of a tenant, and that it asks for nothing it does not need.
class TestInventory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedTenantTakesTheFewestRequests();
    void lockCountsAreThoseOfTheServer();
    void deletedObjectsGoOnlyWithACompleteList();
    void missingScopeIsNamed();
    void cancelKeepsWhatCame();
    void mapKeepsItsCellsThroughARefresh();
    void smallerSideIsRead();
};

void TestInventory::recordedTenantTakesTheFewestRequests()
{
    REQUIRE_SHARED(folder, u"recorded-auth0"_s);
    const auto seed = Sandbox::loadSeed(folder.toStdString());
    QVERIFY(seed.has_value());
    Sandbox::Server server(recording(), *seed);
    server.start();
    const auto session = SandboxEstate::session(server);
    QVERIFY(SandboxEstate::readAll(*session, 60000));
    QCOMPARE(session->records(Kind::Connections).size(), 271);
    QCOMPARE(session->records(Kind::Applications).size(), 740);
    QCOMPARE(session->records(Kind::Organizations).size(), 167);
    QCOMPARE(session->mapStatus().phase, Phase::Complete);

    const QStringList paths = SandboxEstate::pathsAt(server);
    QCOMPARE(paths.count(u"/oauth/token"_s), 1);
    QCOMPARE(paths.count(u"/api/v2/tenants/settings"_s), 1);
    QCOMPARE(paths.count(u"/api/v2/connections"_s), 3); // ceil(271 / 100)
    QCOMPARE(paths.count(u"/api/v2/clients"_s), 8); // ceil(740 / 100)
    QCOMPARE(paths.count(u"/api/v2/organizations"_s), 2); // ceil(167 / 100)
    const auto perConnection = std::count_if(paths.begin(), paths.end(), [](const QString &path) {
        return path.startsWith("/api/v2/connections/"_L1) && path.endsWith("/clients"_L1);
    });
    QCOMPARE(perConnection, 271); // the smaller side, each within one page of 1,000
    QCOMPARE(paths.count(u"/api/v2/logs"_s), 2); // where the log stands, and what moved meanwhile
    QCOMPARE(paths.size(), 1 + 1 + 3 + 8 + 2 + 271 + 167 + 2); // an organization's connections each
    qInfo("inventory of the recorded tenant: %lld requests, of which 453 are its objects", qlonglong(paths.size()));
}

void TestInventory::lockCountsAreThoseOfTheServer()
{
    Sandbox::Server server(recording(), Sandbox::defaultEstate());
    server.start();
    const auto session = SandboxEstate::session(server);
    QVERIFY(SandboxEstate::readAll(*session));
    const Sandbox::TenantState state = server.state(0);
    QTRY_VERIFY(!std::holds_alternative<std::monostate>(
        session->records(Kind::Applications).first()->cells.at(Query::columnIndex(Kind::Applications, u"lock"))));
    QList<qint64> nearLock;
    for (const Query::RecordPtr &record : session->records(Kind::Applications)) {
        qint64 expected = 0;
        for (const auto &connection : state.connections.items()) {
            if (connection.at("strategy") == "auth0"
                && state.enabledClients.clientsOf(connection.at("id").get<std::string>())
                       .contains(record->id.toStdString())) {
                ++expected;
            }
        }
        const qint64 count = cellOf(record, Kind::Applications, u"lock");
        QCOMPARE(count, expected);
        if (count >= 40) {
            nearLock.append(count);
        }
    }
    std::sort(nearLock.begin(), nearLock.end());
    QCOMPARE(nearLock, (QList<qint64>{44, 50, 57}));
}

void TestInventory::deletedObjectsGoOnlyWithACompleteList()
{
    Sandbox::Server server(recording(), Sandbox::defaultEstate());
    server.start();
    const auto session = SandboxEstate::session(server);
    QVERIFY(SandboxEstate::readAll(*session));
    const QString gone = session->records(Kind::Organizations).first()->id;
    const qsizetype before = session->records(Kind::Organizations).size();
    server.change(0, [&](Sandbox::TenantState &state) { state.organizations.remove(gone.toStdString()); });
    QSignalSpy removed(session.get(), &Session::TenantSession::recordsRemoved);
    session->refresh(Kind::Organizations);
    QTRY_COMPARE(session->status(Kind::Organizations).phase, Phase::Complete);
    QCOMPARE(session->records(Kind::Organizations).size(), before - 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(removed.first().at(1).toStringList(), QStringList{gone});
    // A list that fails says nothing about what is gone.
    server.stop();
    session->refresh(Kind::Organizations);
    QTRY_COMPARE_WITH_TIMEOUT(session->status(Kind::Organizations).phase, Phase::Failed, 120000);
    QVERIFY(session->status(Kind::Organizations).isOffline());
    QCOMPARE(session->records(Kind::Organizations).size(), before - 1);
    QVERIFY(session->status(Kind::Organizations).readAt.isValid());
}

void TestInventory::missingScopeIsNamed()
{
    Sandbox::Options options = recording();
    const Sandbox::ApiClient narrow{"narrow", "narrow-secret", {"read:clients", "read:connections"}, {}};
    options.clients = {narrow};
    Sandbox::Server server(options, Sandbox::defaultEstate());
    server.start();
    const auto session = SandboxEstate::session(server, 0, &narrow);
    QVERIFY(SandboxEstate::readAll(*session));
    QCOMPARE(session->status(Kind::Applications).phase, Phase::Complete);
    QCOMPARE(session->status(Kind::Organizations).phase, Phase::Failed);
    const Api::ApiError error = *session->status(Kind::Organizations).error;
    QCOMPARE(error.kind, Api::ApiError::Kind::Scope);
    QVERIFY(error.missingScopes.contains(u"read:organizations"_s));
    // Without read:connections_options nothing is known of the policies, rather than "none".
    const Query::RecordPtr connection = session->records(Kind::Connections).first();
    QVERIFY(std::holds_alternative<std::monostate>(
        connection->cells.at(Query::columnIndex(Kind::Connections, u"min_length"))));
}

void TestInventory::cancelKeepsWhatCame()
{
    Sandbox::Options options = recording();
    options.latency = std::chrono::milliseconds(30);
    std::vector<Sandbox::TenantState> estate = Sandbox::defaultEstate();
    for (int i = 0; i < 200; ++i) {
        const std::string number = std::to_string(i);
        estate.front().connections.append(
            {{"id", "con_more" + number}, {"name", "more-" + number}, {"strategy", "auth0"}});
    }
    Sandbox::Server server(options, std::move(estate));
    server.start();
    const auto session = SandboxEstate::session(server);
    connect(session.get(), &Session::TenantSession::recordsChanged, session.get(), [&](Kind kind) {
        if (kind == Kind::Connections) {
            session->cancel(kind);
        }
    });
    session->refresh(Kind::Connections);
    QTRY_VERIFY(!session->status(Kind::Connections).isReading());
    QCOMPARE(session->status(Kind::Connections).phase, Phase::Cancelled);
    QCOMPARE(session->records(Kind::Connections).size(), 100);
    QVERIFY(session->jobs().isEmpty());
    QVERIFY(!session->mapPlan()); // half a list is no ground for a plan
}

void TestInventory::mapKeepsItsCellsThroughARefresh()
{
    Sandbox::Server server(recording(), Sandbox::defaultEstate());
    server.start();
    const auto session = SandboxEstate::session(server);
    QVERIFY(SandboxEstate::readAll(*session));
    const int lock = Query::columnIndex(Kind::Applications, u"lock");
    const QString id = session->records(Kind::Applications).first()->id;
    QTRY_VERIFY(!std::holds_alternative<std::monostate>(session->record(Kind::Applications, id)->cells.at(lock)));
    const Query::Value before = session->record(Kind::Applications, id)->cells.at(lock);
    server.forgetRequests();
    session->refresh(Kind::Applications);
    QTRY_COMPARE(session->status(Kind::Applications).phase, Phase::Complete);
    QCOMPARE(session->record(Kind::Applications, id)->cells.at(lock), before);
    for (const QString &path : SandboxEstate::pathsAt(server)) {
        QCOMPARE(path, u"/api/v2/clients"_s);
    }
}

void TestInventory::smallerSideIsRead()
{
    QCOMPARE(Session::planMap(271, 740), (Session::ReadPlan{Session::MapSide::Connections, 271}));
    QCOMPARE(Session::planMap(3000, 500), (Session::ReadPlan{Session::MapSide::Applications, 500}));
    QCOMPARE(Session::planMap(0, 12).requests, 0);
    QCOMPARE(Session::planMap(10, 10).side, Session::MapSide::Connections); // 1,000 a page, not 100
    QCOMPARE(Session::planMap(60, 60).duration(0.5), std::chrono::seconds(120));
    QVERIFY(!Session::planMap(60, 60).duration(0));
}

QTEST_GUILESS_MAIN(TestInventory)
#include "tst_inventory.moc"
