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

QTEST_GUILESS_MAIN(TestUserQuery)
#include "tst_userquery.moc"
