#include "sandbox/faultfinder.h"

#include "sandbox/defaultestate.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <set>

using namespace Sandbox;

namespace {

std::map<std::string, std::size_t> databaseCounts(const TenantState &tenant)
{
    std::map<std::string, std::size_t> counts;
    for (const Json &client : tenant.clients.items()) {
        const IdSet &connections = tenant.enabledClients.connectionsOf(client.at("client_id"));
        counts[client.at("name")] = static_cast<std::size_t>(
            std::count_if(connections.ids().begin(), connections.ids().end(), [&](const std::string &id) {
                return tenant.connections.find(id)->at("strategy") == "auth0";
            }));
    }
    return counts;
}

std::string everything(const TenantState &tenant)
{
    std::string text = tenant.name + tenant.settings.dump() + tenant.branding.dump();
    for (const Collection *objects : {&tenant.connections, &tenant.clients, &tenant.organizations, &tenant.users,
                                      &tenant.roles, &tenant.logs, &tenant.clientGrants, &tenant.resourceServers}) {
        for (const Json &object : objects->items())
            text += object.dump();
    }
    for (const Json &user : tenant.users.items()) {
        const std::string id = user.at("user_id");
        for (const auto *lists :
             {&tenant.sessions, &tenant.authenticationMethods, &tenant.refreshTokens, &tenant.blocks}) {
            if (const auto it = lists->find(id); it != lists->end())
                text += Json(it->second).dump();
        }
    }
    return text;
}

std::string joined(const Subjects &subjects)
{
    std::string text;
    for (const std::string &subject : subjects)
        text += "\n  " + subject;
    return text;
}

} // namespace

class TestDefaultEstate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void productionEuComesFirstAndNothingElseNearsTheLimit();
    void isTheSameAtEveryStart();
    void aSeedChangesIdsOnly();
    void everyWayToHoldACustomerIsThere();
    void theTruthTableNamesObjectsThatExist();
    void everyFaultIsWhereTheTruthSaysItIs_data();
    void everyFaultIsWhereTheTruthSaysItIs();
    void policiesOfAllGenerationsAndLengthsAreThere();
    void idsLookLikeAuth0s();
    void logsAreOrderedAndWithinTheLastDays();

private:
    const Estate m_estate = buildDefaultEstate();
};

void TestDefaultEstate::productionEuComesFirstAndNothingElseNearsTheLimit()
{
    QCOMPARE(m_estate.tenants.at(0).name, std::string("ledgerline-eu"));
    QCOMPARE(m_estate.tenants.at(0).environment, std::string("production"));
    QCOMPARE(m_estate.tenants.at(1).environment, std::string("production"));
    QCOMPARE(m_estate.tenants.at(2).environment, std::string("staging"));
    const auto counts = databaseCounts(m_estate.tenants.at(0));
    QCOMPARE(counts.at("Ledgerline Portal"), std::size_t(57));
    QCOMPARE(counts.at("Ledgerline Approvals"), std::size_t(50));
    QCOMPARE(counts.at("Ledgerline Invoice Capture"), std::size_t(44));
    QCOMPARE(counts.at("Ledgerline Expenses for iOS and Android"), std::size_t(12));
    std::size_t nearLimit = 0;
    for (const TenantState &tenant : m_estate.tenants) {
        for (const auto &[name, count] : databaseCounts(tenant))
            nearLimit += count >= 40;
    }
    QCOMPARE(nearLimit, std::size_t(3));
}

void TestDefaultEstate::isTheSameAtEveryStart()
{
    const Estate again = buildDefaultEstate();
    for (std::size_t i = 0; i < m_estate.tenants.size(); ++i)
        QCOMPARE(everything(again.tenants[i]), everything(m_estate.tenants[i]));
}

void TestDefaultEstate::aSeedChangesIdsOnly()
{
    const Estate other = buildDefaultEstate(7);
    const TenantState &a = m_estate.tenants[0], &b = other.tenants[0];
    QCOMPARE(b.connections.size(), a.connections.size());
    QCOMPARE(b.clients.size(), a.clients.size());
    QVERIFY(b.connections.items()[0].at("id") != a.connections.items()[0].at("id"));
    QCOMPARE(databaseCounts(b), databaseCounts(a));
}

void TestDefaultEstate::everyWayToHoldACustomerIsThere()
{
    std::map<CustomerWay, int> seen;
    int mixed = 0;
    for (const CustomerTruth &customer : m_estate.truth.customers) {
        for (const CustomerWay way : customer.ways)
            ++seen[way];
        mixed += customer.ways.size() > 1;
    }
    QVERIFY(m_estate.truth.customers.size() >= 60);
    QCOMPARE(seen.size(), std::size_t(5));
    QVERIFY(mixed >= 10);
    std::size_t users = 0;
    std::set<std::string> providers;
    for (const TenantState &tenant : m_estate.tenants) {
        users += tenant.users.size();
        for (const Json &user : tenant.users.items())
            providers.insert(user.at("identities").at(0).at("provider"));
    }
    QVERIFY(users >= 250);
    for (const char *provider : {"auth0", "samlp", "waad", "google-oauth2", "email"})
        QVERIFY2(providers.contains(provider), provider);
}

void TestDefaultEstate::theTruthTableNamesObjectsThatExist()
{
    for (const CustomerTruth &customer : m_estate.truth.customers) {
        QVERIFY2(!customer.objects.empty(), customer.name.c_str());
        for (const CustomerObjects &objects : customer.objects) {
            const auto tenant = std::find_if(m_estate.tenants.begin(), m_estate.tenants.end(),
                                             [&](const TenantState &state) { return state.name == objects.tenant; });
            QVERIFY(tenant != m_estate.tenants.end());
            for (const std::string &id : objects.connections)
                QVERIFY(tenant->connections.find(id));
            for (const std::string &id : objects.clients)
                QVERIFY(tenant->clients.find(id));
            for (const std::string &id : objects.organizations)
                QVERIFY(tenant->organizations.find(id));
            for (const std::string &id : objects.users)
                QVERIFY(tenant->users.find(id));
        }
    }
    QCOMPARE(m_estate.truth.customer("umbrella")->name, std::string("Umbrella Corporation"));
    QVERIFY(!m_estate.truth.customer("nobody"));
}

void TestDefaultEstate::everyFaultIsWhereTheTruthSaysItIs_data()
{
    QTest::addColumn<int>("fault");
    constexpr std::array names{"database connection without application",
                               "application without connection",
                               "wildcard callback",
                               "http callback",
                               "brute-force protection off",
                               "signup open on a customer's connection",
                               "deprecated grant",
                               "mixed types in app_metadata",
                               "app_metadata near its cap",
                               "one level, several minimum lengths",
                               "flexible policy on an application with Lock",
                               "enable_client_connections",
                               "organization's connection without application",
                               "Lock over its limit",
                               "Lock full",
                               "organization near its limit",
                               "local address beside public ones",
                               "no proof of who the application is",
                               "grant that does not fit the type",
                               "refresh tokens without an end",
                               "key that ends",
                               "developer keys",
                               "secret in a script",
                               "users outside Auth0",
                               "sign-ups that are not verified",
                               "no error page",
                               "deprecation notice",
                               "weak policy"};
    static_assert(names.size() == static_cast<std::size_t>(Fault::WeakPolicy) + 1);
    for (std::size_t fault = 0; fault < names.size(); ++fault)
        QTest::newRow(names[fault]) << static_cast<int>(fault);
}

void TestDefaultEstate::everyFaultIsWhereTheTruthSaysItIs()
{
    QFETCH(int, fault);
    Subjects planted;
    for (const PlantedFault &entry : m_estate.truth.faults) {
        if (static_cast<int>(entry.fault) == fault)
            planted.insert(entry.tenant + ' ' + entry.subject);
    }
    QVERIFY(!planted.empty());
    Subjects found;
    for (const TenantState &tenant : m_estate.tenants) {
        for (const std::string &subject : faulty(tenant, static_cast<Fault>(fault)))
            found.insert(tenant.name + ' ' + subject);
    }
    // Neither one that was not planted nor one that is not noted.
    QVERIFY2(found == planted, ("found:" + joined(found) + "\nplanted:" + joined(planted)).c_str());
}

void TestDefaultEstate::policiesOfAllGenerationsAndLengthsAreThere()
{
    std::set<int> lengths;
    std::set<std::string> levels;
    int legacy = 0, flexible = 0, both = 0, custom = 0;
    for (const Json &connection : m_estate.tenants[0].connections.items()) {
        if (connection.at("strategy") != "auth0")
            continue;
        const Json &options = connection.at("options");
        const bool old = options.contains("passwordPolicy") || options.contains("password_complexity_options");
        const bool modern = options.contains("password_options");
        legacy += old && !modern;
        flexible += modern && !old;
        both += old && modern;
        custom += options.contains("enabledDatabaseCustomization");
        if (options.contains("password_complexity_options"))
            lengths.insert(options.at("password_complexity_options").at("min_length").get<int>());
        if (options.contains("passwordPolicy") && options.at("passwordPolicy").is_string())
            levels.insert(options.at("passwordPolicy"));
    }
    for (const int length : {6, 8, 10, 12, 14, 15, 16})
        QVERIFY2(lengths.contains(length), std::to_string(length).c_str());
    QCOMPARE(levels, (std::set<std::string>{"none", "low", "fair", "good", "excellent"}));
    QVERIFY(legacy > 40 && flexible >= 8 && both >= 2 && custom >= 2);
}

void TestDefaultEstate::idsLookLikeAuth0s()
{
    for (const TenantState &tenant : m_estate.tenants) {
        for (const Json &connection : tenant.connections.items()) {
            const std::string id = connection.at("id");
            QVERIFY(id.starts_with("con_") && id.size() == 20);
            QVERIFY(!connection.contains("enabled_clients"));
        }
        for (const Json &client : tenant.clients.items())
            QCOMPARE(client.at("client_id").get<std::string>().size(), std::size_t(32));
        for (const Json &organization : tenant.organizations.items()) {
            QVERIFY(organization.at("id").get<std::string>().starts_with("org_"));
            QVERIFY(organization.at("name").get<std::string>().size() <= 50);
        }
        for (const Json &user : tenant.users.items()) {
            const std::string id = user.at("user_id");
            QVERIFY(!id.starts_with("auth0|") || id.size() == 30);
        }
    }
}

void TestDefaultEstate::logsAreOrderedAndWithinTheLastDays()
{
    for (const TenantState &tenant : m_estate.tenants) {
        QVERIFY(tenant.logs.size() > 50);
        std::string last;
        for (const Json &log : tenant.logs.items()) {
            const std::string id = log.at("log_id");
            QVERIFY(last < id && id.size() >= 50);
            last = id;
            QVERIFY(log.at("date").get<std::string>() > "2026-11-15");
        }
    }
}

QTEST_APPLESS_MAIN(TestDefaultEstate)
#include "tst_defaultestate.moc"
