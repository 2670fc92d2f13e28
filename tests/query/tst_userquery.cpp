#include "query/records.h"
#include "query/searchcompletion.h"
#include "query/userquery.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Queries for Auth0's search of users.
class TestUserQuery : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsThoseOfAConnection();
    void findsMembersOfAnOrganization();
    void findsThoseOfACustomer();
    void isNoneForOthers();
    void findsByWords();
    void tellsWordsFromQueries_data();
    void tellsWordsFromQueries();
    void saysWhatIsWrongWithAQuery_data();
    void saysWhatIsWrongWithAQuery();
    void goesOnWhereTheCursorStands_data();
    void goesOnWhereTheCursorStands();
};

void TestUserQuery::findsThoseOfAConnection()
{
    Domain::Connection connection;
    connection.id = Domain::ConnectionId(u"con_1"_s);
    connection.name = uR"(ac"me\)"_s; // no name of Auth0's, and still one term
    QCOMPARE(Query::userQueryFor(Query::Kind::Connections, Query::connectionRecord({}, connection)),
             uR"(identities.connection:"ac\"me\\")"_s);
    QCOMPARE(Query::userQueryFor(Query::Kind::Policies, Query::connectionRecord({}, connection)),
             uR"(identities.connection:"ac\"me\\")"_s);
}

void TestUserQuery::findsMembersOfAnOrganization()
{
    Domain::Organization organization;
    organization.id = Domain::OrganizationId(u"org_1"_s);
    QCOMPARE(Query::userQueryFor(Query::Kind::Organizations, Query::organizationRecord({}, organization)),
             uR"(organization_id:"org_1")"_s);
}

void TestUserQuery::findsThoseOfACustomer()
{
    Query::Record customer;
    customer.original = R"({"key":"acme","connections":[{"id":"con_1","name":"acme-users"}],"applications":[],
                            "organizations":[{"id":"org_1","name":"acme"}]})";
    QCOMPARE(Query::userQueryFor(Query::Kind::Customers, customer),
             uR"(identities.connection:"acme-users" OR organization_id:"org_1")"_s);
    customer.original = R"({"key":"acme","connections":[],"applications":[],"organizations":[]})";
    QCOMPARE(Query::userQueryFor(Query::Kind::Customers, customer), QString());
}

void TestUserQuery::isNoneForOthers()
{
    QCOMPARE(Query::userQueryFor(Query::Kind::Users, {}), QString());
}

void TestUserQuery::findsByWords()
{
    QCOMPARE(Query::userQueryForWords(u"  Anna  "_s), u"(email:*Anna* OR name:*Anna* OR username:*Anna*)"_s);
    QCOMPARE(Query::userQueryForWords(u"jo smith"_s),
             u"(email:jo* OR name:jo* OR username:jo*) AND (email:*smith* OR name:*smith* OR username:*smith*)"_s);
    // Nothing typed is an operator of the query.
    QCOMPARE(Query::userQueryForWords(u"x*)OR"_s).count(u"*x\\*\\)OR*"_s), 3);
    QCOMPARE(Query::userQueryForWords(u"łódź"_s).count(u"*łódź*"_s), 3);
    QCOMPARE(Query::userQueryForWords(u" \t "_s), QString());
    QVERIFY(Query::userQueryForWords(QString(u"word "_s).repeated(500)).size() < 1000);
}

void TestUserQuery::tellsWordsFromQueries_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isEmail");
    QTest::addColumn<QString>("query");
    QTest::newRow("all") << u"  "_s << false << QString();
    QTest::newRow("e-mail") << u" Anna@Initech.example"_s << true << u"Anna@Initech.example"_s;
    QTest::newRow("id") << u"auth0|65f"_s << false << u"user_id:\"auth0|65f\""_s;
    QTest::newRow("word") << u"anna"_s << false << u"(email:*anna* OR name:*anna* OR username:*anna*)"_s;
    QTest::newRow("field") << u"email:*@acme.com"_s << false << u"email:*@acme.com"_s;
    QTest::newRow("phrase") << u"\"Anna Schmidt\""_s << false << u"\"Anna Schmidt\""_s;
    QTest::newRow("operator") << u"anna OR bob"_s << false << u"anna OR bob"_s;
}

void TestUserQuery::tellsWordsFromQueries()
{
    QFETCH(QString, text);
    const Query::UserLookup lookup = Query::userLookupFor(text);
    QTEST(lookup.way == Query::UserLookup::Way::Email, "isEmail");
    QTEST(lookup.text, "query");
}

void TestUserQuery::saysWhatIsWrongWithAQuery_data()
{
    QTest::addColumn<Query::Kind>("kind");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("problem"); ///< a part of it; empty: none
    const auto row = [](Query::Kind kind, const char *query, const char *problem) {
        QTest::newRow(query) << kind << QString::fromUtf8(query) << QString::fromUtf8(problem);
    };
    using enum Query::Kind;
    row(Users, "", "");
    row(Users, "anna o'neil", "");
    row(Users, "anna@initech.example", "");
    row(Users, "email:\"a(b\" AND (name:x OR app_metadata.tenant:acme)", "");
    row(Users, "created_at:[2026-01-01 TO *] AND NOT blocked:true", "");
    row(Users, "last_login:[2026-11-01T10:00:00Z TO *]", "");
    row(Users, "last_login:{* TO \"2026-11-01T10:00:00Z\"} AND emial:a", "Did you mean email?");
    row(Users, "-(emial:a)", "Did you mean email?");
    row(Users, "created_at:[2026-01-01 TO *", "bracket is open");
    row(Users, "email:\"anna", "quotation mark");
    row(Users, "(email:a", "parenthesis is open");
    row(Users, "email:a)", "parenthesis closes");
    row(Users, "email:a AND", "without a term");
    row(Users, "OR email:a", "without a term");
    row(Users, "email: AND name:a", "no value");
    row(Users, "emial:a", "Did you mean email?");
    row(Users, "zzzzzzzz:a", "Auth0 knows no field");
    row(Logs, "type:fp AND ip:\"1.2.3.4\"", "");
    row(Logs, "date:[2026-11-20T10:00:00.000Z TO 2026-11-20T11:00:00Z] AND type:fp", "");
    row(Logs, "typ:fp", "Did you mean type?");
}

void TestUserQuery::saysWhatIsWrongWithAQuery()
{
    QFETCH(Query::Kind, kind);
    QFETCH(QString, query);
    QFETCH(QString, problem);
    const QString said = Query::problemOfQuery(kind, query);
    QVERIFY2(problem.isEmpty() ? said.isEmpty() : said.contains(problem), qPrintable(said));
}

void TestUserQuery::goesOnWhereTheCursorStands_data()
{
    QTest::addColumn<Query::Kind>("kind");
    QTest::addColumn<QString>("text"); ///< the cursor is at |
    QTest::addColumn<QStringList>("whole"); ///< the text with each completion in it
    const auto row = [](const char *name, Query::Kind kind, const QString &text, const QStringList &whole) {
        QTest::newRow(name) << kind << text << whole;
    };
    using Query::Kind;
    row("nothing yet", Kind::Users, u"|"_s, {});
    row("a field", Kind::Users, u"ema|"_s, {u"email:"_s, u"email_verified:"_s});
    row("whatever the case", Kind::Users, u"BLO|"_s, {u"blocked:"_s});
    row("behind an operator", Kind::Users, u"name:ann AND (blo|"_s, {u"name:ann AND (blocked:"_s});
    row("without what is not wanted", Kind::Users, u"-blo|"_s, {u"-blocked:"_s});
    row("before other terms", Kind::Users, u"blo| AND name:ann"_s, {u"blocked: AND name:ann"_s});
    row("a list", Kind::Users, u"identi|"_s, {u"identities.connection:"_s});
    row("metadata", Kind::Users, u"app|"_s,
        {u"app_metadata."_s, u"app_metadata.company.id:"_s, u"app_metadata.tenant:"_s});
    row("places of it", Kind::Users, u"app_metadata.comp|"_s, {u"app_metadata.company.id:"_s});
    row("values there", Kind::Users, u"app_metadata.tenant:ac|"_s,
        {u"app_metadata.tenant:acme"_s, u"app_metadata.tenant:\"Acme & Sons\""_s});
    row("yes or no", Kind::Users, u"blocked:|"_s, {u"blocked:true"_s, u"blocked:false"_s});
    row("the one", Kind::Users, u"blocked:f|"_s, {u"blocked:false"_s});
    row("all there", Kind::Users, u"blocked:false|"_s, {});
    row("connections", Kind::Users, u"identities.connection:ac|"_s, {u"identities.connection:\"acme-users\""_s});
    row("with blanks and quotes", Kind::Logs, u"connection:my|"_s, {u"connection:\"my \\\"own\\\" users\""_s});
    row("inside of names", Kind::Logs, u"connection:users|"_s,
        {u"connection:\"acme-users\""_s, u"connection:\"my \\\"own\\\" users\""_s});
    row("within quotes", Kind::Logs, u"description:\"typ|"_s, {});
    row("words are left alone", Kind::Users, u"anna |"_s, {});
}

void TestUserQuery::goesOnWhereTheCursorStands()
{
    QFETCH(Query::Kind, kind);
    QFETCH(QString, text);
    const qsizetype cursor = text.indexOf(u'|');
    text.remove(cursor, 1);
    const Query::SearchedNames names{{u"acme-users"_s, u"my \"own\" users"_s},
                                     {{u"company.id"_s, {}}, {u"tenant"_s, {u"acme"_s, u"Acme & Sons"_s}}}};
    const Query::SearchCompletion found = Query::searchCompletion(kind, text, cursor, names);
    QStringList whole;
    for (const auto &[completion, about] : found.texts) {
        whole << text.first(found.start) + completion + text.sliced(cursor);
    }
    QTEST(whole, "whole");
    const auto wrong = Query::searchCompletion(Query::Kind::Logs, u"type:wrong"_s, 10, {});
    QVERIFY(wrong.texts.contains({u"fp"_s, u"Wrong password"_s}));
}

QTEST_GUILESS_MAIN(TestUserQuery)
#include "tst_userquery.moc"
