#include "settings/palettestore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Domain::Place;
using Domain::TenantId;
using Settings::PaletteStore;

/// Where the palette led to last, and what is marked in it.
class TestPaletteStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsBothInTheirOrder();
    void theLastVisitComesFirstAndOldOnesGo();
    void favouritesAreMarkedOnceAndTakenBack();
    void thereIsAnEndToFavourites();
    void thoseOfATenantThatIsNotSavedStayHere();
    void removingAProfileForgetsItsPlaces();
    void onlyIdsReachTheFile();
    void aFailedSaveMarksNothing();

private:
    Place connection(const QString &id) const { return {m_acme, u"connections"_s, id}; }
    QByteArray file() const
    {
        QFile file(m_home->filePath(u"config/tenantry.ini"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void reopen()
    {
        m_store.reset();
        m_profiles.reset();
        m_settings.reset();
        auto settings = Settings::SettingsStore::open(m_home->filePath(u"config"_s));
        QVERIFY(settings);
        m_settings = std::move(*settings);
        m_profiles = std::make_unique<Settings::ProfileStore>(m_settings->file());
        m_store = std::make_unique<PaletteStore>(m_settings->file(), *m_profiles);
    }

    const Place m_action{{}, u"action"_s, u"refresh"_s};
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<PaletteStore> m_store;
    TenantId m_acme;
};

void TestPaletteStore::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    reopen();
    Domain::TenantProfile profile;
    profile.name = u"Acme"_s;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"abc"_s;
    m_acme = *m_profiles->add(profile);
}

void TestPaletteStore::keepsBothInTheirOrder()
{
    QVERIFY(m_store->setFavourite(connection(u"con_2"_s), true));
    QVERIFY(m_store->setFavourite(m_action, true));
    m_store->noteVisit(m_action);
    m_store->noteVisit(connection(u"con_1"_s));
    reopen();
    QCOMPARE(m_store->favourites(), (QList<Place>{connection(u"con_2"_s), m_action}));
    QCOMPARE(m_store->recent(), (QList<Place>{connection(u"con_1"_s), m_action}));
}

void TestPaletteStore::theLastVisitComesFirstAndOldOnesGo()
{
    for (int i = 0; i < 30; ++i) {
        m_store->noteVisit(connection(u"con_%1"_s.arg(i)));
    }
    QCOMPARE(m_store->recent().size(), PaletteStore::mostRecent);
    QCOMPARE(m_store->recent().first(), connection(u"con_29"_s));
    m_store->noteVisit(connection(u"con_25"_s));
    QCOMPARE(m_store->recent().first(), connection(u"con_25"_s));
    QCOMPARE(m_store->recent().count(connection(u"con_25"_s)), 1);
    reopen();
    QCOMPARE(m_store->recent().size(), PaletteStore::mostRecent);
}

void TestPaletteStore::favouritesAreMarkedOnceAndTakenBack()
{
    QSignalSpy changed(m_store.get(), &PaletteStore::changed);
    QVERIFY(m_store->setFavourite(m_action, true));
    QVERIFY(m_store->setFavourite(m_action, true));
    QCOMPARE(changed.count(), 1);
    QVERIFY(m_store->setFavourite(m_action, false));
    QVERIFY(m_store->favourites().isEmpty());
    reopen();
    QVERIFY(m_store->favourites().isEmpty());
}

void TestPaletteStore::thereIsAnEndToFavourites()
{
    for (int i = 0; i < int(PaletteStore::mostFavourites); ++i) {
        QVERIFY(m_store->setFavourite(connection(u"con_%1"_s.arg(i)), true));
    }
    const auto refused = m_store->setFavourite(m_action, true);
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(u"100"_s));
}

void TestPaletteStore::thoseOfATenantThatIsNotSavedStayHere()
{
    const Place sandbox{TenantId(u"sandbox-eu"_s), u"applications"_s, u"portal"_s};
    QVERIFY(m_store->setFavourite(sandbox, true));
    QVERIFY(m_store->setFavourite(m_action, true));
    m_store->noteVisit(sandbox);
    QCOMPARE(m_store->favourites().first(), sandbox);
    QVERIFY(!file().contains("portal"));
    reopen();
    QCOMPARE(m_store->favourites(), QList<Place>{m_action});
    QVERIFY(m_store->recent().isEmpty());
}

void TestPaletteStore::removingAProfileForgetsItsPlaces()
{
    QVERIFY(m_store->setFavourite(connection(u"con_1"_s), true));
    m_store->noteVisit(connection(u"con_2"_s));
    m_store->noteVisit(m_action);
    QVERIFY(m_profiles->remove(m_acme));
    QVERIFY(m_store->favourites().isEmpty());
    QCOMPARE(m_store->recent(), QList<Place>{m_action});
    QVERIFY(!file().contains("con_"));
}

void TestPaletteStore::onlyIdsReachTheFile()
{
    m_store->noteVisit(connection(u"con_1"_s));
    const QByteArray text = file();
    QVERIFY(text.contains("recent"));
    QVERIFY(text.contains("con_1"));
    QCOMPARE(text.count("Acme"), 1); // the profile's own
}

void TestPaletteStore::aFailedSaveMarksNothing()
{
    // A folder stands where the file is to be replaced.
    const QString path = m_home->filePath(u"config/tenantry.ini"_s);
    QVERIFY(QFile::remove(path));
    QVERIFY(QDir().mkpath(path + u"/inside"_s));
    QVERIFY(!m_store->setFavourite(m_action, true));
    QVERIFY(m_store->favourites().isEmpty());
    m_store->noteVisit(m_action); // is at least remembered now
    QCOMPARE(m_store->recent(), QList<Place>{m_action});
}

QTEST_GUILESS_MAIN(TestPaletteStore)
#include "tst_palettestore.moc"
