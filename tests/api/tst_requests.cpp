#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "api/requests/lockfilerequests.h"
#include "api/requests/logrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/tenantrequests.h"
#include "api/requests/tokenrequests.h"
#include "api/requests/userrequests.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Api;

namespace {

/// "PATCH /connections/con_1?take=100 {body}": what a reader can check against Auth0's documentation.
QByteArray line(const WireRequest &wire)
{
    QByteArray text = verbName(wire.verb) + ' ' + encodedPath(wire).value_or("?");
    if (!wire.query.isEmpty())
        text += '?' + encodedQuery(wire);
    if (wire.body)
        text += ' ' + *wire.body;
    return text;
}

WireReply ok(const QByteArray &body)
{
    return {200, {}, body};
}

const Domain::ConnectionId con(u"con_1"_s);
const Domain::ApplicationId app(u"tpc_1"_s);
const Domain::OrganizationId org(u"org_1"_s);
const Domain::UserId user(u"auth0|id_issue#218"_s);
const PageQuery firstPage{Paging::Checkpoint, 100};
const PageQuery laterPage{Paging::Checkpoint, 100, 0, u"a b+/=&c"_s};
const PageQuery thirdOffset{Paging::Offset, 50, 2};

} // namespace

class TestRequests : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goOutAsAuth0WantsThem_data();
    void goOutAsAuth0WantsThem();
    void areEqualAsValues();
    void switchesGoInFifties_data();
    void switchesGoInFifties();
    void readAllFormsOfAList_data();
    void readAllFormsOfAList();
    void refuseWhatIsNoList_data();
    void refuseWhatIsNoList();
    void keepTheBytesOfEachObject();
    void logPagesGoOnFromTheLastEvent();
    void readTokens();
};

void TestRequests::goOutAsAuth0WantsThem_data()
{
    QTest::addColumn<QByteArray>("actual");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const WireRequest &wire, const char *expected) {
        QTest::newRow(name) << line(wire) << QByteArray(expected);
    };
    row("connections", listConnections(firstPage).wire, "GET /connections?take=100");
    row("connections, later", listConnections(laterPage).wire, "GET /connections?take=100&from=a%20b%2B%2F%3D%26c");
    row("connections, filtered",
        listConnections(firstPage, {{u"auth0"_s, u"okta"_s}, u"acme"_s, {u"id"_s, u"name"_s}}).wire,
        "GET /connections?take=100&strategy=auth0&strategy=okta&name=acme&fields=id%2Cname&include_fields=true");
    row("connections, total", listConnections({Paging::Offset, 1, 0}).wire,
        "GET /connections?page=0&per_page=1&include_totals=true");
    row("connection", getConnection(con).wire, "GET /connections/con_1");
    row("connection, patch", patchConnection(con, R"({"options":{}})").wire,
        R"(PATCH /connections/con_1 {"options":{}})");
    row("connection clients", listConnectionClients(con, {Paging::Checkpoint, 1000}).wire,
        "GET /connections/con_1/clients?take=1000");
    row("connection clients, patch", patchConnectionClients(con, {{app, true}}).first().wire,
        R"(PATCH /connections/con_1/clients [{"client_id":"tpc_1","status":true}])");
    row("applications", listApplications(firstPage, {false, true, {u"spa"_s, u"native"_s}, {}}).wire,
        "GET /clients?take=100&is_global=false&is_first_party=true&app_type=spa%2Cnative");
    row("application", getApplication(app).wire, "GET /clients/tpc_1");
    row("credentials", listCredentials(app).wire, "GET /clients/tpc_1/credentials");
    row("application, patch", patchApplication(app, R"({"name":"x"})").wire, R"(PATCH /clients/tpc_1 {"name":"x"})");
    row("application connections", listApplicationConnections(app, firstPage, {u"auth0"_s}, {u"id"_s}).wire,
        "GET /clients/tpc_1/connections?take=100&strategy=auth0&fields=id&include_fields=true");
    row("organizations", listOrganizations(firstPage).wire, "GET /organizations?take=100");
    row("organization", getOrganization(org).wire, "GET /organizations/org_1");
    row("organization, patch", patchOrganization(org, R"({"metadata":{}})").wire,
        R"(PATCH /organizations/org_1 {"metadata":{}})");
    row("organization connections", listOrganizationConnections(org, thirdOffset).wire,
        "GET /organizations/org_1/enabled_connections?page=2&per_page=50&include_totals=true");
    row("organization connection, add", addOrganizationConnection(org, {con, true, {}, false}).wire,
        R"(POST /organizations/org_1/enabled_connections {"connection_id":"con_1","assign_membership_on_login":true,"is_signup_enabled":false})");
    row("organization connection, patch", patchOrganizationConnection(org, {con, {}, true, {}}).wire,
        R"(PATCH /organizations/org_1/enabled_connections/con_1 {"show_as_button":true})");
    row("organization connection, remove", removeOrganizationConnection(org, con).wire,
        "DELETE /organizations/org_1/enabled_connections/con_1");
    row("members", listOrganizationMembers(org, firstPage).wire, "GET /organizations/org_1/members?take=100");
    row("members, add", addOrganizationMembers(org, {user}).wire,
        R"(POST /organizations/org_1/members {"members":["auth0|id_issue#218"]})");
    row("members, remove", removeOrganizationMembers(org, {user}).wire,
        R"(DELETE /organizations/org_1/members {"members":["auth0|id_issue#218"]})");
    row("user's organizations", listUserOrganizations(user, thirdOffset).wire,
        "GET /users/auth0%7Cid_issue%23218/organizations?page=2&per_page=50&include_totals=true");
    row("users", searchUsers({uR"(app_metadata.tenant:"acme")"_s, u"created_at:1"_s, {}, false}, thirdOffset).wire,
        "GET /users?page=2&per_page=50&include_totals=true&q=app_metadata.tenant%3A%22acme%22&sort=created_at%3A1"
        "&search_engine=v3&primary_order=false");
    row("user", getUser(user).wire, "GET /users/auth0%7Cid_issue%23218");
    row("user by email", findUsersByEmail(u"a+b@x.example"_s).wire, "GET /users-by-email?email=a%2Bb%40x.example");
    row("user, patch", patchUser(user, R"({"blocked":true})").wire,
        R"(PATCH /users/auth0%7Cid_issue%23218 {"blocked":true})");
    row("logs", searchLogs({u"type:f"_s, u"date:-1"_s, {}}, thirdOffset).wire,
        "GET /logs?page=2&per_page=50&include_totals=true&q=type%3Af&sort=date%3A-1");
    row("logs after", logsAfter(u"90020261123"_s).wire, "GET /logs?from=90020261123&take=100");
    row("logs of a user", listUserLogs(user, thirdOffset).wire,
        "GET /users/auth0%7Cid_issue%23218/logs?page=2&per_page=50&include_totals=true&sort=date%3A-1");
    row("log", getLog(u"90020261123"_s).wire, "GET /logs/90020261123");
    row("settings", getTenantSettings().wire, "GET /tenants/settings");
    row("branding", getBranding().wire, "GET /branding");
    row("custom domains", listCustomDomains().wire, "GET /custom-domains");
    row("daily stats", dailyStats({2026, 11, 1}, {2026, 11, 23}).wire, "GET /stats/daily?from=20261101&to=20261123");
    row("active users", activeUsers().wire, "GET /stats/active-users");
    row("Lock's file", getLockFile(Domain::ApplicationId(u"a b"_s)).wire, "GET /client/a%20b.js");
    row("token", clientCredentialsToken(u"id"_s, Secret("s"), u"https://x/api/v2/"_s).wire,
        R"(POST /oauth/token {"grant_type":"client_credentials","client_id":"id","audience":"https://x/api/v2/","client_secret":"s"})");
}

void TestRequests::goOutAsAuth0WantsThem()
{
    QFETCH(QByteArray, actual);
    QFETCH(QByteArray, expected);
    QCOMPARE(actual, expected);
}

void TestRequests::areEqualAsValues()
{
    QVERIFY(getConnection(con) == getConnection(Domain::ConnectionId(u"con_1"_s)));
    QVERIFY(!(getConnection(con) == getConnection(Domain::ConnectionId(u"con_2"_s))));
    QVERIFY(!(getConnection(con) == getConnection(con).at(Priority::Background)));
    QCOMPARE(patchUser(user, R"({"app_metadata":{"a":1}})").wire.scopes,
             (QList<QStringList>{{u"update:users"_s, u"update:users_app_metadata"_s}}));
    QCOMPARE(patchUser(user, R"({"app_metadata":{},"name":"x"})").wire.scopes,
             (QList<QStringList>{{u"update:users"_s}}));
}

void TestRequests::switchesGoInFifties_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QList<int>>("chunks");
    QTest::newRow("none") << 0 << QList<int>{};
    QTest::newRow("one") << 1 << QList<int>{1};
    QTest::newRow("fifty") << 50 << QList<int>{50};
    QTest::newRow("fifty-one") << 51 << QList<int>{50, 1};
    QTest::newRow("more") << 120 << QList<int>{50, 50, 20};
}

void TestRequests::switchesGoInFifties()
{
    QFETCH(int, count);
    QFETCH(QList<int>, chunks);
    QList<ClientSwitch> switches;
    for (int i = 0; i < count; ++i)
        switches.append({Domain::ApplicationId(QString::number(i)), i % 2 == 0});
    const QList<Request<void>> requests = patchConnectionClients(con, switches);
    QCOMPARE(requests.size(), chunks.size());
    int next = 0;
    for (qsizetype i = 0; i < requests.size(); ++i) {
        const QJsonArray body = QJsonDocument::fromJson(*requests.at(i).wire.body).array();
        QCOMPARE(body.size(), chunks.at(i));
        for (const auto &entry : body) {
            QCOMPARE(entry[u"client_id"_s].toString(), QString::number(next));
            QCOMPARE(entry[u"status"_s].toBool(), next % 2 == 0);
            ++next;
        }
        QVERIFY(requests.at(i).parse({204, {}, {}}).has_value());
    }
}

void TestRequests::readAllFormsOfAList_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("next");
    QTest::addColumn<qint64>("total");
    QTest::newRow("bare array") << R"([{"id":"con_1"},{"id":"con_2"}])"_ba << 2 << QString() << qint64(-1);
    QTest::newRow("offset") << R"({"total":271,"start":0,"limit":1,"connections":[{"id":"con_1"}]})"_ba << 1
                            << QString() << qint64(271);
    QTest::newRow("checkpoint") << R"({"connections":[{"id":"con_1"}],"next":"MjAy"})"_ba << 1 << u"MjAy"_s
                                << qint64(-1);
    QTest::newRow("checkpoint, end") << R"({"connections":[]})"_ba << 0 << QString() << qint64(-1);
    QTest::newRow("null next") << R"({"connections":[],"next":null})"_ba << 0 << QString() << qint64(-1);
    QTest::newRow("escaped next") << R"({"next":"a\u0062\"c","connections":[]})"_ba << 0 << u"ab\"c"_s << qint64(-1);
    QTest::newRow("spaces") << " \n{ \"connections\" : [ ] } \n"_ba << 0 << QString() << qint64(-1);
}

void TestRequests::readAllFormsOfAList()
{
    QFETCH(QByteArray, body);
    QFETCH(int, count);
    QFETCH(QString, next);
    QFETCH(qint64, total);
    const auto page = listConnections(firstPage).parse(ok(body));
    QVERIFY2(page, page ? "" : qPrintable(page.error().message));
    QCOMPARE(page->items.size(), count);
    QCOMPARE(page->next, next);
    QCOMPARE(page->total.value_or(-1), total);
}

void TestRequests::refuseWhatIsNoList_data()
{
    QTest::addColumn<QByteArray>("body");
    int number = 0;
    const QList<QByteArray> bodies = {"",
                                      "null",
                                      "{}",
                                      "<html><body>Sign in to the network</body></html>",
                                      R"({"connections":{}})",
                                      R"({"connections":[1]})",
                                      R"({"connections":[{"name":"no id"}]})",
                                      R"({"connections":[{"id":"con_1"}])",
                                      R"([{"id":"con_1"},])",
                                      R"({"clients":[]})",
                                      QByteArray(100'000, '['),
                                      QByteArray("\xff\xfe[]")};
    for (const QByteArray &body : bodies)
        QTest::addRow("%d", number++) << body;
}

void TestRequests::refuseWhatIsNoList()
{
    QFETCH(QByteArray, body);
    const auto page = listConnections(firstPage).parse(ok(body));
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ApiError::Kind::BadResponse);
}

void TestRequests::keepTheBytesOfEachObject()
{
    const QByteArray first = R"({"z":1.0,"id":"con_1","a":18446744073709551615,"é":"\u00e9"})";
    const QByteArray second = R"({ "id" : "con_2" })";
    const auto page = listConnections(firstPage).parse(ok(R"({"connections":[)" + first + " ,\n" + second + "]}"));
    QVERIFY(page);
    QCOMPARE(page->items.at(0).original, first);
    QCOMPARE(page->items.at(1).original, second);
}

void TestRequests::logPagesGoOnFromTheLastEvent()
{
    const Request<Page<Domain::LogEvent>> request = logsAfter(u"900"_s);
    const auto page = request.parse({200,
                                     {{"link", "<https://evil.example/api/v2/logs?from=666>; rel=\"next\""}},
                                     R"([{"log_id":"901"},{"log_id":"902"}])"});
    QVERIFY(page);
    QCOMPARE(page->next, u"902"_s);
    QCOMPARE(request.parse(ok("[]"))->next, QString());
    QCOMPARE(line(allLogsAfter(u"900"_s).request({Paging::Checkpoint, 100, 0, u"902"_s}).wire),
             "GET /logs?from=902&take=100"_ba);
}

void TestRequests::readTokens()
{
    const auto request = assertionToken(u"id"_s, Secret("a.b.c"), u"https://x/api/v2/"_s);
    QCOMPARE(request.wire.surface, Surface::Authentication);
    const auto token
        = request.parse(ok(R"({"access_token":"t","expires_in":86400,"scope":"read:users read:clients"})"));
    QVERIFY(token);
    QCOMPARE(token->value.reveal(), "t"_ba);
    QCOMPARE(token->lifetime, std::optional(std::chrono::seconds(86400)));
    QCOMPARE(token->scopes, std::optional(QStringList{u"read:users"_s, u"read:clients"_s}));
    QVERIFY(!request.parse(ok("{}")));
    QVERIFY(!request.parse(ok(R"({"access_token":"t"})"))->scopes);
}

QTEST_APPLESS_MAIN(TestRequests)
#include "tst_requests.moc"
