#include "settings/profilestore.h"
#include "settings/searchstore.h"
#include "settings/settingsstore.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Domain::SavedSearch;
using Domain::TenantId;
using Settings::Problem;
using Settings::SearchStore;

/// The searches that were saved under a name.
class TestSearchStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void keepsAllOfThem();
    void aNameIsOneSearchs();
    void renamesAndRemoves();
    void thoseOfARemovedTenantStay();
    void thoseOfATenantThatIsNotSavedStayHere();
    void onlyTheOwnerReadsTheFile();
    void aFailedSaveKeepsNothing();
    void whatIsNoSearchIsLeftOut();

private:
    QString path() const { return m_home->filePath(u"config/tenantry.ini"_s); }
    void reopen()
    {
        m_store.reset();
        m_profiles.reset();
        m_settings.reset();
        auto settings = Settings::SettingsStore::open(m_home->filePath(u"config"_s));
        QVERIFY(settings);
        m_settings = std::move(*settings);
        m_profiles = std::make_unique<Settings::ProfileStore>(m_settings->file());
        m_store = std::make_unique<SearchStore>(m_settings->file(), *m_profiles);
    }
    SavedSearch named(const QString &name) const
    {
        return {
            {}, name, m_acme, u"acme-prod"_s, u"users"_s, {}, u"blocked=true name~\"a, b\""_s, u"email:*@acme.com"_s};
    }
    QStringList names() const
    {
        QStringList names;
        for (const SavedSearch &search : m_store->searches()) {
            names << search.name;
        }
        return names;
    }

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<SearchStore> m_store;
    TenantId m_acme;
};

void TestSearchStore::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    reopen();
    Domain::TenantProfile acme;
    acme.name = u"acme-prod"_s;
    acme.domain = u"acme.eu.auth0.com"_s;
    acme.clientId = u"client"_s;
    const auto added = m_profiles->add(acme);
    QVERIFY(added);
    m_acme = *added;
}

void TestSearchStore::keepsAllOfThem()
{
    QVERIFY(m_store->add(named(u"Blocked"_s)));
    SavedSearch everywhere = named(u"  Acme   everywhere "_s);
    everywhere.tenant = {};
    everywhere.tenantName.clear();
    QVERIFY(m_store->add(everywhere));
    QCOMPARE(names(), (QStringList{u"Acme everywhere"_s, u"Blocked"_s}));
    const QList<SavedSearch> before = m_store->searches();
    QVERIFY(before.at(0).id != before.at(1).id);
    reopen();
    QCOMPARE(m_store->searches(), before);
    QCOMPARE(m_store->find(before.at(1).id)->filter, named({}).filter);
}

void TestSearchStore::aNameIsOneSearchs()
{
    QVERIFY(m_store->add(named(u"Blocked"_s)));
    const auto again = m_store->add(named(u"blocked"_s));
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Problem::Kind::NameTaken);
    QVERIFY(!m_store->add(named(u"  "_s)));
    QVERIFY(!m_store->add(named(QString(SearchStore::longestName + 1, u'n'))));
    SavedSearch longest = named(u"Long"_s);
    longest.search = QString(SearchStore::longestText + 1, u'x');
    QVERIFY(!m_store->add(longest));
    QCOMPARE(m_store->searches().size(), 1);
}

void TestSearchStore::renamesAndRemoves()
{
    QVERIFY(m_store->add(named(u"One"_s)));
    QVERIFY(m_store->add(named(u"Two"_s)));
    const QString one = m_store->searches().first().id;
    QVERIFY(!m_store->rename(one, u"TWO"_s));
    QVERIFY(m_store->rename(one, u"ONE"_s)); // its own, written otherwise
    QVERIFY(m_store->rename(one, u"Zebra"_s));
    QCOMPARE(names(), (QStringList{u"Two"_s, u"Zebra"_s}));
    QCOMPARE(m_store->find(one)->name, u"Zebra"_s); // the same one
    const QSignalSpy changed(m_store.get(), &SearchStore::changed);
    QVERIFY(m_store->remove(one));
    QVERIFY(m_store->remove(one)); // it is gone already
    QCOMPARE(changed.size(), 1);
    reopen();
    QCOMPARE(names(), QStringList{u"Two"_s});
}

void TestSearchStore::thoseOfARemovedTenantStay()
{
    QVERIFY(m_store->add(named(u"Blocked"_s)));
    QVERIFY(m_profiles->remove(m_acme));
    SavedSearch other = named(u"Other"_s);
    other.tenant = {};
    QVERIFY(m_store->add(other)); // writes the file again
    reopen();
    QCOMPARE(names(), (QStringList{u"Blocked"_s, u"Other"_s}));
    QCOMPARE(m_store->searches().first().tenantName, u"acme-prod"_s);
    QVERIFY(m_store->remove(m_store->searches().first().id));
}

void TestSearchStore::thoseOfATenantThatIsNotSavedStayHere()
{
    SavedSearch passing = named(u"Of the sandbox"_s);
    passing.tenant = TenantId(u"sandbox-1"_s);
    QVERIFY(m_store->isPassing(passing.tenant) && !m_store->isPassing(m_acme) && !m_store->isPassing({}));
    QVERIFY(m_store->add(passing));
    QVERIFY(m_store->add(named(u"Kept"_s)));
    QCOMPARE(m_store->searches().size(), 2);
    reopen();
    QCOMPARE(names(), QStringList{u"Kept"_s});
}

void TestSearchStore::onlyTheOwnerReadsTheFile()
{
    QVERIFY(m_store->add(named(u"Blocked"_s)));
    QCOMPARE(QFile::permissions(path()) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
}

void TestSearchStore::aFailedSaveKeepsNothing()
{
    QVERIFY(m_store->add(named(u"Kept"_s)));
    QVERIFY(QFile::rename(path(), path() + ".aside"_L1));
    QVERIFY(QDir().mkdir(path()));
    const QSignalSpy changed(m_store.get(), &SearchStore::changed);
    QVERIFY(!m_store->add(named(u"Lost"_s)));
    QVERIFY(!m_store->remove(m_store->searches().first().id));
    QCOMPARE(changed.size(), 0);
    QCOMPARE(names(), QStringList{u"Kept"_s});
    QVERIFY(QDir().rmdir(path()));
    QVERIFY(QFile::rename(path() + ".aside"_L1, path()));
}

void TestSearchStore::whatIsNoSearchIsLeftOut()
{
    QVERIFY(m_store->add(named(u"Kept"_s)));
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray text = file.readAll();
    text.replace("saved\\size=1", "saved\\2\\name=No id\nsaved\\3\\id=no-name\nsaved\\size=9");
    QVERIFY(text.contains("size=9"));
    file.resize(0);
    file.seek(0);
    file.write(text);
    file.close();
    reopen();
    QCOMPARE(names(), QStringList{u"Kept"_s});
}

QTEST_GUILESS_MAIN(TestSearchStore)
#include "tst_searchstore.moc"
