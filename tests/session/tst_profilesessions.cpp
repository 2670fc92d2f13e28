#include "session/profilesessions.h"

#include "auth/memorystore.h"
#include "sandbox/scale.h"
#include "sandbox/server.h"
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
    void readsAgainWithASecretThatCameLate();
    void takesASecretThatComesWhileItLooksForOne();
    void opensNothingSavedUnlessAsked();

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
        if (std::exchange(holdsBack, false)) {
            m_held = std::move(callback);
            return;
        }
        MemoryStore::read(id, kind, context, std::move(callback));
    }
    /// Answers what was held back: no such secret.
    void release() { m_held(tl::make_unexpected(Auth::storeError(Auth::StoreError::Kind::NotFound))); }

    int reads = 0;
    bool holdsBack = false; ///< the next reading waits for release()

private:
    Callback<Auth::Secret> m_held;
};

Domain::TenantProfile sandboxProfile(const Sandbox::Server &server)
{
    const Sandbox::TenantAccess access = server.tenants().front();
    Domain::TenantProfile profile;
    profile.name = u"Sandbox"_s;
    profile.baseUrl = QUrl(QString::fromStdString(access.url));
    profile.clientId = QString::fromStdString(access.clientId);
    return profile;
}

Api::Secret secretOf(const Sandbox::Server &server)
{
    return Api::Secret(QByteArray::fromStdString(server.tenants().front().clientSecret));
}

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
    sessions.openAll();
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
    sessions.openAll();
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
    sessions.openAll();
    Session::TenantSession *session = estate.find(*id);
    session->refreshAll();
    QTRY_COMPARE(session->status(Query::Kind::Connections).phase, Session::KindStatus::Phase::Failed);
    QCOMPARE(session->status(Query::Kind::Connections).error->kind, Api::ApiError::Kind::Auth);
    QVERIFY(!session->status(Query::Kind::Connections).error->text().isEmpty());
    QCOMPARE(secrets.reads, 1); // one answer for all who waited
    QVERIFY(session->client().log().records().isEmpty()); // nothing went out

    // A secret that was entered meanwhile is looked for when it is wanted the next time.
    sessions.renewSecret(*id);
    QTRY_COMPARE(secrets.reads, 2);
}

void TestProfileSessions::readsAgainWithASecretThatCameLate()
{
    Sandbox::Server server(Sandbox::Options(), {Sandbox::scaleEstate({.connections = 4, .applications = 2}, 1)});
    server.start();
    const auto id = m_profiles->add(sandboxProfile(server));
    QVERIFY(id);
    Session::Estate estate;
    CountingStore secrets;
    Session::ProfileSessions sessions(estate, *m_profiles, secrets, alone);
    sessions.openAll();
    Session::TenantSession *session = estate.find(*id);
    session->refreshAll();
    QTRY_COMPARE(session->status(Query::Kind::Connections).phase, Session::KindStatus::Phase::Failed);
    secrets.write(*id, Auth::SecretKind::ClientSecret, secretOf(server), this, [](const auto &) {});
    sessions.renewSecret(*id);
    QTRY_COMPARE(session->status(Query::Kind::Connections).phase, Session::KindStatus::Phase::Complete);
    QTRY_COMPARE(session->status(Query::Kind::Applications).phase, Session::KindStatus::Phase::Complete);
    QTRY_COMPARE(session->mapStatus().phase, Session::KindStatus::Phase::Complete);
}

/// A dialog adds the profile, whose tables ask for the secret at once, before the keychain has taken it.
void TestProfileSessions::takesASecretThatComesWhileItLooksForOne()
{
    Sandbox::Server server(Sandbox::Options(), {Sandbox::scaleEstate({.connections = 4, .applications = 2}, 1)});
    server.start();
    const auto id = m_profiles->add(sandboxProfile(server));
    QVERIFY(id);
    Session::Estate estate;
    CountingStore secrets;
    secrets.holdsBack = true;
    Session::ProfileSessions sessions(estate, *m_profiles, secrets, alone);
    sessions.openAll();
    Session::TenantSession *session = estate.find(*id);
    session->refreshAll();
    QTRY_COMPARE(secrets.reads, 1);
    secrets.write(*id, Auth::SecretKind::ClientSecret, secretOf(server), this, [](const auto &) {});
    sessions.renewSecret(*id);
    secrets.release(); // "there is none", as it was when it was asked
    QTRY_COMPARE(session->status(Query::Kind::Connections).phase, Session::KindStatus::Phase::Complete);
    QCOMPARE(secrets.reads, 2);
}

/// Who tries the sandbox sends nothing to the tenants that are saved.
void TestProfileSessions::opensNothingSavedUnlessAsked()
{
    const auto saved = m_profiles->add(profile(u"First"_s));
    QVERIFY(saved);
    Session::Estate estate;
    CountingStore secrets;
    Session::ProfileSessions sessions(estate, *m_profiles, secrets, alone);
    QVERIFY(estate.sessions().isEmpty());
    const auto added = m_profiles->add(profile(u"Second"_s));
    QVERIFY(added);
    QCOMPARE(estate.sessions().size(), 1);
    QVERIFY(estate.find(*added));
}

QTEST_GUILESS_MAIN(TestProfileSessions)
#include "tst_profilesessions.moc"
