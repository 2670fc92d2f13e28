#include "sandbox/sandboxclient.h"

#include <QTest>

using Sandbox::Json;

/// Organizations, tenant settings, branding and the log.
class TestOrganizations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesAndLimits();
    void enabledConnections();
    void newerConnectionsSayWhatIsEnabled();
    void tenConnectionsAtMostAreEnabled();
    void clientGrants();
    void membersAndTheirRoles();
    void settingsKeepFractionsOfHours();
    void brandingAndDomains();
    void successfulWritesAreLogged();
    void logCheckpointFollowsTheLink();
};

void TestOrganizations::writesAndLimits()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Answer made = client.post("organizations", {{"name", "new-org"}, {"display_name", "New"}});
    QCOMPARE(made.status, 201);
    const std::string id = made.json["id"].get<std::string>();
    COMPARE_JSON(client.get("organizations/name/new-org").json["id"], id);
    QCOMPARE(client.post("organizations", {{"name", "new-org"}}).status, 409);
    QCOMPARE(client.post("organizations", {{"name", "Upper"}}).status, 400);
    QCOMPARE(client.patch("organizations/" + id, {{"display_name", ""}}).status, 400);
    COMPARE_JSON(client.patch("organizations/org_b", {{"metadata", {{"n", "1"}, {"gone", nullptr}}}}).json["metadata"],
                 Json({{"n", "1"}})); // replaced, not merged
    Json many = Json::object();
    for (int i = 0; i < 26; ++i)
        many["k" + std::to_string(i)] = "v";
    QCOMPARE(client.patch("organizations/org_b", {{"metadata", many}}).status, 400);
    QCOMPARE(client.remove("organizations/" + id).status, 204);
    const Answer missing = client.get("organizations/" + id);
    QCOMPARE(missing.status, 404);
    QVERIFY(!missing.json.contains("errorCode"));
}

void TestOrganizations::enabledConnections()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const std::string path = "organizations/org_a/enabled_connections";
    const Json listed = client.get(path + "?include_totals=true&per_page=50").json;
    COMPARE_JSON(listed["limit"], 1); // the number of items, not what was asked for
    COMPARE_JSON(listed["enabled_connections"][0]["connection"],
                 Json({{"name", "customers-a"}, {"strategy", "auth0"}}));
    COMPARE_JSON(client.get("organizations/org_b/enabled_connections?include_totals=true").json["limit"], 0);
    QCOMPARE(client.post(path, {{"connection_id", "con_b"}}).status, 201);
    QCOMPARE(client.post(path, {{"connection_id", "con_b"}}).status, 409);
    QCOMPARE(client.post(path, {{"connection_id", "con_none"}}).status, 404);
    COMPARE_JSON(
        client.patch(path + "/con_b", {{"assign_membership_on_login", true}}).json["assign_membership_on_login"], true);
    QCOMPARE(client.patch(path + "/con_b", {{"connection_id", "con_a"}}).status, 400);
    QCOMPARE(client.remove(path + "/con_b").status, 204);
    QCOMPARE(client.get(path + "/con_b").status, 404);
}

void TestOrganizations::newerConnectionsSayWhatIsEnabled()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const std::string path = "organizations/org_a/connections";
    COMPARE_JSON(client.get(path + "?include_totals=true&per_page=50").json["limit"], 50);
    QCOMPARE(client.post(path, {{"connection_id", "con_b"}, {"is_enabled", false}}).status, 201);
    QCOMPARE(client.get(path).json.size(), std::size_t(2));
    COMPARE_JSON(client.get(path + "?is_enabled=false").json[0]["connection_id"], "con_b");
    QCOMPARE(client.get("organizations/org_a/enabled_connections").json.size(), std::size_t(1));
    COMPARE_JSON(client.patch(path + "/con_b", {{"is_enabled", true}}).json["is_enabled"], true);
    QCOMPARE(client.get("organizations/org_a/enabled_connections").json.size(), std::size_t(2));
    COMPARE_JSON(client.get("organizations/org_a/discovery-domains").json, Json({{"domains", Json::array()}}));
}

void TestOrganizations::tenConnectionsAtMostAreEnabled()
{
    Sandbox::TenantState state = smallTenant();
    Json eleven = Json::array();
    for (int i = 0; i < 11; ++i) {
        const std::string id = "con_" + std::to_string(i);
        state.connections.append(Json{{"id", id}, {"name", "c" + std::to_string(i)}, {"strategy", "auth0"}});
        eleven.push_back({{"connection_id", id}});
    }
    RunningSandbox sandbox({}, state);
    SandboxClient client(sandbox.access);
    const std::string enabled = "organizations/org_b/enabled_connections";
    for (int i = 0; i < 10; ++i)
        QCOMPARE(client.post(enabled, eleven[static_cast<std::size_t>(i)]).status, 201);
    const Answer refused = client.post(enabled, eleven[10]);
    QCOMPARE(refused.status, 400);
    QCOMPARE(refused.errorCode(), std::string("too_many_entities"));
    QCOMPARE(client.get(enabled).json.size(), std::size_t(10));

    // What is switched off does not count, until it is switched on.
    const std::string newer = "organizations/org_b/connections";
    QCOMPARE(client.post(newer, eleven[10]).status, 400);
    QCOMPARE(client.post(newer, {{"connection_id", "con_10"}, {"is_enabled", false}}).status, 201);
    QCOMPARE(client.patch(newer + "/con_10", {{"is_enabled", true}}).status, 400);
    QCOMPARE(client.patch(newer + "/con_9", {{"is_enabled", nullptr}}).status, 200); // says nothing: as it was
    QCOMPARE(client.get(newer + "?is_enabled=true").json.size(), std::size_t(10));
    QCOMPARE(client.patch(newer + "/con_0", {{"is_enabled", false}}).status, 200);
    QCOMPARE(client.patch(newer + "/con_10", {{"is_enabled", true}}).status, 200);

    QCOMPARE(client.post("organizations", {{"name", "eleven"}, {"enabled_connections", eleven}}).status, 400);
    eleven.erase(10);
    QCOMPARE(client.post("organizations", {{"name", "ten"}, {"enabled_connections", eleven}}).status, 201);
}

void TestOrganizations::clientGrants()
{
    Sandbox::TenantState state = smallTenant();
    state.resourceServers.append(Json{{"id", "api_1"}, {"identifier", "https://api.example"}});
    state.clients.append(Json{{"client_id", "machine"}, {"name", "Machine"}});
    RunningSandbox sandbox({}, state);
    SandboxClient client(sandbox.access);
    const Json wanted{{"client_id", "machine"}, {"audience", "https://api.example"}, {"scope", {"read:a"}}};
    const Answer made = client.post("client-grants", wanted);
    QCOMPARE(made.status, 201);
    const std::string id = made.json["id"].get<std::string>();
    COMPARE_JSON(client.get("client-grants/" + id).json, made.json);
    QCOMPARE(client.post("client-grants", wanted).status, 409);
    QCOMPARE(client.post("client-grants", {{"client_id", "machine"}, {"audience", "https://none.example"}}).status,
             404);
    QCOMPARE(client.post("client-grants", {{"client_id", "nobody"}, {"audience", "https://api.example"}}).status, 404);
    QCOMPARE(client.post("client-grants", {{"client_id", "machine"}}).status, 400);

    const std::string path = "organizations/org_a/client-grants";
    COMPARE_JSON(client.get(path).json, Json::array());
    QCOMPARE(client.post(path, {{"grant_id", id}}).status, 201);
    QCOMPARE(client.post(path, {{"grant_id", id}}).status, 409);
    QCOMPARE(client.post(path, {{"grant_id", "cgr_none"}}).status, 404);
    COMPARE_JSON(client.get(path).json, Json::array({made.json}));
    COMPARE_JSON(client.get("organizations/org_b/client-grants").json, Json::array());
    QCOMPARE(client.remove(path + "/" + id).status, 204);
    COMPARE_JSON(client.get(path).json, Json::array());
    QCOMPARE(client.post(path, {{"grant_id", id}}).status, 201);
    QCOMPARE(client.remove("clients/machine").status, 204); // its grants go with it
    COMPARE_JSON(client.get(path).json, Json::array());
}

void TestOrganizations::membersAndTheirRoles()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const std::string path = "organizations/org_a/members";
    COMPARE_JSON(client.get(path).json,
                 Json::array({{{"user_id", "auth0|1"}, {"email", "ada@example.com"}, {"name", "Ada"}}}));
    const Json withRoles = client.get(path + "?fields=user_id,roles").json;
    COMPARE_JSON(withRoles[0]["roles"], Json::array({{{"id", "rol_1"}, {"name", "admin"}}}));
    QCOMPARE(client.post(path, {{"members", {"auth0|id_issue#218"}}}).status, 204);
    COMPARE_JSON(client.get(path + "?include_totals=true").json["total"], 2);
    const std::string roles = path + "/auth0%7C1/roles";
    QCOMPARE(client.post(roles, {{"roles", {"rol_2"}}}).status, 204);
    QCOMPARE(client.get(roles).json.size(), std::size_t(2));
    QCOMPARE(client.remove(roles, {{"roles", {"rol_1"}}}).status, 204);
    COMPARE_JSON(client.get(roles).json[0]["id"], "rol_2");
    QCOMPARE(client.remove(path, {{"members", {"auth0|1"}}}).status, 204);
    QCOMPARE(client.get(roles).status, 404);
}

void TestOrganizations::settingsKeepFractionsOfHours()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    QVERIFY(client.get("tenants/settings").body.find("3.0166666666666666") != std::string::npos);
    const Answer patched = client.patch("tenants/settings",
                                        {{"session_lifetime_in_minutes", 181},
                                         {"idle_session_lifetime_in_minutes", 60},
                                         {"flags", {{"enable_sso", false}}}});
    QCOMPARE(patched.status, 200);
    QVERIFY(patched.body.find("\"session_lifetime\":3.0166666666666666") != std::string::npos);
    QVERIFY(patched.body.find("\"idle_session_lifetime\":1,") != std::string::npos
            || patched.body.find("\"idle_session_lifetime\":1}") != std::string::npos);
    QVERIFY(!patched.json.contains("sandbox_versions_available"));
    COMPARE_JSON(patched.json["flags"], Json({{"enable_client_connections", false}, {"enable_sso", false}}));
    COMPARE_JSON(client.get("tenants/settings?fields=friendly_name").json, Json({{"friendly_name", "Acme"}}));
}

void TestOrganizations::brandingAndDomains()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const Json colors{{"colors", {{"primary", "#00ff00"}}}};
    COMPARE_JSON(client.patch("branding", colors).json["colors"],
                 Json({{"primary", "#00ff00"}, {"page_background", "#000000"}}));
    COMPARE_JSON(client.get("custom-domains").json[0]["domain"], "login.acme.example");
    const Answer missing = client.get("custom-domains/cd_none");
    COMPARE_JSON(missing.json["errorCode"], "inexistent_custom_domain");
    QCOMPARE(client.get("roles?name_filter=ADM").json.size(), std::size_t(1));
}

void TestOrganizations::successfulWritesAreLogged()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    client.patch("connections/con_a", {{"show_as_button", true}});
    client.patch("connections/con_a", {{"nonsense", true}});
    client.patch("clients/app_web", {{"client_secret", "hush-hush"}});
    const Json logs = client.get("logs?per_page=10").json; // newest first
    COMPARE_JSON(logs[0]["type"], "sapi");
    QVERIFY(logs[0].dump().find("hush-hush") == std::string::npos);
    COMPARE_JSON(logs[1]["type"], "fapi");
    COMPARE_JSON(logs[2]["type"], "sapi");
    COMPARE_JSON(logs[2]["description"], "Update a connection");
    COMPARE_JSON(logs[2]["details"]["request"]["path"], "/api/v2/connections/con_a");
    COMPARE_JSON(logs[3]["type"], "seccft");
    COMPARE_JSON(logs[3]["client_id"], sandbox.access.clientId); // who asked for the token
    QVERIFY(logs[0]["log_id"].get<std::string>().size() >= 50);
    QCOMPARE(client.get("logs?q=type:sapi").json.size(), std::size_t(2));
    COMPARE_JSON(client.get("logs/" + logs[1]["log_id"].get<std::string>()).json["type"], "fapi");
    QCOMPARE(client.get("logs?page=10&per_page=100").status, 400); // the first 1,000 only
}

void TestOrganizations::logCheckpointFollowsTheLink()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const std::string first = client.get("logs?sort=date:1").json[0]["log_id"].get<std::string>();
    for (int i = 0; i < 7; ++i)
        client.patch("branding", {{"logo_url", "https://x.example/" + std::to_string(i)}});
    std::string path = "/api/v2/logs?from=" + first + "&take=3&q=type:nothing"; // q is ignored
    std::vector<std::size_t> sizes;
    std::string link;
    while (true) {
        const Answer page = client.send("GET", path);
        sizes.push_back(page.json.size());
        const std::string previous = link;
        link = page.header("Link");
        if (page.json.empty()) {
            QCOMPARE(link, previous); // drained: the same address again
            break;
        }
        path = link.substr(1, link.find('>') - 1).substr(sandbox.access.url.size());
    }
    QCOMPARE(sizes, (std::vector<std::size_t>{3, 3, 1, 0}));
}

QTEST_GUILESS_MAIN(TestOrganizations)
#include "tst_organizations.moc"
