#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Domain::TenantProfile;
using Settings::Problem;
using Settings::ProfileStore;

namespace {

TenantProfile profileNamed(const QString &name)
{
    TenantProfile profile;
    profile.name = name;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"client"_s;
    return profile;
}

} // namespace

/// Where the settings cannot be written, nothing of a change is kept, and the next one is.
class TestFailedSaves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatCouldNotBeSavedIsNotKept();
    void aProfileThatCouldNotBeRemovedStays();

private:
    void reopen();
    /// Nothing can be written while a folder stands where the file should be; root may write to any other place.
    void blockWriting();
    void unblockWriting();
    QString path() const { return m_home->filePath(Settings::SettingsStore::fileName); }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Settings::SettingsStore> m_settings;
};

void TestFailedSaves::init()
{
    m_settings.reset();
    m_home = std::make_unique<QTemporaryDir>();
    reopen();
}

void TestFailedSaves::reopen()
{
    m_settings.reset();
    auto opened = Settings::SettingsStore::open(m_home->path());
    QVERIFY(opened);
    m_settings = std::move(*opened);
}

void TestFailedSaves::blockWriting()
{
    QVERIFY(QFile::rename(path(), path() + ".aside"_L1));
    QVERIFY(QDir().mkdir(path()));
}

void TestFailedSaves::unblockWriting()
{
    QVERIFY(QDir().rmdir(path()));
    QVERIFY(QFile::rename(path() + ".aside"_L1, path()));
}

void TestFailedSaves::whatCouldNotBeSavedIsNotKept()
{
    const TenantProfile lost = profileNamed(u"Lost"_s);
    const TenantProfile kept = profileNamed(u"Kept"_s);
    {
        ProfileStore store(m_settings->file());
        const auto first = store.add(profileNamed(u"Acme"_s));
        QVERIFY(first);
        TenantProfile edited = *store.find(*first);
        edited.clientId = u"other"_s;
        blockWriting();
        const QSignalSpy added(&store, &ProfileStore::added);
        const auto outcome = store.add(lost);
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().kind, Problem::Kind::Unwritable);
        QVERIFY(!store.edit(edited));
        Settings::Preferences dark;
        dark.theme = Settings::Theme::Dark;
        const QSignalSpy chosen(m_settings.get(), &Settings::SettingsStore::preferencesChanged);
        QVERIFY(!m_settings->setPreferences(dark));
        QCOMPARE(m_settings->preferences().theme, Settings::Theme::System);
        QCOMPARE(added.size() + chosen.size(), 0);
        unblockWriting();
        QVERIFY(store.add(kept)); // one failure is not the end of saving
        Settings::Preferences light;
        light.theme = Settings::Theme::Light;
        QVERIFY(m_settings->setPreferences(light));
        QCOMPARE(store.profiles().size(), 2);
    }
    reopen();
    const ProfileStore store(m_settings->file());
    QCOMPARE(store.profiles().size(), 2);
    QCOMPARE(store.profiles()[0].clientId, u"client"_s);
    QCOMPARE(store.profiles()[1].name, kept.name);
    QCOMPARE(m_settings->preferences().theme, Settings::Theme::Light);
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("Lost"));
}

void TestFailedSaves::aProfileThatCouldNotBeRemovedStays()
{
    {
        ProfileStore store(m_settings->file());
        const auto id = store.add(profileNamed(u"Acme"_s));
        blockWriting();
        const QSignalSpy removed(&store, &ProfileStore::removed);
        QVERIFY(!store.remove(*id));
        QVERIFY(store.find(*id));
        QCOMPARE(removed.size(), 0);
        unblockWriting();
    }
    reopen();
    QCOMPARE(ProfileStore(m_settings->file()).profiles().size(), 1);
}

QTEST_GUILESS_MAIN(TestFailedSaves)

#include "tst_failedsaves.moc"
