#include "auth/tokensources.h"
#include "change/changewords.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"
#include "session/differencewords.h"
#include "session/estate.h"
#include "session/pastpart.h"
#include "session/profilesessions.h"
#include "session/snapshotkeeper.h"
#include "session/storedstate.h"
#include "settings/inifile.h"
#include "settings/profilestore.h"
#include "store/snapshotstore.h"
#include "support/apifakes.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Phase = Session::KindStatus::Phase;
using Query::Kind;

/// What a snapshot tells is shown until the tenant was read.
class TestPastView : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aSessionBeginsWithWhatWasThere();
    void whatIsGoneGoesOnceItIsRead();
    void anOfflineTenantStillShowsIt();
    void nothingThatWasReadGivesWay();
    void thePastIsNoNews();
    void ofAStrangerNothingIsShown();
    void withoutAFileNothingHappens();
    void valuesAreToldAsEditsTellThem();

private:
    QString file() const { return m_folder->filePath(u"data/snapshots.sqlite"_s); }
    void makeKeeper();
    Session::TenantSession *open();
    /// Reads everything, waits until it is kept, and closes all.
    void readAndClose();
    QList<Store::SnapshotInfo> kept() const
    {
        const auto store = Store::SnapshotStore::open(file(), Json::SecretKeys::fromResource());
        const auto list = store ? (*store)->snapshots() : tl::make_unexpected(store.error());
        return list ? *list : QList<Store::SnapshotInfo>();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<Settings::IniFile> m_ini;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::SnapshotKeeper> m_keeper;
    Domain::TenantProfile m_profile;
    QByteArray m_secret;
};

void TestPastView::init()
{
    m_keeper.reset();
    m_estate = std::make_unique<Session::Estate>();
    m_folder = std::make_unique<QTemporaryDir>();
    Sandbox::Options options;
    options.recordRequests = true;
    m_server = std::make_unique<Sandbox::Server>(options, Sandbox::defaultEstate());
    m_server->start();
    m_profiles.reset();
    m_ini = *Settings::IniFile::open(m_folder->path(), u"tenantry.ini"_s);
    m_profiles = std::make_unique<Settings::ProfileStore>(*m_ini);
    const Sandbox::TenantAccess access = m_server->tenants().at(0);
    m_profile = {};
    m_profile.name = u"acme"_s;
    m_profile.baseUrl = QUrl(QString::fromStdString(access.url));
    m_profile.clientId = QString::fromStdString(access.clientId);
    m_profile.id = *m_profiles->add(m_profile);
    m_secret = QByteArray::fromStdString(access.clientSecret);
    makeKeeper();
}

void TestPastView::makeKeeper()
{
    m_keeper = std::make_unique<Session::SnapshotKeeper>(
        *m_estate, *m_profiles, Session::SnapshotFiles{file(), QString()}, Json::SecretKeys::fromResource());
    m_keeper->setPace({0ms, 0ms, 3600s});
}

Session::TenantSession *TestPastView::open()
{
    Api::ClientOptions options;
    options.sharesBudget = false;
    options.clock = std::make_shared<Support::FastClock>(20); // a tenant that is gone is tried again a few times
    auto session = *Session::makeSession(m_profile, Auth::tokenSource(m_profile, Api::Secret(m_secret)), options);
    m_estate->open(std::move(session));
    return m_estate->find(m_profile.id);
}

void TestPastView::readAndClose()
{
    Session::TenantSession *session = open();
    session->refreshAll();
    QTRY_COMPARE_WITH_TIMEOUT(session->mapStatus().phase, Phase::Complete, 20000);
    const auto isKept = [this] {
        const auto list = kept();
        return !list.isEmpty() && list.last().parts.at(Store::Part::Enabled).isRead
            && list.last().parts.at(Store::Part::Organizations).isRead;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isKept(), 20000);
    m_estate->close(m_profile.id);
}

void TestPastView::aSessionBeginsWithWhatWasThere()
{
    readAndClose();
    if (QTest::currentTestFailed()) {
        return;
    }
    const auto requests = m_server->requests().size();
    Session::TenantSession *session = open();
    QTRY_VERIFY(session->map());
    QCOMPARE(session->status(Kind::Connections).phase, Phase::NotRead);
    QVERIFY(!session->status(Kind::Connections).readAt.isValid());
    QCOMPARE(session->status(Kind::Connections).pastAt, kept().last().at);
    QCOMPARE(session->mapStatus().pastAt, kept().last().at);
    const auto state = m_server->state(0);
    QCOMPARE(size_t(session->records(Kind::Connections).size()), state.connections.size());
    QCOMPARE(size_t(session->records(Kind::Organizations).size()), state.organizations.size());
    QVERIFY(!session->settings().isEmpty());
    int most = 0;
    QTRY_VERIFY([&] { // records are filled in from the map on another thread
        for (const Query::RecordPtr &application : session->records(Kind::Applications)) {
            most = std::max(most, Query::textAt(*application, Kind::Applications, u"lock").toInt());
        }
        return most == 57;
    }());
    QCOMPARE(m_server->requests().size(), requests);
    for (const Query::RecordPtr &application : session->records(Kind::Applications)) {
        QVERIFY(!application->original.contains("client_secret") || application->original.contains("[REDACTED]"));
    }
}

void TestPastView::whatIsGoneGoesOnceItIsRead()
{
    readAndClose();
    if (QTest::currentTestFailed()) {
        return;
    }
    auto after = m_server->state(0);
    const auto gone = QString::fromStdString(after.organizations.items().back().at("id").get<std::string>());
    QVERIFY(after.organizations.remove(gone.toStdString()));
    Sandbox::Options options;
    options.port = std::uint16_t(m_profile.baseUrl.port());
    options.clients = {{m_profile.clientId.toStdString(), m_secret.toStdString(), {}, {}}};
    m_server->stop();
    m_server = std::make_unique<Sandbox::Server>(options, std::vector<Sandbox::TenantState>{after});
    m_server->start();
    Session::TenantSession *session = open();
    QTRY_VERIFY(session->record(Kind::Organizations, gone));
    session->refreshAll();
    QTRY_COMPARE_WITH_TIMEOUT(session->status(Kind::Organizations).phase, Phase::Complete, 20000);
    QVERIFY(!session->record(Kind::Organizations, gone));
    QVERIFY(!session->status(Kind::Organizations).pastAt.isValid());
    QTRY_COMPARE_WITH_TIMEOUT(session->mapStatus().phase, Phase::Complete, 20000);
    QVERIFY(!session->mapStatus().pastAt.isValid());
}

void TestPastView::anOfflineTenantStillShowsIt()
{
    readAndClose();
    if (QTest::currentTestFailed()) {
        return;
    }
    m_server->stop();
    Session::TenantSession *session = open();
    QTRY_VERIFY(session->map());
    const qsizetype connections = session->records(Kind::Connections).size();
    QVERIFY(connections > 50);
    session->refresh(Kind::Connections, Api::Priority::Foreground);
    QTRY_COMPARE_WITH_TIMEOUT(session->status(Kind::Connections).phase, Phase::Failed, 30000);
    QCOMPARE(session->records(Kind::Connections).size(), connections);
    QVERIFY(session->status(Kind::Connections).pastAt.isValid());
}

void TestPastView::nothingThatWasReadGivesWay()
{
    Session::TenantSession *session = open();
    session->refreshAll();
    QTRY_COMPARE_WITH_TIMEOUT(session->mapStatus().phase, Phase::Complete, 20000);
    const Query::RecordPtr connection = session->records(Kind::Connections).first();
    const qsizetype count = session->records(Kind::Connections).size();
    auto older = std::make_shared<Query::Record>(*connection);
    older->original = "{}";
    auto other = std::make_shared<Query::Record>(*connection);
    other->id = u"con_of_yesterday"_s;
    const QDateTime yesterday = QDateTime::currentDateTimeUtc().addDays(-1);
    session->accept(Session::PastPart{yesterday, Session::PastRecords{Kind::Connections, {older, other}}});
    session->accept(Session::PastPart{yesterday, std::make_shared<const Session::ConnectionMap>()});
    session->accept(Session::PastPart{yesterday, QByteArray("{}")});
    QCOMPARE(session->records(Kind::Connections).size(), count);
    QCOMPARE(session->record(Kind::Connections, connection->id)->original, connection->original);
    QVERIFY(session->map()->pairs() > 0);
    QVERIFY(session->settings().size() > 2);
    QVERIFY(!session->status(Kind::Connections).pastAt.isValid());
}

void TestPastView::thePastIsNoNews()
{
    readAndClose();
    if (QTest::currentTestFailed()) {
        return;
    }
    const QList<Store::SnapshotInfo> before = kept();
    Session::TenantSession *session = open();
    QTRY_VERIFY(session->map());
    QVERIFY(Session::notWhole(*session).contains(Analysis::Need::Connections));
    m_keeper.reset(); // waits for what it writes
    QCOMPARE(kept(), before);
}

void TestPastView::ofAStrangerNothingIsShown()
{
    readAndClose();
    if (QTest::currentTestFailed()) {
        return;
    }
    int parts = 0;
    Domain::TenantProfile other = m_profile;
    other.baseUrl = QUrl(u"http://127.0.0.1:1"_s);
    Session::readPast(file(), other, Json::SecretKeys::fromResource(), [&parts](const Session::PastPart &) {
        ++parts;
        return true;
    });
    QCOMPARE(parts, 0);
    Session::readPast(file(), m_profile, Json::SecretKeys::fromResource(), [&parts](const Session::PastPart &) {
        ++parts;
        return false; // nobody wants more
    });
    QCOMPARE(parts, 1);
}

void TestPastView::withoutAFileNothingHappens()
{
    QVERIFY(!QFile::exists(file()));
    Session::readPast(file(), m_profile, Json::SecretKeys::fromResource(),
                      [](const Session::PastPart &) { return true; });
    QVERIFY(!QFile::exists(file()));
}

void TestPastView::valuesAreToldAsEditsTellThem()
{
    const Json::Pointer length({u"options"_s, u"password_options"_s, u"complexity"_s, u"min_length"_s});
    Analysis::ObjectDifference difference{
        Analysis::ComparedKind::Connection, u"con_1"_s, u"users"_s, Analysis::ObjectChange::Changed, {}};
    difference.fields.append({length, std::nullopt, QByteArray("12"), {}});
    difference.fields.append(
        {Json::Pointer({u"options"_s, u"disable_signup"_s}), QByteArray("false"), QByteArray("true"), {}});
    QVERIFY(Session::needsObject(difference));
    const QByteArray before
        = R"({"id":"con_1","name":"users","strategy":"auth0","options":{"password_options":{"history":{"active":true}}}})";
    const auto told = Session::valueWordsOf(difference, before);
    Change::PlanItem edit{
        {Change::ObjectKind::Connection, u"con_1"_s, u"users"_s}, {{length, {}, QByteArray("12"), {}}}, before};
    QVERIFY2(told.first().first.endsWith(u"(default)"_s), qPrintable(told.first().first));
    QCOMPARE(told.first().first, Change::wordsOf(edit, before).first().before);
    QCOMPARE(told.first().second, u"12"_s);
    QCOMPARE(told.last(), std::pair(u"off"_s, u"on"_s));
    Analysis::ObjectDifference pair{
        Analysis::ComparedKind::Application, u"app"_s, u"App"_s, Analysis::ObjectChange::Changed, {}};
    pair.fields.append({Analysis::pairPointer(pair.kind, u"con_1"_s), QByteArray("true"), std::nullopt, u"users"_s});
    QVERIFY(!Session::needsObject(pair));
    QCOMPARE(Session::valueWordsOf(pair, {}), QList({std::pair(u"on"_s, u"off"_s)}));
}

QTEST_GUILESS_MAIN(TestPastView)
#include "tst_pastview.moc"
