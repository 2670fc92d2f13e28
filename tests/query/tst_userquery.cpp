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

QTEST_GUILESS_MAIN(TestUserQuery)
#include "tst_userquery.moc"
