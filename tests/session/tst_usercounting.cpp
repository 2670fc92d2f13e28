#include "analysis/customerproposals.h"
#include "api/linkdownload.h"
#include "sandbox/defaultestate.h"
#include "session/customerbook.h"
#include "session/customersheet.h"
#include "session/usercensus.h"
#include "settings/customerstore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"
#include "support/apifakes.h"
#include "support/faultserver.h"
#include "support/sandboxestate.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using Api::ApiError;
using Domain::UserCounts;
using Session::UserCounting;

namespace {

const Sandbox::ApiClient blindClient{"blind", "a-secret-for-tests", {"read:clients"}, {}};

constexpr std::size_t eu = 0;
constexpr std::size_t wayne = 3; ///< the Auth0 tenant that one customer has to itself

using Ended = std::optional<Api::Outcome<UserCounts>>;

/// An Auth0 that exports what the test says.
class ExportServer
{
public:
    ExportServer()
        : m_client(Support::loopback(server.url()), m_source, Support::openOptions())
    {
        location = server.url() + u"/exports/1.gz"_s;
        server.handler = [this](const Support::Received &request) { return answer(request); };
    }

    Ended count()
    {
        UserCounting counting(
            m_client, Analysis::UserCustomers({}, {{{Domain::CustomerRule::Kind::AppMetadata, u"tenant"_s}}, {}, {}}));
        Ended ended;
        QObject::connect(&counting, &UserCounting::finished, &counting,
                         [&ended](const Api::Outcome<UserCounts> &outcome) { ended = outcome; });
        counting.start();
        (void)QTest::qWaitFor([&ended] { return ended.has_value(); }, 20000);
        return ended;
    }

    Api::ManagementClient &client() { return m_client; }

    Support::FaultServer server;
    QString location;
    Support::Answer file; ///< what the link leads to
    int refusedLinks = 0; ///< the first links have expired
    bool isDone = true;

private:
    Support::Answer answer(const Support::Received &request)
    {
        if (request.target.startsWith("/exports/")) {
            return refusedLinks-- > 0 ? Support::Answer{403, "expired", {}} : file;
        }
        if (request.target.startsWith("/api/v2/users")) {
            return {200, R"({"users":[],"total":7,"start":0,"limit":1})", {}};
        }
        Sandbox::Json job{{"id", "job_1"}, {"status", isDone ? "completed" : "pending"}};
        if (isDone && request.verb == "GET") {
            job["location"] = location.toStdString();
        }
        if (request.verb == "POST") {
            job["status"] = "pending";
        }
        return {200, QByteArray::fromStdString(job.dump()), {}};
    }

    Support::FakeTokenSource m_source;
    Api::ManagementClient m_client;
};

} // namespace

/// Users counted by an export: what comes of it, and what does not.
class TestUserCounting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void countsAreThoseOfTheEstate();
    void membersOfOrganizationsAreCountedWhereAsked();
    void aMissingScopeIsNamed();
    void cancelledWhileItWaits();
    void cancelledWhileItReads();
    void anExpiredLinkIsAskedForAgain();
    void theTokenIsNotSentToTheLink();
    void whatCannotBeReadIsCountedAsThat();
    void badFilesAreRefused_data();
    void badFilesAreRefused();
    void badLinksAreNotFollowed_data();
    void badLinksAreNotFollowed();
    void countsStandInTheTableAndAreKept();
    void isAJobThatCanBeCancelled();

private:
    Session::TenantSession &open(std::size_t tenant);

    std::vector<Sandbox::TenantState> m_states;
    std::unique_ptr<Sandbox::Server> m_server;
    Session::Estate m_estate;
    QTemporaryDir m_folder;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<Settings::CustomerStore> m_decided;
    std::unique_ptr<Settings::UserCountStore> m_store;
    std::unique_ptr<Session::CustomerBook> m_book;
    std::unique_ptr<Session::UserCensus> m_census;
};

void TestUserCounting::initTestCase()
{
    m_states = Sandbox::defaultEstate();
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients.push_back(blindClient);
    m_server = std::make_unique<Sandbox::Server>(std::move(options), Sandbox::defaultEstate());
    m_server->start();
    m_settings = std::move(*Settings::SettingsStore::open(m_folder.path()));
    m_profiles = std::make_unique<Settings::ProfileStore>(m_settings->file());
    m_decided = std::make_unique<Settings::CustomerStore>(m_settings->file(), *m_profiles);
    m_store = std::make_unique<Settings::UserCountStore>(m_folder.path(), *m_profiles);
    m_book = std::make_unique<Session::CustomerBook>(m_estate, *m_decided);
    m_book->setUserCounts(*m_store);
    m_census = std::make_unique<Session::UserCensus>(m_estate, *m_book, *m_store);
}

Session::TenantSession &TestUserCounting::open(std::size_t tenant)
{
    auto session = SandboxEstate::session(*m_server, tenant);
    if (Session::TenantSession *known = m_estate.find(session->id())) {
        return *known;
    }
    Session::TenantSession &opened = *session;
    m_estate.open(std::move(session));
    for (const Query::Kind kind : {Query::Kind::Applications, Query::Kind::Connections, Query::Kind::Organizations}) {
        opened.refresh(kind);
    }
    if (!QTest::qWaitFor([&] { return opened.jobs().isEmpty() && m_book->of(opened.id()); }, 20000)) {
        QTest::qFail("the tenant was not read", __FILE__, __LINE__);
    }
    // The rule that names and metadata propose once users were read.
    Domain::CustomerRules rules = m_book->rulesOf(opened.id());
    if (std::none_of(rules.rules.begin(), rules.rules.end(), [](const Domain::CustomerRule &rule) {
            return rule.kind == Domain::CustomerRule::Kind::AppMetadata;
        })) {
        rules.rules.append({Domain::CustomerRule::Kind::AppMetadata, u"tenant"_s});
        (void)m_decided->set(opened.id(), rules);
        (void)QTest::qWaitFor([&] { return m_book->rulesOf(opened.id()) == rules; });
    }
    return opened;
}

/// Each user of the seed is held against the rules by itself.
void TestUserCounting::countsAreThoseOfTheEstate()
{
    for (const std::size_t tenant : {eu, wayne}) {
        Session::TenantSession &session = open(tenant);
        const Analysis::UserCustomers customers(*m_book->of(session.id()), m_book->rulesOf(session.id()));
        std::map<QString, qint64> truth;
        qint64 nobody = 0;
        qint64 several = 0;
        std::map<std::string, qint64> values;
        for (const Sandbox::Json &user : m_states.at(tenant).users.items()) {
            const QStringList keys = customers.of(nlohmann::ordered_json::parse(user.dump()));
            nobody += keys.isEmpty() ? 1 : 0;
            several += keys.size() > 1 ? 1 : 0;
            if (keys.size() == 1) {
                ++truth[keys.first()];
            }
            const Sandbox::Json metadata = user.value("app_metadata", Sandbox::Json::object());
            if (metadata.contains("tenant") && metadata.at("tenant").is_string()) {
                ++values[metadata.at("tenant").get<std::string>()];
            }
        }
        UserCounting counting(session.client(), customers);
        Ended ended;
        connect(&counting, &UserCounting::finished, this,
                [&ended](const Api::Outcome<UserCounts> &outcome) { ended = outcome; });
        counting.start();
        QTRY_VERIFY_WITH_TIMEOUT(ended, 20000);
        QVERIFY2(*ended, qPrintable(ended->has_value() ? QString() : ended->error().text()));
        const UserCounts &counts = **ended;
        QCOMPARE(counts.users, qint64(m_states.at(tenant).users.size()));
        QCOMPARE(counting.progress().total, std::optional<qint64>(0)); // of the members, which nobody asked for
        QCOMPARE(counts.customers, truth);
        QCOMPARE(counts.nobody, nobody);
        QCOMPARE(counts.several, several);
        QCOMPARE(counts.unreadable, 0);
        QVERIFY(counts.members.empty());
        std::map<std::string, qint64> counted;
        for (const Domain::ValueCount &value : counts.places.first().values) {
            if (values.contains(value.value.toStdString())) {
                counted.emplace(value.value.toStdString(), value.users);
            }
        }
        QVERIFY(counted == values);
    }
}

void TestUserCounting::membersOfOrganizationsAreCountedWhereAsked()
{
    Session::TenantSession &session = open(eu);
    const Session::HeldByOrganizations held{{u"nobody"_s, {u"org_0000000000000000"_s}},
                                            {u"some"_s, {session.records(Query::Kind::Organizations).first()->id}}};
    UserCounting counting(session.client(), Analysis::UserCustomers({}, {}), held);
    Ended ended;
    connect(&counting, &UserCounting::finished, this,
            [&ended](const Api::Outcome<UserCounts> &outcome) { ended = outcome; });
    counting.start();
    QTRY_VERIFY_WITH_TIMEOUT(ended, 20000);
    QVERIFY(*ended);
    const auto &members = m_states.front().organizationMembers;
    const auto truth = members.find(held.at(u"some"_s).first().toStdString());
    QCOMPARE((*ended)->members.at(u"some"_s), truth == members.end() ? 0 : qint64(truth->second.size()));
    QCOMPARE((*ended)->members.at(u"nobody"_s), 0); // gone meanwhile
}

void TestUserCounting::aMissingScopeIsNamed()
{
    const auto session = SandboxEstate::session(*m_server, 0, &blindClient);
    UserCounting counting(session->client(), Analysis::UserCustomers({}, {}));
    Ended ended;
    connect(&counting, &UserCounting::finished, this,
            [&ended](const Api::Outcome<UserCounts> &outcome) { ended = outcome; });
    counting.start();
    QTRY_VERIFY(ended);
    QVERIFY(!*ended);
    QCOMPARE(ended->error().kind, ApiError::Kind::Scope);
    QVERIFY(ended->error().text().contains(u"read:users"_s));
}

void TestUserCounting::cancelledWhileItWaits()
{
    ExportServer auth0;
    auth0.isDone = false;
    UserCounting counting(auth0.client(), Analysis::UserCustomers({}, {}));
    Ended ended;
    connect(&counting, &UserCounting::finished, this,
            [&ended](const Api::Outcome<UserCounts> &outcome) { ended = outcome; });
    counting.start();
    QTRY_COMPARE(auth0.server.count("GET"), 2); // how many there are, and how far the job is
    counting.cancel();
    QVERIFY(ended && !*ended);
    QCOMPARE(ended->error().kind, ApiError::Kind::Cancelled);
    QVERIFY(!counting.findChild<QTimer *>() || !counting.findChild<QTimer *>()->isActive());
    QVERIFY(auth0.client().calls().isEmpty());
    QCOMPARE(auth0.server.count("GET"), 2);
}

void TestUserCounting::cancelledWhileItReads()
{
    ExportServer auth0;
    auth0.file.fault = Support::Fault::Drip;
    auth0.file.body = "{\"a\":1}\n";
    UserCounting counting(auth0.client(), Analysis::UserCustomers({}, {}));
    Ended ended;
    connect(&counting, &UserCounting::finished, this,
            [&ended](const Api::Outcome<UserCounts> &outcome) { ended = outcome; });
    counting.start();
    QTRY_COMPARE(counting.progress().stage, UserCounting::Stage::Reading);
    QVERIFY(counting.findChild<Api::LinkDownload *>());
    counting.cancel();
    QVERIFY(ended && !*ended);
    QCOMPARE(ended->error().kind, ApiError::Kind::Cancelled);
    QVERIFY(!counting.findChild<Api::LinkDownload *>());
}

void TestUserCounting::isAJobThatCanBeCancelled()
{
    Session::TenantSession &session = open(eu);
    QSignalSpy ends(m_census.get(), &Session::UserCensus::finished);
    m_census->begin(session.id(), false);
    QVERIFY(m_census->isCounting(session.id()));
    QCOMPARE(session.jobs().size(), 1);
    session.cancelJob(session.jobs().first().id);
    QVERIFY(!m_census->isCounting(session.id()));
    QVERIFY(session.jobs().isEmpty());
    QCOMPARE(ends.size(), 1);
    m_census->begin(session.id(), false);
    m_estate.close(session.id()); // while it counts
    QCOMPARE(ends.size(), 2);
}

void TestUserCounting::anExpiredLinkIsAskedForAgain()
{
    ExportServer auth0;
    auth0.refusedLinks = 2;
    auth0.file.body = R"({"place_0":"acme"})";
    const Ended ended = auth0.count();
    QVERIFY(ended && *ended);
    QCOMPARE((*ended)->customers.at(u"acme"_s), 1);
    auth0.refusedLinks = 100; // not for ever
    const Ended refused = auth0.count();
    QVERIFY(refused && !*refused);
    QCOMPARE(refused->error().httpStatus, 403);
}

void TestUserCounting::theTokenIsNotSentToTheLink()
{
    ExportServer auth0;
    auth0.file.body = "{}";
    QVERIFY(auth0.count());
    int links = 0;
    for (const Support::Received &request : auth0.server.received()) {
        const bool isLink = request.target.startsWith("/exports/");
        links += isLink ? 1 : 0;
        QCOMPARE(request.header("authorization").isEmpty(), isLink);
        QVERIFY(!isLink || request.header("cookie").isEmpty());
    }
    QCOMPARE(links, 1);
}

void TestUserCounting::whatCannotBeReadIsCountedAsThat()
{
    ExportServer auth0;
    auth0.file.body = R"({"place_0":"acme"})"
                      "\nno JSON\n[1]\n\n"
                      R"({"app_metadata.tenant":"Acme"})"
                      "\n"
                      R"({"app_metadata":{"tenant":"ACME"}})"
                      "\n"
                      R"({"place_0":{"name":"acme"},"identities":7})"
                      "\n"
                      R"({"place_0":"kim@acme.example"})"
                      "\n{\"place_0\":\""
        + QByteArray(3 * 1024 * 1024, 'x') + "\"}\n";
    const Ended ended = auth0.count();
    QVERIFY(ended && *ended);
    const UserCounts &counts = **ended;
    QCOMPARE(counts.users, 5);
    QCOMPARE(counts.unreadable, 3);
    QCOMPARE(counts.customers.at(u"acme"_s), 3); // however it is written
    QCOMPARE(counts.nobody, 2);
    const Domain::PlaceCount &place = counts.places.first();
    QCOMPARE(place.values.size(), 3);
    QCOMPARE(place.others, 1); // an e-mail is not told of
    QCOMPARE(place.without, 1);
}

void TestUserCounting::badFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("fault");
    QTest::newRow("damaged gzip") << "\x1f\x8b\x08 and then text"_ba << int(Support::Fault::None);
    QTest::newRow("truncated gzip") << "\x1f\x8b\x08\x00\x00"_ba << int(Support::Fault::None);
    QTest::newRow("breaks off every time") << "{}\n{}\n"_ba << int(Support::Fault::HalfBody);
}

void TestUserCounting::badFilesAreRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(int, fault);
    ExportServer auth0;
    auth0.file.body = body;
    auth0.file.fault = Support::Fault(fault);
    const Ended ended = auth0.count();
    QVERIFY(ended && !*ended);
    QVERIFY(!ended->error().text().contains(u"/exports/"_s));
}

void TestUserCounting::badLinksAreNotFollowed_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("not encrypted") << u"http://files.example/1.gz"_s;
    QTest::newRow("another port of this computer") << u"http://127.0.0.1:1/1.gz"_s;
    QTest::newRow("a file") << u"file:///etc/hostname"_s;
    QTest::newRow("with a password") << u"https://a:b@files.example/1.gz"_s;
    QTest::newRow("none") << QString();
    QTest::newRow("leads on") << u"leads on"_s;
}

void TestUserCounting::badLinksAreNotFollowed()
{
    QFETCH(QString, link);
    ExportServer auth0;
    if (link == u"leads on"_s) {
        auth0.file = {302, {}, {{"Location", "https://files.example/1.gz"}}};
    } else {
        auth0.location = link;
    }
    const Ended ended = auth0.count();
    QVERIFY(ended && !*ended);
    QVERIFY(ended->error().kind == ApiError::Kind::BadResponse || ended->error().kind == ApiError::Kind::Redirect);
}

void TestUserCounting::countsStandInTheTableAndAreKept()
{
    Domain::TenantProfile profile;
    profile.name = u"acme-eu"_s;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"a"_s;
    const auto added = m_profiles->add(profile);
    QVERIFY(added);
    UserCounts counts;
    counts.countedAt = QDateTime::fromString(u"2026-11-28T10:00:00Z"_s, Qt::ISODate);
    counts.users = 12;
    counts.customers = {{u"acme"_s, 7}, {u"globex inc"_s, 3}};
    counts.nobody = 1;
    counts.several = 1;
    counts.places = {{u"tenant"_s, {{u"Acme, \"the\" one\n[x]"_s, 7}, {u"globex inc"_s, 3}}, 0, 2}};
    counts.members = {{u"hooli"_s, 4}};
    const Domain::TenantId id = m_profiles->profiles().first().id;
    QVERIFY(m_store->set(id, counts));
    const Settings::UserCountStore again(m_folder.path(), *m_profiles);
    QVERIFY(again.of(id));
    QCOMPARE(*again.of(id), counts);
    const auto mode = QFileInfo(m_folder.filePath(u"user-counts.ini"_s)).permissions();
    QVERIFY(!(mode & (QFile::ReadGroup | QFile::ReadOther)));

    Session::TenantSession &session = open(eu);
    m_census->begin(session.id(), false);
    QTRY_VERIFY_WITH_TIMEOUT(m_store->of(session.id()), 20000);
    QTRY_VERIFY(!session.records(Query::Kind::Customers).isEmpty()
                && session.records(Query::Kind::Customers).first()->original.contains("counted_at"));
    const auto [key, users] = *m_store->of(session.id())->customers.begin();
    const auto sheet = Session::customerSheet({m_estate, *m_book}, key);
    QVERIFY(sheet.users());
    QCOMPARE(sheet.users()->users, users);
    QVERIFY(m_profiles->remove(id));
    QVERIFY(!Settings::UserCountStore(m_folder.path(), *m_profiles).of(id));
}

QTEST_GUILESS_MAIN(TestUserCounting)
#include "tst_usercounting.moc"
