#include "analysis/lockchecks.h"
#include "change/tenantunderchange.h"
#include "cli/lockprobing.h"
#include "cli/mapreading.h"
#include "cli/matching.h"
#include "cli/snapshotreading.h"
#include "cli/switchplanner.h"
#include "session/storedstate.h"
#include "support/faultproxy.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace Qt::StringLiterals;
using Query::Kind;

namespace {

/// An Auth0 tenant whose list of connections takes three pages. It stands behind a proxy that gives a list no further
/// than its second page, as an Auth0 does that names the same next page twice.
struct Scene
{
    explicit Scene(const std::string &list, std::size_t applications = 1)
        : tenant({.connections = 250, .applications = applications})
        , proxy(tenant.server().tenants()[0].url)
        , client(tenant.clientAt(QString::fromStdString(proxy.url())))
    {
        proxy.add({.kind = ProxyFault::Kind::LoopCursor, .target = "/api/v2/" + list + "\\?.*from=.*", .times = 100});
    }

    /// The rows of a list with their map, and how it ended.
    Api::Outcome<Api::Extent> readMap(Kind kind)
    {
        std::optional<Api::Outcome<Api::Extent>> ended;
        auto *reading = new Cli::MapReading(
            client, tenant.profile(), kind, &context, [this](const QList<Query::RecordPtr> &read) { records += read; },
            [&ended](const Api::Outcome<Api::Extent> &outcome) { ended = outcome; });
        reading->start();
        return QTest::qWaitFor([&ended] { return ended.has_value(); }, 30'000) ? *ended : Api::Extent();
    }

    Tests::TenantUnderChange tenant;
    FaultProxy proxy;
    Api::ManagementClient &client;
    QObject context;
    QList<Query::RecordPtr> records;
};

} // namespace

/// Lists that Auth0 does not give whole: shown as far as they came, which is said, and nothing is changed by them.
class TestPartialLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsListedIsToldToBePart();
    void whatIsCountedIsNot();
    void aSnapshotHasNoneOfIt();
    void nothingMatches_data();
    void nothingMatches();
    void nothingIsTurnedOn_data();
    void nothingIsTurnedOn();
    void aFileOfLockThatCannotBeReadIsAFailure();
};

void TestPartialLists::whatIsListedIsToldToBePart()
{
    Scene scene("connections");
    const auto extent = scene.readMap(Kind::Connections);
    QVERIFY(extent && extent->isPartial());
    QCOMPARE(extent->read, 200);
    QCOMPARE(scene.records.size(), 200);
}

/// Connections that are not there are counted for no application.
void TestPartialLists::whatIsCountedIsNot()
{
    Scene scene("connections");
    const auto extent = scene.readMap(Kind::Applications);
    QVERIFY(!extent);
    QVERIFY2(extent.error().message.contains("partial: 200"_L1), qPrintable(extent.error().message));
    QVERIFY(scene.records.isEmpty());
}

/// Nobody can tell what is gone of it.
void TestPartialLists::aSnapshotHasNoneOfIt()
{
    Scene scene("connections");
    std::optional<Cli::Outcome<Cli::ReadSnapshot>> read;
    const auto wanted = Analysis::Need::Applications | Analysis::Need::Connections | Analysis::Need::Map;
    (new Cli::SnapshotReading(scene.client, scene.tenant.profile(), wanted, false, &scene.context,
                              [&read](const auto &outcome) { read = outcome; }))
        ->start();
    QTRY_VERIFY_WITH_TIMEOUT(read, 30'000);
    QVERIFY(*read);
    const Store::TenantState state
        = Session::storedState((*read)->snapshot, u"acme"_s, QDateTime::currentDateTimeUtc(), (*read)->notWhole);
    QVERIFY(state.objects.count(Store::Part::Applications) == 1);
    QVERIFY(state.objects.count(Store::Part::Connections) == 0);
    QVERIFY(state.notRead.at(Store::Part::Connections).contains("partial: 200"_L1));
}

void TestPartialLists::nothingMatches_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<int>("applications");
    QTest::addColumn<QString>("filter");
    QTest::newRow("plain") << u"connections"_s << 1 << u"min_length<15"_s;
    QTest::newRow("with the map") << u"connections"_s << 1 << u"applications>=0"_s;
    QTest::newRow("applications of the map") << u"clients"_s << 250 << u"applications>=0"_s;
}

void TestPartialLists::nothingMatches()
{
    QFETCH(const QString, list);
    QFETCH(const int, applications);
    QFETCH(const QString, filter);
    Scene scene(list.toStdString(), std::size_t(applications));
    Cli::ListRequest request;
    request.kind = Kind::Connections;
    request.filter = *Query::Filter::parse(request.kind, filter);
    std::optional<Cli::Outcome<QList<Query::RecordPtr>>> matched;
    Cli::readMatching(scene.client, scene.tenant.profile(), request, &scene.context,
                      [&matched](const auto &outcome) { matched = outcome; });
    QTRY_VERIFY_WITH_TIMEOUT(matched, 30'000);
    QVERIFY(!*matched);
    QCOMPARE(matched->error().code, Cli::ExitCode::Network);
    QVERIFY2(matched->error().why.contains("partial: 200"_L1), qPrintable(matched->error().why));
}

void TestPartialLists::nothingIsTurnedOn_data()
{
    QTest::addColumn<QString>("list");
    QTest::newRow("the connections") << u"connections"_s;
    QTest::newRow("what is on already") << u"clients/[^/]*/connections"_s;
}

void TestPartialLists::nothingIsTurnedOn()
{
    QFETCH(const QString, list);
    Scene scene(list.toStdString());
    QString application;
    QString first;
    scene.tenant.server().change(0, [&](Sandbox::TenantState &state) {
        const auto connections = state.connections.items(); // a copy, since they are changed below
        const auto client = state.clients.items().front().at("client_id").get<std::string>();
        application = QString::fromStdString(client);
        for (const Sandbox::Json &connection : connections) {
            const auto id = connection.at("id").get<std::string>();
            (*state.connections.find(id))["strategy"] = "auth0";
            state.enabledClients.enable(id, client);
        }
        const auto off = connections.front().at("id").get<std::string>();
        state.enabledClients.disable(off, client);
        first = QString::fromStdString(off);
    });
    std::optional<Cli::Outcome<Cli::Planned>> planned;
    (new Cli::SwitchPlanner(
         scene.client, {scene.tenant.profile()}, {{application}, {first}},
         [&planned](const Cli::Outcome<Cli::Planned> &outcome) { planned = outcome; }, &scene.context))
        ->start();
    QTRY_VERIFY_WITH_TIMEOUT(planned, 30'000);
    QVERIFY(!*planned);
    QVERIFY2(planned->error().why.contains("partial: 200"_L1), qPrintable(planned->error().why));
}

/// The others are read all the same.
void TestPartialLists::aFileOfLockThatCannotBeReadIsAFailure()
{
    Scene scene("connections", 2);
    scene.proxy.add({.kind = ProxyFault::Kind::Html, .target = "/client/.*", .status = 200});
    QList<Domain::Finding> findings;
    const Sandbox::TenantState state = scene.tenant.server().state(0);
    for (const auto &application : state.clients.items()) {
        Domain::Finding finding;
        finding.check = Analysis::lockLimitCheck;
        finding.subject = {Domain::FindingSubject::Kind::Application,
                           QString::fromStdString(application.at("client_id").get<std::string>()),
                           u"App %1"_s.arg(findings.size())};
        findings.append(finding);
    }
    QCOMPARE(findings.size(), 2);
    std::optional<Cli::LockSights> sights;
    auto *probing = new Cli::LockProbing(scene.client, {}, findings, &scene.context,
                                         [&sights](const Cli::LockSights &read) { sights = read; });
    probing->start();
    QTRY_VERIFY_WITH_TIMEOUT(sights, 30'000);
    QCOMPARE(sights->size(), std::size_t(2));
    QVERIFY(Cli::valueOf(*sights, findings.at(0).subject.id).is_null());
    QVERIFY(Cli::valueOf(*sights, findings.at(1).subject.id).is_object());
    const auto failure = Cli::failureOf(*sights);
    QVERIFY(failure);
    QCOMPARE(failure->code, Cli::ExitCode::Network);
    QVERIFY(Cli::linesOf(*sights).join(u'\n').contains(u"App 0: what Lock sees could not be read"_s));
}

QTEST_GUILESS_MAIN(TestPartialLists)
#include "tst_partiallists.moc"
