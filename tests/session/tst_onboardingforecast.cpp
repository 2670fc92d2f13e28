#include "sandbox/defaultestate.h"
#include "session/lockforecast.h"
#include "session/onboarding.h"
#include "session/snapshotparts.h"
#include "support/sandboxestate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Domain::CustomerRule;
using Domain::CustomerRules;
using Query::Kind;

/// What is told of a new customer before anything is sent.
class TestOnboardingForecast : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newCustomerIsNamedSoThatTheRulesFindIt();
    void onboardingForetellsLimits();
    void thePolicyThatAuth0AddsIsForetold();
};

void TestOnboardingForecast::newCustomerIsNamedSoThatTheRulesFindIt()
{
    using RuleKind = CustomerRule::Kind;
    CustomerRules rules;
    rules.rules = {{RuleKind::ConnectionName, u"{customer}-{strategy}"_s},
                   {RuleKind::ConnectionMetadata, u"crm"_s},
                   {RuleKind::ApplicationName, u"Portal for {customer}"_s},
                   {RuleKind::OrganizationMetadata, u"crm"_s},
                   {RuleKind::AppMetadata, u"company.id"_s}};
    QCOMPARE(Session::onboardingKeyOf(u"  Müller & Söhne GmbH"_s), u"mueller-soehne-gmbh"_s);
    QCOMPARE(Session::onboardingKeyOf(u"Ísafjörður’s Fiskvinnsla hf."_s), u"isafjoerdurs-fiskvinnsla-hf"_s);
    QCOMPARE(Session::onboardingKeyOf(u"株式会社"_s), u"株式会社"_s);
    const auto ours = Session::onboardingNames(u"Omega & Söhne"_s, rules);
    QCOMPARE(ours.connection, u"omega-soehne-auth0"_s);
    QCOMPARE(ours.application, u"Portal for omega-soehne"_s); // by its own name the rule would find another customer
    const Session::OnboardingNames names = Session::onboardingNames(u"Pied Piper"_s, rules);
    QCOMPARE(names.key, u"pied-piper"_s);
    QCOMPARE(names.connection, u"pied-piper-auth0"_s);
    QCOMPARE(names.application, u"Portal for Pied Piper"_s);
    QCOMPARE(names.organization, u"pied-piper"_s);
    QCOMPARE(names.appMetadata, QStringList{u"company.id"_s});
    Change::Onboarding wanted{u"Pied Piper"_s};
    wanted.connection = Change::NewConnection{.name = names.connection, .metadata = names.connectionMetadata};
    wanted.application = Change::NewApplication{.name = names.application, .metadata = names.applicationMetadata};
    wanted.organization = Change::NewOrganization{.name = names.organization, .metadata = names.organizationMetadata};
    QCOMPARE(Session::unfoundBy(wanted, rules), QStringList());
    wanted.connection->name = u"hooli-auth0"_s; // against its own metadata
    wanted.organization->metadata.clear();
    QCOMPARE(Session::unfoundBy(wanted, rules).size(), 2);
}

void TestOnboardingForecast::onboardingForetellsLimits()
{
    Sandbox::Server server({}, Sandbox::defaultEstate());
    server.start();
    const auto session = SandboxEstate::session(server, 0);
    QVERIFY(SandboxEstate::readAll(*session));
    const auto isCounted = [&session] {
        const QList<Query::RecordPtr> &applications = session->records(Kind::Applications);
        return std::all_of(applications.begin(), applications.end(),
                           [](const Query::RecordPtr &record) { return Session::lockCount(record).has_value(); });
    };
    session->readMap();
    QTRY_VERIFY_WITH_TIMEOUT(isCounted(), 20000);
    const Analysis::Snapshot snapshot = Session::SnapshotParts(*session).snapshot();
    qsizetype counted = 0;
    for (const Query::RecordPtr &application : session->records(Kind::Applications)) {
        const QString name = Query::textAt(*application, Kind::Applications, u"name");
        Change::Onboarding wanted{u"Hooli"_s};
        wanted.connection = Change::NewConnection{
            .name = u"hooli"_s, .applications = {{Change::ObjectKind::Application, application->id, name}}};
        const Session::OnboardingForecast forecast = Session::forecastOf(wanted, snapshot);
        const auto now = Session::lockCount(application);
        QVERIFY(now && !forecast.limits.isEmpty());
        QCOMPARE(forecast.limits.first().now, *now);
        QCOMPARE(forecast.limits.first().isOver(), *now >= 50);
        ++counted;
    }
    QVERIFY(counted > 3);
}

void TestOnboardingForecast::thePolicyThatAuth0AddsIsForetold()
{
    Change::Onboarding wanted{u"Hooli"_s};
    wanted.connection = Change::NewConnection{.name = u"hooli"_s};
    const auto isForetold = [&wanted](const QByteArray &options) {
        wanted.connection->modelText = R"({"strategy":"auth0","options":)" + options + '}';
        return Session::forecastOf(wanted, {}).notes.join(u' ').contains(u"flexible one beside it"_s);
    };
    QVERIFY(isForetold(R"({"passwordPolicy":"good"})"));
    QVERIFY(!isForetold(R"({"password_options":{"complexity":{"min_length":15}}})"));
    QVERIFY(!isForetold("{}"));
}

QTEST_GUILESS_MAIN(TestOnboardingForecast)
#include "tst_onboardingforecast.moc"
