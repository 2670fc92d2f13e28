#include "session/mapproof.h"
#include "session/readplan.h"
#include "support/apifakes.h"
#include "support/sandboxestate.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using MapProof::callBehind;
using MapProof::differences;
using MapProof::isDone;
using Query::Kind;
using Phase = Session::KindStatus::Phase;

namespace {

bool isSoak()
{
    return qEnvironmentVariableIntValue("TENANTRY_SOAK") == 1;
}

Sandbox::Options recording(Sandbox::Plan plan = Sandbox::Plan::Unlimited, double rate = 1)
{
    Sandbox::Options options;
    options.recordRequests = true;
    options.plan = plan;
    options.clockRate = rate;
    return options;
}

std::string numbered(const char *prefix, int number)
{
    return prefix + std::to_string(number);
}

/// So many of each, joined where `isJoined` says so; two of three connections are databases.
Sandbox::TenantState estateOf(int connections, int applications, const std::function<bool(int, int)> &isJoined)
{
    Sandbox::TenantState state;
    state.name = "acme";
    state.domain = "acme.eu.auth0.com";
    for (int i = 0; i < applications; ++i) {
        state.clients.append({{"client_id", numbered("app_", i)}, {"name", numbered("Application ", i)}});
    }
    for (int i = 0; i < connections; ++i) {
        const std::string id = numbered("con_", i);
        state.connections.append(
            {{"id", id}, {"name", numbered("c", i)}, {"strategy", i % 3 == 0 ? "samlp" : "auth0"}});
        for (int k = 0; k < applications; ++k) {
            if (isJoined(i, k)) {
                state.enabledClients.enable(id, numbered("app_", k));
            }
        }
    }
    return state;
}

} // namespace

/// The application x connection map against a count over everything, on many shapes of tenants.
class TestMapEstates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSideIsChosenAndTakesItsPages_data();
    void theSideIsChosenAndTakesItsPages();
    void randomEstatesAreCountedExactly();
    void noPlanIsOverrun_data();
    void noPlanIsOverrun();

private:
    void countOne(quint32 seed, int connections, int applications);
};

void TestMapEstates::theSideIsChosenAndTakesItsPages_data()
{
    QTest::addColumn<int>("connections");
    QTest::addColumn<int>("applications");
    QTest::addColumn<int>("every"); // of the pairs one in so many
    QTest::newRow("few connections") << 10 << 40 << 3;
    QTest::newRow("few applications") << 40 << 10 << 3;
    QTest::newRow("as many") << 30 << 30 << 2;
    QTest::newRow("an application's list has three pages") << 250 << 4 << 1;
    QTest::newRow("a connection's list has two pages") << 3 << 1200 << 1;
}

void TestMapEstates::theSideIsChosenAndTakesItsPages()
{
    QFETCH(const int, connections);
    QFETCH(const int, applications);
    QFETCH(const int, every);
    Sandbox::Server server(
        recording(), {estateOf(connections, applications, [every](int i, int k) { return (i + k) % every == 0; })});
    server.start();
    const auto session = SandboxEstate::session(server);
    QVERIFY(SandboxEstate::readAll(*session, 60000));
    QCOMPARE(session->mapStatus().phase, Phase::Complete);
    const bool byConnection = connections <= applications;
    const Sandbox::TenantState state = server.state(0);
    qint64 pages = 0;
    for (const auto &object : (byConnection ? state.connections : state.clients).items()) {
        const qint64 size = qint64(byConnection ? state.enabledClients.clientsOf(object.at("id")).size()
                                                : state.enabledClients.connectionsOf(object.at("client_id")).size());
        const qint64 page = byConnection ? 1000 : 100;
        pages += std::max<qint64>(1, (size + page - 1) / page);
    }
    const QStringList paths = SandboxEstate::pathsAt(server);
    const auto below = [&paths](QLatin1StringView first, QLatin1StringView last) {
        return std::count_if(paths.begin(), paths.end(), [&](const QString &path) {
            return path.startsWith("/api/v2/"_L1 + first + u'/') && path.endsWith(last);
        });
    };
    QCOMPARE(below("connections"_L1, "/clients"_L1), byConnection ? pages : 0);
    QCOMPARE(below("clients"_L1, "/connections"_L1), byConnection ? 0 : pages);
    QCOMPARE(differences(server, *session), 0);
}

/// One tenant that somebody else changes while it is read, and again afterwards.
void TestMapEstates::countOne(quint32 seed, int connections, int applications)
{
    QRandomGenerator random(seed);
    const int percent = 1 + int(random.bounded(connections > 1000 ? 4 : 60));
    Sandbox::Server server(recording(), {estateOf(connections, applications, [&](int, int) {
                               return int(random.bounded(100)) < percent;
                           })});
    server.start();
    const auto toggle = [&] {
        const std::string connection = numbered("con_", int(random.bounded(connections)));
        const std::string application = numbered("app_", int(random.bounded(applications)));
        callBehind(server, "patch", "/api/v2/connections/" + connection + "/clients", [&](Sandbox::TenantState &state) {
            if (!state.enabledClients.disable(connection, application)) {
                state.enabledClients.enable(connection, application);
            }
        });
        return QString::fromStdString(connection);
    };
    const auto session = SandboxEstate::session(server);
    QSet<QString> moved;
    const int changes = int(random.bounded(4));
    connect(session.get(), &Session::TenantSession::mapStatusChanged, session.get(), [&] {
        const bool isUnderWay = session->mapStatus().isReading() && session->mapStatus().read > 0;
        if (isUnderWay && moved.isEmpty() && changes > 0) {
            for (int i = 0; i < changes; ++i) {
                moved.insert(toggle());
            }
        }
    });
    QVERIFY(SandboxEstate::readAll(*session, 60000));
    if (!session->map()) {
        session->readMap();
        QTRY_VERIFY_WITH_TIMEOUT(isDone(*session), 120000);
    }
    QCOMPARE(session->mapStatus().phase, Phase::Complete);
    const QStringList flagged = session->map()->movedWhileReading;
    QCOMPARE(QSet<QString>(flagged.begin(), flagged.end()), moved);
    QCOMPARE(differences(server, *session), 0);

    for (int i = int(random.bounded(5)); i >= 0; --i) {
        toggle();
    }
    session->update(Kind::Applications);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(*session), 120000);
    QCOMPARE(differences(server, *session), 0);

    // What a person sees of it: databases alone count for Lock.
    const Sandbox::TenantState state = server.state(0);
    const auto isShown = [&] {
        const auto &records = session->records(Kind::Applications);
        return std::all_of(records.begin(), records.end(), [&](const Query::RecordPtr &record) {
            qint64 expected = 0;
            for (const std::string &id : state.enabledClients.connectionsOf(record->id.toStdString()).ids()) {
                expected += state.connections.find(id)->at("strategy") == "auth0" ? 1 : 0;
            }
            return record->cells.at(Query::columnIndex(Kind::Applications, u"lock")) == Query::Value(expected);
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isShown(), 60000);
}

void TestMapEstates::randomEstatesAreCountedExactly()
{
    const int small = isSoak() ? 190 : 12;
    const int large = isSoak() ? 10 : 0;
    QRandomGenerator random(20261128);
    for (int i = 0; i < small + large; ++i) {
        const quint32 seed = random.generate();
        const int connections = i < small ? 1 + int(random.bounded(60)) : 3000;
        const int applications = i < small ? 1 + int(random.bounded(40)) : 500;
        countOne(seed, connections, applications);
        if (QTest::currentTestFailed()) {
            qWarning("estate %d: seed %u, %d connections, %d applications", i, seed, connections, applications);
            return;
        }
    }
}

void TestMapEstates::noPlanIsOverrun_data()
{
    QTest::addColumn<Sandbox::Plan>("plan");
    QTest::newRow("free") << Sandbox::Plan::Free;
    QTest::newRow("professional") << Sandbox::Plan::Professional;
    QTest::newRow("enterprise") << Sandbox::Plan::Enterprise;
}

void TestMapEstates::noPlanIsOverrun()
{
    QFETCH(const Sandbox::Plan, plan);
    const int rate = 10;
    const int size = isSoak() ? 290 : 24;
    Sandbox::Server server(recording(plan, rate),
                           {estateOf(size, size, [](int i, int k) { return (i + k) % 5 == 0; })});
    server.start();
    const auto session = SandboxEstate::writableSession(server, 0, std::make_shared<Support::FastClock>(rate));
    QVERIFY(SandboxEstate::readAll(*session, isSoak() ? 900000 : 60000));
    QCOMPARE(session->mapStatus().phase, Phase::Complete);
    for (int i = 0; i < 8; ++i) {
        callBehind(server, "patch", "/api/v2/connections/" + numbered("con_", i) + "/clients",
                   [i](Sandbox::TenantState &state) { state.enabledClients.enable(numbered("con_", i), "app_1"); });
    }
    session->update(Kind::Connections);
    QTRY_VERIFY_WITH_TIMEOUT(isDone(*session), 60000);
    QCOMPARE(session->status(Kind::Connections).logEvents, std::optional<qint64>(8));
    QCOMPARE(differences(server, *session), 0);
    QStringList refused;
    const auto requests = server.requests();
    for (std::size_t i = 0; i < requests.size(); ++i) {
        if (requests[i].status == 429) {
            refused.append(u"%1 of %2: %3"_s.arg(i).arg(requests.size()).arg(QString::fromStdString(requests[i].path)));
        }
    }
    QVERIFY2(refused.isEmpty(), qPrintable(refused.join(u", "_s)));
}

QTEST_GUILESS_MAIN(TestMapEstates)
#include "tst_mapestates.moc"
