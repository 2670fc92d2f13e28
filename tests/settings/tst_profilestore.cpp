#include "settings/credentialkeys.h"
#include "settings/profilerules.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Domain::CredentialKind;
using Domain::TenantProfile;
using Settings::CredentialKeys;
using Settings::Problem;
using Settings::ProfileStore;

namespace {

TenantProfile acme()
{
    TenantProfile profile;
    profile.name = u"Acme production"_s;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"Kq3ZrQhJ0yB1wXcV"_s;
    profile.environment = Domain::Environment::Production;
    return profile;
}

TenantProfile with(void (*change)(TenantProfile &))
{
    TenantProfile profile = acme();
    change(profile);
    return profile;
}

} // namespace

class TestProfileStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsProfiles();
    void keepsEveryMember();
    void namesAreUnique();
    void editKeepsTheId();
    void duplicateGetsItsOwnIdAndName();
    void removeForgetsAll();
    void addsManyOrNone();
    void leavesOutWhatIsNoProfile();
    void anUnknownPlanCostsNoProfile();
    void takesDomainsAsPeoplePasteThem_data();
    void takesDomainsAsPeoplePasteThem();
    void refuses_data();
    void refuses();
    void unknownWordsAreTakenAsTheSaferOnes();
    void othersGetTheirShareByEnvironment();
    void remembersCredentialKeys();

private:
    void reopen();

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Settings::SettingsStore> m_settings;
};

void TestProfileStore::init()
{
    m_settings.reset();
    m_home = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestProfileStore::reopen()
{
    m_settings.reset();
    auto opened = Settings::SettingsStore::open(m_home->path());
    QVERIFY(opened);
    m_settings = std::move(*opened);
}

void TestProfileStore::keepsProfiles()
{
    Domain::TenantId first;
    {
        ProfileStore store(m_settings->file());
        const QSignalSpy added(&store, &ProfileStore::added);
        first = store.add(acme()).value();
        QVERIFY(store.add(with([](TenantProfile &p) { p.name = u"Zoo / staging"_s; })));
        QVERIFY(store.add(with([](TenantProfile &p) { p.name = u"Another"_s; })));
        QCOMPARE(added.size(), 3);
    }
    reopen();
    const ProfileStore store(m_settings->file());
    QCOMPARE(store.profiles().size(), 3);
    QCOMPARE(store.profiles()[0].id, first);
    QCOMPARE(store.profiles()[1].name, u"Zoo / staging"_s);
    QCOMPARE(store.profiles()[2].name, u"Another"_s);
    QCOMPARE(store.findByName(u" acme PRODUCTION "_s)->id, first);
}

void TestProfileStore::keepsEveryMember()
{
    TenantProfile full{{},
                       u"Café, \"Ω\"; [x]=%20\\"_s,
                       {},
                       QUrl(u"http://127.0.0.1:4300"_s),
                       u"client"_s,
                       CredentialKind::PrivateKey,
                       u"PS256"_s,
                       Domain::Environment::Staging,
                       u"#12abEF"_s,
                       false,
                       0.3,
                       u"/etc/ca ü.pem"_s,
                       u"/etc/metadata ü.schema.json"_s,
                       u"self-service"_s};
    full.id = ProfileStore(m_settings->file()).add(full).value();
    reopen();
    QCOMPARE(ProfileStore(m_settings->file()).profiles(), QList{full});
}

void TestProfileStore::namesAreUnique()
{
    ProfileStore store(m_settings->file());
    QVERIFY(store.add(acme()));
    const auto again = store.add(with([](TenantProfile &p) { p.name = u" ACME production"_s; }));
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Problem::Kind::NameTaken);
    QVERIFY(again.error().message.contains(u"Acme production"_s));
    QCOMPARE(store.profiles().size(), 1);
}

void TestProfileStore::editKeepsTheId()
{
    ProfileStore store(m_settings->file());
    const auto id = store.add(acme()).value();
    const auto other = store.add(with([](TenantProfile &p) { p.name = u"Other"_s; })).value();
    const QSignalSpy changed(&store, &ProfileStore::changed);
    TenantProfile profile = *store.find(id);
    profile.name = u"acme PRODUCTION"_s;
    profile.readOnly = false;
    QVERIFY(store.edit(profile));
    QVERIFY(store.edit(profile));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(*store.find(id), profile);
    profile.id = other;
    QCOMPARE(store.edit(profile).error().kind, Problem::Kind::NameTaken);
    profile.id = Domain::TenantId(u"gone"_s);
    QCOMPARE(store.edit(profile).error().kind, Problem::Kind::NotFound);
}

void TestProfileStore::duplicateGetsItsOwnIdAndName()
{
    ProfileStore store(m_settings->file());
    const auto id = store.add(with([](TenantProfile &p) { p.name = QString(100, u'x'); })).value();
    const auto copy = store.duplicate(id);
    QVERIFY(copy);
    QVERIFY(*copy != id);
    QVERIFY(store.find(*copy)->name.endsWith(" 2"_L1));
    QCOMPARE(store.find(*copy)->name.size(), Settings::maximumNameLength);
    QCOMPARE(store.find(*copy)->domain, acme().domain);
}

void TestProfileStore::removeForgetsAll()
{
    {
        ProfileStore store(m_settings->file());
        const auto id = store.add(acme()).value();
        const auto kept = store.add(with([](TenantProfile &p) { p.name = u"Kept"_s; })).value();
        const QSignalSpy removed(&store, &ProfileStore::removed);
        QVERIFY(store.remove(id));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(store.remove(id).error().kind, Problem::Kind::NotFound);
        QVERIFY(!store.find(id));
        QVERIFY(store.find(kept));
    }
    QFile file(m_home->filePath(u"tenantry.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("Acme production"));
}

void TestProfileStore::addsManyOrNone()
{
    ProfileStore store(m_settings->file());
    QVERIFY(store.add(acme()));
    QVERIFY(!store.addAll({acme(), with([](TenantProfile &p) { p.domain = u"a b"_s; })}));
    QCOMPARE(store.profiles().size(), 1);
    QCOMPARE(store.addAll({acme(), acme()}).value().size(), 2);
    QCOMPARE(store.profiles()[1].name, u"Acme production 2"_s);
    QCOMPARE(store.profiles()[2].name, u"Acme production 3"_s);
}

void TestProfileStore::leavesOutWhatIsNoProfile()
{
    {
        ProfileStore store(m_settings->file());
        QVERIFY(store.add(acme()));
    }
    m_settings->file().keys().setValue("profiles/x/name"_L1, u"No domain"_s);
    QVERIFY(m_settings->file().save());
    reopen();
    ProfileStore store(m_settings->file());
    QCOMPARE(store.profiles().size(), 1);
    QVERIFY(store.add(with([](TenantProfile &p) { p.name = u"New"_s; })));
    QVERIFY(m_settings->file().keys().contains("profiles/x/name"_L1));
}

void TestProfileStore::anUnknownPlanCostsNoProfile()
{
    TenantProfile profile = acme();
    profile.plan = u"platinum"_s;
    QVERIFY(!ProfileStore(m_settings->file()).add(profile));
    profile.plan = u"enterprise"_s;
    const auto id = ProfileStore(m_settings->file()).add(profile);
    QVERIFY(id);
    m_settings->file().keys().setValue("profiles/"_L1 + id->text() + "/plan"_L1, u"platinum"_s);
    QVERIFY(m_settings->file().save());
    reopen();
    QCOMPARE(ProfileStore(m_settings->file()).find(*id)->plan, QString());
}

void TestProfileStore::takesDomainsAsPeoplePasteThem_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::newRow("plain") << u"acme.eu.auth0.com"_s;
    QTest::newRow("blanks") << u"  acme.eu.auth0.com\n"_s;
    QTest::newRow("scheme") << u"https://acme.eu.auth0.com"_s;
    QTest::newRow("scheme and slash") << u"https://acme.eu.auth0.com/"_s;
    QTest::newRow("capitals") << u"HTTPS://Acme.EU.Auth0.com"_s;
}

void TestProfileStore::takesDomainsAsPeoplePasteThem()
{
    QFETCH(const QString, pasted);
    TenantProfile profile = acme();
    profile.domain = pasted;
    QCOMPARE(Settings::checkedProfile(profile).value().domain, u"acme.eu.auth0.com"_s);
}

void TestProfileStore::refuses_data()
{
    QTest::addColumn<TenantProfile>("profile");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, void (*change)(TenantProfile &), const QString &word) {
        QTest::newRow(name) << with(change) << word;
    };
    row(
        "no name", [](TenantProfile &p) { p.name = u" "_s; }, u"name"_s);
    row(
        "long name", [](TenantProfile &p) { p.name = QString(101, u'n'); }, u"name"_s);
    row(
        "bidi override", [](TenantProfile &p) { p.name = u"a\u202egnp"_s; }, u"invisible"_s);
    row(
        "line break", [](TenantProfile &p) { p.name = u"a\nb"_s; }, u"invisible"_s);
    row(
        "no domain", [](TenantProfile &p) { p.domain.clear(); }, u"domain"_s);
    row(
        "both places", [](TenantProfile &p) { p.baseUrl = QUrl(u"http://127.0.0.1:1"_s); }, u"domain"_s);
    row(
        "path", [](TenantProfile &p) { p.domain = u"acme.eu.auth0.com/api"_s; }, u"host name"_s);
    row(
        "port", [](TenantProfile &p) { p.domain = u"acme.eu.auth0.com:8443"_s; }, u"host name"_s);
    row(
        "http", [](TenantProfile &p) { p.domain = u"http://acme.eu.auth0.com"_s; }, u"host name"_s);
    row(
        "user", [](TenantProfile &p) { p.domain = u"acme.eu.auth0.com@evil.example"_s; }, u"host name"_s);
    row(
        "header break", [](TenantProfile &p) { p.domain = u"acme.auth0.com\r\nX-A: b"_s; }, u"host name"_s);
    row(
        "one label", [](TenantProfile &p) { p.domain = u"acme"_s; }, u"host name"_s);
    row(
        "remote base",
        [](TenantProfile &p) {
            p.domain.clear();
            p.baseUrl = QUrl(u"http://10.0.0.1:1"_s);
        },
        u"this computer"_s);
    row(
        "base with user",
        [](TenantProfile &p) {
            p.domain.clear();
            p.baseUrl = QUrl(u"http://a:b@127.0.0.1:1"_s);
        },
        u"this computer"_s);
    row(
        "no client", [](TenantProfile &p) { p.clientId.clear(); }, u"client id"_s);
    row(
        "client with break", [](TenantProfile &p) { p.clientId = u"a\r\nb"_s; }, u"client id"_s);
    row(
        "algorithm",
        [](TenantProfile &p) {
            p.credential = CredentialKind::PrivateKey;
            p.keyAlgorithm = u"none"_s;
        },
        u"none"_s);
    row(
        "color", [](TenantProfile &p) { p.color = u"red;"_s; }, u"colour"_s);
    row(
        "share", [](TenantProfile &p) { p.reservedShare = 1.0; }, u"90"_s);
    row(
        "nan share", [](TenantProfile &p) { p.reservedShare = qQNaN(); }, u"90"_s);
}

void TestProfileStore::refuses()
{
    QFETCH(const TenantProfile, profile);
    QFETCH(const QString, word);
    ProfileStore store(m_settings->file());
    const auto outcome = store.add(profile);
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, Problem::Kind::Invalid);
    QVERIFY2(outcome.error().message.contains(word), qPrintable(outcome.error().message));
    QVERIFY(!outcome.error().message.contains(u"a:b@"_s));
    QVERIFY(store.profiles().isEmpty());
}

void TestProfileStore::unknownWordsAreTakenAsTheSaferOnes()
{
    QCOMPARE(Settings::environmentOf(u"qa"_s), Domain::Environment::Production);
    for (const auto environment :
         {Domain::Environment::Development, Domain::Environment::Staging, Domain::Environment::Production}) {
        QCOMPARE(Settings::environmentOf(Settings::textOf(environment)), environment);
    }
    for (const auto kind : {CredentialKind::ClientSecret, CredentialKind::PrivateKey, CredentialKind::Token}) {
        QCOMPARE(Settings::credentialOf(Settings::textOf(kind)), kind);
    }
}

void TestProfileStore::othersGetTheirShareByEnvironment()
{
    Settings::Preferences preferences;
    preferences.productionReserve = 0.6;
    Domain::TenantProfile profile;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.environment = Domain::Environment::Production;
    QCOMPARE(Settings::shareLeftToOthers(profile, preferences), 0.6);
    QCOMPARE(Settings::shareLeftToOthers(profile, {}), 0.5);
    profile.environment = static_cast<Domain::Environment>(77); // of a later version
    QCOMPARE(Settings::shareLeftToOthers(profile, preferences), 0.6);
    for (const auto environment : {Domain::Environment::Development, Domain::Environment::Staging}) {
        profile.environment = environment;
        QCOMPARE(Settings::shareLeftToOthers(profile, preferences), 0.0);
        profile.reservedShare = 0.3;
        QCOMPARE(Settings::shareLeftToOthers(profile, preferences), 0.3);
        profile.reservedShare = -1;
    }
    // A sandbox has nobody else, whatever it plays.
    profile.domain.clear();
    profile.baseUrl = QUrl(u"http://127.0.0.1:4300"_s);
    profile.environment = Domain::Environment::Production;
    QCOMPARE(Settings::shareLeftToOthers(profile, preferences), 0.0);
    profile.reservedShare = 0.8;
    QCOMPARE(Settings::shareLeftToOthers(profile, preferences), 0.8);
}

void TestProfileStore::remembersCredentialKeys()
{
    const Domain::TenantId id(u"5f2c"_s);
    {
        CredentialKeys keys(m_settings->file());
        QVERIFY(keys.add(id, {u"tenantry/5f2c/secret"_s, u"tenantry/5f2c/secret/1/0"_s}));
        QVERIFY(keys.add(id, {u"tenantry/5f2c/secret"_s, u"tenantry/5f2c/secret/2/0"_s}));
        QVERIFY(keys.remove(id, {u"tenantry/5f2c/secret/1/0"_s}));
    }
    reopen();
    CredentialKeys keys(m_settings->file());
    QCOMPARE(keys.keys(id), (QStringList{u"tenantry/5f2c/secret"_s, u"tenantry/5f2c/secret/2/0"_s}));
    QVERIFY(keys.remove(id, keys.keys(id)));
    QVERIFY(keys.keys(id).isEmpty());
}

QTEST_GUILESS_MAIN(TestProfileStore)

#include "tst_profilestore.moc"
