#include "sandbox/defaultestate.h"
#include "session/customerbook.h"
#include "session/customersheet.h"
#include "session/usercensus.h"
#include "settings/customerstore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"
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
const Sandbox::ApiClient usersClient{"users-only", "a-secret-for-tests", {"read:users"}, {}};

constexpr std::chrono::milliseconds shortPause{20}; ///< the sandbox needs no more to export
constexpr std::size_t eu = 0;
constexpr std::size_t wayne = 3; ///< the Auth0 tenant that one customer has to itself

using Ended = std::optional<Api::Outcome<UserCounts>>;

} // namespace

/// Users of the sandbox's estate counted, and where the counts are kept and shown.
class TestUserCensus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void countsAreThoseOfTheEstate();
    void membersOfOrganizationsAreCountedWhereAsked();
    void aMissingScopeIsNamed();
    void aMissingScopeForMembersIsNamedBeforeTheExport();
    void countsStandInTheTableAndAreKept();
    void countsAreTheTenantsWhoeverNamesIt();
    void eachStageIsAJobOfItsOwn();
    void isAJobThatCanBeCancelled();
    void whoWasMadeAfterTheCountIsNotCounted(); // last, as it adds to the estate

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

void TestUserCensus::initTestCase()
{
    m_states = Sandbox::defaultEstate();
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients.push_back(blindClient);
    options.clients.push_back(usersClient);
    m_server = std::make_unique<Sandbox::Server>(std::move(options), Sandbox::defaultEstate());
    m_server->start();
    m_settings = std::move(*Settings::SettingsStore::open(m_folder.path()));
    m_profiles = std::make_unique<Settings::ProfileStore>(m_settings->file());
    m_decided = std::make_unique<Settings::CustomerStore>(m_settings->file(), *m_profiles);
    m_store = std::make_unique<Settings::UserCountStore>(m_folder.path(), *m_profiles);
    m_book = std::make_unique<Session::CustomerBook>(m_estate, *m_decided);
    m_book->setUserCounts(*m_store);
    m_census = std::make_unique<Session::UserCensus>(m_estate, *m_book, *m_store);
    m_census->setFirstPause(shortPause);
}

Session::TenantSession &TestUserCensus::open(std::size_t tenant)
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
void TestUserCensus::countsAreThoseOfTheEstate()
{
    for (const std::size_t tenant : {eu, wayne}) {
        Session::TenantSession &session = open(tenant);
        const Analysis::UserCustomers customers(*m_book->of(session.id()), m_book->rulesOf(session.id()));
        std::map<QString, qint64> truth;
        for (const QString &key : customers.told()) {
            truth[key] = 0;
        }
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
        counting.setFirstPause(shortPause);
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

void TestUserCensus::membersOfOrganizationsAreCountedWhereAsked()
{
    Session::TenantSession &session = open(eu);
    const Session::HeldByOrganizations held{{u"nobody"_s, {u"org_0000000000000000"_s}},
                                            {u"some"_s, {session.records(Query::Kind::Organizations).first()->id}}};
    UserCounting counting(session.client(), Analysis::UserCustomers({}, {}), held);
    counting.setFirstPause(shortPause);
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

void TestUserCensus::aMissingScopeIsNamed()
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

void TestUserCensus::aMissingScopeForMembersIsNamedBeforeTheExport()
{
    const auto session = SandboxEstate::session(*m_server, 0, &usersClient);
    UserCounting counting(session->client(), Analysis::UserCustomers({}, {}),
                          {{u"some"_s, {u"org_0000000000000000"_s}}});
    Ended ended;
    connect(&counting, &UserCounting::finished, this,
            [&ended](const Api::Outcome<UserCounts> &outcome) { ended = outcome; });
    counting.start();
    QTRY_VERIFY(ended);
    QVERIFY(!*ended);
    QCOMPARE(ended->error().kind, ApiError::Kind::Scope);
    QVERIFY(ended->error().text().contains(u"read:organization_members"_s));
    QCOMPARE(counting.progress().stage, UserCounting::Stage::Asking);
}

void TestUserCensus::countsStandInTheTableAndAreKept()
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
    counts.membersNotCounted = u"Why, \"this\"; and that."_s;
    counts.found = {{u"big, inc; \"x\""_s, {41, counts.countedAt.addDays(1)}}};
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

/// As snapshots are: what the command line counted of a domain, a profile of it shows, and the other way round.
void TestUserCensus::countsAreTheTenantsWhoeverNamesIt()
{
    Domain::TenantProfile named;
    named.domain = u"Hooli.eu.auth0.com"_s;
    UserCounts counts;
    counts.countedAt = QDateTime::fromString(u"2026-11-28T10:00:00Z"_s, Qt::ISODate);
    counts.users = 12;
    QVERIFY(m_store->setNamed(named, counts));
    QCOMPARE(*Settings::UserCountStore(m_folder.path(), *m_profiles).ofNamed(named), counts);
    QList<Domain::TenantId> ids;
    for (const QString &name : {u"hooli-a"_s, u"hooli-b"_s}) {
        Domain::TenantProfile profile;
        profile.name = name;
        profile.domain = u"hooli.eu.auth0.com"_s;
        profile.clientId = u"a"_s;
        ids.append(*m_profiles->add(profile));
        QVERIFY(m_store->of(ids.last()));
    }
    QSignalSpy changed(m_store.get(), &Settings::UserCountStore::changed);
    counts.users = 13;
    QVERIFY(m_store->set(ids.first(), counts));
    QCOMPARE(changed.size(), 2);
    QCOMPARE(m_store->of(ids.last())->users, 13);
    named.domain = u"other.eu.auth0.com"_s;
    QVERIFY(!m_store->ofNamed(named));
    QVERIFY(m_profiles->remove(ids.first()));
    QVERIFY(Settings::UserCountStore(m_folder.path(), *m_profiles).of(ids.last()));
    QVERIFY(m_profiles->remove(ids.last()));
    named.domain = u"hooli.eu.auth0.com"_s;
    QVERIFY(!m_store->ofNamed(named));
    QVERIFY(!Settings::UserCountStore(m_folder.path(), *m_profiles).ofNamed(named));
}

void TestUserCensus::eachStageIsAJobOfItsOwn()
{
    Session::TenantSession &session = open(eu);
    QStringList told;
    const QObject here;
    connect(&session, &Session::TenantSession::jobsChanged, &here, [&] {
        for (const Session::Job &job : session.jobs()) {
            const QString line = job.total ? u"%1, of %2"_s.arg(job.title).arg(*job.total) : job.title;
            if (!told.contains(line)) {
                told.append(line);
            }
        }
    });
    QSignalSpy ends(m_census.get(), &Session::UserCensus::finished);
    m_census->begin(session.id(), true);
    QTRY_COMPARE_WITH_TIMEOUT(ends.size(), 1, 20000);
    QVERIFY2(told.contains(u"Auth0 exports the users (per cent), of 100"_s), qPrintable(told.join(u"; "_s)));
    QVERIFY2(!told.filter(u"Counting users"_s).isEmpty(), qPrintable(told.join(u"; "_s)));
    QVERIFY2(!told.filter(u"Counting members (organizations), of "_s).isEmpty(), qPrintable(told.join(u"; "_s)));
    QVERIFY(session.jobs().isEmpty());
}

void TestUserCensus::isAJobThatCanBeCancelled()
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

/// A customer without users has none; one who came after the count has not been looked at.
void TestUserCensus::whoWasMadeAfterTheCountIsNotCounted()
{
    Session::TenantSession &session = open(eu);
    m_server->change(eu, [](Sandbox::TenantState &state) {
        state.connections.append({{"id", "con_0000000000000abc"},
                                  {"name", "nobody-yet-users"},
                                  {"strategy", "auth0"},
                                  {"options", Sandbox::Json::object()}});
    });
    Domain::CustomerRules rules = m_book->rulesOf(session.id());
    rules.rules.append({Domain::CustomerRule::Kind::ConnectionName, u"{customer}-users"_s});
    QVERIFY(m_decided->set(session.id(), rules));
    const auto usersOf = [&](const QString &key) { return Session::customerSheet({m_estate, *m_book}, key).users(); };
    const auto isKnown = [&](const QString &key) {
        const Analysis::TenantCustomers *customers = m_book->of(session.id());
        return customers && customers->shares.contains(key);
    };
    session.refresh(Query::Kind::Connections);
    QTRY_VERIFY_WITH_TIMEOUT(isKnown(u"nobody yet"_s) || isKnown(u"nobody-yet"_s), 20000);
    const QString first = isKnown(u"nobody yet"_s) ? u"nobody yet"_s : u"nobody-yet"_s;
    QSignalSpy ends(m_census.get(), &Session::UserCensus::finished);
    m_census->begin(session.id(), false);
    QTRY_COMPARE_WITH_TIMEOUT(ends.size(), 1, 20000);
    QVERIFY(usersOf(first));
    QCOMPARE(usersOf(first)->users, 0);

    m_server->change(eu, [](Sandbox::TenantState &state) {
        state.connections.append({{"id", "con_0000000000000abd"},
                                  {"name", "newcomer-users"},
                                  {"strategy", "auth0"},
                                  {"options", Sandbox::Json::object()}});
    });
    session.refresh(Query::Kind::Connections);
    QTRY_VERIFY_WITH_TIMEOUT(isKnown(u"newcomer"_s), 20000);
    QVERIFY(!usersOf(u"newcomer"_s));
    QVERIFY(usersOf(first));
}

QTEST_GUILESS_MAIN(TestUserCensus)
#include "tst_usercensus.moc"
