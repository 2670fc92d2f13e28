#include "sandbox/usersearch.h"

#include <QTest>

#include <rapidcheck.h>

using namespace Sandbox;
using namespace Qt::StringLiterals;

namespace {

TenantState people()
{
    TenantState tenant;
    for (
        const char *text : {
            R"({"user_id":"auth0|1","email":"anna@initech.example","email_verified":true,"name":"Anna Schmidt","nickname":"anna",
                "created_at":"2025-01-15T10:00:00.000Z","logins_count":3,"blocked":true,
                "identities":[{"connection":"initech-users","provider":"auth0","isSocial":false}],
                "app_metadata":{"tenant":"initech","company":{"id":4711},"roles":["approver","auditor"],"limit":500.0,"empty":[],"none":null},
                "user_metadata":{"language":"de"}})",
            R"({"user_id":"samlp|umbrella|bob@umbrella.example","email":"Bob@umbrella.example","email_verified":false,"name":"Bob ONeil",
                "created_at":"2025-01-31T23:59:59.000Z","logins_count":30,
                "identities":[{"connection":"umbrella-samlp","provider":"samlp","isSocial":false},
                              {"connection":"google-oauth2","provider":"google-oauth2","isSocial":true}],
                "app_metadata":{"tenant":"Initech","plan":"a:b"},"user_metadata":{"language":"initech"}})",
            R"({"user_id":"auth0|3","email":"carol@initech.example","name":"Carol","nickname":"carol-ann",
                "created_at":"2025-02-01T00:00:00.000Z","logins_count":100,"user_metadata":{}})",
        })
        tenant.users.append(Json::parse(text));
    tenant.organizationMembers["org_1"].insert("auth0|3");
    return tenant;
}

/// "13": the users found, by the last characters of the order they were made in.
QByteArray found(const TenantState &tenant, const QByteArray &text)
{
    const auto query = UserQuery::parse(text.toStdString());
    if (!query)
        return "error: "_ba + QByteArray::fromStdString(query.error());
    QByteArray result;
    for (std::size_t i = 0; i < tenant.users.size(); ++i) {
        if (query->matches(tenant.users.items()[i], tenant))
            result += QByteArray::number(static_cast<int>(i) + 1);
    }
    return result;
}

} // namespace

class TestUserSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void refuses_data();
    void refuses();
    void deepNestingIsRefusedNotACrash();
    void anyTextIsAnAnswerOrAnError();
};

void TestUserSearch::finds_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("users");
    const auto row
        = [](const char *query, const char *users) { QTest::newRow(query) << QByteArray(query) << QByteArray(users); };
    row("", "123");
    row("*", "123");
    row("*:*", "123");
    // fields, quotes, case: normalised fields fold, everything else does not
    row("email:\"anna@initech.example\"", "1");
    row("email:bob@umbrella.example", "2");
    row("name:\"anna schmidt\"", "1");
    row("name:anna", "");
    row("app_metadata.tenant:\"initech\"", "1");
    row("app_metadata.tenant:Initech", "2");
    row("app_metadata.plan:\"a:b\"", "2");
    row("app_metadata.plan:a\\:b", "2");
    row("user_id:\"auth0|1\"", "1");
    row("user_metadata.language:\"de\"", "1");
    row("blocked:true", "1");
    row("email_verified:false", "2");
    row("logins_count:30", "2");
    row("app_metadata.company.id:4711", "1");
    row("app_metadata.limit:500", "1");
    row("nothing.like.this:1", "");
    // arrays
    row("identities.connection:\"google-oauth2\"", "2");
    row("identities.connection:initech-users", "1");
    row("app_metadata.roles:auditor", "1");
    row("organization_id:\"org_1\"", "3");
    row("organization_id:org_2", "");
    // wildcards
    row("email:*@initech.example", "13");
    row("name:ANN*", "1");
    row("name:*schmidt*", "1");
    row("nickname:car?l-ann", "3");
    row("app_metadata.tenant:init*", "1");
    row("name:B*", "2");
    // ranges
    row("logins_count:[3 TO 30]", "12");
    row("logins_count:{3 TO 100}", "2");
    row("logins_count:[4 TO *]", "23");
    row("logins_count:[* TO 30}", "1");
    row("logins_count:>=30", "23");
    row("logins_count:<30", "1");
    row("created_at:[2025-01-15 TO 2025-01-31]", "12");
    row("created_at:[2025-01 TO 2025-01]", "12");
    row("created_at:{2025-01 TO *]", "3");
    row("created_at:[2025-02-01T00:00:00.000Z TO *]", "3");
    row("app_metadata.limit:[499 TO 500.5]", "1");
    // exists; null, [] and {} are not indexed
    row("_exists_:blocked", "1");
    row("_exists_:app_metadata", "12");
    row("_exists_:app_metadata.company.id", "1");
    row("_exists_:app_metadata.empty", "");
    row("_exists_:app_metadata.none", "");
    row("_exists_:user_metadata", "12");
    row("NOT _exists_:app_metadata", "3");
    row("blocked:*", "1");
    // operators
    row("blocked:true AND name:carol", "");
    row("blocked:true OR name:carol", "13");
    row("blocked:true name:carol", "13");
    row("name:carol OR blocked:true AND email_verified:true", "13");
    row("(name:carol OR blocked:true) AND email_verified:true", "1");
    row("email:*initech.example -blocked:true", "3");
    row("email:*initech.example AND NOT blocked:true", "3");
    row("-blocked:true", "23");
    row("!blocked:true", "23");
    row("NOT (blocked:true OR name:carol)", "2");
    row("+email:*initech.example name:carol", "13");
    row("logins_count:3 || logins_count:100", "13");
    row("logins_count:3 && blocked:true", "1");
    row("logins_count:(3 OR 30)", "12");
    row("app_metadata.roles:(approver AND auditor)", "1");
    // words without a field never meet user_metadata
    row("anna", "1");
    row("schmidt", "1");
    row("initech", "13");
    row("umbrella-samlp", "2");
    row("de", "");
    row("\"carol-ann\"", "3");
    row("ORDER", "");
}

void TestUserSearch::finds()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, users);
    QCOMPARE(found(people(), query), users);
}

void TestUserSearch::refuses_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"name:",
                              "name:\"anna",
                              "(name:anna",
                              "name:anna)",
                              "name:anna AND",
                              "OR",
                              "AND name:anna",
                              ":x",
                              "name:a:b",
                              "logins_count:[1 TO 2",
                              "logins_count:[1 2]",
                              "logins_count:[TO",
                              "name:*na",
                              "name:?b",
                              "user_metadata.language:d*",
                              "user_metadata.language:[a TO b]",
                              "[1 TO 2]",
                              "NOT",
                              "()",
                              "name:()",
                              "a..b:1",
                              "-"})
        QTest::newRow(query) << QByteArray(query);
}

void TestUserSearch::refuses()
{
    QFETCH(QByteArray, query);
    const QByteArray answer = found(people(), query);
    QVERIFY2(answer.startsWith("error: Failed to parse query ["), answer.constData());
}

void TestUserSearch::deepNestingIsRefusedNotACrash()
{
    QVERIFY(!UserQuery::parse(std::string(200000, '(') + "a" + std::string(200000, ')')));
    QVERIFY(UserQuery::parse(std::string(50, '(') + "a" + std::string(50, ')')));
    QVERIFY(UserQuery::parse(std::string(10001, '-') + "a"));
}

void TestUserSearch::anyTextIsAnAnswerOrAnError()
{
    const TenantState tenant = people();
    const bool holds = rc::check("no text makes the search fail otherwise", [&] {
        const auto piece = rc::gen::element<std::string>(
            "name", ":", "\"", "(", ")", "[", "]", "{", "}", " TO ", " AND ", " OR ", "NOT ", "-", "+", "*", "?", "\\",
            "anna", "_exists_", ".", ">", "=", "1", " ", "app_metadata", "organization_id", "\xff");
        std::string text;
        for (const std::string &part : *rc::gen::container<std::vector<std::string>>(piece))
            text += part;
        if (const auto query = UserQuery::parse(text)) {
            for (const Json &user : tenant.users.items())
                query->matches(user, tenant);
        } else {
            RC_ASSERT(!query.error().empty());
        }
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(TestUserSearch)
#include "tst_usersearch.moc"
