#include "sandbox/defaultestate.h"
#include "sandbox/sandboxclient.h"

#include <QTest>

#include <atomic>

using namespace Sandbox;

namespace {

TenantState withUsers()
{
    TenantState tenant = smallTenant();
    tenant.connections.append(Json::parse(
        R"({"id":"con_0000000000000001","name":"acme-users","strategy":"auth0","options":{"passwordPolicy":"good"}})"));
    tenant.connections.append(
        Json::parse(R"({"id":"con_0000000000000002","name":"acme-saml","strategy":"samlp","options":{}})"));
    tenant.users.append(Json::parse(
        R"({"user_id":"auth0|ann","email":"ann@acme.example","email_verified":true,"name":"Ann","created_at":"2026-01-01T00:00:00.000Z",
            "blocked":true,"logins_count":7,"multifactor":["google-authenticator"],
            "identities":[{"connection":"acme-users","user_id":"ann","provider":"auth0","isSocial":false,"access_token":"secret"},
                          {"connection":"google-oauth2","user_id":"1","provider":"google-oauth2","isSocial":true}],
            "app_metadata":{"tenant":"acme","company":{"id":1,"name":"Acme"},"plan":"pro"},"user_metadata":{"language":"de","theme":"dark"}})"));
    tenant.users.append(Json::parse(
        R"({"user_id":"samlp|acme-saml|bob/é#1","email":"Bob@acme.example","name":"Bob","created_at":"2026-02-01T00:00:00.000Z",
            "identities":[{"connection":"acme-saml","user_id":"acme-saml|bob/é#1","provider":"samlp","isSocial":false}]})"));
    return tenant;
}

ApiClient clientWith(std::vector<std::string> scopes)
{
    return {"limited", "limited-secret", std::move(scopes), {}};
}

Options optionsFor(const ApiClient &client)
{
    Options options;
    options.clients.push_back(client);
    return options;
}

constexpr const char *kAnn = "users/auth0%7Cann";

} // namespace

class TestUsers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listHasTheEnvelopeOfUsers();
    void listStopsAtAThousand();
    void sortsByFieldsButNotByMetadata();
    void badQueriesAreRefused();
    void emailLookupMindsTheCase();
    void oddIdsAreOneSegment();
    void linksLeadToTheCustomDomainThatIsNamed();
    void metadataMergesAtTheFirstLevelOnly();
    void emptyMetadataWipes();
    void reservedAndDottedKeysAreRefused();
    void appMetadataScopeOpensNothingElse();
    void passwordResetLiftsTheBlockOfTheAdministrator();
    void passwordsAreForDatabasesAndOfTheirLength();
    void emailIsStoredInLowerCaseAndNoLongerVerified();
    void createsInDatabasesOnly();
    void peopleSignUpWhereThatIsOpen();
    void searchesShowNewUsersLater();
    void deletingForgetsEverything();
    void tokensOfProvidersNeedTheirScope();
    void bodiesAreHeldToTheLimits_data();
    void bodiesAreHeldToTheLimits();
};

void TestUsers::listHasTheEnvelopeOfUsers()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    const Answer page
        = client.get("users?q=identities.connection:%22acme-users%22&search_engine=v3&include_totals=true&per_page=1");
    QCOMPARE(page.status, 200);
    COMPARE_JSON(page.json["total"], Json(1));
    COMPARE_JSON(page.json["length"], Json(1));
    COMPARE_JSON(page.json["start"], Json(0));
    COMPARE_JSON(page.json["limit"], Json(1));
    COMPARE_JSON(page.json["users"][0]["user_id"], Json("auth0|ann"));
    const Answer fields = client.get("users?q=blocked:true&fields=user_id,email&include_fields=true");
    COMPARE_JSON(fields.json, Json::parse(R"([{"user_id":"auth0|ann","email":"ann@acme.example"}])"));
}

void TestUsers::listStopsAtAThousand()
{
    TenantState tenant = withUsers();
    for (int i = 0; i < 1200; ++i)
        tenant.users.append({{"user_id", "auth0|" + std::to_string(i)}, {"name", "n"}, {"logins_count", i}});
    RunningSandbox sandbox({}, std::move(tenant));
    SandboxClient client(sandbox.access);
    const Answer last = client.get("users?q=name:n&per_page=100&page=9&include_totals=true");
    COMPARE_JSON(last.json["total"], Json(1200));
    COMPARE_JSON(last.json["length"], Json(100));
    const Answer beyond = client.get("users?q=name:n&per_page=100&page=10");
    QCOMPARE(beyond.status, 400);
    QCOMPARE(beyond.errorCode(), std::string("invalid_paging"));
    QCOMPARE(client.get("users?per_page=101").status, 400);
}

void TestUsers::sortsByFieldsButNotByMetadata()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    const Json newestFirst = client.get("users?q=email:*acme.example&sort=created_at:-1").json;
    COMPARE_JSON(newestFirst[0]["name"], Json("Bob"));
    COMPARE_JSON(newestFirst[1]["name"], Json("Ann"));
    QCOMPARE(client.get("users?sort=app_metadata.plan:1").status, 400);
    QCOMPARE(client.get("users?sort=created_at").status, 400);
}

void TestUsers::badQueriesAreRefused()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    const Answer broken = client.get("users?q=name:(a");
    QCOMPARE(broken.status, 400);
    QCOMPARE(broken.errorCode(), std::string("invalid_query_string"));
    QCOMPARE(client.get("users?search_engine=v2").status, 400);
    QCOMPARE(client.get("users?q=" + std::string(8001, 'a')).status, 414);
}

void TestUsers::emailLookupMindsTheCase()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    QCOMPARE(client.get("users-by-email?email=Bob@acme.example").json.size(), std::size_t(1));
    QCOMPARE(client.get("users-by-email?email=bob@acme.example").json.size(), std::size_t(0));
    QCOMPARE(client.get("users-by-email").status, 400);
}

void TestUsers::oddIdsAreOneSegment()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    COMPARE_JSON(client.get("users/samlp%7Cacme-saml%7Cbob%2F%C3%A9%231").json["name"], Json("Bob"));
    const Answer missing = client.get("users/auth0%7Cnobody");
    QCOMPARE(missing.status, 404);
    QCOMPARE(missing.errorCode(), std::string("inexistent_user"));
}

void TestUsers::linksLeadToTheCustomDomainThatIsNamed()
{
    TenantState tenant = withUsers();
    tenant.customDomains.append(
        {{"custom_domain_id", "cd_2"}, {"domain", "login.soon.example"}, {"status", "pending_verification"}});
    RunningSandbox sandbox({}, std::move(tenant));
    SandboxClient client(sandbox.access);
    const auto post = [&client](const std::string &path, const std::string &domain) {
        return client.send("POST", "/api/v2/" + path,
                           {{"Content-Type", "application/json"}, {"auth0-custom-domain", domain}},
                           R"({"user_id":"auth0|ann"})");
    };
    const Answer ticket = post("tickets/password-change", "login.acme.example");
    QCOMPARE(ticket.status, 201);
    QVERIFY(ticket.json["ticket"].get<std::string>().starts_with("https://login.acme.example/"));
    QCOMPARE(post("jobs/verification-email", "login.acme.example").status, 201);
    for (const char *other : {"login.other.example", "login.soon.example"}) {
        const Answer refused = post("tickets/password-change", other);
        QCOMPARE(refused.status, 400);
        COMPARE_JSON(refused.json["errorCode"], "invalid_custom_domain");
        QCOMPARE(post("jobs/verification-email", other).status, 400);
    }
}

void TestUsers::metadataMergesAtTheFirstLevelOnly()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    const Answer answer
        = client.patch(kAnn, {{"app_metadata", {{"company", {{"id", 2}}}, {"plan", nullptr}, {"new", {1, 2}}}}});
    QCOMPARE(answer.status, 200);
    COMPARE_JSON(answer.json["app_metadata"], Json::parse(R"({"tenant":"acme","company":{"id":2},"new":[1,2]})"));
    COMPARE_JSON(answer.json["user_metadata"], Json::parse(R"({"language":"de","theme":"dark"})"));
    COMPARE_JSON(client.get(kAnn).json, answer.json);
}

void TestUsers::emptyMetadataWipes()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    const Json user = client.patch(kAnn, {{"app_metadata", Json::object()}, {"user_metadata", Json::object()}}).json;
    QVERIFY(!user.contains("app_metadata"));
    COMPARE_JSON(user["user_metadata"], Json::object());
}

void TestUsers::reservedAndDottedKeysAreRefused()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    for (const char *body : {R"({"app_metadata":{"email":"x"}})", R"({"app_metadata":{"multifactor":[]}})",
                             R"({"app_metadata":{"a.b":1}})", R"({"user_metadata":{"x":[{"$set":1}]}})"}) {
        const Answer answer = client.patch(kAnn, Json::parse(body));
        QVERIFY2(answer.status == 400 && answer.errorCode() == "invalid_body", body);
    }
    QCOMPARE(client.patch(kAnn, Json::parse(R"({"user_metadata":{"email":"x"}})")).status, 200);
}

void TestUsers::appMetadataScopeOpensNothingElse()
{
    const ApiClient limited = clientWith({"read:users", "update:users_app_metadata"});
    RunningSandbox sandbox(optionsFor(limited), withUsers());
    SandboxClient client(sandbox.access, limited);
    QCOMPARE(client.patch(kAnn, {{"app_metadata", {{"plan", "x"}}}}).status, 200);
    QCOMPARE(client.patch(kAnn, {{"app_metadata", {{"plan", "x"}}}, {"blocked", false}}).status, 403);
}

void TestUsers::passwordResetLiftsTheBlockOfTheAdministrator()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    const Answer answer = client.patch(kAnn, {{"password", "Correct-Horse-7"}, {"connection", "acme-users"}});
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.json.contains("blocked"));
    QVERIFY(!answer.json.contains("password"));
    QVERIFY(client.get("logs?take=100&from=0").body.find("Correct-Horse-7") == std::string::npos);
}

void TestUsers::passwordsAreForDatabasesAndOfTheirLength()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    QCOMPARE(client.patch(kAnn, {{"password", "short"}}).status, 400);
    QCOMPARE(client.patch(kAnn, {{"password", "Correct-Horse-7"}, {"email", "x@acme.example"}}).status, 400);
    QCOMPARE(client.patch("users/samlp%7Cacme-saml%7Cbob%2F%C3%A9%231", {{"password", "Correct-Horse-7"}}).status, 400);
    QCOMPARE(client.patch(kAnn, {{"password", "Correct-Horse-7"}, {"connection", "elsewhere"}}).status, 400);
}

void TestUsers::emailIsStoredInLowerCaseAndNoLongerVerified()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    const Json user = client.patch(kAnn, {{"email", "Ann.New@acme.example"}}).json;
    COMPARE_JSON(user["email"], Json("ann.new@acme.example"));
    COMPARE_JSON(user["email_verified"], Json(false));
    // another identity of the same user keeps what it got from its provider
    const Json linked = client.patch(kAnn, {{"email", "other@acme.example"}, {"connection", "google-oauth2"}}).json;
    COMPARE_JSON(linked["email"], Json("ann.new@acme.example"));
    COMPARE_JSON(linked["identities"][1]["profileData"]["email"], Json("other@acme.example"));
}

void TestUsers::createsInDatabasesOnly()
{
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    const Json body = {{"connection", "acme-users"}, {"email", "Carol@acme.example"}, {"password", "Correct-Horse-7"}};
    const Answer made = client.post("users", body);
    QCOMPARE(made.status, 201);
    COMPARE_JSON(made.json["email"], Json("carol@acme.example"));
    const std::string id = made.json["user_id"];
    QVERIFY(id.starts_with("auth0|") && id.size() == 30);
    QVERIFY(!made.json.contains("password"));
    QCOMPARE(client.post("users", body).status, 409);
    QCOMPARE(client.post("users", {{"connection", "nowhere"}, {"email", "d@acme.example"}}).status, 400);
    QCOMPARE(client.post("users", {{"connection", "acme-saml"}, {"email", "d@acme.example"}}).status, 400);
    QCOMPARE(client.post("users", {{"connection", "acme-users"}, {"email", "d@acme.example"}}).status, 400);
}

void TestUsers::peopleSignUpWhereThatIsOpen()
{
    TenantState tenant = withUsers();
    const std::string application = tenant.clients.items().front().at("client_id");
    tenant.enabledClients.enable("con_0000000000000001", application);
    RunningSandbox sandbox({}, tenant);
    SandboxClient client(sandbox.access);
    const auto ask = [&](const Json &body) {
        return client.send("POST", "/dbconnections/signup", {{"Content-Type", "application/json"}}, body.dump());
    };
    const Json good{{"client_id", application},
                    {"email", "New@acme.example"},
                    {"password", "a long enough password"},
                    {"connection", "acme-users"}};
    const Answer made = ask(good);
    QCOMPARE(made.status, 200);
    const std::string id = "auth0|" + made.json["_id"].get<std::string>();
    QCOMPARE(client.get("users-by-email?email=new@acme.example").json[0]["user_id"].get<std::string>(), id);
    const Json event = sandbox.server.state(0).logs.items().back();
    COMPARE_JSON(event["type"], Json("ss"));
    COMPARE_JSON(event["connection_id"], Json("con_0000000000000001"));
    COMPARE_JSON(event["user_id"], Json(id));

    QCOMPARE(ask(good).status, 400); // there is one by now
    COMPARE_JSON(sandbox.server.state(0).logs.items().back()["type"], Json("fs"));
    for (const char *needed : {"client_id", "email", "password", "connection"}) {
        Json body = good;
        body.erase(needed);
        QCOMPARE(ask(body).status, 400);
    }
    sandbox.server.change(0, [](TenantState &state) {
        (*state.connections.find("con_0000000000000001"))["options"]["disable_signup"] = true;
    });
    Json other = good;
    other["email"] = "other@acme.example";
    COMPARE_JSON(ask(other).json["code"], Json("public_signup_disabled"));
}

/// Auth0's search and lists of members lag; a user's own page and the log do not.
void TestUsers::searchesShowNewUsersLater()
{
    Options options;
    auto now = std::make_shared<std::atomic<std::int64_t>>(1'800'000'000);
    options.clock = [now] { return std::chrono::system_clock::time_point(std::chrono::seconds(now->load())); };
    options.searchLag = std::chrono::seconds(60);
    RunningSandbox sandbox(options, withUsers());
    SandboxClient client(sandbox.access);
    const Answer made = client.post("users",
                                    {{"connection", "acme-users"},
                                     {"user_id", "new"},
                                     {"email", "new@acme.example"},
                                     {"password", "a long enough password"}});
    QCOMPARE(made.status, 201);
    const std::string organization = sandbox.server.state(0).organizations.items().front().at("id");
    const std::string members = "organizations/" + organization + "/members";
    QCOMPARE(client.post(members, {{"members", {"auth0|new"}}}).status, 204);
    const auto isShown = [](const Answer &answer) { return answer.body.find("auth0|new") != std::string::npos; };
    QVERIFY(!isShown(client.get("users?q=email:%22new@acme.example%22")));
    QVERIFY(!isShown(client.get(members)));
    QVERIFY(isShown(client.get("users/auth0%7Cnew")));
    QVERIFY(isShown(client.get("users-by-email?email=new@acme.example")));
    QVERIFY(isShown(client.get("logs?q=type:sapi")));
    *now += 61;
    QVERIFY(isShown(client.get("users?q=email:%22new@acme.example%22")));
    QVERIFY(isShown(client.get(members)));
}

void TestUsers::deletingForgetsEverything()
{
    TenantState tenant = withUsers();
    tenant.organizationMembers["org_x"].insert("auth0|ann");
    tenant.sessions["auth0|ann"].push_back({{"id", "s"}});
    RunningSandbox sandbox({}, std::move(tenant));
    SandboxClient client(sandbox.access);
    QCOMPARE(client.remove(kAnn).status, 204);
    QCOMPARE(client.get(kAnn).status, 404);
    QCOMPARE(client.remove(kAnn).status, 204);
    const TenantState left = sandbox.server.state(0);
    QVERIFY(!left.organizationMembers.at("org_x").contains("auth0|ann"));
    QVERIFY(!left.sessions.contains("auth0|ann"));
}

void TestUsers::tokensOfProvidersNeedTheirScope()
{
    const ApiClient limited = clientWith({"read:users"});
    RunningSandbox sandbox(optionsFor(limited), withUsers());
    SandboxClient all(sandbox.access), some(sandbox.access, limited);
    QVERIFY(all.get(kAnn).json["identities"][0].contains("access_token"));
    QVERIFY(!some.get(kAnn).json["identities"][0].contains("access_token"));
    QVERIFY(!some.get("users?q=blocked:true").json[0]["identities"][0].contains("access_token"));
}

void TestUsers::bodiesAreHeldToTheLimits_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("unknown member") << QByteArray(R"({"nope":1})");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("type") << QByteArray(R"({"blocked":"yes"})");
    QTest::newRow("name too long") << QByteArray(R"({"name":")") + QByteArray(301, 'a') + QByteArray(R"("})");
    QTest::newRow("given name empty") << QByteArray(R"({"given_name":""})");
    QTest::newRow("no e-mail") << QByteArray(R"({"email":"ann"})");
    QTest::newRow("metadata is no object") << QByteArray(R"({"app_metadata":[1]})");
    QTest::newRow("phone") << QByteArray(R"({"phone_number":"030"})");
}

void TestUsers::bodiesAreHeldToTheLimits()
{
    QFETCH(QByteArray, body);
    RunningSandbox sandbox({}, withUsers());
    SandboxClient client(sandbox.access);
    const Answer answer = client.patch(kAnn, Json::parse(body.toStdString()));
    QCOMPARE(answer.status, 400);
    QCOMPARE(answer.errorCode(), std::string("invalid_body"));
}

QTEST_GUILESS_MAIN(TestUsers)
#include "tst_users.moc"
