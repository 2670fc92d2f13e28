#include "sandbox/sandboxclient.h"

#include <QTest>

#include <zlib.h>

using namespace Sandbox;

namespace {

TenantState withOneUser()
{
    TenantState tenant = smallTenant();
    tenant.connections.append(Json::parse(
        R"({"id":"con_0000000000000001","name":"acme-users","strategy":"auth0","options":{"passwordPolicy":"good"}})"));
    tenant.users.append(Json::parse(
        R"({"user_id":"auth0|ann","email":"ann@acme.example","name":"=Ann, \"A\"","created_at":"2026-01-01T00:00:00.000Z",
            "last_login":"2026-11-01T00:00:00.000Z","multifactor":["google-authenticator"],
            "identities":[{"connection":"acme-users","user_id":"ann","provider":"auth0","isSocial":false}],
            "app_metadata":{"tenant":"acme","deep":{"a":1}},"user_metadata":{"language":"de"}})"));
    tenant.blocks["auth0|ann"].push_back(
        {{"identifier", "ann@acme.example"}, {"ip", "192.0.2.1"}, {"connection", "acme-users"}});
    tenant.sessions["auth0|ann"] = {{{"id", "s1"}, {"user_id", "auth0|ann"}}, {{"id", "s2"}, {"user_id", "auth0|ann"}}};
    tenant.refreshTokens["auth0|ann"] = {{{"id", "t1"}, {"session_id", "s1"}}, {{"id", "t2"}, {"session_id", "s2"}}};
    tenant.authenticationMethods["auth0|ann"]
        = {{{"id", "totp|dev_1"}, {"type", "totp"}, {"created_at", "2026-01-01T00:00:00.000Z"}},
           {{"id", "recovery-code|dev_2"}, {"type", "recovery-code"}, {"created_at", "2026-01-01T00:00:00.000Z"}}};
    tenant.dailyStats = {{{"date", "2026-11-18T00:00:00.000Z"}, {"logins", 3}},
                         {{"date", "2026-11-19T00:00:00.000Z"}, {"logins", 4}}};
    return tenant;
}

std::string gunzipped(const std::string &bytes)
{
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    std::string out(1 << 20, '\0');
    std::string in = bytes;
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return result == Z_STREAM_END ? out : std::string("not gzip");
}

/// What follows host and port.
std::string pathOf(const std::string &url)
{
    return url.substr(url.find('/', url.find("://") + 3));
}

std::string form(const std::vector<std::pair<std::string, std::string>> &fields)
{
    std::string body;
    for (const auto &[name, value] : fields) {
        body += "--edge\r\nContent-Disposition: form-data; name=\"";
        body += name;
        body += name == "users" ? "\"; filename=\"users.json\"\r\nContent-Type: application/json" : "\"";
        body += "\r\n\r\n";
        body += value;
        body += "\r\n";
    }
    return body + "--edge--\r\n";
}

Answer upload(SandboxClient &client, const std::vector<std::pair<std::string, std::string>> &fields)
{
    return client.send("POST", "/api/v2/jobs/users-imports", {{"Content-Type", "multipart/form-data; boundary=edge"}},
                       form(fields));
}

std::string jobUntilDone(SandboxClient &client, const std::string &id, Json &job)
{
    job = client.get("jobs/" + id).json;
    const std::string first = job.at("status");
    job = client.get("jobs/" + id).json;
    return first + ' ' + job.at("status").get<std::string>();
}

constexpr const char *kUser = "users/auth0%7Cann";

std::string of(const char *what)
{
    return std::string(kUser) + '/' + what;
}

} // namespace

class TestUserSupport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocksAreSeenAndLiftedByUserAndByIdentifier();
    void factorsCanBeTakenOneByOneAndAltogether();
    void sessionsAndTokensGoWith202();
    void rolesComeAndGo();
    void ticketsHoldBackWhatAuth0HoldsBack();
    void exportsArePolledAndDownloaded();
    void exportsToCsvAreSafeInASpreadsheet();
    void linksEndAfterAMinuteAndJobsAfterADay();
    void importsInsertUpsertAndReport();
    void importsAreLimited();
    void verificationMailsAreJobs();
    void passwordMailsTellNobodyWhoIsThere();
    void aPasswordSetByTheApiLiftsTheBlock();
    void statsHaveDays();
    void unknownUsersAre404Everywhere();
};

void TestUserSupport::blocksAreSeenAndLiftedByUserAndByIdentifier()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    QCOMPARE(client.get("user-blocks/auth0%7Cann").json["blocked_for"].size(), std::size_t(1));
    COMPARE_JSON(client.get("user-blocks?identifier=ann@acme.example").json["blocked_for"][0]["ip"], Json("192.0.2.1"));
    const std::string asked = "user-blocks/auth0%7Cann?consider_brute_force_enablement=true";
    QCOMPARE(client.get(asked).json["blocked_for"].size(), std::size_t(1));
    client.patch("connections/con_0000000000000001", {{"options", {{"brute_force_protection", false}}}});
    QCOMPARE(client.get(asked).json["blocked_for"].size(), std::size_t(0));
    QCOMPARE(client.remove("user-blocks?identifier=other").status, 204);
    QCOMPARE(client.get("user-blocks/auth0%7Cann").json["blocked_for"].size(), std::size_t(1));
    QCOMPARE(client.remove("user-blocks/auth0%7Cann").status, 204);
    COMPARE_JSON(client.get("user-blocks/auth0%7Cann").json, Json({{"blocked_for", Json::array()}}));
    QCOMPARE(client.get("user-blocks").status, 400);
}

void TestUserSupport::factorsCanBeTakenOneByOneAndAltogether()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    COMPARE_JSON(client.get(of("authentication-methods?include_totals=true")).json["total"], Json(2));
    QCOMPARE(client.remove(of("authentication-methods/totp%7Cdev_1")).status, 204);
    QCOMPARE(client.remove(of("authentication-methods/totp%7Cdev_1")).status, 404);
    QCOMPARE(client.get(of("authentication-methods")).json.size(), std::size_t(1));
    QCOMPARE(
        client.post(of("recovery-code-regeneration"), Json::object()).json["recovery_code"].get<std::string>().size(),
        std::size_t(24));
    QCOMPARE(client.remove(of("multifactor/sms")).status, 400);
    QCOMPARE(client.remove(of("multifactor/google-authenticator")).status, 204);
    QVERIFY(!client.get(kUser).json.contains("multifactor"));
    QCOMPARE(client.remove(of("authentication-methods")).status, 204);
    QCOMPARE(client.get(of("authentication-methods")).json.size(), std::size_t(0));
    QCOMPARE(client.post(of("multifactor/actions/invalidate-remember-browser"), {}).status, 204);
}

void TestUserSupport::sessionsAndTokensGoWith202()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    QCOMPARE(client.get(of("sessions?take=1")).json["sessions"].size(), std::size_t(1));
    QVERIFY(client.get(of("sessions?take=1")).json.contains("next"));
    QCOMPARE(client.post(of("revoke-access"), {{"session_id", "s1"}}).status, 202);
    COMPARE_JSON(client.get(of("sessions")).json["sessions"][0]["id"], Json("s2"));
    COMPARE_JSON(client.get(of("refresh-tokens")).json["tokens"][0]["id"], Json("t2"));
    QCOMPARE(client.remove(of("refresh-tokens")).status, 202);
    QCOMPARE(client.get(of("refresh-tokens")).json["tokens"].size(), std::size_t(0));
    QCOMPARE(client.remove(of("sessions")).status, 202);
    QCOMPARE(client.get(of("sessions")).json["sessions"].size(), std::size_t(0));
}

void TestUserSupport::rolesComeAndGo()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    const std::string role = sandbox.server.state(0).roles.items()[0].at("id");
    QCOMPARE(client.post(of("roles"), {{"roles", {role}}}).status, 204);
    COMPARE_JSON(client.get(of("roles")).json[0]["id"], Json(role));
    QCOMPARE(client.post(of("roles"), {{"roles", {"rol_none"}}}).status, 404);
    QCOMPARE(client.post(of("roles"), {{"roles", Json::array()}}).status, 400);
    QCOMPARE(client.remove(of("roles"), {{"roles", {role}}}).status, 204);
    QCOMPARE(client.get(of("roles")).json.size(), std::size_t(0));
}

void TestUserSupport::ticketsHoldBackWhatAuth0HoldsBack()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    const Answer ticket = client.post("tickets/password-change", {{"user_id", "auth0|ann"}, {"ttl_sec", 60}});
    QCOMPARE(ticket.status, 201);
    QVERIFY(ticket.json["ticket"].get<std::string>().starts_with("https://" + sandbox.access.domain + "/"));
    QCOMPARE(
        client
            .post("tickets/password-change", {{"connection_id", "con_0000000000000001"}, {"email", "Ann@acme.example"}})
            .status,
        201);
    QCOMPARE(client
                 .post("tickets/password-change",
                       {{"user_id", "auth0|ann"}, {"client_id", "x"}, {"result_url", "https://x"}})
                 .status,
             400);
    QCOMPARE(client.post("tickets/password-change", Json::object()).status, 400);
    QCOMPARE(client.post("tickets/password-change", {{"user_id", "auth0|none"}}).status, 404);
    QCOMPARE(client.post("tickets/email-verification", {{"user_id", "auth0|ann"}}).status, 201);
    QCOMPARE(client.post("tickets/email-verification", {{"user_id", "auth0|ann"}, {"ttl_sec", -1}}).status, 400);
}

void TestUserSupport::exportsArePolledAndDownloaded()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    const Json fields = Json::parse(
        R"([{"name":"email"},{"name":"app_metadata.tenant","export_as":"customer"},{"name":"app_metadata"}])");
    const Answer made = client.post(
        "jobs/users-exports", {{"format", "json"}, {"connection_id", "con_0000000000000001"}, {"fields", fields}});
    QCOMPARE(made.status, 200);
    COMPARE_JSON(made.json["status"], Json("pending"));
    Json job;
    QCOMPARE(jobUntilDone(client, made.json["id"], job), std::string("processing completed"));
    QVERIFY(!job.contains("_links"));
    const std::string path = pathOf(job["location"]);
    client.setToken({}); // the link stands for itself
    const Answer file = client.send("GET", path);
    QCOMPARE(file.status, 200);
    COMPARE_JSON(
        Json::parse(gunzipped(file.body)),
        Json::parse(
            R"({"email":"ann@acme.example","customer":"acme","app_metadata":{"tenant":"acme","deep":{"a":1}}})"));
    QCOMPARE(client.send("GET", path + "x").status, 403);
}

void TestUserSupport::exportsToCsvAreSafeInASpreadsheet()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    const Json fields = Json::parse(
        R"([{"name":"name"},{"name":"app_metadata.tenant"},{"name":"identities[0].connection"},{"name":"none"}])");
    const Json made
        = client
              .post("jobs/users-exports",
                    {{"format", "csv"}, {"fields", fields}, {"connection_id", "con_0000000000000001"}, {"limit", 1}})
              .json;
    Json job;
    jobUntilDone(client, made["id"], job);
    const std::string csv = gunzipped(client.send("GET", pathOf(job["location"])).body);
    QCOMPARE(
        csv,
        std::string("name,app_metadata.tenant,identities[0].connection,none\n\"'=Ann, \"\"A\"\"\",acme,acme-users,\n"));
    const std::string refused = R"({"format":"csv","fields":[{"name":"app_metadata"}]})";
    QCOMPARE(client.post("jobs/users-exports", Json::parse(refused)).status, 400);
    QCOMPARE(client.post("jobs/users-exports", {{"format", "xml"}}).status, 400);
}

void TestUserSupport::linksEndAfterAMinuteAndJobsAfterADay()
{
    auto now = std::make_shared<std::chrono::system_clock::time_point>(
        std::chrono::sys_days(std::chrono::year(2026) / 11 / 20));
    Options options;
    options.clock = [now] { return *now; };
    options.tokenLifetime = std::chrono::hours(48);
    RunningSandbox sandbox(options, withOneUser());
    SandboxClient client(sandbox.access);
    const std::string id = client.post("jobs/users-exports", Json::object()).json["id"];
    Json job;
    jobUntilDone(client, id, job);
    *now += std::chrono::seconds(61);
    QCOMPARE(client.send("GET", pathOf(job["location"])).status, 403);
    job = client.get("jobs/" + id).json; // asking again gives a new link
    QCOMPARE(client.send("GET", pathOf(job["location"])).status, 200);
    *now += std::chrono::hours(24);
    QCOMPARE(client.get("jobs/" + id).status, 404);
}

void TestUserSupport::importsInsertUpsertAndReport()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    const std::string users
        = R"([{"email":"ANN@acme.example","app_metadata":{"plan":"x"}},{"email":"new@acme.example","user_id":"7"},
                                  {"name":"nobody"},{"email":"z@acme.example","surprise":1}])";
    const Answer made
        = upload(client, {{"users", users}, {"connection_id", "con_0000000000000001"}, {"upsert", "true"}});
    QCOMPARE(made.status, 202);
    Json job;
    jobUntilDone(client, made.json["id"], job);
    COMPARE_JSON(job["summary"], Json::parse(R"({"failed":2,"updated":1,"inserted":1,"total":4})"));
    const Json errors = client.get("jobs/" + made.json["id"].get<std::string>() + "/errors").json;
    QCOMPARE(errors.size(), std::size_t(2));
    COMPARE_JSON(errors[0]["errors"][0]["code"], Json("OBJECT_REQUIRED"));
    const Json ann = client.get(kUser).json;
    COMPARE_JSON(ann["app_metadata"], Json({{"plan", "x"}})); // replaced, not merged
    COMPARE_JSON(ann["user_metadata"], Json({{"language", "de"}})); // not in the file
    COMPARE_JSON(ann["email_verified"], Json(false));
    COMPARE_JSON(client.get("users/auth0%7C7").json["email"], Json("new@acme.example"));
    // without upsert an existing user is an error of its own
    const Answer again
        = upload(client, {{"users", R"([{"email":"ann@acme.example"}])"}, {"connection_id", "con_0000000000000001"}});
    jobUntilDone(client, again.json["id"], job);
    COMPARE_JSON(job["summary"]["failed"], Json(1));
}

void TestUserSupport::importsAreLimited()
{
    auto now = std::make_shared<std::chrono::system_clock::time_point>(
        std::chrono::sys_days(std::chrono::year(2026) / 11 / 20));
    Options options;
    options.clock = [now] { return *now; };
    RunningSandbox sandbox(options, withOneUser());
    SandboxClient client(sandbox.access);
    const std::string connection = "con_0000000000000001";
    QCOMPARE(upload(client, {{"users", std::string(512001, ' ')}, {"connection_id", connection}}).status, 413);
    QCOMPARE(upload(client, {{"users", "{}"}, {"connection_id", connection}}).status, 400);
    QCOMPARE(upload(client, {{"connection_id", connection}}).status, 400);
    QCOMPARE(upload(client, {{"users", "[]"}, {"connection_id", "con_none"}}).status, 404);
    QCOMPARE(upload(client, {{"users", "[]"}, {"connection_id", connection}}).status, 202);
    QCOMPARE(upload(client, {{"users", "[]"}, {"connection_id", connection}}).status, 202);
    QCOMPARE(upload(client, {{"users", "[]"}, {"connection_id", connection}}).status, 429);
    *now += std::chrono::seconds(5);
    QCOMPARE(upload(client, {{"users", "[]"}, {"connection_id", connection}}).status, 202);
}

void TestUserSupport::verificationMailsAreJobs()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    const Answer made = client.post("jobs/verification-email", {{"user_id", "auth0|ann"}});
    QCOMPARE(made.status, 201);
    Json job;
    jobUntilDone(client, made.json["id"], job);
    COMPARE_JSON(job["status"], Json("completed"));
    QCOMPARE(client.get("jobs/" + made.json["id"].get<std::string>() + "/errors").status, 204);
    QCOMPARE(client.post("jobs/verification-email", {{"user_id", "auth0|none"}}).status, 404);
}

void TestUserSupport::passwordMailsTellNobodyWhoIsThere()
{
    TenantState tenant = withOneUser();
    const std::string application = tenant.clients.items().front().at("client_id");
    tenant.enabledClients.enable("con_0000000000000001", application);
    RunningSandbox sandbox({}, tenant);
    SandboxClient client(sandbox.access);
    client.setToken({}); // it takes none
    const auto ask = [&](const Json &body) {
        return client.send("POST", "/dbconnections/change_password", {{"Content-Type", "application/json"}},
                           body.dump());
    };
    const Json good{{"client_id", application}, {"email", "Ann@acme.example"}, {"connection", "acme-users"}};
    Json nobody = good;
    nobody["email"] = "nobody@acme.example";
    const Answer sent = ask(good);
    QCOMPARE(sent.status, 200);
    QCOMPARE(ask(nobody).body, sent.body);
    const auto logs = sandbox.server.state(0).logs.items();
    COMPARE_JSON(logs[logs.size() - 2]["type"], Json("scpr"));
    COMPARE_JSON(logs[logs.size() - 1]["type"], Json("fcpr"));
    for (const char *needed : {"client_id", "email", "connection"}) {
        Json body = good;
        body.erase(needed);
        QCOMPARE(ask(body).status, 400);
    }
    Json elsewhere = good;
    elsewhere["connection"] = "none";
    QCOMPARE(ask(elsewhere).status, 400);
    for (int i = 0; i < 9; ++i)
        QCOMPARE(ask(good).status, 200);
    const Answer tooMany = ask(good);
    QCOMPARE(tooMany.status, 429);
    QCOMPARE(ask(nobody).status, 200); // each address by itself
}

void TestUserSupport::aPasswordSetByTheApiLiftsTheBlock()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    COMPARE_JSON(client.patch(kUser, {{"blocked", true}}).json["blocked"], Json(true));
    QCOMPARE(client.patch(kUser, {{"password", "Long-enough-4-this"}, {"connection", "acme-users"}}).status, 200);
    QVERIFY(!client.get(kUser).json.value("blocked", false));
    QCOMPARE(client.get("user-blocks/auth0%7Cann").json["blocked_for"].size(), std::size_t(1)); // another thing
}

void TestUserSupport::statsHaveDays()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    QCOMPARE(client.get("stats/daily").json.size(), std::size_t(2));
    QCOMPARE(client.get("stats/daily?from=20261119&to=20261119").json.size(), std::size_t(1));
    QCOMPARE(client.get("stats/daily?from=2026-11-19").status, 400);
    QCOMPARE(client.get("stats/active-users").body, std::string("1"));
}

void TestUserSupport::unknownUsersAre404Everywhere()
{
    RunningSandbox sandbox({}, withOneUser());
    SandboxClient client(sandbox.access);
    for (const char *path :
         {"roles", "logs", "authentication-methods", "sessions", "refresh-tokens", "enrollments", "permissions"}) {
        const int status = client.get(std::string("users/auth0%7Cnone/") + path).status;
        QVERIFY2(status == 404 || std::string_view(path) == "logs", path); // logs outlive their user
    }
    for (const char *path : {"sessions", "refresh-tokens", "authentication-methods", "authenticators"})
        QVERIFY2(client.remove(std::string("users/auth0%7Cnone/") + path).status == 404, path);
    QCOMPARE(client.get("user-blocks/auth0%7Cnone").status, 404);
}

QTEST_GUILESS_MAIN(TestUserSupport)
#include "tst_usersupport.moc"
