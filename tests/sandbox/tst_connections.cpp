#include "sandbox/sandboxclient.h"

#include <QTest>

using Sandbox::Json;

namespace {

QString text(const std::string &bytes)
{
    return QString::fromStdString(bytes);
}

Sandbox::ApiClient clientWith(std::vector<std::string> scopes)
{
    return {"limited", "limited-secret", std::move(scopes), {}};
}

Sandbox::Options optionsFor(const Sandbox::ApiClient &client)
{
    Sandbox::Options options;
    options.clients.push_back(client);
    return options;
}

} // namespace

class TestConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patchReplacesOptionsWholeAndRefillsDefaults();
    void partialPasswordOptionsAreResetToDefaults();
    void displayNameResetsToNameWhenLeftOut();
    void enabledClientsAndUnknownMembersAreRefused();
    void twoPasswordGenerationsAreRefused();
    void limits_data();
    void limits();
    void optionsNeedTheirOwnScopes();
    void newConnectionGetsDefaultsAndDeleteAnswers202();
    void deleteTakesItsUsersAlong();
    void filtersAndFields();
    void clientMapChangesInPiecesOfFifty();
    void connectionsOfAnApplication();
};

void TestConnections::patchReplacesOptionsWholeAndRefillsDefaults()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Answer answer = client.patch("connections/con_a", {{"options", {{"passwordPolicy", "excellent"}}}});
    QCOMPARE(answer.status, 200);
    const Json options = answer.json["options"];
    QVERIFY(!options.contains("mfa")); // unsent: gone
    QVERIFY(!options.contains("password_history"));
    QVERIFY(!options.contains("x_unknown"));
    COMPARE_JSON(options["passwordPolicy"], Json("excellent"));
    COMPARE_JSON(options["brute_force_protection"], Json(true)); // refilled
    COMPARE_JSON(options["authentication_methods"]["password"]["signup_behavior"], Json("allow"));
    COMPARE_JSON(options["passkey_options"]["challenge_ui"], Json("both"));
    COMPARE_JSON(client.get("connections/con_a").json, answer.json);

    const Answer google = client.patch("connections/con_g", {{"options", {{"email", true}}}});
    COMPARE_JSON(google.json["options"], Json({{"email", true}})); // nothing to refill off databases
}

void TestConnections::partialPasswordOptionsAreResetToDefaults()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Json sent{{"options", {{"password_options", {{"complexity", {{"min_length", 20}}}}}}}};
    const Json policy = client.patch("connections/con_b", sent).json["options"]["password_options"];
    COMPARE_JSON(policy["complexity"]["min_length"], Json(20));
    COMPARE_JSON(policy["complexity"]["character_types"], Json::array());
    COMPARE_JSON(policy["dictionary"]["active"], Json(false));
    COMPARE_JSON(policy["profile_data"]["active"], Json(false));
}

void TestConnections::displayNameResetsToNameWhenLeftOut()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    COMPARE_JSON(client.patch("connections/con_a", {{"show_as_button", true}}).json["display_name"],
                 Json("customers-a"));
    QVERIFY(!client.patch("connections/con_b", {{"show_as_button", true}}).json.contains("display_name"));
    const Json kept{{"show_as_button", false}, {"display_name", "Kept"}};
    COMPARE_JSON(client.patch("connections/con_a", kept).json["display_name"], Json("Kept"));
}

void TestConnections::enabledClientsAndUnknownMembersAreRefused()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Json before = client.get("connections/con_a").json;
    QVERIFY(!before.contains("enabled_clients"));
    for (const char *member : {"enabled_clients", "name", "strategy", "colour"}) {
        const Answer answer = client.patch("connections/con_a", {{member, "x"}, {"show_as_button", true}});
        QCOMPARE(answer.status, 400);
        QCOMPARE(text(answer.errorCode()), QStringLiteral("invalid_body"));
        QVERIFY(answer.json["message"].get<std::string>().find(member) != std::string::npos);
    }
    COMPARE_JSON(client.get("connections/con_a").json, before); // a refused write changes nothing
}

void TestConnections::twoPasswordGenerationsAreRefused()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Json flexible{{"complexity", {{"min_length", 20}}}};
    for (const char *legacy : {"passwordPolicy", "password_history", "password_dictionary"}) {
        Json options{{"password_options", flexible}};
        options[legacy] = std::string(legacy) == "passwordPolicy" ? Json("good") : Json{{"enable", true}};
        QCOMPARE(client.patch("connections/con_a", {{"options", options}}).status, 400);
    }
}

void TestConnections::limits_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("status");
    const auto row
        = [](const char *name, const Json &body, int status) { QTest::newRow(name) << text(body.dump()) << status; };
    row("display name 128", {{"display_name", std::string(128, 'x')}}, 200);
    row("display name 129", {{"display_name", std::string(129, 'x')}}, 400);
    row("display name wrong type", {{"display_name", 5}}, 400);
    Json metadata = Json::object();
    for (int i = 0; i < 10; ++i)
        metadata["k" + std::to_string(i)] = std::string(255, 'v');
    row("metadata 10 of 255", {{"metadata", metadata}}, 200);
    metadata["k10"] = "v";
    row("metadata 11", {{"metadata", metadata}}, 400);
    row("metadata value 256", {{"metadata", {{"k", std::string(256, 'v')}}}}, 400);
    const auto options = [](const Json &value) { return Json{{"options", value}}; };
    row("policy unknown", options({{"passwordPolicy", "superb"}}), 400);
    row("policy null", options({{"passwordPolicy", nullptr}}), 200);
    row("history 24", options({{"password_history", {{"enable", true}, {"size", 24}}}}), 200);
    row("history 25", options({{"password_history", {{"enable", true}, {"size", 25}}}}), 400);
    row("legacy length 128", options({{"password_complexity_options", {{"min_length", 128}}}}), 200);
    row("legacy length 129", options({{"password_complexity_options", {{"min_length", 129}}}}), 400);
    const auto flexible = [&](const Json &complexity) {
        return options({{"password_options", {{"complexity", complexity}}}});
    };
    row("flexible length 72", flexible({{"min_length", 72}}), 200);
    row("flexible length 73", flexible({{"min_length", 73}}), 400);
    row("character type unknown", flexible({{"character_types", {"emoji"}}}), 400);
    Json words = Json::array();
    for (int i = 0; i < 200; ++i)
        words.push_back(std::string(50, 'w'));
    row("dictionary 200 of 50", options({{"password_dictionary", {{"enable", true}, {"dictionary", words}}}}), 200);
    words.push_back("w");
    row("dictionary 201", options({{"password_dictionary", {{"enable", true}, {"dictionary", words}}}}), 400);
    row("no change at all", Json::object(), 400);
    row("an array", Json::array(), 400);
}

void TestConnections::limits()
{
    QFETCH(QString, body);
    QFETCH(int, status);
    static RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Answer answer = client.send("PATCH", "/api/v2/connections/con_b", {}, body.toStdString());
    QCOMPARE(answer.status, status);
    if (status == 400)
        QCOMPARE(text(answer.errorCode()), QStringLiteral("invalid_body"));
}

void TestConnections::optionsNeedTheirOwnScopes()
{
    const auto limited = clientWith({"read:connections", "update:connections"});
    RunningSandbox sandbox(optionsFor(limited));
    SandboxClient client(sandbox.access, limited);
    QVERIFY(!client.get("connections/con_a").json.contains("options"));
    for (const Json &connection : client.get("connections").json)
        QVERIFY(!connection.contains("options"));
    for (const Json &connection : client.get("connections?take=2").json["connections"])
        QVERIFY(!connection.contains("options"));
    QVERIFY(!client.patch("connections/con_a", {{"show_as_button", true}}).json.contains("options"));
    const Answer refused = client.patch("connections/con_a", {{"options", Json::object()}});
    QCOMPARE(refused.status, 403);
    QVERIFY(text(refused.body).contains(QStringLiteral("update:connections_options")));
    QVERIFY(sandbox.server.state(0).connections.find("con_a")->at("options").contains("mfa"));
}

void TestConnections::newConnectionGetsDefaultsAndDeleteAnswers202()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Json body{{"name", "new-one"}, {"strategy", "auth0"}, {"enabled_clients", {"app_spa"}}};
    const Answer made = client.post("connections", body);
    QCOMPARE(made.status, 201);
    COMPARE_JSON(made.json["realms"], Json::array({"new-one"}));
    COMPARE_JSON(made.json["options"]["password_options"]["complexity"]["min_length"], Json(15));
    QVERIFY(!made.json.contains("enabled_clients"));
    const std::string id = made.json["id"].get<std::string>();
    COMPARE_JSON(client.get("connections/" + id + "/clients").json["clients"],
                 Json::array({{{"client_id", "app_spa"}}}));
    QCOMPARE(client.post("connections", body).status, 409);
    QCOMPARE(client.post("connections", {{"name", "bad--name"}, {"strategy", "auth0"}}).status, 400);
    QCOMPARE(client.post("connections", {{"name", "x"}, {"strategy", "nonsense"}}).status, 400);

    const Answer gone = client.remove("connections/" + id);
    QCOMPARE(gone.status, 202);
    QVERIFY(gone.json.contains("deleted_at"));
    const Answer missing = client.get("connections/" + id);
    QCOMPARE(missing.status, 404);
    COMPARE_JSON(missing.json,
                 Json::parse(R"({"statusCode": 404, "error": "Not Found", "message": "The connection does not exist",
                             "errorCode": "inexistent_connection"})"));
}

void TestConnections::deleteTakesItsUsersAlong()
{
    const auto user = [](const char *id, const Json &connections) {
        Json identities = Json::array();
        for (const Json &connection : connections)
            identities.push_back({{"connection", connection}, {"provider", "auth0"}, {"user_id", "x"}});
        return Json{{"user_id", id}, {"email", "x@example.com"}, {"identities", identities}};
    };
    Sandbox::TenantState state = smallTenant();
    state.users.append(user("auth0|a1", {"customers-a"}));
    state.users.append(user("auth0|b1", {"customers-b"}));
    state.users.append(user("auth0|a2", {"customers-a", "customers-b"}));
    state.users.append(user("auth0|b2", {"customers-b", "customers-a"})); // linked there only
    for (const char *id : {"auth0|a1", "auth0|b1"}) {
        state.organizationMembers["org_a"].insert(id);
        state.organizationMemberRoles["org_a"][id].insert("rol_1");
        state.userRoles[id].insert("rol_1");
        state.sessions[id].push_back({{"id", "ses"}});
    }
    RunningSandbox sandbox({}, state);
    SandboxClient client(sandbox.access);
    QCOMPARE(client.remove("connections/con_a").status, 202);
    for (const char *gone : {"auth0%7Ca1", "auth0%7Ca2"})
        QCOMPARE(client.get(std::string("users/") + gone).status, 404);
    for (const char *kept : {"auth0%7Cb1", "auth0%7Cb2", "auth0%7C1"})
        QCOMPARE(client.get(std::string("users/") + kept).status, 200);
    const Json members = client.get("organizations/org_a/members").json;
    QCOMPARE(members.size(), std::size_t(2));
    COMPARE_JSON(members[1]["user_id"], "auth0|b1");
    const Sandbox::TenantState after = sandbox.server.state(0);
    QVERIFY(!after.userRoles.contains("auth0|a1") && !after.sessions.contains("auth0|a1"));
    QVERIFY(!after.organizationMemberRoles.at("org_a").contains("auth0|a1"));
    QVERIFY(after.sessions.contains("auth0|b1") && after.organizationMemberRoles.at("org_a").contains("auth0|b1"));
    QCOMPARE(client.remove("connections/con_a").status, 204); // and again
    QCOMPARE(client.get("users/auth0%7Cb1").status, 200);
}

void TestConnections::filtersAndFields()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    QCOMPARE(client.get("connections?strategy=auth0").json.size(), std::size_t(2));
    QCOMPARE(client.get("connections?strategy=auth0&strategy=google-oauth2").json.size(), std::size_t(3));
    QCOMPARE(client.get("connections?strategy=nonsense").status, 400);
    COMPARE_JSON(client.get("connections?name=google").json[0]["id"], Json("con_g"));
    const Json named = client.get("connections/con_a?fields=name").json;
    COMPARE_JSON(named, Json({{"id", "con_a"}, {"name", "customers-a"}, {"is_domain_connection", false}}));
    const Json without = client.get("connections/con_a?fields=options,realms&include_fields=false").json;
    QVERIFY(!without.contains("options") && !without.contains("realms") && without.contains("name"));
    const Answer totals = client.get("connections?per_page=1&include_totals=true&strategy=auth0");
    COMPARE_JSON(totals.json["total"], Json(2));
    COMPARE_JSON(totals.json["limit"], Json(1));
}

void TestConnections::clientMapChangesInPiecesOfFifty()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Answer done = client.patch(
        "connections/con_a/clients",
        Json::array({{{"client_id", "app_spa"}, {"status", true}}, {{"client_id", "app_web"}, {"status", false}}}));
    QCOMPARE(done.status, 204);
    QVERIFY(done.body.empty());
    COMPARE_JSON(client.get("connections/con_a/clients").json,
                 Json({{"clients", Json::array({{{"client_id", "app_spa"}}})}}));
    Json many = Json::array();
    for (int i = 0; i < 51; ++i)
        many.push_back({{"client_id", "app_web"}, {"status", true}});
    QCOMPARE(client.patch("connections/con_a/clients", many).status, 400);
    COMPARE_JSON(client.patch("connections/con_a/clients", Json::array()).status, 400);
    QCOMPARE(client.patch("connections/con_a/clients", {{"client_id", "app_web"}, {"status", true}}).status, 400);
    const Json half
        = Json::array({{{"client_id", "app_web"}, {"status", true}}, {{"client_id", "no"}, {"status", true}}});
    QCOMPARE(client.patch("connections/con_a/clients", half).status, 404);
    QVERIFY(!sandbox.server.state(0).enabledClients.clientsOf("con_a").contains("app_web")); // all or nothing
}

void TestConnections::connectionsOfAnApplication()
{
    const auto limited = clientWith({"read:connections"});
    RunningSandbox sandbox(optionsFor(limited));
    SandboxClient client(sandbox.access);
    const Json all = client.get("clients/app_web/connections").json["connections"];
    QCOMPARE(all.size(), std::size_t(2));
    const Json databases = client.get("clients/app_web/connections?strategy=auth0&take=100&fields=id,name").json;
    QCOMPARE(databases["connections"].size(), std::size_t(1));
    QVERIFY(!databases["connections"][0].contains("options"));
    QVERIFY(!databases.contains("next"));
    QCOMPARE(client.get("clients/nobody/connections").status, 404);
    SandboxClient half(sandbox.access, limited); // read:clients is missing
    QCOMPARE(half.get("clients/app_web/connections").status, 403);
}

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
