#include "sandbox/sandboxclient.h"

#include <QTest>

using Sandbox::Json;

class TestApplications : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patchMergesTheFirstLevel();
    void metadataMergesAndNullDeletes();
    void metadataKeysAndValuesHaveLimits_data();
    void metadataKeysAndValuesHaveLimits();
    void aLongTextIsNoCrash();
    void secretsAndSummaryDependOnScopes();
    void newApplicationGetsEveryConnectionWhenTheTenantSaysSo();
    void filtersAndFields();
    void lockFileHoldsFiftyDatabases();
    void deleteLeavesTheMap();
};

void TestApplications::patchMergesTheFirstLevel()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Answer answer = client.patch("clients/app_web",
                                       {{"token_endpoint_auth_method", nullptr},
                                        {"callbacks", {"https://a.example"}},
                                        {"jwt_configuration", {{"alg", "RS256"}}}});
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.json.contains("token_endpoint_auth_method")); // null removes
    QCOMPARE(client.patch("clients/app_web", {{"description", nullptr}}).status, 400);
    COMPARE_JSON(answer.json["name"], "app_web");
    COMPARE_JSON(answer.json["jwt_configuration"], Json({{"alg", "RS256"}, {"secret_encoded", false}}));
    COMPARE_JSON(answer.json["signing_keys"][0]["subject"], "/CN=acme-eu.eu.auth0.com");
    COMPARE_JSON(client.get("clients/app_web").json["signing_keys"][0]["subject"], "deprecated");
    QCOMPARE(client.patch("clients/app_web", {{"name", "a<b"}}).status, 400);
    QCOMPARE(client.patch("clients/app_web", {{"description", std::string(141, 'x')}}).status, 400);
    QCOMPARE(client.patch("clients/app_web", {{"app_type", "toaster"}}).status, 400);
    QCOMPARE(client.patch("clients/app_web", {{"client_id", "other"}}).status, 400);
}

void TestApplications::metadataMergesAndNullDeletes()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Json change{{"client_metadata", {{"team", nullptr}, {"plan", "pro"}}}};
    COMPARE_JSON(client.patch("clients/app_web", change).json["client_metadata"],
                 Json({{"tier", "1"}, {"plan", "pro"}}));
    Json many = Json::object();
    for (int i = 0; i < 9; ++i)
        many["k" + std::to_string(i)] = "v";
    QCOMPARE(client.patch("clients/app_web", {{"client_metadata", many}}).status, 400); // 11 after the merge
    QCOMPARE(client.patch("clients/app_web", {{"client_metadata", {{"k", std::string(256, 'v')}}}}).status, 400);
    COMPARE_JSON(client.get("clients/app_web").json["client_metadata"], Json({{"tier", "1"}, {"plan", "pro"}}));
    const Json made{{"name", "new"}, {"client_metadata", {{"team", "red"}, {"tier", nullptr}}}};
    COMPARE_JSON(client.post("clients", made).json["client_metadata"], Json({{"team", "red"}}));
}

void TestApplications::metadataKeysAndValuesHaveLimits_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QString &key, const QString &value, int status) {
        QTest::newRow(name) << key << value << status;
    };
    row("longest key", QString(255, u'k'), QStringLiteral("v"), 200);
    row("key too long", QString(256, u'k'), QStringLiteral("v"), 400);
    row("every special character", QStringLiteral(":,-+=_*?\"/\\()<>@\t aZ09"), QStringLiteral("v"), 200);
    row("empty key", QString(), QStringLiteral("v"), 400);
    row("dot", QStringLiteral("a.b"), QStringLiteral("v"), 400);
    row("dollar", QStringLiteral("$a"), QStringLiteral("v"), 400);
    row("brackets", QStringLiteral("a[0]"), QStringLiteral("v"), 400);
    row("letter beyond ASCII", QStringLiteral("kund\u00e9"), QStringLiteral("v"), 400);
    row("longest value, in characters", QStringLiteral("k"), QString(255, QChar(0x00e9)), 200);
    row("value too long", QStringLiteral("k"), QString(256, QChar(0x00e9)), 400);
}

void TestApplications::metadataKeysAndValuesHaveLimits()
{
    QFETCH(const QString, key);
    QFETCH(const QString, value);
    QFETCH(const int, status);
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Json metadata{{"client_metadata", {{key.toStdString(), value.toStdString()}}}};
    const Answer patched = client.patch("clients/app_web", metadata);
    QCOMPARE(patched.status, status);
    QCOMPARE(patched.errorCode(), std::string(status == 200 ? "" : "invalid_body"));
    Json named = metadata;
    named["name"] = "new";
    QCOMPARE(client.post("clients", named).status, status == 200 ? 201 : status);
}

void TestApplications::aLongTextIsNoCrash()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    QCOMPARE(client.patch("clients/app_web", {{"name", std::string(300'000, 'n')}}).status, 200);
    QCOMPARE(client.patch("clients/app_web", {{"name", std::string(300'000, 'n') + '<'}}).status, 400);
    QCOMPARE(client.get("clients/app_spa").status, 200);
}

void TestApplications::secretsAndSummaryDependOnScopes()
{
    const Sandbox::ApiClient reader{"reader", "reader-secret", {"read:clients"}, {}};
    const Sandbox::ApiClient summary{"summary", "summary-secret", {"read:client_summary"}, {}};
    Sandbox::Options options;
    options.clients = {reader, summary};
    RunningSandbox sandbox(options);
    const Json seen = SandboxClient(sandbox.access, reader).get("clients/app_web").json;
    QVERIFY(!seen.contains("client_secret") && !seen.contains("signing_keys") && seen.contains("client_metadata"));
    const Json little{
        {"client_id", "app_web"}, {"app_type", "regular_web"}, {"name", "app_web"}, {"description", "An application"}};
    SandboxClient little1(sandbox.access, summary);
    const Json shown = little1.get("clients/app_web").json;
    QCOMPARE(shown.size(), std::size_t(4));
    for (const auto &[name, value] : little.items())
        COMPARE_JSON(shown[name], value);
    QCOMPARE(little1.get("clients").json[0].size(), std::size_t(4));
    QVERIFY(SandboxClient(sandbox.access).get("clients/app_web").json.contains("client_secret"));
    const auto logs = sandbox.server.state(0).logs.items();
    const auto reads
        = std::count_if(logs.begin(), logs.end(), [](const Json &log) { return log["type"] == "mgmt_api_read"; });
    QCOMPARE(reads, std::ptrdiff_t(1)); // only the read that returned secrets
}

void TestApplications::newApplicationGetsEveryConnectionWhenTheTenantSaysSo()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Answer quiet = client.post("clients", {{"name", "Quiet"}});
    QCOMPARE(quiet.status, 201);
    QVERIFY(quiet.json.contains("client_secret"));
    const auto connectionsOf = [&](const Answer &made) {
        return client.get("clients/" + made.json["client_id"].get<std::string>() + "/connections")
            .json["connections"]
            .size();
    };
    QCOMPARE(connectionsOf(quiet), std::size_t(0));
    QCOMPARE(client.patch("tenants/settings", {{"flags", {{"enable_client_connections", true}}}}).status, 200);
    QCOMPARE(connectionsOf(client.post("clients", {{"name", "Loud"}})), std::size_t(3));
    QCOMPARE(client.post("clients", {{"description", "no name"}}).status, 400);
}

void TestApplications::filtersAndFields()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    QCOMPARE(client.get("clients?app_type=spa").json.size(), std::size_t(1));
    QCOMPARE(client.get("clients?app_type=spa,regular_web").json.size(), std::size_t(2));
    QCOMPARE(client.get("clients?is_global=true").json.size(), std::size_t(0));
    const Json named = client.get("clients?fields=name").json[0];
    QCOMPARE(named.size(), std::size_t(3));
    QVERIFY(named.contains("tenant") && named.contains("client_id"));
    COMPARE_JSON(client.get("clients?include_totals=true").json["limit"], 100);
    QCOMPARE(client.get("clients?take=1").json["clients"].size(), std::size_t(1));
    QCOMPARE(client.get("clients/none").status, 404);
}

void TestApplications::lockFileHoldsFiftyDatabases()
{
    Sandbox::TenantState state = smallTenant();
    for (int i = 0; i < 60; ++i) {
        const std::string id = "con_" + std::to_string(i);
        state.connections.append(Json{{"id", id}, {"name", id}, {"strategy", "auth0"}, {"options", Json::object()}});
        state.enabledClients.enable(id, "app_spa");
    }
    state.enabledClients.enable("con_g", "app_spa");
    RunningSandbox sandbox({}, state);
    SandboxClient client(sandbox.access);
    client.setToken({}); // public
    const Answer answer = client.send("GET", "/client/app_spa.js");
    QCOMPARE(answer.status, 200);
    const std::string head = "Auth0.setClient(";
    QVERIFY(answer.body.starts_with(head) && answer.body.ends_with(");"));
    const Json info = Json::parse(answer.body.substr(head.size(), answer.body.size() - head.size() - 2));
    for (const Json &strategy : info["strategies"])
        QCOMPARE(strategy["connections"].size(), std::size_t(strategy["name"] == "auth0" ? 50 : 1));
    COMPARE_JSON(info["strategies"].size(), 2);
    QCOMPARE(client.send("GET", "/client/none.js").status, 404);
}

void TestApplications::deleteLeavesTheMap()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    QCOMPARE(client.remove("clients/app_web", Json::object()).status, 204);
    QCOMPARE(client.get("connections/con_a/clients").json["clients"].size(), std::size_t(0));
    QCOMPARE(client.remove("clients/app_web").status, 204);
}

QTEST_GUILESS_MAIN(TestApplications)
#include "tst_applications.moc"
