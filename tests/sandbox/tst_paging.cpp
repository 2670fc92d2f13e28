#include "sandbox/sandboxclient.h"

#include "sandbox/paging.h"

#include <QTest>

#include <set>

using Sandbox::Json;

namespace {

Sandbox::TenantState tenantWith(int connections)
{
    Sandbox::TenantState state = smallTenant();
    state.connections = Sandbox::Collection("id");
    for (int i = 0; i < connections; ++i)
        state.connections.append(Json{{"id", "con_" + std::to_string(i)},
                                      {"name", "c" + std::to_string(i)},
                                      {"strategy", i % 2 == 0 ? "auth0" : "samlp"},
                                      {"options", Json::object()}});
    return state;
}

/// All ids by checkpoint paging; `between` runs after every page.
std::vector<std::string> walk(SandboxClient &client, const std::string &query,
                              const std::function<void()> &between = {})
{
    std::vector<std::string> ids;
    std::string from;
    while (true) {
        const Json page = client.get("connections?take=10" + query + from).json;
        for (const Json &connection : page.at("connections"))
            ids.push_back(connection.at("id").get<std::string>());
        if (!page.contains("next"))
            return ids;
        from = "&from=" + page.at("next").get<std::string>();
        if (between)
            between();
    }
}

} // namespace

class TestPaging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offsetPagesStopAtAThousand();
    void checkpointReachesEverything();
    void checkpointSurvivesChanges();
    void limitsOfTheParameters_data();
    void limitsOfTheParameters();
    void membersGiveANextOnTheLastFullPage();
    void aThousandApplicationsAPage();
};

void TestPaging::offsetPagesStopAtAThousand()
{
    RunningSandbox sandbox({}, tenantWith(1200));
    SandboxClient client(sandbox.access);
    const Json last = client.get("connections?page=9&per_page=100&include_totals=true").json;
    COMPARE_JSON(last["start"], 900);
    COMPARE_JSON(last["total"], 1200);
    QCOMPARE(last["connections"].size(), std::size_t(100));
    const Answer beyond = client.get("connections?page=10&per_page=100");
    QCOMPARE(beyond.status, 400);
    QCOMPARE(QString::fromStdString(beyond.errorCode()), QStringLiteral("invalid_paging"));
    QVERIFY(client.get("connections?per_page=2").json.is_array()); // no envelope unless asked for
}

void TestPaging::checkpointReachesEverything()
{
    RunningSandbox sandbox({}, tenantWith(1205));
    SandboxClient client(sandbox.access);
    const auto all = walk(client, {});
    QCOMPARE(all.size(), std::size_t(1205));
    QCOMPARE(std::set<std::string>(all.begin(), all.end()).size(), std::size_t(1205));
    QCOMPARE(walk(client, "&strategy=samlp").size(), std::size_t(602));
    const Json exact = client.get("connections?take=10&strategy=ad").json; // nothing: no next
    COMPARE_JSON(exact, Json({{"connections", Json::array()}}));
    QVERIFY(!client.get("connections?take=10&include_totals=true").json.contains("total"));
    QCOMPARE(client.get("connections?take=10&from=forged").status, 400);
}

void TestPaging::checkpointSurvivesChanges()
{
    RunningSandbox sandbox({}, tenantWith(300));
    SandboxClient client(sandbox.access);
    int step = 0;
    const auto change = [&] {
        sandbox.server.change(0, [&](Sandbox::TenantState &state) {
            state.connections.remove("con_" + std::to_string(step)); // one that was seen
            state.connections.remove("con_" + std::to_string(299 - step)); // one that was not
            state.connections.append(Json{{"id", "new_" + std::to_string(step)}, {"strategy", "auth0"}});
            ++step;
        });
    };
    const auto ids = walk(client, {}, change);
    const std::set<std::string> unique(ids.begin(), ids.end());
    QCOMPARE(unique.size(), ids.size()); // none twice
    for (int i = step; i < 300 - step; ++i)
        QVERIFY2(unique.contains("con_" + std::to_string(i)), "a connection that was there all along is missing");
}

void TestPaging::limitsOfTheParameters_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    const auto row = [](const char *path, int status) { QTest::newRow(path) << QString::fromLatin1(path) << status; };
    row("connections?per_page=100", 200);
    row("connections?per_page=101", 400);
    row("connections?per_page=ten", 400);
    row("connections?page=-1", 400);
    row("connections?take=100", 200);
    row("connections?take=101", 400);
    row("connections?take=0", 400);
    row("connections/con_a/clients?take=1000", 200);
    row("connections/con_a/clients?take=1001", 400);
    row("clients/app_web/connections?take=101", 400);
    row("clients?take=101", 400);
    row("organizations?take=101", 400);
    row("organizations/org_a/members?take=101", 400);
    row("logs?per_page=101", 400);
    row("logs?from=9&take=101", 400);
}

void TestPaging::limitsOfTheParameters()
{
    QFETCH(QString, path);
    QFETCH(int, status);
    static RunningSandbox sandbox;
    const Answer answer = SandboxClient(sandbox.access).get(path.toStdString());
    QCOMPARE(answer.status, status);
    if (status == 400)
        QCOMPARE(QString::fromStdString(answer.errorCode()), QStringLiteral("invalid_query_string"));
}

void TestPaging::membersGiveANextOnTheLastFullPage()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Json page = client.get("organizations/org_a/members?take=10").json;
    QCOMPARE(page["members"].size(), std::size_t(1));
    QVERIFY(page.contains("next"));
    const Json end = client.get("organizations/org_a/members?take=10&from=" + page["next"].get<std::string>()).json;
    COMPARE_JSON(end, Json({{"members", Json::array()}}));
}

void TestPaging::aThousandApplicationsAPage()
{
    Sandbox::TenantState state = smallTenant();
    for (int i = 0; i < 1500; ++i)
        state.enabledClients.enable("con_b", "app" + std::to_string(i));
    RunningSandbox sandbox({}, state);
    SandboxClient client(sandbox.access);
    QCOMPARE(client.get("connections/con_b/clients").json["clients"].size(), std::size_t(50));
    const Json page = client.get("connections/con_b/clients?take=1000").json;
    QCOMPARE(page["clients"].size(), std::size_t(1000));
    const Json rest = client.get("connections/con_b/clients?take=1000&from=" + page["next"].get<std::string>()).json;
    QCOMPARE(rest["clients"].size(), std::size_t(500));
    QVERIFY(!rest.contains("next"));
}

QTEST_GUILESS_MAIN(TestPaging)
#include "tst_paging.moc"
