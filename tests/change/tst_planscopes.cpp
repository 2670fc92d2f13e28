#include "newcustomer.h"

#include "change/planscopes.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Change::ObjectKind;
using namespace Tests;

/// What a token lacks for a plan, known before anything is sent.
class TestPlanScopes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anOnboardingNamesAllThatItNeeds();
    void eachIsNamedOnce();
    void oneOfSeveralIsEnough();
    void whatWasNeverSeenTellsNothing();
};

void TestPlanScopes::anOnboardingNamesAllThatItNeeds()
{
    TenantUnderChange tenant(small);
    const Change::Plan plan = Change::onboardingPlan(newCustomer(tenant), Change::planTenant(tenant.profile()));
    QStringList missing = Change::missingScopes(plan, {u"read:connections"_s, u"read:clients"_s});
    for (const QString &scope : {u"create:connections"_s, u"create:clients"_s, u"update:connections"_s,
                                 u"create:organizations"_s, u"create:organization_connections"_s}) {
        QVERIFY2(missing.contains(scope), qPrintable(scope + u" is not among "_s + missing.join(u", "_s)));
    }
    QCOMPARE(Change::missingScopes(plan, missing), QStringList());
    missing.removeOne(u"create:organizations"_s);
    QCOMPARE(Change::missingScopes(plan, missing), QStringList{u"create:organizations"_s});
}

namespace {

Change::PlanItem renamed(const QString &organization)
{
    return {
        {ObjectKind::Organization, organization, organization},
        {{Json::Pointer({u"display_name"_s}), QByteArrayLiteral("\"a\""), QByteArrayLiteral("\"b\""), std::nullopt}},
        QByteArrayLiteral(R"({"id":"org_1","name":"acme","display_name":"a"})")};
}

Change::Plan planOf(const QList<Change::PlanItem> &items)
{
    Change::Plan plan = Change::newPlan({}, {});
    plan.items = items;
    return plan;
}

} // namespace

void TestPlanScopes::eachIsNamedOnce()
{
    const Change::Plan plan = planOf({renamed(u"org_1"_s), renamed(u"org_2"_s)});
    QCOMPARE(Change::missingScopes(plan, {}), QStringList{u"update:organizations"_s});
    QCOMPARE(Change::missingScopes(plan, {u"update:organizations"_s}), QStringList());
}

/// Of a user's metadata Auth0 takes either scope.
void TestPlanScopes::oneOfSeveralIsEnough()
{
    const Change::PlanItem item{
        {ObjectKind::User, u"auth0|1"_s, u"anna"_s},
        {{Json::Pointer({u"app_metadata"_s, u"plan"_s}), std::nullopt, QByteArrayLiteral("\"pro\""), std::nullopt}},
        QByteArrayLiteral(R"({"user_id":"auth0|1"})")};
    const QStringList missing = Change::missingScopes(planOf({item}), {});
    QVERIFY(!missing.isEmpty());
    for (const QString &group : missing) {
        for (const QString &scope : group.split(u" or "_s)) {
            QVERIFY2(Change::missingScopes(planOf({item}), {scope}).size() < missing.size(), qPrintable(scope));
        }
    }
}

void TestPlanScopes::whatWasNeverSeenTellsNothing()
{
    Change::PlanItem item = renamed(u"org_1"_s);
    item.seen.clear();
    QCOMPARE(Change::missingScopes(planOf({item}), {}), QStringList());
}

QTEST_GUILESS_MAIN(TestPlanScopes)
#include "tst_planscopes.moc"
