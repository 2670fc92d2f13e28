#include "analysis/logsummary.h"
#include "query/columns.h"
#include "session/userreader.h"
#include "support/sandboxestate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Session::UserPart;
using Session::UserReader;

namespace {

const Sandbox::ApiClient supportClient{"support", "a-secret-for-tests", {"read:users", "read:logs"}, {}};

Domain::LogEvent logEvent(const QString &type, const QString &time, const QString &ip)
{
    Domain::LogEvent event;
    event.type = type;
    event.date = QDateTime::fromString(u"2026-11-20T%1:00Z"_s.arg(time), Qt::ISODate);
    event.ip = ip;
    return event;
}

} // namespace

/// What Auth0 keeps of one user, in parts, and the recent log in words.
class TestUserReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void readsAllParts();
    void readsInTheForegroundAtOnce();
    void leavesTheOthersWhereAScopeIsMissing();
    void tellsAUserWhoIsGone();
    void sumsUpTheLog();
    void tellsAges_data();
    void tellsAges();

private:
    std::unique_ptr<Sandbox::Server> m_server;
};

void TestUserReader::init()
{
    using Sandbox::Json;
    Sandbox::TenantState state;
    state.name = "acme";
    state.domain = "acme.eu.auth0.com";
    state.users.append(Json::parse(R"({"user_id":"auth0|1","email":"anna@initech.example","identities":[
        {"connection":"initech-users","provider":"auth0","user_id":"1","isSocial":false},
        {"connection":"google-oauth2","provider":"google-oauth2","user_id":1234567890123,"isSocial":true}]})"));
    state.blocks["auth0|1"].push_back({{"identifier", "anna@initech.example"}, {"ip", "192.0.2.9"}});
    state.authenticationMethods["auth0|1"].push_back({{"id", "phone|dev_1"},
                                                      {"type", "phone"},
                                                      {"phone_number", "XXXX1234"},
                                                      {"created_at", "2026-01-01T00:00:00Z"}});
    state.sessions["auth0|1"].push_back(Json::parse(R"({"id":"sess_1","device":{"initial_ip":"203.0.113.7",
        "last_ip":null},"clients":[{"client_id":"app1"}],"idle_expires_at":"2026-11-22T00:00:00Z",
        "expires_at":"2026-11-25T00:00:00Z"})"));
    state.refreshTokens["auth0|1"].push_back(Json::parse(R"({"id":"rt_1","client_id":"app1"})"));
    state.roles.append({{"id", "rol_1"}, {"name", "Bookkeeper"}});
    state.userRoles["auth0|1"].insert("rol_1");
    state.organizations.append({{"id", "org_1"}, {"name", "initech"}, {"display_name", "Initech"}});
    state.organizationMembers["org_1"].insert("auth0|1");
    for (int i = 0; i < 120; ++i) {
        state.logs.append({{"log_id", "900" + std::to_string(100000 + i)}, {"type", "fp"}, {"user_id", "auth0|1"}});
    }
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients.push_back(supportClient);
    std::vector<Sandbox::TenantState> tenants;
    tenants.push_back(std::move(state));
    m_server = std::make_unique<Sandbox::Server>(std::move(options), std::move(tenants));
    m_server->start();
}

void TestUserReader::readsAllParts()
{
    const auto session = SandboxEstate::session(*m_server);
    UserReader reader(*session, Domain::UserId(u"auth0|1"_s));
    reader.read();
    QVERIFY(reader.isReading());
    QTRY_VERIFY(!reader.isReading());
    for (const UserPart part : Session::userParts) {
        QVERIFY(reader.status(part).isRead);
        QVERIFY(!reader.status(part).error);
    }
    const Session::UserSheet &sheet = reader.sheet();
    QCOMPARE(sheet.user.email, u"anna@initech.example"_s);
    QCOMPARE(sheet.identities.size(), 2);
    QCOMPARE(sheet.identities.at(1).userId, u"1234567890123"_s); // a number, as Google's is at times
    QCOMPARE(sheet.blocks.value(0).ip, u"192.0.2.9"_s);
    QCOMPARE(sheet.methods.value(0).address, u"XXXX1234"_s);
    QCOMPARE(sheet.sessions.value(0).ip, u"203.0.113.7"_s);
    QCOMPARE(sheet.sessions.value(0).applications.value(0).text(), u"app1"_s);
    QCOMPARE(sheet.sessions.value(0).expiresAt.date().day(), 22);
    QCOMPARE(sheet.tokens.value(0).id, u"rt_1"_s);
    QCOMPARE(sheet.roles.value(0).name, u"Bookkeeper"_s);
    QCOMPARE(sheet.organizations.value(0).displayName, u"Initech"_s);
    QCOMPARE(sheet.logs.size(), 100);
    QCOMPARE(sheet.logs.first().id, u"900100119"_s); // of 120 the latest
    QVERIFY(reader.status(UserPart::Logs).hasMore);
    QVERIFY(!reader.status(UserPart::Roles).hasMore);
}

void TestUserReader::readsInTheForegroundAtOnce()
{
    const auto session = SandboxEstate::session(*m_server);
    UserReader reader(*session, Domain::UserId(u"auth0|1"_s));
    reader.read();
    QCOMPARE(session->client().calls().size(), qsizetype(Session::userParts.size()));
    for (const Api::Call *call : session->client().calls()) {
        QCOMPARE(call->request().priority, Api::Priority::Foreground);
    }
}

void TestUserReader::leavesTheOthersWhereAScopeIsMissing()
{
    const auto session = SandboxEstate::session(*m_server, 0, &supportClient);
    UserReader reader(*session, Domain::UserId(u"auth0|1"_s));
    reader.read();
    QTRY_VERIFY(!reader.isReading());
    for (const UserPart part : {UserPart::Profile, UserPart::Blocks, UserPart::Logs}) {
        QVERIFY(reader.status(part).isRead);
    }
    const auto missing = [&reader](UserPart part) {
        const auto &error = reader.status(part).error;
        return error ? error->missingScopes.join(u' ') : QString();
    };
    QCOMPARE(missing(UserPart::Methods), u"read:authentication_methods"_s);
    QCOMPARE(missing(UserPart::Sessions), u"read:sessions"_s);
    QCOMPARE(missing(UserPart::Tokens), u"read:refresh_tokens"_s);
    QCOMPARE(missing(UserPart::Organizations), u"read:organizations"_s);
    QVERIFY(missing(UserPart::Roles).contains(u"read:roles"_s));
}

void TestUserReader::tellsAUserWhoIsGone()
{
    const auto session = SandboxEstate::session(*m_server);
    UserReader reader(*session, Domain::UserId(u"auth0|2"_s));
    reader.read();
    QTRY_VERIFY(!reader.isReading());
    QCOMPARE(reader.status(UserPart::Profile).error->kind, Api::ApiError::Kind::NotFound);
    QVERIFY(!reader.status(UserPart::Profile).isRead);
}

void TestUserReader::sumsUpTheLog()
{
    const QDateTime now = QDateTime::fromString(u"2026-11-20T12:00:00Z"_s, Qt::ISODate);
    const QList<Analysis::LogLine> lines = Analysis::summarise(
        {logEvent(u"s"_s, u"08:00"_s, u"198.51.100.1"_s), logEvent(u"fp"_s, u"11:40"_s, u"203.0.113.7"_s),
         logEvent(u"fp"_s, u"11:50"_s, u"203.0.113.7"_s), logEvent(u"fp"_s, u"11:45"_s, u"203.0.113.7"_s),
         logEvent(u"x_new"_s, u"11:00"_s, {}), logEvent(u"f"_s, u"10:00"_s, u"1.1.1.1"_s),
         logEvent(u"f"_s, u"10:01"_s, u"2.2.2.2"_s), logEvent(u"f"_s, u"10:02"_s, u"3.3.3.3"_s)});
    QStringList texts;
    for (const Analysis::LogLine &line : lines) {
        texts << Analysis::textOf(line, now);
    }
    QCOMPARE(texts,
             (QStringList{u"Wrong password, 3 times, from 203.0.113.7, last 10 minutes ago"_s, u"x_new, 1 hour ago"_s,
                          u"Login failed, 3 times, from 3.3.3.3, 2.2.2.2 and another address, last 1 hour ago"_s,
                          u"Successful login, from 198.51.100.1, 4 hours ago"_s}));
    QCOMPARE(lines.first().outcome, Domain::LogClass::Failure);
    QCOMPARE(lines.first().first, QDateTime::fromString(u"2026-11-20T11:40:00Z"_s, Qt::ISODate));
    QVERIFY(Analysis::summarise({}).isEmpty());
}

void TestUserReader::tellsAges_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("ahead") << -100 << u"just now"_s;
    QTest::newRow("now") << 59 << u"just now"_s;
    QTest::newRow("minute") << 60 << u"1 minute ago"_s;
    QTest::newRow("minutes") << 3599 << u"59 minutes ago"_s;
    QTest::newRow("hours") << 47 * 3600 << u"47 hours ago"_s;
    QTest::newRow("days") << 49 * 3600 << u"2 days ago"_s;
    QTest::newRow("months") << 100 * 24 * 3600 << u"3 months ago"_s;
    QTest::newRow("years") << 731 * 24 * 3600 << u"2 years ago"_s;
}

void TestUserReader::tellsAges()
{
    QFETCH(int, seconds);
    const QDateTime now = QDateTime::fromString(u"2026-11-20T12:00:00Z"_s, Qt::ISODate);
    QTEST(Analysis::ageText(now.addSecs(-seconds), now), "text");
    QCOMPARE(Analysis::ageText({}, now), QString());
}

QTEST_GUILESS_MAIN(TestUserReader)
#include "tst_userreader.moc"
