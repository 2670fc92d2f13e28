#include "session/mapreader.h"
#include "support/apifakes.h"
#include "support/faultserver.h"

#include <QTest>

using namespace Qt::StringLiterals;

using Session::ConnectionMap;
using Session::MapReader;
using Session::MapSide;

/// The application x connection map against a server that does not give it as it should.
class TestMapReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void listThatIsNotWholeIsRefused_data();
    void listThatIsNotWholeIsRefused();
    void lastObjectIsNotTakenForTheRest();

private:
    std::unique_ptr<Support::FaultServer> m_server;
    std::unique_ptr<Support::FakeTokenSource> m_source;
    std::unique_ptr<Api::ManagementClient> m_client;
    std::optional<Api::Outcome<ConnectionMap>> m_outcome;
};

void TestMapReader::init()
{
    m_outcome.reset();
    m_server = std::make_unique<Support::FaultServer>();
    m_source = std::make_unique<Support::FakeTokenSource>();
    Api::ClientOptions options;
    options.sharesBudget = false;
    m_client = std::make_unique<Api::ManagementClient>(*Api::Origin::fromBaseUrl(m_server->url()), *m_source, options);
}

void TestMapReader::cleanup()
{
    m_client.reset();
    m_source.reset();
    m_server.reset();
}

void TestMapReader::listThatIsNotWholeIsRefused_data()
{
    QTest::addColumn<MapSide>("side");
    QTest::addColumn<QByteArray>("page");
    QTest::newRow("the same cursor, clients of a connection")
        << MapSide::Connections << R"({"clients":[{"client_id":"app_1"}],"next":"again"})"_ba;
    QTest::newRow("the same cursor, connections of an application")
        << MapSide::Applications << R"({"connections":[{"id":"con_1","strategy":"auth0"}],"next":"again"})"_ba;
}

void TestMapReader::listThatIsNotWholeIsRefused()
{
    QFETCH(const MapSide, side);
    QFETCH(const QByteArray, page);
    m_server->handler = [page](const Support::Received &) { return Support::Answer{200, page, {}, {}}; };
    auto *reader = new MapReader(
        *m_client, side, {u"one"_s}, [this](const Api::Outcome<ConnectionMap> &map) { m_outcome.emplace(map); }, this);
    reader->start();
    QTRY_VERIFY(m_outcome);
    // A map that lacks pairs would count fewer connections than Lock shows.
    QVERIFY(!*m_outcome);
    QCOMPARE(m_outcome->error().kind, Api::ApiError::Kind::BadResponse);
    QVERIFY2(m_outcome->error().text().contains(u"partial"_s), qPrintable(m_outcome->error().text()));
}

void TestMapReader::lastObjectIsNotTakenForTheRest()
{
    // The first connection's list never ends; the others are whole.
    m_server->handler = [](const Support::Received &request) {
        const bool isFirst = request.target.contains("/connections/bad/");
        return Support::Answer{200,
                               isFirst ? R"({"clients":[{"client_id":"app_1"}],"next":"again"})"_ba
                                       : R"({"clients":[{"client_id":"app_1"},{"client_id":"app_2"}]})"_ba,
                               {},
                               {}};
    };
    int calls = 0;
    auto *reader = new MapReader(
        *m_client, MapSide::Connections, {u"bad"_s, u"con_2"_s, u"con_3"_s},
        [&](const Api::Outcome<ConnectionMap> &map) {
            ++calls;
            m_outcome.emplace(map);
        },
        this);
    const QPointer<MapReader> alive = reader;
    reader->start();
    QTRY_VERIFY(!alive);
    QCOMPARE(calls, 1);
    QVERIFY(!*m_outcome);
}

QTEST_GUILESS_MAIN(TestMapReader)
#include "tst_mapreader.moc"
