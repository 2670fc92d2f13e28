#include "sandbox/sandboxclient.h"

#include "sandbox/jwt.h"
#include "sandbox/rsakey.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/pem.h>

using Sandbox::Json;
using namespace Qt::StringLiterals;

namespace {

QString text(const std::string &bytes)
{
    return QString::fromStdString(bytes);
}

Sandbox::ApiClient clientWith(std::vector<std::string> scopes)
{
    return {"limited", "limited-secret", std::move(scopes), {}};
}

Json claimsOf(const std::string &token)
{
    const auto jwt = Sandbox::parsedJwt(token);
    return jwt ? jwt->claims : Json();
}

/// A key of which the test holds both halves.
struct KeyPair
{
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_RSA_gen(2048), &EVP_PKEY_free};

    std::string publicPem() const
    {
        const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), &BIO_free);
        PEM_write_bio_PUBKEY(out.get(), key.get());
        char *data = nullptr;
        const long size = BIO_get_mem_data(out.get(), &data);
        return {data, static_cast<std::size_t>(size)};
    }
    std::string assertion(const Json &claims) const
    {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
        const QByteArray::Base64Options options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
        const auto encoded = [options](const std::string &part) {
            return QByteArray::fromStdString(part).toBase64(options).toStdString();
        };
        const std::string head = encoded(R"({"alg":"RS256","typ":"JWT"})") + '.' + encoded(claims.dump());
        std::size_t size = 0;
        const auto *bytes = reinterpret_cast<const unsigned char *>(head.data());
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get());
        EVP_DigestSign(context.get(), nullptr, &size, bytes, head.size());
        std::string signature(size, '\0');
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, bytes, head.size());
        return head + '.' + encoded(signature);
    }
};

Answer exchange(const Sandbox::TenantAccess &access, const std::string &body, const std::string &type,
                httplib::Headers headers = {})
{
    SandboxClient client(access);
    client.setToken({});
    headers.emplace("Content-Type", type);
    return client.send("POST", "/oauth/token", headers, body);
}

Answer exchangeJson(const Sandbox::TenantAccess &access, const Json &body)
{
    return exchange(access, body.dump(), "application/json");
}

Json demandFor(const Sandbox::TenantAccess &access)
{
    return {{"grant_type", "client_credentials"},
            {"client_id", access.clientId},
            {"client_secret", access.clientSecret},
            {"audience", access.url + "/api/v2/"}};
}

} // namespace

/// Who gets in: tokens, scopes, hosts, TLS.
class TestAccess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readyLineDescribesTheFirstTenant();
    void tokensComeByJsonFormAndBasic();
    void refusedExchanges();
    void privateKeyJwt();
    void authorizationErrors();
    void expiredAndRevokedTokens();
    void eachScopeIsNamedWhenMissing_data();
    void eachScopeIsNamedWhenMissing();
    void foreignHostsAndOriginsAreRefused();
    void idsAreDecodedOnce();
    void brokenBodies();
    void tls();
    void stopEndsIdleConnectionsAtOnce();
    void requestsAreRecordedWithoutTokens();
};

void TestAccess::readyLineDescribesTheFirstTenant()
{
    Sandbox::TenantState second = smallTenant();
    second.name = "acme-us";
    second.domain.clear();
    Sandbox::Server server({}, {smallTenant(), second});
    server.start();
    const Json line = Json::parse(server.readyLine());
    COMPARE_JSON(line["tenants"].size(), 2);
    COMPARE_JSON(line["domain"], "acme-eu.eu.auth0.com");
    COMPARE_JSON(line["url"], line["tenants"][0]["url"]);
    COMPARE_JSON(line["tenants"][1]["domain"], "acme-us.us.auth0.com");
    QVERIFY(!line.contains("certificate"));
    QVERIFY(line["url"] != line["tenants"][1]["url"]); // a port each
    QVERIFY(!line["url"].get<std::string>().ends_with('/'));
    QVERIFY(line["client_secret"] != line["tenants"][1]["client_secret"]);
}

void TestAccess::tokensComeByJsonFormAndBasic()
{
    RunningSandbox sandbox;
    const auto &access = sandbox.access;
    const Answer json = exchangeJson(access, demandFor(access));
    QCOMPARE(json.status, 200);
    COMPARE_JSON(json.json["token_type"], "Bearer");
    COMPARE_JSON(json.json["expires_in"], 86400);
    const Json claims = claimsOf(json.json["access_token"].get<std::string>());
    COMPARE_JSON(claims["gty"], "client-credentials");
    COMPARE_JSON(claims["iss"], access.url + "/");
    QVERIFY(claims["scope"].get<std::string>().find("read:connections_options") != std::string::npos);

    const std::string audience = "audience=https%3A%2F%2Facme-eu.eu.auth0.com%2Fapi%2Fv2%2F";
    const std::string form = "grant_type=client_credentials&" + audience + "&client_id=" + access.clientId
        + "&client_secret=" + access.clientSecret;
    const Answer byForm = exchange(access, form, "application/x-www-form-urlencoded");
    QCOMPARE(byForm.status, 200);
    SandboxClient client(access);
    client.setToken(byForm.json["access_token"].get<std::string>());
    QCOMPARE(client.get("connections").status, 200); // the audience of the domain works here too

    const std::string pair = access.clientId + ':' + access.clientSecret;
    const std::string basic = "Basic " + QByteArray::fromStdString(pair).toBase64().toStdString();
    const Answer byBasic = exchange(access, "grant_type=client_credentials&" + audience,
                                    "application/x-www-form-urlencoded", {{"Authorization", basic}});
    QCOMPARE(byBasic.status, 200);
}

void TestAccess::refusedExchanges()
{
    RunningSandbox sandbox;
    const auto with = [&](const char *member, const Json &value) {
        Json demand = demandFor(sandbox.access);
        demand[member] = value;
        return exchangeJson(sandbox.access, demand);
    };
    const Answer wrongSecret = with("client_secret", "guess");
    QCOMPARE(wrongSecret.status, 401);
    COMPARE_JSON(wrongSecret.json, Json({{"error", "access_denied"}, {"error_description", "Unauthorized"}}));
    QCOMPARE(with("client_id", "nobody").status, 401);
    QCOMPARE(with("audience", "https://elsewhere.example/").status, 403);
    QCOMPARE(with("grant_type", "password").status, 403);
    QCOMPARE(exchange(sandbox.access, "{", "application/json").status, 400);
}

void TestAccess::privateKeyJwt()
{
    const KeyPair pair;
    Sandbox::Options options;
    options.clients.push_back({"robot", {}, {"read:clients"}, pair.publicPem()});
    RunningSandbox sandbox(options);
    const auto demand = [&](const KeyPair &key, const std::string &audience, const std::string &id, long expires) {
        const Json claims{{"iss", "robot"}, {"sub", "robot"}, {"aud", audience}, {"jti", id}, {"exp", expires}};
        return exchangeJson(sandbox.access,
                            {{"grant_type", "client_credentials"},
                             {"audience", sandbox.access.url + "/api/v2/"},
                             {"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
                             {"client_assertion", key.assertion(claims)}});
    };
    const long soon = static_cast<long>(QDateTime::currentSecsSinceEpoch()) + 60;
    const std::string issuer = sandbox.access.url + "/";
    const Answer good = demand(pair, issuer, "one", soon);
    QCOMPARE(good.status, 200);
    COMPARE_JSON(good.json["scope"], "read:clients");
    QCOMPARE(demand(pair, issuer, "one", soon).status, 401); // used before
    QCOMPARE(demand(pair, issuer, "two", soon - 120).status, 401);
    QCOMPARE(demand(pair, "https://elsewhere.example/", "three", soon).status, 401);
    QCOMPARE(demand(KeyPair(), issuer, "four", soon).status, 401);
}

void TestAccess::authorizationErrors()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const std::string good = client.token();
    client.setToken({});
    QCOMPARE(client.get("connections").status, 401);
    const Answer malformed = client.send("GET", "/api/v2/connections", {{"Authorization", "Bearer"}});
    QCOMPARE(malformed.status, 400);
    COMPARE_JSON(malformed.json, Json::parse(R"({"statusCode": 400, "error": "Bad Request",
        "message": "Bad HTTP authentication header format", "errorCode": "Bearer"})"));
    client.setToken(good.substr(0, good.size() - 6) + "AAAAAA");
    const Answer forged = client.get("connections");
    QCOMPARE(forged.status, 401);
    QCOMPARE(text(forged.errorCode()), u"invalid_token"_s);
    RunningSandbox other;
    client.setToken(SandboxClient(other.access).token());
    QCOMPARE(client.get("connections").status, 401); // a token of another tenant
}

void TestAccess::expiredAndRevokedTokens()
{
    auto now = std::make_shared<std::chrono::system_clock::time_point>(
        std::chrono::sys_days{std::chrono::year{2026} / 11 / 23});
    Sandbox::Options options;
    options.clock = [now] { return *now; };
    options.tokenLifetime = std::chrono::seconds(60);
    RunningSandbox sandbox(options);
    SandboxClient client(sandbox.access);
    *now += std::chrono::seconds(59);
    const Answer answer = client.get("connections");
    QCOMPARE(answer.status, 200);
    QCOMPARE(text(answer.header("Date")), u"Mon, 23 Nov 2026 00:00:59 GMT"_s);
    *now += std::chrono::seconds(1);
    QCOMPARE(client.get("connections").status, 401);
    SandboxClient again(sandbox.access);
    QCOMPARE(again.get("connections").status, 200);
    sandbox.server.revokeTokens();
    const Answer revoked = again.get("connections");
    QCOMPARE(revoked.status, 401);
    QCOMPARE(text(revoked.errorCode()), u"invalid_token"_s);
    QCOMPARE(sandbox.server.tokensIssued(), std::size_t(2));
}

void TestAccess::eachScopeIsNamedWhenMissing_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("scope");
    QTest::newRow("connections") << u"connections"_s << u"read:connections"_s;
    QTest::newRow("clients of one") << u"connections/con_a/clients"_s << u"read:connections"_s;
    QTest::newRow("clients") << u"clients"_s << u"read:clients"_s;
    QTest::newRow("organizations") << u"organizations"_s << u"read:organizations"_s;
    QTest::newRow("members") << u"organizations/org_a/members"_s << u"read:organization_members"_s;
    QTest::newRow("enabled") << u"organizations/org_a/enabled_connections"_s << u"read:organization_connections"_s;
    QTest::newRow("settings") << u"tenants/settings"_s << u"read:tenant_settings"_s;
    QTest::newRow("branding") << u"branding"_s << u"read:branding"_s;
    QTest::newRow("domains") << u"custom-domains"_s << u"read:custom_domains"_s;
    QTest::newRow("logs") << u"logs"_s << u"read:logs"_s;
    QTest::newRow("roles") << u"roles"_s << u"read:roles"_s;
    QTest::newRow("grants") << u"client-grants"_s << u"read:client_grants"_s;
    QTest::newRow("apis") << u"resource-servers"_s << u"read:resource_servers"_s;
}

void TestAccess::eachScopeIsNamedWhenMissing()
{
    QFETCH(QString, path);
    QFETCH(QString, scope);
    const auto nothing = clientWith({"read:nothing"});
    const Sandbox::ApiClient enough{"enough", "enough-secret", {scope.toStdString()}, {}};
    Sandbox::Options options;
    options.clients = {nothing, enough};
    RunningSandbox sandbox(options);
    const Answer refused = SandboxClient(sandbox.access, nothing).get(path.toStdString());
    QCOMPARE(refused.status, 403);
    QCOMPARE(text(refused.errorCode()), u"insufficient_scope"_s);
    const QString message = text(refused.json["message"].get<std::string>());
    QVERIFY(message.startsWith(u"Insufficient scope, expected any of: "_s));
    QVERIFY(message.contains(scope));
    QCOMPARE(SandboxClient(sandbox.access, enough).get(path.toStdString()).status, 200);
}

void TestAccess::foreignHostsAndOriginsAreRefused()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const std::string port = sandbox.access.url.substr(sandbox.access.url.rfind(':'));
    const auto status = [&](const char *header, const std::string &value) {
        return client.send("GET", "/api/v2/connections", {{header, value}}).status;
    };
    for (const std::string &host : {std::string("evil.example"), "evil.example" + port, std::string("127.0.0.1:1"),
                                    std::string("127.0.0.1"), "localhost.evil.example" + port})
        QCOMPARE(status("Host", host), 403);
    for (const std::string &host : {"127.0.0.1" + port, "localhost" + port, "[::1]" + port, sandbox.access.domain})
        QCOMPARE(status("Host", host), 200);
    QCOMPARE(status("Origin", "http://evil.example"), 403);
    QCOMPARE(status("Origin", sandbox.access.url), 200);
}

void TestAccess::idsAreDecodedOnce()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    sandbox.server.change(0, [](Sandbox::TenantState &state) {
        state.organizationMemberRoles["org_b"]["auth0|id_issue#218"].insert("rol_2");
        state.clients.append(Json{{"client_id", "odd/%41+é"}, {"name", "odd"}});
    });
    const Json roles = client.get("organizations/org_b/members/auth0%7Cid_issue%23218/roles").json;
    COMPARE_JSON(roles[0]["id"], "rol_2");
    COMPARE_JSON(client.get("clients/odd%2F%2541+%C3%A9").json["name"], "odd");
    QCOMPARE(client.get("clients/odd%2FA+%C3%A9").status, 404); // "%2541" decoded twice would be "A"
}

void TestAccess::brokenBodies()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    const auto patch
        = [&](const std::string &body) { return client.send("PATCH", "/api/v2/connections/con_a", {}, body); };
    for (const std::string &body : {std::string("{"), std::string("{\"a\":1}}"), std::string(5000, '[')}) {
        const Answer answer = patch(body);
        QCOMPARE(answer.status, 400);
        QCOMPARE(text(answer.errorCode()), u"invalid_body"_s);
    }
    QCOMPARE(patch(std::string(1024 * 1024 + 1, ' ')).status, 413);
    QCOMPARE(client.send("GET", "/api/v2/connections?q=" + std::string(10000, 'x')).status, 414);
    QCOMPARE(client.get("nowhere").status, 404);
    QCOMPARE(client.get("connections").status, 200); // still there
}

void TestAccess::tls()
{
    Sandbox::Options options;
    options.tls = true;
    QString file;
    {
        RunningSandbox sandbox(options);
        file = text(sandbox.server.certificatePath());
        QVERIFY(QFile::exists(file));
        COMPARE_JSON(Json::parse(sandbox.server.readyLine())["certificate"], sandbox.server.certificatePath());
        QVERIFY(sandbox.access.url.starts_with("https://127.0.0.1:"));
        const auto statusFor = [&](const std::string &url, bool trusted) {
            httplib::Client client(url);
            client.enable_server_certificate_verification(true);
            if (trusted)
                client.set_ca_cert_path(file.toLocal8Bit().constData());
            const auto result = client.Get("/api/v2/connections");
            return result ? result->status : 0;
        };
        const std::string port = sandbox.access.url.substr(sandbox.access.url.rfind(':'));
        QCOMPARE(statusFor(sandbox.access.url, true), 401);
        QCOMPARE(statusFor("https://localhost" + port, true), 401);
        QCOMPARE(statusFor(sandbox.access.url, false), 0); // nobody else knows this CA
    }
    QVERIFY(!QFile::exists(file));
}

void TestAccess::stopEndsIdleConnectionsAtOnce()
{
    RunningSandbox sandbox;
    SandboxClient client(sandbox.access);
    QCOMPARE(client.get("connections").status, 200); // stays open
    sandbox.server.stop(); // would hang here until the keep-alive ends
    QCOMPARE(client.get("connections").status, 0);
}

void TestAccess::requestsAreRecordedWithoutTokens()
{
    Sandbox::Options options;
    options.recordRequests = true;
    RunningSandbox sandbox(options);
    SandboxClient client(sandbox.access);
    sandbox.server.forgetRequests();
    client.get("connections?take=2");
    client.patch("connections/none", {{"show_as_button", true}});
    const auto requests = sandbox.server.requests();
    QCOMPARE(requests.size(), std::size_t(2));
    QCOMPARE(text(requests[0].query), u"take=2"_s);
    QCOMPARE(text(requests[1].method + ' ' + requests[1].path), u"PATCH /api/v2/connections/none"_s);
    QCOMPARE(requests[1].status, 404);
    QCOMPARE(text(requests[1].body), uR"({"show_as_button":true})"_s);
    const auto &names = requests[0].headers;
    QVERIFY(std::find(names.begin(), names.end(), "authorization") != names.end());
    for (const auto &request : requests) {
        for (const std::string &name : request.headers)
            QVERIFY(name.find(client.token()) == std::string::npos);
    }
}

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
