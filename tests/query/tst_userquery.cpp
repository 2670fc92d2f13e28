#include "query/records.h"
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
    void isNoneForOthers();
    void findsByWords();
    void tellsWordsFromQueries_data();
    void tellsWordsFromQueries();
    void saysWhatIsWrongWithAQuery_data();
    void saysWhatIsWrongWithAQuery();
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
    row(Users, "email:\"anna", "quotation mark");
    row(Users, "(email:a", "parenthesis is open");
    row(Users, "email:a)", "parenthesis closes");
    row(Users, "email:a AND", "without a term");
    row(Users, "OR email:a", "without a term");
    row(Users, "email: AND name:a", "no value");
    row(Users, "emial:a", "Did you mean email?");
    row(Users, "zzzzzzzz:a", "Auth0 knows no field");
    row(Logs, "type:fp AND ip:\"1.2.3.4\"", "");
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

QTEST_GUILESS_MAIN(TestUserQuery)
#include "tst_userquery.moc"
