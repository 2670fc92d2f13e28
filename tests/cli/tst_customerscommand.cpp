#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <memory>
#include <set>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

/// `customers`: who they are, on an Auth0 tenant of which nobody decided on rules.
class TestCustomersCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCustomerIsFound();
    void oneIsFoundByName();
    void whatIsNobodysIsListed();
    void nothingIsChanged();
    void usersAreCounted();
    void usersOfOneAreSearchedFor();
    void aReportTellsWhatWasCounted();
    void findingsAndSharesOfLockAreCounted();
    void aMissingScopeIsTold();

private:
    Program::Result run(const QStringList &words, const QString &client = u"all"_s) const
    {
        return runCommand(QStringList{u"customers"_s} + words, client);
    }
    Program::Result runCommand(const QStringList &words, const QString &client = u"all"_s) const
    {
        return Program::run(words
                                + QStringList{u"--base-url"_s, QString::fromStdString(m_server->tenants()[0].url),
                                              u"--client-id"_s, client},
                            {{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s}});
    }

    Sandbox::Estate m_estate = Sandbox::buildDefaultEstate(1);
    std::unique_ptr<Sandbox::Server> m_server;
};

void TestCustomersCommand::initTestCase()
{
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients = {{"all", "a-secret-of-the-test", {}, {}},
                       {"few", "a-secret-of-the-test", {"read:clients", "read:connections"}, {}}};
    m_server = std::make_unique<Sandbox::Server>(std::move(options), m_estate.tenants);
    m_server->start();
}

void TestCustomersCommand::everyCustomerIsFound()
{
    const auto result = run({u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const Json customers = Json::parse(result.out.toStdString());
    std::size_t expected = 0;
    for (const Sandbox::CustomerTruth &customer : m_estate.truth.customers) {
        const auto objects = std::find_if(
            customer.objects.begin(), customer.objects.end(),
            [this](const Sandbox::CustomerObjects &candidate) { return candidate.tenant == m_estate.tenants[0].name; });
        if (objects == customer.objects.end()) {
            continue;
        }
        ++expected;
        const auto found = std::find_if(customers.begin(), customers.end(), [&customer](const Json &candidate) {
            return candidate.at("key") == customer.slug;
        });
        QVERIFY2(found != customers.end(), customer.slug.c_str());
        const Json &share = found->at("tenants").at(0);
        QCOMPARE(share.at("connections").size(), objects->connections.size());
        QCOMPARE(share.at("applications").size(), objects->clients.size());
        QCOMPARE(share.at("organizations").size(), objects->organizations.size());
    }
    QCOMPARE(customers.size(), expected);
    QVERIFY2(result.err.contains("names and metadata propose these"), result.err.constData());
}

void TestCustomersCommand::oneIsFoundByName()
{
    const auto result = run({u"STARK"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.out.contains("Stark Industries"), result.out.constData());
    QVERIFY(!result.out.contains("initech"));
    const Json customers = Json::parse(run({u"Pied Piper"_s, u"--json"_s}).out.toStdString());
    QCOMPARE(customers.size(), std::size_t(1));
    QVERIFY(customers[0].at("ways") == Json::array({"app_metadata"}));
    for (const QString &nobody : {u"nobody of this name"_s, u"!!!"_s}) {
        const auto none = run({nobody, u"--json"_s});
        QCOMPARE(none.out.trimmed(), QByteArray("[]"));
        QCOMPARE(none.code, 2);
        QVERIFY2(none.err.contains("No customer has “" + nobody.toUtf8() + "” in its name."), none.err.constData());
        QVERIFY2(!none.err.contains("meant?"), none.err.constData());
    }
    const auto slip = run({u"Strak Industries"_s});
    QCOMPARE(slip.code, 2);
    QVERIFY2(slip.err.contains("Is “Stark Industries” meant?"), slip.err.constData());
}

void TestCustomersCommand::whatIsNobodysIsListed()
{
    const auto result = run({u"--unclaimed"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QSet<QString> names;
    for (const Json &object : Json::parse(result.out.toStdString())) {
        QVERIFY(object.at("customers").empty());
        names.insert(QString::fromStdString(object.at("name")));
    }
    QVERIFY(names.contains(u"ledgerline-staff"_s));
    QVERIFY(names.contains(u"Ledgerline Portal"_s));
    QVERIFY(!names.contains(u"initech-users"_s));
    QVERIFY(!names.contains(u"All Applications"_s));
}

void TestCustomersCommand::nothingIsChanged()
{
    (void)run({});
    for (const Sandbox::ReceivedRequest &request : m_server->requests()) {
        QVERIFY2(request.method == "GET" || request.path == "/oauth/token", request.path.c_str());
    }
}

void TestCustomersCommand::usersAreCounted()
{
    const auto result = run({u"--count-users"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(result.err.contains(std::to_string(m_estate.tenants[0].users.size()).c_str())
            || result.err.contains("users counted"));
    QVERIFY(!result.err.contains("Waiting until")); // nobody watches
    const Json customers = Json::parse(result.out.toStdString());
    std::int64_t counted = 0;
    for (const Json &customer : customers) {
        const Json &share = customer.at("tenants").at(0);
        if (share.contains("users")) {
            counted += share.at("users").get<std::int64_t>();
            QVERIFY(share.at("counted_at").get<std::string>().ends_with("Z"));
            QVERIFY(!share.at("users_are_members").get<bool>());
        }
    }
    QVERIFY(counted > 0 && counted <= std::int64_t(m_estate.tenants[0].users.size()));
    QVERIFY(run({u"acme"_s, u"--count-users"_s}).out.contains("Users"));
    const auto alone = run({u"--count-members"_s});
    QCOMPARE(alone.code, 2);
    const auto refused = run({u"--count-users"_s}, u"few"_s);
    QCOMPARE(refused.code, 3);
    QVERIFY(refused.err.contains("read:users"));
}

/// An export of all would be much for one of them.
void TestCustomersCommand::usersOfOneAreSearchedFor()
{
    const auto exports = [this] {
        const auto requests = m_server->requests();
        return std::count_if(requests.begin(), requests.end(), [](const Sandbox::ReceivedRequest &request) {
            return request.path == "/api/v2/jobs/users-exports";
        });
    };
    const auto before = exports();
    const auto result = run({u"stark"_s, u"--count-users"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QCOMPARE(exports(), before);
    const Json customers = Json::parse(result.out.toStdString());
    QCOMPARE(customers.size(), std::size_t(1));
    const Json &share = customers[0].at("tenants").at(0);
    QVERIFY(share.at("users").get<int>() > 0);
    QCOMPARE(share.at("counted_by").get<std::string>(), std::string("search"));
    QVERIFY2(result.err.contains("counted by Auth0's search"), result.err.constData());
    const auto refused = run({u"stark"_s, u"--count-users"_s}, u"few"_s);
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.err.contains("read:users"), refused.err.constData());
}

/// Of a tenant without a profile too: a report each night has none.
void TestCustomersCommand::aReportTellsWhatWasCounted()
{
    const auto counted = run({u"acme"_s, u"--count-users"_s, u"--json"_s});
    QVERIFY2(counted.code == 0, counted.err.constData());
    const Json customers = Json::parse(counted.out.toStdString());
    const auto acme = std::find_if(customers.begin(), customers.end(),
                                   [](const Json &customer) { return customer.at("key") == "acme"; });
    QVERIFY(acme != customers.end());
    const auto users = acme->at("tenants").at(0).at("users").get<std::int64_t>();
    const auto report
        = runCommand({u"report"_s, u"--preset"_s, u"customer"_s, u"--customer"_s, u"acme"_s, u"--format"_s, u"json"_s});
    QVERIFY2(report.code == 0, report.err.constData());
    QVERIFY2(!report.out.contains("not counted"), report.out.constData());
    QVERIFY2(report.out.contains(QByteArray("\"users\":") + QByteArray::number(qint64(users))), report.out.constData());
}

void TestCustomersCommand::findingsAndSharesOfLockAreCounted()
{
    const Json plain = Json::parse(run({u"acme"_s, u"--json"_s}).out.toStdString());
    QVERIFY(!plain.at(0).at("tenants").at(0).contains("findings"));
    const auto result = run({u"--count-findings"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const Json customers = Json::parse(result.out.toStdString());
    const Json found = Json::parse(runCommand({u"check"_s, u"--json"_s}).out.toStdString());
    std::size_t ofCustomers = 0;
    bool hasShares = false;
    for (const Json &customer : customers) {
        const Json &share = customer.at("tenants").at(0);
        std::set<std::string> own;
        for (const char *list : {"connections", "applications", "organizations"}) {
            for (const Json &object : share.at(list)) {
                own.insert(object.value("id", object.value("client_id", std::string())));
            }
        }
        const auto isOwn = [&own](const Json &finding) { return own.contains(finding.at("subject").at("id")); };
        const auto expected = std::size_t(std::count_if(found.begin(), found.end(), isOwn));
        QCOMPARE(share.at("findings").get<std::size_t>(), expected);
        ofCustomers += expected;
        for (const Json &lock : share.at("lock")) {
            hasShares = true;
            QVERIFY(lock.at("connections").get<int>() <= int(share.at("connections").size()));
            QVERIFY(lock.at("of").get<int>() >= lock.at("connections").get<int>());
            QVERIFY(!lock.at("name").get<std::string>().empty());
        }
    }
    QVERIFY(ofCustomers > 0 && hasShares);
    const auto table = run({u"acme"_s, u"--count-findings"_s});
    QVERIFY2(table.out.contains("Findings") && table.out.contains("Share of Lock's 50"), table.out.constData());
}

void TestCustomersCommand::aMissingScopeIsTold()
{
    const auto result = run({u"--json"_s}, u"few"_s);
    QCOMPARE(result.code, 3);
    QVERIFY2(result.err.contains("read:organizations"), result.err.constData());
    QVERIFY(!Json::parse(result.out.toStdString()).empty());
}

QTEST_GUILESS_MAIN(TestCustomersCommand)
#include "tst_customerscommand.moc"
