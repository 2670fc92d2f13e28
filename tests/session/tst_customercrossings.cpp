#include "change/making.h"
#include "session/customercrossings.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Analysis::Crossing;
using Change::ObjectKind;
using Domain::CustomerObject;
using Tie = Crossing::Tie;

namespace {

const QByteArray yes = QByteArrayLiteral("true");

/// Acme and Stark have a connection, an application and an organization each; Portal and Google are nobody's.
Analysis::TenantCustomers twoCustomers()
{
    Analysis::TenantCustomers customers;
    for (const QString &key : {u"acme"_s, u"stark"_s}) {
        Analysis::CustomerShare share;
        share.key = key;
        share.name = key.at(0).toUpper() + key.mid(1);
        share.ways = {Domain::CustomerWay::Connection};
        share.connections = {u"con_"_s + key};
        customers.shares.emplace(key, share);
        customers.owners.insert({CustomerObject::Kind::Connection, u"con_"_s + key}, key);
        customers.owners.insert({CustomerObject::Kind::Application, u"app_"_s + key}, key);
        customers.owners.insert({CustomerObject::Kind::Organization, u"org_"_s + key}, key);
        customers.connectionOwners.insert(key + u"-users"_s, key);
    }
    return customers;
}

Change::PlanItem tying(ObjectKind kind, const QString &id, const QStringList &others)
{
    Change::PlanItem item{{kind, id, u"the "_s + id}, {}};
    for (const QString &other : others) {
        item.changes.append({Json::Pointer({other}), std::nullopt, yes, std::nullopt});
        item.names.insert(other, u"the "_s + other);
    }
    return item;
}

Change::PlanItem withUser(Change::PlanItem item, const QByteArray &user)
{
    item.user = user;
    return item;
}

QList<Crossing> crossings(const QList<Change::PlanItem> &items, const QString &onboarded = {})
{
    Change::Plan plan = Change::newPlan({}, {});
    plan.customer = onboarded;
    plan.items = items;
    Domain::CustomerRules rules;
    rules.rules = {{Domain::CustomerRule::Kind::ConnectionName, u"{customer}-users"_s},
                   {Domain::CustomerRule::Kind::AppMetadata, u"company"_s}};
    return Session::crossingsOf(plan, twoCustomers(), rules);
}

} // namespace

/// What a plan ties together that is two customers'.
class TestCustomerCrossings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void connectionsForApplications();
    void connectionsOfOrganizations();
    void membersOfOrganizations_data();
    void membersOfOrganizations();
    void whatAnOnboardingMakesIsItsCustomers();
    void whatGoesOrStaysCrossesNothing();
    void manyAreOneNumber();
};

void TestCustomerCrossings::connectionsForApplications()
{
    const auto found = crossings(
        {tying(ObjectKind::ConnectionClients, u"con_acme"_s, {u"app_acme"_s, u"app_portal"_s, u"app_stark"_s}),
         tying(ObjectKind::ConnectionClients, u"con_google"_s, {u"app_stark"_s})});
    const Crossing wanted{Tie::ConnectionToApplication, u"the app_stark"_s, u"Stark"_s, u"the con_acme"_s, u"Acme"_s};
    QCOMPARE(found, QList{wanted});
    QVERIFY2(Analysis::textOf(found.first()).contains(u"everybody in “the con_acme”"_s),
             qPrintable(Analysis::textOf(found.first())));
}

void TestCustomerCrossings::connectionsOfOrganizations()
{
    Change::PlanItem item
        = tying(ObjectKind::OrganizationConnections, u"org_stark"_s, {u"con_acme"_s, u"con_stark"_s, u"con_google"_s});
    // A switch of a connection that is there already lets nobody else in.
    item.changes.append(
        {Json::Pointer({u"con_acme"_s, u"show_as_button"_s}), QByteArrayLiteral("false"), yes, std::nullopt});
    const Crossing wanted{Tie::ConnectionToOrganization, u"the org_stark"_s, u"Stark"_s, u"the con_acme"_s, u"Acme"_s};
    QCOMPARE(crossings({item}), QList{wanted});
}

void TestCustomerCrossings::membersOfOrganizations_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<bool>("crosses");
    QTest::newRow("account of another") << QByteArray(R"({"identities": [{"connection": "acme-users"}]})") << true;
    QTest::newRow("own account") << QByteArray(R"({"identities": [{"connection": "stark-users"}]})") << false;
    QTest::newRow("linked to one of their own")
        << QByteArray(R"({"identities": [{"connection": "acme-users"}, {"connection": "stark-users"}]})") << false;
    QTest::newRow("nobody's account") << QByteArray(R"({"identities": [{"connection": "google-oauth2"}]})") << false;
    QTest::newRow("named by metadata") << QByteArray(
        R"({"identities": [{"connection": "google-oauth2"}], "app_metadata": {"company": "acme"}})")
                                       << true;
    QTest::newRow("never seen") << QByteArray() << false;
}

void TestCustomerCrossings::membersOfOrganizations()
{
    QFETCH(QByteArray, user);
    QFETCH(bool, crosses);
    const auto found
        = crossings({withUser(tying(ObjectKind::UserOrganizations, u"auth0|1"_s, {u"org_stark"_s}), user)});
    const Crossing wanted{Tie::UserToOrganization, u"the org_stark"_s, u"Stark"_s, u"the auth0|1"_s, u"Acme"_s};
    QCOMPARE(found, crosses ? QList{wanted} : QList<Crossing>());
}

void TestCustomerCrossings::whatAnOnboardingMakesIsItsCustomers()
{
    const QString connection = Change::standInFor(ObjectKind::Connection);
    const Change::PlanItem item = tying(ObjectKind::ConnectionClients, connection, {u"app_stark"_s, u"app_portal"_s});
    const Crossing wanted{Tie::ConnectionToApplication, u"the app_stark"_s, u"Stark"_s, u"the "_s + connection,
                          u"Hooli"_s};
    QCOMPARE(crossings({item}, u"Hooli"_s), QList{wanted});
    QCOMPARE(crossings({item}, u"Stark"_s), QList<Crossing>()); // it is held in another way already
    QCOMPARE(crossings({tying(ObjectKind::OrganizationConnections, Change::standInFor(ObjectKind::Organization),
                              {connection, u"con_acme"_s})},
                       u"Hooli"_s)
                 .size(),
             1);
}

void TestCustomerCrossings::whatGoesOrStaysCrossesNothing()
{
    Change::PlanItem item = tying(ObjectKind::ConnectionClients, u"con_acme"_s, {u"app_stark"_s});
    item.changes.first().before = yes;
    item.changes.first().after = std::nullopt;
    QCOMPARE(crossings({item}), QList<Crossing>());
    item.changes.first().after = QByteArrayLiteral("false");
    QCOMPARE(crossings({item}), QList<Crossing>());
    item.changes.first().before = std::nullopt;
    QCOMPARE(crossings({item}), QList<Crossing>());
}

void TestCustomerCrossings::manyAreOneNumber()
{
    const Crossing crossing{Tie::ConnectionToApplication, u"a"_s, u"A"_s, u"b"_s, u"B"_s};
    QCOMPARE(Session::linesOf(QList<Crossing>(6, crossing)).size(), 6);
    const QStringList lines = Session::linesOf(QList<Crossing>(9, crossing));
    QCOMPARE(lines.size(), 7);
    QVERIFY2(lines.last().contains(u'3'), qPrintable(lines.last()));
}

QTEST_GUILESS_MAIN(TestCustomerCrossings)
#include "tst_customercrossings.moc"
