#include "settings/decisionstore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Domain::FindingIdentity;
using Domain::TenantId;
using Settings::DecisionStore;
using Kind = Domain::FindingSubject::Kind;

namespace {

const FindingIdentity lockOfPortal{u"lock.database-connections"_s, Kind::Application, u"app/1=ü"_s};
const FindingIdentity flag{u"tenant.flag"_s, Kind::Tenant, u"acme.eu.auth0.com"_s};

Domain::Waiver waiver()
{
    return {u"Moves to organizations; see “plan, 2027”"_s, u"Ada"_s, QDate(2026, 12, 31)};
}

} // namespace

/// What the operator decided about findings is kept, and goes with its tenant.
class TestDecisionStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void startsWithoutDecisions();
    void keepsWaiversAndMarks();
    void takesThemBack();
    void keepsTenantsApart();
    void thoseOfATenantThatIsNotSavedStayHere();
    void refusesAWaiverThatNobodyCanAskAbout_data();
    void refusesAWaiverThatNobodyCanAskAbout();
    void tellsOfChangesOnly();
    void removingAProfileForgetsAll();
    void whatCannotBeReadIsLeftOut();
    void aFailedSaveKeepsNothing();

private:
    std::unique_ptr<Settings::SettingsStore> open() const
    {
        auto settings = Settings::SettingsStore::open(m_home->filePath(u"config"_s));
        return settings ? std::move(*settings) : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<DecisionStore> m_store;
    TenantId m_acme;
};

void TestDecisionStore::init()
{
    m_store.reset();
    m_profiles.reset();
    m_settings.reset();
    m_home = std::make_unique<QTemporaryDir>();
    m_settings = open();
    QVERIFY(m_settings);
    m_profiles = std::make_unique<Settings::ProfileStore>(m_settings->file());
    Domain::TenantProfile profile;
    profile.name = u"Acme"_s;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"abc"_s;
    m_acme = *m_profiles->add(profile);
    m_store = std::make_unique<DecisionStore>(m_settings->file(), *m_profiles);
}

void TestDecisionStore::startsWithoutDecisions()
{
    QVERIFY(m_store->of(m_acme).isEmpty());
    QVERIFY(m_store->of(TenantId(u"nobody"_s)).isEmpty());
}

void TestDecisionStore::keepsWaiversAndMarks()
{
    QVERIFY(m_store->waive(m_acme, {lockOfPortal, flag}, waiver()));
    QVERIFY(m_store->setLockMarks(m_acme, {u"app1"_s}, true));
    QVERIFY(m_store->setLockMarks(m_acme, {u"app2"_s}, false));
    const auto settings = open();
    const Settings::ProfileStore profiles(settings->file());
    const DecisionStore again(settings->file(), profiles);
    const Domain::AuditDecisions kept = again.of(m_acme);
    QCOMPARE(kept.waivers.size(), std::size_t(2));
    QCOMPARE(kept.waivers.at(lockOfPortal), waiver());
    QCOMPARE(kept.waivers.at(flag), waiver());
    QCOMPARE(kept.lockMarks, (QHash<QString, bool>{{u"app1"_s, true}, {u"app2"_s, false}}));
}

void TestDecisionStore::takesThemBack()
{
    QVERIFY(m_store->waive(m_acme, {lockOfPortal, flag}, waiver()));
    QVERIFY(m_store->withdraw(m_acme, {flag}));
    QCOMPARE(m_store->of(m_acme).waivers.size(), std::size_t(1));
    QVERIFY(m_store->withdraw(m_acme, {lockOfPortal}));
    QVERIFY(m_store->setLockMarks(m_acme, {u"app1"_s}, true));
    QVERIFY(m_store->setLockMarks(m_acme, {u"app1"_s}, std::nullopt));
    QVERIFY(m_store->of(m_acme).isEmpty());
    QFile file(m_home->filePath(u"config/tenantry.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("decisions"));
}

void TestDecisionStore::keepsTenantsApart()
{
    const TenantId copy = *m_profiles->duplicate(m_acme);
    QVERIFY(m_store->waive(m_acme, {flag}, waiver()));
    QVERIFY(m_store->of(copy).isEmpty());
}

void TestDecisionStore::thoseOfATenantThatIsNotSavedStayHere()
{
    const TenantId sandbox(u"sandbox-acme"_s);
    QVERIFY(m_store->waive(sandbox, {flag}, waiver()));
    QCOMPARE(m_store->of(sandbox).waivers.size(), std::size_t(1));
    const auto settings = open();
    const Settings::ProfileStore profiles(settings->file());
    QVERIFY(DecisionStore(settings->file(), profiles).of(sandbox).isEmpty());
}

void TestDecisionStore::refusesAWaiverThatNobodyCanAskAbout_data()
{
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("by");
    QTest::addColumn<QDate>("until");
    QTest::newRow("no note") << u" \n"_s << u"Ada"_s << QDate(2026, 12, 31);
    QTest::newRow("nobody") << u"known"_s << QString() << QDate(2026, 12, 31);
    QTest::newRow("for ever") << u"known"_s << u"Ada"_s << QDate();
    QTest::newRow("a novel") << QString(Settings::maximumNoteLength + 1, u'x') << u"Ada"_s << QDate(2026, 12, 31);
}

void TestDecisionStore::refusesAWaiverThatNobodyCanAskAbout()
{
    QFETCH(QString, note);
    QFETCH(QString, by);
    QFETCH(QDate, until);
    const auto kept = m_store->waive(m_acme, {flag}, {note, by, until});
    QVERIFY(!kept);
    QCOMPARE(kept.error().kind, Settings::Problem::Kind::Invalid);
    QVERIFY(m_store->of(m_acme).isEmpty());
}

void TestDecisionStore::tellsOfChangesOnly()
{
    const QSignalSpy changed(m_store.get(), &DecisionStore::changed);
    QVERIFY(m_store->waive(m_acme, {flag}, waiver()));
    QVERIFY(m_store->waive(m_acme, {flag}, waiver()));
    QVERIFY(m_store->withdraw(m_acme, {lockOfPortal}));
    QCOMPARE(changed.size(), 1);
}

void TestDecisionStore::removingAProfileForgetsAll()
{
    QVERIFY(m_store->waive(m_acme, {flag}, waiver()));
    QVERIFY(m_profiles->remove(m_acme));
    QVERIFY(m_store->of(m_acme).isEmpty());
    QFile file(m_home->filePath(u"config/tenantry.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("Moves to organizations"));
}

void TestDecisionStore::whatCannotBeReadIsLeftOut()
{
    QVERIFY(m_store->waive(m_acme, {flag, lockOfPortal}, waiver()));
    QFile file(m_home->filePath(u"config/tenantry.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    file.close();
    QVERIFY(text.contains("kind=tenant"));
    text.replace("kind=tenant", "kind=moon");
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    const auto settings = open();
    const Settings::ProfileStore profiles(settings->file());
    const DecisionStore again(settings->file(), profiles);
    QCOMPARE(again.of(m_acme).waivers.size(), std::size_t(1));
    QVERIFY(again.of(m_acme).waivers.contains(lockOfPortal));
}

void TestDecisionStore::aFailedSaveKeepsNothing()
{
    // A folder stands where the file is to be replaced.
    const QString path = m_home->filePath(u"config/tenantry.ini"_s);
    QVERIFY(QFile::remove(path));
    QVERIFY(QDir().mkpath(path + u"/inside"_s));
    QVERIFY(!m_store->waive(m_acme, {flag}, waiver()));
    QVERIFY(m_store->of(m_acme).isEmpty());
}

QTEST_GUILESS_MAIN(TestDecisionStore)

#include "tst_decisionstore.moc"
