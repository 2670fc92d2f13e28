#include "sandbox/sandboxclient.h"

#include "support/faultproxy.h"

#include <QTest>

using Sandbox::Json;
using Kind = ProxyFault::Kind;

namespace {

/// The sandbox, the proxy before it, and a client that knows the proxy only.
struct Scene
{
    RunningSandbox sandbox{[] {
        Sandbox::Options options;
        options.recordRequests = true;
        return options;
    }()};
    FaultProxy proxy{sandbox.access.url};
    Sandbox::TenantAccess access = [this] {
        Sandbox::TenantAccess through = sandbox.access;
        through.url = proxy.url();
        return through;
    }();

    int patchesSeenByServer() const
    {
        int count = 0;
        for (const auto &request : sandbox.server.requests())
            count += request.method == "PATCH" ? 1 : 0;
        return count;
    }
};

const Json change{{"show_as_button", true}};

} // namespace

/// The proxy that spoils answers, held against a plain HTTP client.
class TestFaultProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesEverythingThatNoFaultMatches();
    void dropsBeforeAndAfterTheServerDidIt_data();
    void dropsBeforeAndAfterTheServerDidIt();
    void answersInTheServersPlace();
    void spoilsPages();
    void dripIsWholeAndHangEnds();
};

void TestFaultProxy::passesEverythingThatNoFaultMatches()
{
    Scene scene;
    scene.proxy.add({.kind = Kind::Status, .method = "PUT"});
    SandboxClient client(scene.access); // its token asks for the proxy's audience
    QVERIFY(!client.token().empty());
    QCOMPARE(client.get("connections").json.size(), std::size_t(3));
    QCOMPARE(client.patch("connections/con_a", change).status, 200);
    const Answer logs = client.get("logs?take=1&from=9");
    QVERIFY(logs.header("Link").starts_with('<' + scene.proxy.url()));
    QCOMPARE(scene.proxy.requests().size(), std::size_t(4));
}

void TestFaultProxy::dropsBeforeAndAfterTheServerDidIt_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("seen");
    QTest::newRow("before") << static_cast<int>(Kind::DropBeforeCommit) << 0;
    QTest::newRow("after") << static_cast<int>(Kind::DropAfterCommit) << 1;
    QTest::newRow("half header") << static_cast<int>(Kind::HalfHeader) << 1;
    QTest::newRow("half body") << static_cast<int>(Kind::HalfBody) << 1;
}

void TestFaultProxy::dropsBeforeAndAfterTheServerDidIt()
{
    QFETCH(int, kind);
    QFETCH(int, seen);
    Scene scene;
    SandboxClient client(scene.access);
    scene.proxy.add({.kind = static_cast<Kind>(kind), .method = "PATCH", .target = ".*/connections/.*"});
    QCOMPARE(client.patch("connections/con_a", change).status, 0);
    QCOMPARE(scene.patchesSeenByServer(), seen);
    QCOMPARE(scene.sandbox.server.state(0).connections.find("con_a")->contains("show_as_button"), seen == 1);
    QCOMPARE(client.patch("connections/con_a", change).status, 200); // once only
}

void TestFaultProxy::answersInTheServersPlace()
{
    Scene scene;
    SandboxClient client(scene.access);
    scene.proxy.add({.kind = Kind::Status, .skip = 1, .times = 2, .status = 503});
    QCOMPARE(client.get("clients").status, 200);
    QCOMPARE(client.get("clients").status, 503);
    QCOMPARE(client.get("clients").status, 503);
    scene.proxy.clear();
    scene.proxy.add({.kind = Kind::ExpiredToken});
    COMPARE_JSON(client.get("clients").json["errorCode"], "invalid_token");
    scene.proxy.add({.kind = Kind::Html, .status = 502});
    const Answer html = client.get("clients");
    QCOMPARE(html.status, 502);
    QVERIFY(html.json.is_discarded());
    scene.proxy.add({.kind = Kind::Redirect, .location = "http://127.0.0.1:9/"});
    const Answer redirect = client.get("clients");
    QCOMPARE(redirect.status, 307);
    QCOMPARE(redirect.header("Location"), std::string("http://127.0.0.1:9/"));
    scene.proxy.add({.kind = Kind::BadJson});
    QVERIFY(client.get("clients").json.is_discarded());
}

void TestFaultProxy::spoilsPages()
{
    Scene scene;
    SandboxClient client(scene.access);
    const Json first = client.get("connections?take=1").json;
    const std::string cursor = first["next"].get<std::string>();
    scene.proxy.add({.kind = Kind::RepeatPage});
    COMPARE_JSON(client.get("connections?take=1&from=" + cursor).json, first);
    scene.proxy.add({.kind = Kind::LoopCursor});
    COMPARE_JSON(client.get("connections?take=1&from=" + cursor).json["next"], cursor);
}

void TestFaultProxy::dripIsWholeAndHangEnds()
{
    Scene scene;
    SandboxClient client(scene.access);
    const Json all = client.get("roles").json;
    scene.proxy.add({.kind = Kind::Drip, .interval = std::chrono::milliseconds(0)});
    COMPARE_JSON(client.get("roles").json, all);
    scene.proxy.add({.kind = Kind::Hang});
    httplib::Client impatient(scene.proxy.url());
    impatient.set_read_timeout(0, 50'000);
    QVERIFY(!impatient.Get("/api/v2/roles"));
    QCOMPARE(client.get("roles").status, 200);
}

QTEST_GUILESS_MAIN(TestFaultProxy)
#include "tst_faultproxy.moc"
