#include "session/snapshotkeeper.h"

#include "auth/tokensources.h"
#include "sandbox/defaultestate.h"
#include "session/profilesessions.h"
#include "session/storedstate.h"
#include "settings/inifile.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "store/snapshotstore.h"
#include "support/sandboxestate.h"
#include "json/application_json.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using Query::Kind;
using Store::Part;

namespace {

using namespace std::chrono_literals;

/// Whatever rests is kept at once, and again however soon.
constexpr Session::SnapshotPace hasty{0ms, 0ms, 3600s};

} // namespace

/// Snapshots that follow what is read.
class TestSnapshotKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatWasReadIsKept();
    void onlyNewsAreKept();
    void whatIsNotSavedStaysApart();
    void snapshotsGoWithTheProfile();
    void snapshotsGoWithTheDomain();
    void anotherProfileOfTheTenantKeepsThem();
    void troubleIsToldOnce();
    void aSnapshotOfTheFutureIsTold();
    void theyAreKeptAsLongAsThePreferencesSay();
    void whatWasReadBeforeIsNoNews();
    void aStateIsOfTheTimeItWasRead();
    void listsThatAreNotWholeAreLeftOut();
    void theEndKeepsWhatWaits();
    void theEndKeepsNoHalfReading();

private:
    QString saved() const { return m_folder->filePath(u"data/snapshots.sqlite"_s); }
    QString others() const { return m_folder->filePath(u"scratch/snapshots.sqlite"_s); }
    /// A session on the sandbox's first tenant, with a saved profile of this name.
    Session::TenantSession *openSaved(const QString &name);
    /// Reads everything; true once the snapshots know that the map was read.
    bool readAndKeep(Session::TenantSession &session, const QString &file);
    QList<Store::SnapshotInfo> kept(const QString &file) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Settings::IniFile> m_ini;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::SnapshotKeeper> m_keeper;
};

void TestSnapshotKeeper::init()
{
    m_keeper.reset();
    m_estate = std::make_unique<Session::Estate>();
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<Sandbox::Server>(Sandbox::Options(), Sandbox::defaultEstate());
    m_server->start();
    m_profiles.reset();
    m_ini = *Settings::IniFile::open(m_folder->path(), u"tenantry.ini"_s);
    m_profiles = std::make_unique<Settings::ProfileStore>(*m_ini);
    m_keeper = std::make_unique<Session::SnapshotKeeper>(
        *m_estate, *m_profiles, Session::SnapshotFiles{saved(), others()}, Json::SecretKeys::fromResource());
    m_keeper->setPace(hasty);
}

Session::TenantSession *TestSnapshotKeeper::openSaved(const QString &name)
{
    const Sandbox::TenantAccess access = m_server->tenants().at(0);
    Domain::TenantProfile profile;
    profile.name = name;
    profile.baseUrl = QUrl(QString::fromStdString(access.url));
    profile.clientId = QString::fromStdString(access.clientId);
    profile.id = *m_profiles->add(profile);
    Api::ClientOptions options;
    options.sharesBudget = false;
    auto session = *Session::makeSession(
        profile, Auth::tokenSource(profile, Api::Secret(QByteArray::fromStdString(access.clientSecret))), options);
    Session::TenantSession *made = session.get();
    m_estate->open(std::move(session));
    return made;
}

QList<Store::SnapshotInfo> TestSnapshotKeeper::kept(const QString &file) const
{
    if (!QFile::exists(file)) {
        return {};
    }
    return *(*Store::SnapshotStore::open(file, Json::SecretKeys::fromResource()))->snapshots();
}

bool TestSnapshotKeeper::readAndKeep(Session::TenantSession &session, const QString &file)
{
    if (!SandboxEstate::readAll(session)) {
        return false;
    }
    session.readMap();
    return QTest::qWaitFor(
        [&] {
            const QList<Store::SnapshotInfo> list = kept(file);
            return !list.isEmpty() && list.last().parts.at(Part::Enabled).isRead;
        },
        30'000);
}

void TestSnapshotKeeper::whatWasReadIsKept()
{
    Session::TenantSession &session = *openSaved(u"prod"_s);
    QVERIFY(readAndKeep(session, saved()));
    const Store::SnapshotInfo last = kept(saved()).last();
    QCOMPARE(last.tenant, Session::storedName(session.profile()));
    QCOMPARE(last.parts.at(Part::Connections).count, session.records(Kind::Connections).size());
    QCOMPARE(last.parts.at(Part::Applications).count, session.records(Kind::Applications).size());
    QVERIFY(last.parts.at(Part::OrganizationConnections).isRead);
    // The application with 57 of them, as the map has it.
    const QList<Query::RecordPtr> applications = session.records(Kind::Applications);
    QTRY_VERIFY_WITH_TIMEOUT(std::any_of(applications.begin(), applications.end(),
                                         [&](const Query::RecordPtr &application) {
                                             const auto counts
                                                 = m_keeper->databaseCounts(session.id(), application->id);
                                             return !counts.isEmpty() && counts.last().count == 57;
                                         }),
                             30'000);
    QVERIFY(!QFile::exists(others()));
}

void TestSnapshotKeeper::onlyNewsAreKept()
{
    Session::TenantSession &session = *openSaved(u"prod"_s);
    QVERIFY(readAndKeep(session, saved()));
    const qsizetype before = kept(saved()).size();
    QSignalSpy changed(m_keeper.get(), &Session::SnapshotKeeper::changed);
    session.refresh(Kind::Connections);
    // It may be looked at before this loop sees that the reading has ended.
    QTRY_VERIFY_WITH_TIMEOUT(!session.status(Kind::Connections).isReading() && !changed.isEmpty(), 30'000);
    QCOMPARE(kept(saved()).size(), before);
    QByteArray text = session.records(Kind::Applications).first()->original;
    const qsizetype name = text.indexOf("\"name\":\"") + 8;
    text.insert(name, "Renamed ");
    const QDateTime then = kept(saved()).last().at;
    session.accept({*Json::readApplication(text)});
    QTRY_COMPARE_WITH_TIMEOUT(kept(saved()).size(), before + 1, 30'000);
    QCOMPARE(kept(saved()).last().changed, 1);
    QVERIFY(kept(saved()).last().at > then); // a change is not of a time before it was made
}

void TestSnapshotKeeper::whatIsNotSavedStaysApart()
{
    auto made = SandboxEstate::session(*m_server);
    Session::TenantSession &session = *made;
    m_estate->open(std::move(made));
    QVERIFY(readAndKeep(session, others()));
    QVERIFY(!QFile::exists(saved()));
}

void TestSnapshotKeeper::snapshotsGoWithTheProfile()
{
    Session::TenantSession &session = *openSaved(u"prod"_s);
    const Domain::TenantId id = session.id();
    QVERIFY(readAndKeep(session, saved()));
    m_estate->close(id);
    QVERIFY(m_profiles->remove(id));
    QTRY_VERIFY_WITH_TIMEOUT(kept(saved()).isEmpty(), 30'000);
    QVERIFY(m_keeper->databaseCounts(id, u"any"_s).isEmpty());
}

/// A profile that is corrected to another Auth0 tenant: nothing would ever remove those of the first one.
void TestSnapshotKeeper::snapshotsGoWithTheDomain()
{
    Session::TenantSession &session = *openSaved(u"prod"_s);
    Domain::TenantProfile profile = session.profile();
    QVERIFY(readAndKeep(session, saved()));
    profile.name = u"production"_s;
    QVERIFY(m_profiles->edit(profile));
    m_estate->close(profile.id);
    profile.baseUrl = QUrl(u"http://127.0.0.1:9"_s);
    QVERIFY(m_profiles->edit(profile));
    QTRY_VERIFY_WITH_TIMEOUT(kept(saved()).isEmpty(), 30'000);
}

void TestSnapshotKeeper::anotherProfileOfTheTenantKeepsThem()
{
    Session::TenantSession &session = *openSaved(u"prod"_s);
    const Domain::TenantId id = session.id();
    QVERIFY(readAndKeep(session, saved()));
    openSaved(u"the same with another client"_s);
    QVERIFY(m_profiles->remove(id));
    m_keeper.reset(); // waits for what it does
    QVERIFY(!kept(saved()).isEmpty());
}

void TestSnapshotKeeper::troubleIsToldOnce()
{
    QVERIFY(QDir().mkpath(saved())); // a folder is in the file's place
    QSignalSpy troubled(m_keeper.get(), &Session::SnapshotKeeper::troubled);
    QSignalSpy changed(m_keeper.get(), &Session::SnapshotKeeper::changed);
    Session::TenantSession &session = *openSaved(u"prod"_s);
    QVERIFY(SandboxEstate::readAll(session));
    QTRY_VERIFY_WITH_TIMEOUT(!troubled.isEmpty(), 30'000);
    QVERIFY(troubled.first().first().toString().contains(u"snapshots.sqlite"_s));
    const qsizetype before = changed.size();
    session.refresh(Kind::Connections);
    QTRY_VERIFY_WITH_TIMEOUT(changed.size() > before, 30'000);
    QCOMPARE(troubled.size(), 1);
}

/// Nothing would be kept before its day, and nobody would know.
void TestSnapshotKeeper::aSnapshotOfTheFutureIsTold()
{
    QSignalSpy troubled(m_keeper.get(), &Session::SnapshotKeeper::troubled);
    Session::TenantSession &session = *openSaved(u"prod"_s);
    Store::TenantState state;
    state.tenant = Session::storedName(session.profile());
    state.at = QDateTime::currentDateTimeUtc().addYears(1);
    state.objects[Part::Settings] = {{{}, "{}"}};
    QVERIFY((*Store::SnapshotStore::open(saved(), Json::SecretKeys::fromResource()))->save(state));
    QVERIFY(SandboxEstate::readAll(session));
    QTRY_VERIFY_WITH_TIMEOUT(!troubled.isEmpty(), 30'000);
    QVERIFY(troubled.first().first().toString().contains(u"clock"_s));
    QCOMPARE(kept(saved()).size(), 1);
}

void TestSnapshotKeeper::theyAreKeptAsLongAsThePreferencesSay()
{
    const auto settings = std::move(*Settings::SettingsStore::open(m_folder->filePath(u"preferences"_s)));
    m_keeper->follow(*settings);
    Settings::Preferences preferences = settings->preferences();
    preferences.snapshotDays = 30;
    QVERIFY(settings->setPreferences(preferences));
    Session::TenantSession &session = *openSaved(u"prod"_s);
    Store::TenantState state;
    state.tenant = Session::storedName(session.profile());
    state.objects[Part::Settings] = {{{}, "{}"}};
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const int days : {60, 20}) {
        state.at = now.addDays(-days);
        QVERIFY((*Store::SnapshotStore::open(saved(), Json::SecretKeys::fromResource()))->save(state));
    }
    QVERIFY(readAndKeep(session, saved()));
    QTRY_VERIFY_WITH_TIMEOUT(kept(saved()).first().at > now.addDays(-21), 30'000);
    QVERIFY(kept(saved()).first().at < now.addDays(-19)); // the younger one stays
}

/// A job of the night stored newer lists than the window holds.
void TestSnapshotKeeper::whatWasReadBeforeIsNoNews()
{
    Session::TenantSession &session = *openSaved(u"prod"_s);
    QVERIFY(readAndKeep(session, saved()));
    Store::TenantState state;
    state.tenant = Session::storedName(session.profile());
    state.at = QDateTime::currentDateTimeUtc().addMSecs(1);
    state.objects[Part::Applications] = {{u"client_of_the_night"_s, "{}"}};
    QVERIFY((*Store::SnapshotStore::open(saved(), Json::SecretKeys::fromResource()))->save(state));
    const qsizetype before = kept(saved()).size();
    QVERIFY(QTest::qWaitFor([&] { return QDateTime::currentDateTimeUtc() > state.at; }));
    session.refresh(Kind::Connections);
    QTRY_VERIFY_WITH_TIMEOUT(kept(saved()).size() > before, 30'000);
    const Store::SnapshotInfo last = kept(saved()).last();
    QVERIFY(last.parts.at(Part::Connections).isRead);
    QVERIFY(!last.parts.at(Part::Applications).isRead);
    QCOMPARE(last.gone, 0);
    QCOMPARE(last.at, session.status(Kind::Connections).readAt);
}

void TestSnapshotKeeper::aStateIsOfTheTimeItWasRead()
{
    const QDateTime nine(QDate(2026, 11, 28), QTime(9, 0), Qt::UTC);
    Store::TenantState whole;
    whole.objects = {{Part::Applications, {}}, {Part::Connections, {}}, {Part::Settings, {}}};
    const std::map<Part, QDateTime> times{{Part::Applications, nine.addSecs(60)},
                                          {Part::Connections, nine.addSecs(30)},
                                          {Part::Settings, nine.addSecs(-8LL * 3600)}};
    Store::TenantState state = whole;
    Session::dateByReading(state, times, {});
    QCOMPARE(state.at, nine.addSecs(30));
    QVERIFY(!state.objects.contains(Part::Settings)); // read in the night
    state = whole;
    Session::dateByReading(state, times, nine.addSecs(40));
    QCOMPARE(state.at, nine.addSecs(60));
    QVERIFY(!state.objects.contains(Part::Connections));
    Session::dateByReading(state, times, nine.addSecs(3600));
    QVERIFY(state.objects.empty() && !state.at.isValid());
}

void TestSnapshotKeeper::listsThatAreNotWholeAreLeftOut()
{
    Analysis::Snapshot snapshot;
    snapshot.applications.emplace();
    snapshot.connections.emplace();
    snapshot.enabled.emplace();
    snapshot.settings = "{}";
    snapshot.users.emplace();
    snapshot.absent[Analysis::Need::Organizations] = u"no scope"_s;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const Store::TenantState state = Session::storedState(snapshot, u"acme.auth0.com"_s, now,
                                                          {{Analysis::Need::Connections, u"partial: 3 of 8"_s}});
    QCOMPARE(state.objects.size(), size_t(2)); // the settings and the applications
    QVERIFY(!state.objects.contains(Part::Connections));
    QCOMPARE(state.notRead.at(Part::Connections), u"partial: 3 of 8"_s);
    QCOMPARE(state.notRead.at(Part::Organizations), u"no scope"_s);
    QVERIFY(state.relations.contains(Part::Enabled)); // the store asks for both lists
}

/// Somebody reads, changes something and quits within the minute.
void TestSnapshotKeeper::theEndKeepsWhatWaits()
{
    m_keeper->setPace({1h, 1h, 3600s});
    Session::TenantSession &session = *openSaved(u"prod"_s);
    QVERIFY(SandboxEstate::readAll(session));
    QVERIFY(kept(saved()).isEmpty());
    m_keeper.reset();
    QCOMPARE(kept(saved()).size(), 1);
    QCOMPARE(kept(saved()).last().parts.at(Part::Connections).count, session.records(Kind::Connections).size());
}

/// It would be shown at the next start in the place of one that has all.
void TestSnapshotKeeper::theEndKeepsNoHalfReading()
{
    m_keeper->setPace({1h, 1h, 3600s});
    Session::TenantSession &session = *openSaved(u"prod"_s);
    QVERIFY(SandboxEstate::readAll(session));
    session.refresh(Kind::Connections);
    QVERIFY(session.status(Kind::Connections).isReading());
    m_keeper.reset();
    QVERIFY(kept(saved()).isEmpty());
}

QTEST_GUILESS_MAIN(TestSnapshotKeeper)
#include "tst_snapshotkeeper.moc"
