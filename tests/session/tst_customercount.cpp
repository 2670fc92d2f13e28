#include "analysis/usercustomers.h"
#include "sandbox/defaultestate.h"
#include "session/customerbook.h"
#include "session/customersheet.h"
#include "session/usercensus.h"
#include "settings/customerstore.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/usercountstore.h"
#include "support/sandboxestate.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using namespace Qt::StringLiterals;
using Domain::CustomerRule;
using Domain::CustomerRules;
using Domain::CustomerWay;
using Session::FoundUsers;

namespace {

const Sandbox::ApiClient blindClient{"blind", "a-secret-for-tests", {"read:clients"}, {}};
constexpr std::size_t eu = 0;
constexpr std::size_t big = 1; ///< 999 users of Initech, 1,000 of Globex

Sandbox::TenantState bigTenant()
{
    Sandbox::TenantState state;
    state.name = "acme-big";
    state.domain = "acme-big.eu.auth0.com";
    state.clients.append({{"client_id", "portal"}, {"name", "Portal"}, {"app_type", "spa"}});
    int number = 1;
    for (const auto &[customer, count] : {std::pair("initech", 999), std::pair("globex", 1000)}) {
        const std::string connection = std::string(customer) + "-users";
        state.connections.append({{"id", "con_000000000000000" + std::to_string(number++)},
                                  {"name", connection},
                                  {"strategy", "auth0"},
                                  {"options", Sandbox::Json::object()}});
        for (int i = 0; i < count; ++i) {
            const std::string id = std::string(customer) + std::to_string(i);
            state.users.append(
                {{"user_id", "auth0|" + id},
                 {"identities", {{{"connection", connection}, {"provider", "auth0"}, {"user_id", id}}}}});
        }
    }
    return state;
}

Analysis::CustomerShare share(const QString &key, std::set<CustomerWay> ways, const QStringList &organizations = {})
{
    return {key, key.toUpper(), std::move(ways), {}, {}, organizations};
}

} // namespace

/// How many users one customer has, by Auth0's search.
class TestCustomerCount : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void asksByWhatTellsOfTheCustomer_data();
    void asksByWhatTellsOfTheCustomer();
    void findsWhomTheRulesGiveTheCustomer();
    void whatIsFoundIsKeptWithItsDate();
    void aThousandAreNotTold();
    void aRefusalIsTold();
    void anExportTakesItsPlace();
    void wholeTenantTakesNobodyFromOthers();

private:
    Session::TenantSession &open(std::size_t tenant, const Sandbox::ApiClient *client = nullptr);
    FoundUsers search(const Session::TenantSession &session, const QString &customer);

    std::vector<Sandbox::TenantState> m_states;
    std::unique_ptr<Sandbox::Server> m_server;
    QTemporaryDir m_folder;
    std::unique_ptr<Settings::SettingsStore> m_settings;
    std::unique_ptr<Settings::ProfileStore> m_profiles;
    std::unique_ptr<Settings::CustomerStore> m_decided;
    std::unique_ptr<Settings::UserCountStore> m_store;
    std::unique_ptr<Session::Estate> m_estate;
    std::unique_ptr<Session::CustomerBook> m_book;
    std::unique_ptr<Session::UserCensus> m_census;
};

void TestCustomerCount::initTestCase()
{
    m_states.push_back(Sandbox::defaultEstate().front());
    m_states.push_back(bigTenant());
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients.push_back(blindClient);
    m_server = std::make_unique<Sandbox::Server>(std::move(options), m_states);
    m_server->start();
    m_settings = std::move(*Settings::SettingsStore::open(m_folder.path()));
    m_profiles = std::make_unique<Settings::ProfileStore>(m_settings->file());
    m_decided = std::make_unique<Settings::CustomerStore>(m_settings->file(), *m_profiles);
}

void TestCustomerCount::init()
{
    m_census.reset();
    m_book.reset();
    m_estate = std::make_unique<Session::Estate>();
    m_store = std::make_unique<Settings::UserCountStore>(m_folder.path(), *m_profiles);
    m_book = std::make_unique<Session::CustomerBook>(*m_estate, *m_decided);
    m_book->setUserCounts(*m_store);
    m_census = std::make_unique<Session::UserCensus>(*m_estate, *m_book, *m_store);
    m_census->setFirstPause(std::chrono::milliseconds(20));
}

Session::TenantSession &TestCustomerCount::open(std::size_t tenant, const Sandbox::ApiClient *client)
{
    m_estate->open(SandboxEstate::session(*m_server, tenant, client));
    Session::TenantSession &session = *m_estate->sessions().first();
    if (!SandboxEstate::readAll(session) || !QTest::qWaitFor([&] { return m_book->of(session.id()); }, 20000)) {
        QTest::qFail("the tenant was not read", __FILE__, __LINE__);
    }
    // What the wizard proposes, where it has enough to go by, and the rule that it proposes once users were read.
    CustomerRules rules = m_book->rulesOf(session.id());
    if (m_book->isProposed(session.id())) {
        rules.rules.removeIf([](const CustomerRule &rule) { return rule.kind == CustomerRule::Kind::AppMetadata; });
        rules.rules.append(tenant == eu ? CustomerRule{CustomerRule::Kind::AppMetadata, u"tenant"_s}
                                        : CustomerRule{CustomerRule::Kind::ConnectionName, u"{customer}-users"_s});
        (void)m_decided->set(session.id(), rules);
    }
    const auto isLookedAt = [&] {
        const Analysis::TenantCustomers *customers = m_book->of(session.id());
        return m_book->rulesOf(session.id()) == rules && customers && customers->shares.contains(u"initech"_s);
    };
    (void)QTest::qWaitFor(isLookedAt, 20000);
    return session;
}

FoundUsers TestCustomerCount::search(const Session::TenantSession &session, const QString &customer)
{
    FoundUsers came = std::optional<qint64>(-1);
    bool isThere = false;
    const QObject here;
    connect(m_census.get(), &Session::UserCensus::found, &here,
            [&](const Domain::TenantId &, const QString &, const FoundUsers &users) {
                came = users;
                isThere = true;
            });
    m_census->search(session.id(), customer);
    (void)QTest::qWaitFor([&] { return isThere; }, 20000);
    return came;
}

void TestCustomerCount::asksByWhatTellsOfTheCustomer_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("query"); // null: search cannot tell
    QTest::newRow("connections") << u"acme"_s
                                 << uR"(identities.connection:"acme-saml" OR identities.connection:"acme-users" OR )"
                                    uR"(app_metadata.company.id:"acme" OR app_metadata.company.id:"ACME" OR )"
                                    uR"(app_metadata.company.id:"A \"C\" me")"_s;
    QTest::newRow("organizations alone")
        << u"hooli"_s
        << uR"(organization_id:"org_1" OR app_metadata.company.id:"hooli" OR app_metadata.company.id:"HOOLI")"_s;
    QTest::newRow("the tenant, and others are in it") << u"stark"_s << QString();
    QTest::newRow("an e-mail") << u"a@b.example"_s << QString();
    QTest::newRow("nobody") << u"nobody"_s << QString();
}

void TestCustomerCount::asksByWhatTellsOfTheCustomer()
{
    QFETCH(const QString, key);
    QFETCH(const QString, query);
    Analysis::TenantCustomers customers;
    customers.shares
        = {{u"acme"_s, share(u"acme"_s, {CustomerWay::Connection, CustomerWay::Organization}, {u"org_2"_s})},
           {u"hooli"_s, share(u"hooli"_s, {CustomerWay::Organization}, {u"org_1"_s})},
           {u"stark"_s, share(u"stark"_s, {CustomerWay::Tenant})},
           {u"a@b.example"_s, share(u"a@b.example"_s, {CustomerWay::AppMetadata})}};
    customers.shares.at(u"acme"_s).connections = {u"con_1"_s, u"con_2"_s};
    customers.connectionOwners
        = {{u"acme-users"_s, u"acme"_s}, {u"acme-saml"_s, u"acme"_s}, {u"other"_s, u"hooli-x"_s}};
    Domain::UserCounts counts;
    counts.places = {{u"company.id"_s, {{uR"(A "C" me)"_s, 7}, {u"globex"_s, 3}}}};
    CustomerRules rules{{{CustomerRule::Kind::AppMetadata, u"company.id"_s}}, {}, {{u"a c me"_s, u"acme"_s}}};
    rules.aliases.insert_or_assign(Domain::customerKeyOf(uR"(A "C" me)"_s), u"acme"_s);
    const auto asked = Session::userSearchOf(customers, rules, key, &counts);
    QCOMPARE(asked.value_or(QString()), query);
    QCOMPARE(asked.has_value(), !query.isNull());
    rules.rules.first().text = u"odd place:"_s; // a query cannot name it
    QVERIFY(!Session::userSearchOf(customers, rules, key, &counts));
    rules.rules.first() = {CustomerRule::Kind::WholeTenant, key}; // all others are this customer's as well
    QVERIFY(!Session::userSearchOf(customers, rules, key, &counts));
    if (key == "stark"_L1) {
        customers.shares = {*customers.shares.find(key)};
        QCOMPARE(Session::userSearchOf(customers, rules, key, nullptr), QString()); // everybody
    }
}

/// After an export all spellings are known: search finds whom the rules give the customer, by one request.
void TestCustomerCount::findsWhomTheRulesGiveTheCustomer()
{
    Session::TenantSession &session = open(eu);
    QSignalSpy ends(m_census.get(), &Session::UserCensus::finished);
    m_census->begin(session.id(), false);
    QTRY_COMPARE_WITH_TIMEOUT(ends.size(), 1, 20000);
    const Domain::UserCounts exported = *m_store->of(session.id());
    const Analysis::UserCustomers customers(*m_book->of(session.id()), m_book->rulesOf(session.id()));
    std::map<QString, qint64> truth;
    for (const Sandbox::Json &user : m_states.at(eu).users.items()) {
        for (const QString &key : customers.of(nlohmann::ordered_json::parse(user.dump()))) {
            ++truth[key];
        }
    }
    QVERIFY(truth.size() > 5);
    const auto isKnown = [&](const auto &entry) { return m_book->of(session.id())->shares.contains(entry.first); };
    QTRY_VERIFY_WITH_TIMEOUT(std::all_of(truth.begin(), truth.end(), isKnown), 20000);
    for (const auto &[key, users] : truth) {
        m_server->forgetRequests();
        const FoundUsers found = search(session, key);
        QVERIFY2(found && *found, qPrintable(key));
        QVERIFY2(**found == users, qPrintable(u"%1: %2, not %3"_s.arg(key).arg(**found).arg(users)));
        QCOMPARE(m_server->requests().size(), std::size_t(1));
        QCOMPARE(m_server->requests().front().path, std::string("/api/v2/users"));
    }
    QCOMPARE(m_store->of(session.id())->customers, exported.customers);
}

void TestCustomerCount::whatIsFoundIsKeptWithItsDate()
{
    Session::TenantSession &session = open(big);
    const auto recordOf = [&](const QString &key) { return session.record(Query::Kind::Customers, key)->original; };
    QCOMPARE(search(session, u"initech"_s), FoundUsers(std::optional<qint64>(999)));
    QVERIFY(m_store->of(session.id()));
    const Domain::FoundCount kept = m_store->of(session.id())->found.at(u"initech"_s);
    QCOMPARE(kept.users, 999);
    QVERIFY(std::abs(kept.at.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QTRY_VERIFY_WITH_TIMEOUT(recordOf(u"initech"_s).contains("\"counted_by\":\"search\""), 20000);
    QVERIFY(!recordOf(u"globex"_s).contains("counted_at"));
    const auto users = Session::customerSheet({*m_estate, *m_book}, u"initech"_s).users();
    QVERIFY(users && users->isFound && users->users == 999 && users->countedAt == kept.at);
}

void TestCustomerCount::aThousandAreNotTold()
{
    Session::TenantSession &session = open(big);
    QCOMPARE(search(session, u"globex"_s), FoundUsers(std::nullopt));
    QVERIFY(!m_store->of(session.id()));
}

void TestCustomerCount::aRefusalIsTold()
{
    Session::TenantSession &session = open(big);
    const auto blind = SandboxEstate::session(*m_server, big, &blindClient);
    FoundUsers came = std::optional<qint64>(-1);
    bool isThere = false;
    Session::countFound(blind->client(), *m_census->searchOf(session.id(), u"initech"_s), this,
                        [&](const FoundUsers &users) {
                            came = users;
                            isThere = true;
                        });
    QTRY_VERIFY(isThere);
    QVERIFY(!came);
    QCOMPARE(came.error().kind, Api::ApiError::Kind::Scope);
}

/// What it tells is told once; of whom it tells nothing, the search stays.
void TestCustomerCount::anExportTakesItsPlace()
{
    Session::TenantSession &session = open(big);
    QVERIFY(search(session, u"initech"_s));
    Domain::UserCounts before = *m_store->of(session.id());
    before.found.emplace(u"hooli"_s, before.found.at(u"initech"_s));
    QVERIFY(m_store->set(session.id(), before));
    QSignalSpy ends(m_census.get(), &Session::UserCensus::finished);
    m_census->begin(session.id(), false);
    QTRY_COMPARE_WITH_TIMEOUT(ends.size(), 1, 20000);
    const Domain::UserCounts counts = *m_store->of(session.id());
    QCOMPARE(counts.customers.at(u"globex"_s), 1000);
    QVERIFY(!counts.found.contains(u"initech"_s));
    QVERIFY(counts.found.contains(u"hooli"_s));
}

/// The export counts for each what search finds, whosever all else is.
void TestCustomerCount::wholeTenantTakesNobodyFromOthers()
{
    Session::TenantSession &session = open(eu);
    const Domain::TenantId id = session.id();
    CustomerRules rules = m_book->rulesOf(id);
    rules.rules.append({CustomerRule::Kind::WholeTenant, u"Zeta Host"_s});
    QVERIFY(m_decided->set(id, rules));
    QSignalSpy ends(m_census.get(), &Session::UserCensus::finished);
    const auto isKnown = [&](const QString &key) { return m_book->of(id) && m_book->of(id)->shares.contains(key); };
    QTRY_VERIFY_WITH_TIMEOUT(isKnown(u"zeta-host"_s), 20000);
    m_census->begin(id, false);
    QTRY_COMPARE_WITH_TIMEOUT(ends.size(), 1, 20000);
    const Domain::UserCounts exported = *m_store->of(id);
    QCOMPARE(exported.nobody, 0);
    QVERIFY(exported.customers.at(u"pied-piper"_s) > 0); // app_metadata alone names its users
    for (const auto &[key, users] : exported.customers) {
        QTRY_VERIFY_WITH_TIMEOUT(isKnown(key), 20000);
        const auto query = m_census->searchOf(id, key);
        QCOMPARE(query.has_value(), key != "zeta-host"_L1);
        if (query) {
            QVERIFY2(search(session, key) == FoundUsers(std::optional<qint64>(users)), qPrintable(key));
        }
    }
}

QTEST_GUILESS_MAIN(TestCustomerCount)
#include "tst_customercount.moc"
