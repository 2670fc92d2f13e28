#include "analysis/audit.h"
#include "change/applier.h"
#include "sandbox/defaultestate.h"
#include "session/findingforecast.h"
#include "session/lockforecast.h"
#include "session/onboarding.h"
#include "session/snapshotparts.h"
#include "session/writeunlock.h"
#include "support/sandboxestate.h"

#include <QSignalSpy>
#include <QTemporaryDir>
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
    void theFindingsOfWhatIsMadeAreForetold();
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
    // Whom the operator joined with another would get what is found for the other.
    wanted.connection->name = names.connection;
    wanted.organization->metadata = names.organizationMetadata;
    rules.aliases = {{u"pied-piper"_s, u"hooli"_s}};
    QCOMPARE(Session::unfoundBy(wanted, rules).size(), 3);
    QVERIFY(Session::unfoundBy(wanted, rules).first().contains(u"find “hooli” in"_s));
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

/// All that the checks find in the new objects once they are there is told before they are.
void TestOnboardingForecast::theFindingsOfWhatIsMadeAreForetold()
{
    Sandbox::Server server({}, Sandbox::defaultEstate());
    server.start();
    const auto session = SandboxEstate::writableSession(server);
    QVERIFY(session->writeUnlock().unlock().has_value());
    const auto snapshot = [&session] {
        session->readMap();
        (void)QTest::qWaitFor([&session] { return session->map() && !session->mapStatus().isReading(); }, 30000);
        return Session::SnapshotParts(*session).snapshot();
    };
    QVERIFY(SandboxEstate::readAll(*session));
    const auto modelOf = [&session](Kind kind, const QString &name) {
        const auto &records = session->records(kind);
        return *std::find_if(records.begin(), records.end(), [kind, &name](const Query::RecordPtr &record) {
            return Query::textAt(*record, kind, u"name") == name;
        });
    };
    Change::Onboarding wanted{u"Hooli"_s};
    const Query::RecordPtr model = modelOf(Kind::Connections, u"Username-Password-Authentication"_s);
    wanted.connection = Change::NewConnection{.name = u"hooli-users"_s};
    wanted.connection->model = {Change::ObjectKind::Connection, model->id, u"Username-Password-Authentication"_s};
    wanted.connection->modelText = model->original;
    wanted.organization = Change::NewOrganization{.name = u"hooli"_s, .displayName = u"Hooli"_s};
    QCOMPARE(Change::problemsOf(wanted), QStringList());
    const Change::Plan plan = Change::onboardingPlan(wanted, Change::planTenant(session->profile()));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto toldOf = [](const QList<Domain::Finding> &findings) {
        QStringList told;
        for (const Domain::Finding &finding : findings) {
            if (finding.subject.name.startsWith("hooli"_L1, Qt::CaseInsensitive)) {
                told.append(finding.check + u' ' + finding.subject.name);
            }
        }
        told.sort();
        return told;
    };
    const QStringList foretold = toldOf(Session::forecastFindings(snapshot(), plan.items, {}, now).appearing);
    QTemporaryDir journal;
    Change::Applier applier(session->client(), plan, {journal.path(), u"tester"_s, Json::SecretKeys::fromResource()});
    QSignalSpy finished(&applier, &Change::Applier::finished);
    applier.start();
    QVERIFY(finished.wait(30000));
    for (const Change::ItemResult &result : applier.results()) {
        QVERIFY2(result.outcome == Change::ItemOutcome::Done, qPrintable(result.reason));
    }
    QVERIFY(SandboxEstate::readAll(*session));
    const QStringList found = toldOf(Analysis::audit(snapshot(), {}, now).findings);
    QVERIFY(found.contains(u"policy.two-generations hooli-users"_s));
    QCOMPARE(foretold.join(u'\n'), found.join(u'\n'));
}

QTEST_GUILESS_MAIN(TestOnboardingForecast)
#include "tst_onboardingforecast.moc"
