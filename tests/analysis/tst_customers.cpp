#include "analysis/scene.h"

#include "analysis/customerproposals.h"
#include "analysis/customers.h"
#include "analysis/usercustomers.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Domain::CustomerObject;
using Domain::CustomerRule;

class TestCustomers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contradictionsAndOrphansAreListed();
    void pinsGoBeforeRules();
    void anotherNameIsTheSameCustomer();
    void whomUsersNamedBeforeIsJoinedAsWell();
    void eachOfAListInMetadataIsACustomer();
    void wholeTenantIsAskedLast();
    void metadataThatContradictsNamesIsNotProposed();
    void aVendorsOwnApplicationsAreNoCustomers();
};

void TestCustomers::contradictionsAndOrphansAreListed()
{
    Scene scene;
    scene.connection(R"({"id":"con_1","name":"acme-users","strategy":"auth0","metadata":{"customer":"globex"}})")
        .connection(R"({"id":"con_2","name":"shared","strategy":"auth0"})")
        .application(R"({"client_id":"all","name":"All Applications","global":true})");
    const Domain::CustomerRules rules{{{CustomerRule::Kind::ConnectionName, u"{customer}-users"_s},
                                       {CustomerRule::Kind::ConnectionMetadata, u"customer"_s}},
                                      {},
                                      {}};
    const auto customers = Analysis::customersOf(scene.snapshot, rules);
    QCOMPARE(customers.contested,
             (QList<Analysis::CustomerClaims>{
                 {{CustomerObject::Kind::Connection, u"con_1"_s}, u"acme-users"_s, {u"acme"_s, u"globex"_s}}}));
    QCOMPARE(customers.unclaimed,
             (QList<Analysis::CustomerClaims>{{{CustomerObject::Kind::Connection, u"con_2"_s}, u"shared"_s, {}}}));
    QVERIFY(customers.shares.empty());
}

void TestCustomers::pinsGoBeforeRules()
{
    Scene scene;
    scene.connection(R"({"id":"con_1","name":"acme-users","strategy":"auth0"})")
        .connection(R"({"id":"con_2","name":"globex-users","strategy":"auth0"})")
        .connection(R"({"id":"con_3","name":"shared","strategy":"auth0"})");
    const Domain::CustomerRules rules{{{CustomerRule::Kind::ConnectionName, u"{customer}-users"_s}},
                                      {{{CustomerObject::Kind::Connection, u"con_1"_s}, u"globex"_s},
                                       {{CustomerObject::Kind::Connection, u"con_2"_s}, QString()}},
                                      {}};
    const auto customers = Analysis::customersOf(scene.snapshot, rules);
    QCOMPARE(customers.ownerOf(CustomerObject::Kind::Connection, u"con_1"_s), u"globex"_s);
    QCOMPARE(customers.ownerOf(CustomerObject::Kind::Connection, u"con_2"_s), QString());
    // What is nobody's because somebody said so is no open question.
    QCOMPARE(customers.unclaimed.size(), 1);
    QCOMPARE(customers.unclaimed.first().name, u"shared"_s);
}

void TestCustomers::anotherNameIsTheSameCustomer()
{
    Scene scene;
    scene.connection(R"({"id":"con_1","name":"acme-users","strategy":"auth0"})")
        .organization(R"({"id":"org_1","name":"acme-corporation","display_name":"Acme Corporation"})");
    const Domain::CustomerRules rules{{{CustomerRule::Kind::ConnectionName, u"{customer}-users"_s},
                                       {CustomerRule::Kind::OrganizationName, u"{customer}"_s}},
                                      {},
                                      {{u"acme-corporation"_s, u"acme"_s}}};
    const auto customers = Analysis::customersOf(scene.snapshot, rules);
    QCOMPARE(customers.shares.size(), 1U);
    const Analysis::CustomerShare &acme = customers.shares.at(u"acme"_s);
    QCOMPARE(acme.name, u"Acme Corporation"_s);
    QCOMPARE(acme.connections, QStringList{u"con_1"_s});
    QCOMPARE(acme.organizations, QStringList{u"org_1"_s});

    // It is not called as one that was joined with it.
    Domain::CustomerRules other = rules;
    other.aliases = {{u"acme-corporation"_s, u"hooli"_s}, {u"acme"_s, u"hooli"_s}};
    QCOMPARE(Analysis::customersOf(scene.snapshot, other).shares.at(u"hooli"_s).name, u"hooli"_s);
    // But as somebody wrote it then.
    other.aliases = {{u"acme-corporation"_s, u"Hooli Ltd"_s}, {u"acme"_s, u"hooli-ltd"_s}};
    const auto spelled = Analysis::customersOf(scene.snapshot, other);
    QCOMPARE(spelled.shares.size(), 1U);
    QCOMPARE(spelled.shares.at(u"hooli-ltd"_s).name, u"Hooli Ltd"_s);
}

void TestCustomers::whomUsersNamedBeforeIsJoinedAsWell()
{
    const Domain::CustomerRules rules{{{CustomerRule::Kind::AppMetadata, u"tenant"_s}},
                                      {},
                                      {{u"acme-inc"_s, u"hooli"_s}, {u"hooli-xyz"_s, u"hooli"_s}}};
    const auto customers = Analysis::customersOf(
        {}, rules, {{u"acme-inc"_s, u"Acme Inc"_s}, {u"globex"_s, u"Globex"_s}, {u"hooli-xyz"_s, u"Hooli XYZ"_s}});
    QCOMPARE(customers.shares.size(), 2U);
    QCOMPARE(customers.shares.at(u"globex"_s).name, u"Globex"_s);
    QCOMPARE(customers.shares.at(u"hooli"_s).name, u"Hooli XYZ"_s);
}

void TestCustomers::eachOfAListInMetadataIsACustomer()
{
    Scene scene;
    scene.user(R"({"user_id":"auth0|1","app_metadata":{"tenants":["Acme","Globex",7]}})");
    const Domain::CustomerRules rules{{{CustomerRule::Kind::AppMetadata, u"tenants"_s}}, {}, {}};
    const auto customers = Analysis::customersOf(scene.snapshot, rules);
    QCOMPARE(Analysis::namedByMetadata(customers),
             (Analysis::NamedByMetadata{{u"7"_s, u"7"_s}, {u"acme"_s, u"Acme"_s}, {u"globex"_s, u"Globex"_s}}));
}

/// The rule of the whole tenant claims the connections that all share; that takes no user from another customer.
void TestCustomers::wholeTenantIsAskedLast()
{
    Scene scene;
    scene.connection(R"({"id":"con_1","name":"acme-users","strategy":"auth0"})")
        .connection(R"({"id":"con_2","name":"google","strategy":"google-oauth2"})")
        .connection(R"({"id":"con_3","name":"zeta-users","strategy":"auth0"})")
        .organization(R"({"id":"org_1","name":"everybody"})")
        .organization(R"({"id":"org_2","name":"zeta"})");
    const Domain::CustomerRules rules{{{CustomerRule::Kind::WholeTenant, u"Zeta"_s},
                                       {CustomerRule::Kind::ConnectionName, u"{customer}-users"_s},
                                       {CustomerRule::Kind::AppMetadata, u"tenant"_s}},
                                      {{{CustomerObject::Kind::Organization, u"org_2"_s}, u"zeta"_s}},
                                      {}};
    const auto customers = Analysis::customersOf(scene.snapshot, rules);
    QCOMPARE(customers.ownerOf(CustomerObject::Kind::Connection, u"con_2"_s), u"zeta"_s);
    const Analysis::UserCustomers users(customers, rules);
    const QStringList google{u"google"_s};
    const QStringList acme{u"acme"_s};
    const QStringList zeta{u"zeta"_s};
    QCOMPARE(users.of(acme, google), acme);
    QCOMPARE(users.of(QStringList(), google), zeta);
    QCOMPARE(users.of(QStringList(), {u"google"_s, u"acme-users"_s}), acme);
    QCOMPARE(users.of(acme, google, {u"org_1"_s}), acme);
    QCOMPARE(users.of(QStringList(), google, {u"org_1"_s}), zeta);
    // What another rule, or somebody, gives the same customer contradicts as ever.
    QCOMPARE(users.of(acme, {u"zeta-users"_s}), acme + zeta);
    QCOMPARE(users.of(acme, google, {u"org_2"_s}), acme + zeta);
}

void TestCustomers::metadataThatContradictsNamesIsNotProposed()
{
    Scene scene;
    for (const char *name : {"acme", "globex", "initech"}) {
        scene.connection(QByteArray(R"({"id":"con_)") + name + R"(","name":")" + name
                         + R"(-users","strategy":"auth0","metadata":{"account":")" + QByteArray::number(qHash(name))
                         + R"("}})");
    }
    const Analysis::CustomerProposals proposals = Analysis::proposeCustomers(scene.snapshot, {});
    QCOMPARE(proposals.rules.size(), 1);
    QCOMPARE(proposals.rules.first().rule, (CustomerRule{CustomerRule::Kind::ConnectionName, u"{customer}-users"_s}));
    QCOMPARE(proposals.rules.first().customers, (QStringList{u"acme"_s, u"globex"_s, u"initech"_s}));
}

void TestCustomers::aVendorsOwnApplicationsAreNoCustomers()
{
    Scene scene;
    for (const char *name : {"Portal", "Approvals", "Archive", "Analytics", "Capture", "Forecast"}) {
        scene.application(QByteArray(R"({"client_id":")") + name + R"(","name":"Ledgerline )" + name + R"("})");
    }
    QVERIFY(Analysis::proposeCustomers(scene.snapshot, {}).rules.isEmpty());
}

QTEST_GUILESS_MAIN(TestCustomers)
#include "tst_customers.moc"
