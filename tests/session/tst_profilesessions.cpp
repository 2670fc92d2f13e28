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

using Query::Kind;
using Phase = Session::KindStatus::Phase;

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
        if (isAbsent) {
            return callback(tl::make_unexpected(Auth::storeError(Auth::StoreError::Kind::Unavailable)));
        }
        MemoryStore::read(id, kind, context, std::move(callback));
    }
    /// Answers what was held back: no such secret.
    void release() { m_held(tl::make_unexpected(Auth::storeError(Auth::StoreError::Kind::NotFound))); }

    int reads = 0;
    bool holdsBack = false; ///< the next reading waits for release()
    bool isAbsent = false; ///< no program offers a keychain

private:
    Callback<Auth::Secret> m_held;
};

Api::ClientOptions alone(const Domain::TenantProfile &)
{
    Api::ClientOptions options;
    options.sharesBudget = false;
    return options;
}

/// Saved profiles in a folder of their own, and the estate that follows them.
struct Fixture
{
    QTemporaryDir folder;
    std::unique_ptr<Settings::IniFile> file = *Settings::IniFile::open(folder.path(), u"tenantry.ini"_s);
    Settings::ProfileStore profiles{*file};
    CountingStore secrets;
    Session::Estate estate;
    Session::ProfileSessions sessions{estate, profiles, secrets, alone};

    Domain::TenantId save(const QString &name)
    {
        Domain::TenantProfile profile;
        profile.name = name;
        profile.domain = name.toLower() + u".eu.auth0.com"_s;
        profile.clientId = u"client"_s;
        return profiles.add(profile).value_or(Domain::TenantId());
    }

    void edit(const Domain::TenantId &id, const std::function<void(Domain::TenantProfile &)> &change)
    {
        Domain::TenantProfile profile = *profiles.find(id);
        change(profile);
        QVERIFY(profiles.edit(profile));
    }
};

/// The same with a profile of a small sandbox, whose secret is not kept yet.
struct SandboxFixture : Fixture
{
    Sandbox::Server server{recording(),
                           {Sandbox::scaleEstate({.connections = 4, .applications = 2, .organizations = 3}, 1)}};
    Domain::TenantId id;

    SandboxFixture()
    {
        server.start();
        const Sandbox::TenantAccess access = server.tenants().front();
        Domain::TenantProfile profile;
        profile.name = u"Sandbox"_s;
        profile.baseUrl = QUrl(QString::fromStdString(access.url));
        profile.clientId = QString::fromStdString(access.clientId);
        id = profiles.add(profile).value_or(Domain::TenantId());
    }

    static Sandbox::Options recording()
    {
        Sandbox::Options options;
        options.recordRequests = true;
        return options;
    }

    Session::TenantSession *session() const { return estate.find(id); }

    void keepSecret()
    {
        secrets.write(id, Auth::SecretKind::ClientSecret,
                      Api::Secret(QByteArray::fromStdString(server.tenants().front().clientSecret)), &secrets,
                      [](const auto &) {});
    }

    bool isRead() const
    {
        return session()->status(Kind::Connections).phase == Phase::Complete
            && session()->status(Kind::Applications).phase == Phase::Complete
            && session()->status(Kind::Organizations).phase == Phase::Complete
            && session()->mapStatus().phase == Phase::Complete;
    }

    /// What stands in the tenant's column of all records.
    QSet<QString> tenantNames() const
    {
        QSet<QString> names;
        for (const Kind kind : Query::inventoryKinds) {
            for (const Query::RecordPtr &record : session()->records(kind)) {
                names.insert(Query::textAt(*record, kind, u"tenant"));
            }
        }
        return names;
    }
};

} // namespace

class TestProfileSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsTheProfiles();
    void opensWithoutAskingTheKeychain();
    void saysThatASecretIsMissing();
    void aMissingKeychainIsNoTenantsOwn();
    void readsAgainWithASecretThatCameLate();
    void takesASecretThatComesWhileItLooksForOne();
    void opensNothingSavedUnlessAsked();
    void anotherNameReadsNothingAgain();
    void anotherNameReachesWhatIsStillBeingRead();
    void anotherSchemaReadsNothingAgain();
    void anotherAddressOpensAnotherSession();
};

void TestProfileSessions::followsTheProfiles()
{
    Fixture fixture;
    const Domain::TenantId first = fixture.save(u"First"_s);
    QVERIFY(fixture.estate.find(first));
    const Domain::TenantId second = fixture.save(u"Second"_s);
    QCOMPARE(fixture.estate.sessions().size(), 2);

    fixture.edit(second, [](Domain::TenantProfile &profile) { profile.name = u"Renamed"_s; });
    QCOMPARE(fixture.estate.sessions().size(), 2);
    QCOMPARE(fixture.estate.find(second)->profile().name, u"Renamed"_s);

    QVERIFY(fixture.profiles.remove(first));
    QCOMPARE(fixture.estate.sessions().size(), 1);
    QVERIFY(!fixture.estate.find(first));
}

void TestProfileSessions::opensWithoutAskingTheKeychain()
{
    Fixture fixture;
    fixture.save(u"First"_s);
    QCoreApplication::processEvents();
    QCOMPARE(fixture.secrets.reads, 0);
}

void TestProfileSessions::saysThatASecretIsMissing()
{
    Fixture fixture;
    const Domain::TenantId id = fixture.save(u"First"_s);
    Session::TenantSession *session = fixture.estate.find(id);
    session->refreshAll();
    QTRY_COMPARE(session->status(Kind::Connections).phase, Phase::Failed);
    QCOMPARE(session->status(Kind::Connections).error->kind, Api::ApiError::Kind::Auth);
    QVERIFY(!session->status(Kind::Connections).error->text().isEmpty());
    QCOMPARE(fixture.secrets.reads, 1); // one answer for all who waited
    QVERIFY(session->client().log().records().isEmpty()); // nothing went out

    // A secret that was entered meanwhile is looked for when it is wanted the next time.
    fixture.sessions.renewSecret(id);
    QTRY_COMPARE(fixture.secrets.reads, 2);
}

/// Told apart, so that it can be told once: a secret that is missing is, a keychain is not.
void TestProfileSessions::aMissingKeychainIsNoTenantsOwn()
{
    for (const bool isAbsent : {false, true}) {
        Fixture fixture;
        fixture.secrets.isAbsent = isAbsent;
        Session::TenantSession *session = fixture.estate.find(fixture.save(u"First"_s));
        session->refreshAll();
        for (const Kind kind : Query::inventoryKinds) {
            QTRY_COMPARE(session->status(kind).phase, Phase::Failed);
            QCOMPARE(session->status(kind).error->errorCode == Session::keychainErrorCode, isAbsent);
        }
    }
}

void TestProfileSessions::readsAgainWithASecretThatCameLate()
{
    SandboxFixture fixture;
    fixture.session()->refreshAll();
    QTRY_COMPARE(fixture.session()->status(Kind::Connections).phase, Phase::Failed);
    fixture.keepSecret();
    fixture.sessions.renewSecret(fixture.id);
    QTRY_VERIFY(fixture.isRead());
}

/// A dialog adds the profile, whose tables ask for the secret at once, before the keychain has taken it.
void TestProfileSessions::takesASecretThatComesWhileItLooksForOne()
{
    SandboxFixture fixture;
    fixture.secrets.holdsBack = true;
    fixture.session()->refreshAll();
    QTRY_COMPARE(fixture.secrets.reads, 1);
    fixture.keepSecret();
    fixture.sessions.renewSecret(fixture.id);
    fixture.secrets.release(); // "there is none", as it was when it was asked
    QTRY_COMPARE(fixture.session()->status(Kind::Connections).phase, Phase::Complete);
    QCOMPARE(fixture.secrets.reads, 2);
}

/// Who tries the sandbox sends nothing to the tenants that are saved.
void TestProfileSessions::opensNothingSavedUnlessAsked()
{
    Fixture fixture;
    const Domain::TenantId saved = fixture.save(u"First"_s);
    Session::Estate estate;
    Session::ProfileSessions sessions(estate, fixture.profiles, fixture.secrets, alone);
    QVERIFY(estate.sessions().isEmpty());
    const Domain::TenantId added = fixture.save(u"Second"_s);
    QCOMPARE(estate.sessions().size(), 1);
    QVERIFY(estate.find(added));
    sessions.openAll();
    QVERIFY(estate.find(saved));
}

void TestProfileSessions::anotherNameReadsNothingAgain()
{
    SandboxFixture fixture;
    fixture.keepSecret();
    fixture.session()->refreshAll();
    QTRY_VERIFY(fixture.isRead());
    const int lock = Query::columnIndex(Kind::Applications, u"lock");
    const auto firstCount = [&] { return fixture.session()->records(Kind::Applications).first()->cells.at(lock); };
    QTRY_VERIFY(firstCount() != Query::Value());
    const Query::Value counted = firstCount();
    fixture.server.forgetRequests();
    const QPointer<Session::TenantSession> before = fixture.session();
    QSignalSpy told(before, &Session::TenantSession::displayChanged);
    QSignalSpy opened(&fixture.estate, &Session::Estate::opened);

    fixture.edit(fixture.id, [](Domain::TenantProfile &profile) {
        profile.name = u"Renamed"_s;
        profile.color = u"#123456"_s;
    });
    QCOMPARE(fixture.session(), before.get());
    QCOMPARE(opened.count(), 0);
    QCOMPARE(told.count(), 1);
    QCOMPARE(fixture.session()->profile(), *fixture.profiles.find(fixture.id));
    QTRY_COMPARE(fixture.tenantNames(), QSet<QString>{u"Renamed"_s});
    QCOMPARE(firstCount(), counted);
    QVERIFY(fixture.isRead());
    QVERIFY(fixture.server.requests().empty());
}

void TestProfileSessions::anotherSchemaReadsNothingAgain()
{
    SandboxFixture fixture;
    const QPointer<Session::TenantSession> before = fixture.session();
    fixture.edit(fixture.id, [](Domain::TenantProfile &profile) { profile.metadataSchemaFile = u"/a.json"_s; });
    QCOMPARE(fixture.session(), before.get());
    QCOMPARE(fixture.session()->profile(), *fixture.profiles.find(fixture.id));
}

void TestProfileSessions::anotherNameReachesWhatIsStillBeingRead()
{
    SandboxFixture fixture;
    fixture.keepSecret();
    fixture.session()->refreshAll();
    fixture.edit(fixture.id, [](Domain::TenantProfile &profile) { profile.name = u"Renamed"_s; });
    QTRY_VERIFY(fixture.isRead());
    QCOMPARE(fixture.tenantNames(), QSet<QString>{u"Renamed"_s});
    const int lock = Query::columnIndex(Kind::Applications, u"lock");
    QTRY_VERIFY(fixture.session()->records(Kind::Applications).first()->cells.at(lock) != Query::Value());
    QCOMPARE(fixture.tenantNames(), QSet<QString>{u"Renamed"_s});
}

void TestProfileSessions::anotherAddressOpensAnotherSession()
{
    Fixture fixture;
    const Domain::TenantId id = fixture.save(u"First"_s);
    QSignalSpy opened(&fixture.estate, &Session::Estate::opened);
    fixture.edit(id, [](Domain::TenantProfile &profile) {
        profile.name = u"Renamed"_s;
        profile.domain = u"elsewhere.eu.auth0.com"_s;
    });
    QCOMPARE(opened.count(), 1);
    QCOMPARE(fixture.estate.find(id)->profile().domain, u"elsewhere.eu.auth0.com"_s);
}

QTEST_GUILESS_MAIN(TestProfileSessions)
#include "tst_profilesessions.moc"
