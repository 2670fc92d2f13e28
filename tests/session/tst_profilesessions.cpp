#include "session/profilesessions.h"

#include "auth/memorystore.h"
#include "session/storedsecretsource.h"
#include "settings/inifile.h"
#include "settings/profilestore.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestProfileSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void followsTheProfiles();
    void opensWithoutAskingTheKeychain();
    void saysThatASecretIsMissing();

private:
    Domain::TenantProfile profile(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings::IniFile> m_file;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
};

namespace {

/// Counts how often somebody wants a secret: each time may open a dialog of the desktop.
class CountingStore : public Auth::MemoryStore
{
public:
    void read(const Domain::TenantId &id, Auth::SecretKind kind, QObject *context,
              Callback<Auth::Secret> callback) override
    {
        ++reads;
        MemoryStore::read(id, kind, context, std::move(callback));
    }
    int reads = 0;
};

Api::ClientOptions alone(const Domain::TenantProfile &)
{
    Api::ClientOptions options;
    options.sharesBudget = false;
    return options;
}

} // namespace

void TestProfileSessions::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto file = Settings::IniFile::open(m_folder->path(), u"tenantry.ini"_s);
    QVERIFY(file);
    m_file = *std::move(file);
    m_profiles = std::make_unique<Settings::ProfileStore>(*m_file);
}

void TestProfileSessions::cleanup()
{
    m_profiles.reset();
    m_file.reset();
}

Domain::TenantProfile TestProfileSessions::profile(const QString &name) const
{
    Domain::TenantProfile profile;
    profile.name = name;
    profile.domain = name.toLower() + u".eu.auth0.com"_s;
    profile.clientId = u"client"_s;
    return profile;
}

void TestProfileSessions::followsTheProfiles()
{
    const auto first = m_profiles->add(profile(u"First"_s));
    QVERIFY(first);
    Session::Estate estate;
    CountingStore secrets;
    Session::ProfileSessions sessions(estate, *m_profiles, secrets, alone);
    QCOMPARE(estate.sessions().size(), 1);
    const auto second = m_profiles->add(profile(u"Second"_s));
    QVERIFY(second);
    QCOMPARE(estate.sessions().size(), 2);

    Domain::TenantProfile renamed = *m_profiles->find(*second);
    renamed.name = u"Renamed"_s;
    QVERIFY(m_profiles->edit(renamed));
    QCOMPARE(estate.sessions().size(), 2);
    QCOMPARE(estate.find(*second)->profile().name, u"Renamed"_s);

    QVERIFY(m_profiles->remove(*first));
    QCOMPARE(estate.sessions().size(), 1);
    QVERIFY(!estate.find(*first));
}

void TestProfileSessions::opensWithoutAskingTheKeychain()
{
    QVERIFY(m_profiles->add(profile(u"First"_s)));
    Session::Estate estate;
    CountingStore secrets;
    Session::ProfileSessions sessions(estate, *m_profiles, secrets, alone);
    QCoreApplication::processEvents();
    QCOMPARE(secrets.reads, 0);
}

void TestProfileSessions::saysThatASecretIsMissing()
{
    const auto id = m_profiles->add(profile(u"First"_s));
    QVERIFY(id);
    Session::Estate estate;
    CountingStore secrets;
    Session::ProfileSessions sessions(estate, *m_profiles, secrets, alone);
    Session::TenantSession *session = estate.find(*id);
    session->refreshAll();
    QTRY_COMPARE(session->status(Query::Kind::Connections).phase, Session::KindStatus::Phase::Failed);
    QCOMPARE(session->status(Query::Kind::Connections).error->kind, Api::ApiError::Kind::Auth);
    QVERIFY(!session->status(Query::Kind::Connections).error->text().isEmpty());
    QCOMPARE(secrets.reads, 1); // one answer for all who waited
    QVERIFY(session->client().log().records().isEmpty()); // nothing went out

    // A secret that was entered meanwhile is looked for when it is wanted the next time.
    sessions.renewSecret(*id);
    session->refresh(Query::Kind::Connections);
    QTRY_COMPARE(secrets.reads, 2);
}

QTEST_GUILESS_MAIN(TestProfileSessions)
#include "tst_profilesessions.moc"
