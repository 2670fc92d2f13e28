#include "cli/parse.h"
#include "cli/target.h"
#include "settings/decisionstore.h"
#include "settings/paths.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Domain::Environment;

/// Which Auth0 tenants a command line means, and what applies to each.
class TestTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aNamedTenantLeavesAShareToOthers();
    void aNamedTenantFollowsThePreference();
    void savedTenantsFollowTheirEnvironment();
    void whereNoneIsNamedTheSavedOnesAreReachedAlike();

private:
    static double shareOf(const QStringList &words);
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestTarget::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", m_home->path().toLocal8Bit());
    qputenv("AUTH0_ACCESS_TOKEN", "header.payload.signature");
}

double TestTarget::shareOf(const QStringList &words)
{
    const auto invocation = Cli::parse(QStringList{u"tenantry-cli"_s, u"list"_s, u"connections"_s} + words);
    const auto targets
        = invocation ? Cli::chooseTargets(invocation->arguments) : tl::make_unexpected(invocation.error());
    return targets && targets->list.size() == 1 ? targets->list.constFirst().profile.reservedShare : -2;
}

void TestTarget::aNamedTenantLeavesAShareToOthers()
{
    QCOMPARE(shareOf({u"--domain"_s, u"acme.eu.auth0.com"_s}), 0.5);
    QCOMPARE(shareOf({u"--base-url"_s, u"http://127.0.0.1:4300"_s}), 0.0);
    QVERIFY2(QDir(m_home->path()).isEmpty(), "a tenant named on the command line made settings");
}

void TestTarget::aNamedTenantFollowsThePreference()
{
    const auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
    QVERIFY(settings);
    Settings::Preferences preferences;
    preferences.productionReserve = 0.7;
    QVERIFY((*settings)->setPreferences(preferences));
    QCOMPARE(shareOf({u"--domain"_s, u"acme.eu.auth0.com"_s}), 0.7);
    QCOMPARE(shareOf({u"--base-url"_s, u"http://127.0.0.1:4300"_s}), 0.0);
}

void TestTarget::savedTenantsFollowTheirEnvironment()
{
    const auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
    QVERIFY(settings);
    Settings::ProfileStore profiles((*settings)->file());
    for (const Environment environment : {Environment::Production, Environment::Staging}) {
        Domain::TenantProfile profile;
        profile.name = Domain::tagOf(environment);
        profile.domain = u"%1.eu.auth0.com"_s.arg(profile.name.toLower());
        profile.clientId = u"x"_s;
        profile.environment = environment;
        QVERIFY(profiles.add(profile));
    }
    QCOMPARE(shareOf({u"--tenant"_s, Domain::tagOf(Environment::Production)}), 0.5);
    QCOMPARE(shareOf({u"--tenant"_s, Domain::tagOf(Environment::Staging)}), 0.0);
}

/// As `apply FILE` looks for the Auth0 tenant of a plan.
void TestTarget::whereNoneIsNamedTheSavedOnesAreReachedAlike()
{
    const auto found = [](const QStringList &words) {
        const auto invocation = Cli::parse(QStringList{u"tenantry-cli"_s, u"apply"_s, u"plan.json"_s} + words);
        return Cli::everySavedTarget(invocation->arguments);
    };
    QVERIFY(found({}) && found({})->isEmpty());
    QVERIFY2(QDir(m_home->path()).isEmpty(), "looking for saved tenants made settings");
    const auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
    QVERIFY(settings);
    Settings::Preferences preferences;
    preferences.caFile = u"/etc/hosts"_s;
    preferences.productionReserve = 0.7;
    preferences.lock.watch = 10;
    QVERIFY((*settings)->setPreferences(preferences));
    Settings::ProfileStore profiles((*settings)->file());
    Domain::TenantProfile profile;
    profile.name = u"acme"_s;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"x"_s;
    profile.environment = Environment::Production;
    const auto id = profiles.add(profile);
    QVERIFY(id);
    Settings::DecisionStore decisions((*settings)->file(), profiles);
    QVERIFY(decisions.setLockMarks(*id, {u"portal"_s}, true));
    const auto targets = found({});
    QVERIFY(targets && targets->size() == 1);
    const Cli::Target &target = targets->constFirst();
    QCOMPARE(target.profile.caFile, u"/etc/hosts"_s);
    QCOMPARE(target.profile.reservedShare, 0.7);
    QCOMPARE(target.lock.watch, 10LL);
    QVERIFY(target.decisions.lockMarks.value(u"portal"_s));
    QCOMPARE(found({u"--ca-file"_s, u"/etc/passwd"_s})->constFirst().profile.caFile, u"/etc/passwd"_s);
    QVERIFY(!found({u"--ca-file"_s, u"/absent.pem"_s}));
}

QTEST_GUILESS_MAIN(TestTarget)
#include "tst_target.moc"
