#include "settings/customerstore.h"
#include "settings/inifile.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Domain::CustomerObject;
using Domain::CustomerRule;
using Domain::CustomerRules;
using Domain::TenantId;
using Settings::CustomerStore;

/// What the operator said of customers is kept, and goes with its tenant.
class TestCustomerStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void nothingDecidedIsNotNoRules();
    void keepsRulesPinsAndAliases();
    void thoseOfATenantThatIsNotSavedStayHere();
    void tellsOfChangesOnly();
    void removingAProfileForgetsAll();
    void whatCannotBeReadIsLeftOut();
    void aFailedSaveChangesNothing();

private:
    std::unique_ptr<Settings::SettingsStore> open() const
    {
        auto settings = Settings::SettingsStore::open(m_home->filePath(u"config"_s));
        return settings ? std::move(*settings) : nullptr;
    }
    std::optional<CustomerRules> kept(const TenantId &tenant) const
    {
        const auto settings = open();
        const Settings::ProfileStore profiles(settings->file());
        return CustomerStore(settings->file(), profiles).of(tenant);
    }
    QString path() const { return m_home->filePath(u"config/tenantry.ini"_s); }

    /// Rules with all that an ini file could lose.
    const CustomerRules rules{{{CustomerRule::Kind::ConnectionName, u"{customer}-users; \"x\"=ü"_s},
                               {CustomerRule::Kind::AppMetadata, u"company.id"_s},
                               {CustomerRule::Kind::WholeTenant, u"Wayne, Inc."_s}},
                              {{{CustomerObject::Kind::Connection, u"con_1"_s}, u"acme"_s},
                               {{CustomerObject::Kind::Application, u"app/2"_s}, QString()}},
                              {{u"acme-corp"_s, u"acme"_s}}};
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<CustomerStore> m_store;
    TenantId m_acme;
};

void TestCustomerStore::init()
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
    m_store = std::make_unique<CustomerStore>(m_settings->file(), *m_profiles);
}

void TestCustomerStore::nothingDecidedIsNotNoRules()
{
    QVERIFY(!m_store->of(m_acme));
    QVERIFY(m_store->set(m_acme, {}));
    QCOMPARE(m_store->of(m_acme), CustomerRules());
    QCOMPARE(kept(m_acme), CustomerRules());
}

void TestCustomerStore::keepsRulesPinsAndAliases()
{
    QVERIFY(m_store->set(m_acme, rules));
    QCOMPARE(kept(m_acme), rules);
    CustomerRules fewer = rules;
    fewer.rules.removeLast();
    fewer.pins.clear();
    QVERIFY(m_store->set(m_acme, fewer));
    QCOMPARE(kept(m_acme), fewer); // nothing of what stood there before comes back
}

void TestCustomerStore::thoseOfATenantThatIsNotSavedStayHere()
{
    const TenantId sandbox(u"sandbox-acme"_s);
    QVERIFY(m_store->set(sandbox, rules));
    QCOMPARE(m_store->of(sandbox), rules);
    QVERIFY(!kept(sandbox));
}

void TestCustomerStore::tellsOfChangesOnly()
{
    const QSignalSpy changed(m_store.get(), &CustomerStore::changed);
    QVERIFY(m_store->set(m_acme, rules));
    QVERIFY(m_store->set(m_acme, rules));
    QCOMPARE(changed.size(), 1);
}

void TestCustomerStore::removingAProfileForgetsAll()
{
    QVERIFY(m_store->set(m_acme, rules));
    QVERIFY(m_profiles->remove(m_acme));
    QVERIFY(!m_store->of(m_acme));
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("Wayne"));
}

void TestCustomerStore::whatCannotBeReadIsLeftOut()
{
    QVERIFY(m_store->set(m_acme, rules));
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray text = file.readAll();
    file.close();
    QVERIFY(text.contains("app-metadata"));
    text.replace("app-metadata", "moon-phase");
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    CustomerRules rest = rules;
    rest.rules.removeAt(1);
    QCOMPARE(kept(m_acme), rest);
}

void TestCustomerStore::aFailedSaveChangesNothing()
{
    QVERIFY(m_store->set(m_acme, rules));
    // A folder stands where the file is to be replaced.
    QVERIFY(QFile::remove(path()));
    QVERIFY(QDir().mkpath(path() + u"/inside"_s));
    const QSignalSpy changed(m_store.get(), &CustomerStore::changed);
    QVERIFY(!m_store->set(m_acme, {}));
    QCOMPARE(m_store->of(m_acme), rules);
    QCOMPARE(changed.size(), 0);
}

QTEST_GUILESS_MAIN(TestCustomerStore)
#include "tst_customerstore.moc"
