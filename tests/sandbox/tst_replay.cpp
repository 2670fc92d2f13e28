#include "sandbox/sandboxclient.h"

#include "support/shareddata.h"

#include <QProcess>
#include <QTest>

#include <algorithm>
#include <map>

using Sandbox::Json;

namespace {

/// One recorded PATCH with the object as it was last seen before.
struct Pair
{
    std::string path; ///< below /api/v2/
    Json before, body, after;
};

struct Kind
{
    std::string root; ///< "connections"
    std::string idKey;
    Sandbox::Collection Sandbox::TenantState::*collection;
};

const std::map<std::string, Kind> &kinds()
{
    static const std::map<std::string, Kind> all{
        {"connections", {"connections", "id", &Sandbox::TenantState::connections}},
        {"applications", {"clients", "client_id", &Sandbox::TenantState::clients}},
        {"organizations", {"organizations", "id", &Sandbox::TenantState::organizations}}};
    return all;
}

/// Members that Auth0 no longer takes or sends.
Json today(Json object)
{
    if (object.is_object())
        object.erase("enabled_clients");
    return object;
}

std::vector<Json> objectsIn(const Json &answer, const std::string &root)
{
    if (answer.is_array())
        return answer.get<std::vector<Json>>();
    if (answer.is_object() && answer.contains(root) && answer[root].is_array())
        return answer[root].get<std::vector<Json>>();
    return {answer};
}

/// Defaults that Auth0 came to add after some of the recordings were made.
void removeLaterDefaults(Json &ours, const Json &recorded)
{
    for (const char *leaf : {"/options/authentication_methods/password/api_behavior",
                             "/options/authentication_methods/password/signup_behavior",
                             "/options/authentication_methods", "/options/passkey_options"}) {
        const Json::json_pointer pointer(leaf);
        if (ours.contains(pointer) && !recorded.contains(pointer))
            ours.at(pointer.parent_pointer()).erase(pointer.back());
    }
}

std::vector<Json> readExchanges(const QString &path)
{
    QProcess unzip;
    unzip.start(QStringLiteral("gzip"), {QStringLiteral("-dc"), path});
    unzip.waitForFinished(-1);
    std::vector<Json> exchanges;
    for (const QByteArray &line : unzip.readAllStandardOutput().split('\n')) {
        if (!line.isEmpty())
            exchanges.push_back(Json::parse(line.constBegin(), line.constEnd()));
    }
    return exchanges;
}

/// All recordings, read once.
const std::vector<Json> &recordedExchanges(const QString &path)
{
    static const std::vector<Json> exchanges = readExchanges(path);
    return exchanges;
}

/// The recorded exchanges with one object of which a tenant has one, each with what was last seen of it before.
std::vector<Pair> singlePairs(const std::string &path, const std::vector<Json> &exchanges)
{
    std::vector<Pair> pairs;
    Json seen;
    for (const Json &exchange : exchanges) {
        if (exchange.at("path") != "/api/v2/" + path || exchange.at("status") != 200)
            continue;
        if (exchange.at("method") == "PATCH" && seen.is_object())
            pairs.push_back({path, seen, exchange.at("request_body"), exchange.at("response_body")});
        seen = exchange.at("response_body");
    }
    return pairs;
}

/// How many leaves of `sent` there are, and how many of them `left` and `right` answer alike.
void compareSent(const Json &sent, const Json &left, const Json &right, int &leaves, int &alike)
{
    for (const auto &[name, value] : sent.items()) {
        const Json ofLeft = left.is_object() ? left.value(name, Json()) : Json();
        const Json ofRight = right.is_object() ? right.value(name, Json()) : Json();
        if (value.is_object() && !value.empty()) {
            compareSent(value, ofLeft, ofRight, leaves, alike);
        } else {
            ++leaves;
            alike += nlohmann::json(ofLeft) == nlohmann::json(ofRight) ? 1 : 0;
        }
    }
}

/// "con_x" of a path `/api/v2/connections/con_x/clients`; empty for any other.
std::string connectionOfClients(const Json &exchange)
{
    const std::string path = exchange.at("path").get<std::string>();
    const std::string head = "/api/v2/connections/", tail = "/clients";
    if (!path.starts_with(head) || !path.ends_with(tail) || exchange.at("status").get<int>() >= 300)
        return {};
    return path.substr(head.size(), path.size() - head.size() - tail.size());
}

/// A tenant with this connection, the applications that are named, and those of them enabled that are listed.
Sandbox::TenantState stateWith(const std::string &connection, const std::vector<std::string> &enabled,
                               const Json &named = Json::array())
{
    Sandbox::TenantState state;
    state.connections.append(Json{{"id", connection}, {"name", "recorded"}, {"strategy", "auth0"}});
    for (const std::string &id : enabled) {
        state.clients.append(Json{{"client_id", id}, {"name", id}});
        state.enabledClients.enable(connection, id);
    }
    for (const Json &change : named)
        state.clients.append(Json{{"client_id", change.at("client_id")}, {"name", "recorded"}});
    return state;
}

std::vector<std::string> clientIdsIn(const Json &answer)
{
    std::vector<std::string> ids;
    for (const Json &client : answer.value("clients", Json::array()))
        ids.push_back(client.at("client_id").get<std::string>());
    return ids;
}

std::vector<Pair> pairsOf(const Kind &kind, const std::vector<Json> &exchanges)
{
    const std::string prefix = "/api/v2/" + kind.root;
    std::map<std::string, Json> seen;
    std::vector<Pair> pairs;
    for (const Json &exchange : exchanges) {
        const std::string path = exchange.at("path").get<std::string>();
        const int status = exchange.at("status").get<int>();
        const bool one = path.starts_with(prefix + '/') && path.find('/', prefix.size() + 1) == std::string::npos;
        if ((path != prefix && !one) || status >= 300)
            continue;
        const Json &answer = exchange.at("response_body");
        const std::string id = one ? path.substr(prefix.size() + 1) : std::string();
        if (exchange.at("method") == "PATCH" && seen.contains(id) && answer.is_object() && answer.contains(kind.idKey))
            pairs.push_back({kind.root + '/' + id, seen[id], exchange.at("request_body"), answer});
        const bool partial = exchange.at("query").is_object() && exchange.at("query").contains("fields");
        for (const Json &object : objectsIn(answer, kind.root)) {
            if (!partial && object.is_object() && object.contains(kind.idKey))
                seen[object.at(kind.idKey).get<std::string>()] = object;
        }
    }
    return pairs;
}

/// Whatever the order of members: recordings of different years order them differently.
bool equal(const Json &left, const Json &right)
{
    return nlohmann::json(left) == nlohmann::json(right);
}

std::string differences(const Json &ours, const Json &recorded)
{
    std::string names;
    for (const nlohmann::json &step : nlohmann::json::diff(nlohmann::json(recorded), nlohmann::json(ours)))
        names += step.at("op").get<std::string>() + ' ' + step.at("path").get<std::string>() + "  ";
    return names;
}

} // namespace

/// Real PATCH requests with the object before and after, sent to the sandbox again.
class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void patches_data();
    void patches();
    void tenantWide_data();
    void tenantWide();
    void clientsOfConnections();
    void changesOfClients();
};

void TestReplay::patches_data()
{
    QTest::addColumn<int>("leastEqual");
    QTest::addColumn<int>("leastEqualToday");
    QTest::newRow("connections") << 142 << 276;
    QTest::newRow("applications") << 645 << 645;
    QTest::newRow("organizations") << 123 << 123;
}

void TestReplay::patches()
{
    REQUIRE_SHARED(recorded, QStringLiteral("recorded-auth0/exchanges.jsonl.gz"));
    QFETCH(int, leastEqual);
    QFETCH(int, leastEqualToday);
    const std::vector<Json> &exchanges = recordedExchanges(recorded);
    const Kind &kind = kinds().at(QTest::currentDataTag());
    const std::vector<Pair> pairs = pairsOf(kind, exchanges);

    Sandbox::TenantState state;
    state.name = "auth0-deploy-cli-e2e";
    state.domain = "auth0-deploy-cli-e2e.us.auth0.com";
    RunningSandbox sandbox({}, state);
    state.domain = "kushal-dev.eu.auth0.com"; // certificates of applications name the tenant's domain
    RunningSandbox other({}, state);
    SandboxClient client(sandbox.access);
    SandboxClient otherClient(other.access);
    int equalCount = 0;
    int equalToday = 0;
    std::map<std::string, int> unequal;
    for (const Pair &pair : pairs) {
        const bool elsewhere = pair.before.value("tenant", std::string()) == "kushal-dev";
        (elsewhere ? other : sandbox).server.change(0, [&](Sandbox::TenantState &tenant) {
            (tenant.*kind.collection).append(today(pair.before));
        });
        Json ours = (elsewhere ? otherClient : client).patch(pair.path, today(pair.body)).json;
        const Json recordedAnswer = today(pair.after);
        const bool same = equal(ours, recordedAnswer);
        equalCount += same ? 1 : 0;
        if (!same)
            removeLaterDefaults(ours, recordedAnswer);
        if (equal(ours, recordedAnswer))
            ++equalToday;
        else
            ++unequal[differences(ours, recordedAnswer)];
    }
    qInfo("%s: %d of %zu recorded PATCH answers equal, %d but for defaults that Auth0 added later",
          QTest::currentDataTag(), equalCount, pairs.size(), equalToday);
    for (const auto &[paths, count] : unequal)
        qInfo("  unequal %d times: %s", count, paths.c_str());
    QVERIFY(equalCount >= leastEqual);
    QVERIFY(equalToday >= leastEqualToday);
}

void TestReplay::tenantWide_data()
{
    QTest::addColumn<int>("leastEqual");
    QTest::addColumn<int>("leastAlike");
    QTest::newRow("tenants/settings") << 53 << 1365;
    QTest::newRow("branding") << 3 << 7;
}

/// The recordings come from several tenants, one after the other, so that what was seen before is not always what was
/// there before: beside whole answers, the members that were sent are compared.
void TestReplay::tenantWide()
{
    REQUIRE_SHARED(recorded, QStringLiteral("recorded-auth0/exchanges.jsonl.gz"));
    QFETCH(int, leastEqual);
    QFETCH(int, leastAlike);
    const std::string path = QTest::currentDataTag();
    const std::vector<Pair> pairs = singlePairs(path, recordedExchanges(recorded));
    RunningSandbox sandbox({}, Sandbox::TenantState());
    SandboxClient client(sandbox.access);
    int equalCount = 0, leaves = 0, alike = 0;
    std::map<std::string, int> unequal;
    for (const Pair &pair : pairs) {
        sandbox.server.change(0, [&](Sandbox::TenantState &tenant) {
            (path == "branding" ? tenant.branding : tenant.settings) = pair.before;
        });
        const Answer answer = client.patch(path, pair.body);
        QCOMPARE(answer.status, 200);
        equalCount += equal(answer.json, pair.after) ? 1 : 0;
        compareSent(pair.body, answer.json, pair.after, leaves, alike);
        if (!equal(answer.json, pair.after))
            ++unequal[differences(answer.json, pair.after)];
    }
    qInfo("%s: %d of %zu recorded PATCH answers equal; %d of %d members that were sent", path.c_str(), equalCount,
          pairs.size(), alike, leaves);
    for (const auto &[paths, count] : unequal)
        qInfo("  unequal %d times: %s", count, paths.c_str());
    QVERIFY(equalCount >= leastEqual);
    QVERIFY(alike >= leastAlike);
}

void TestReplay::clientsOfConnections()
{
    REQUIRE_SHARED(recorded, QStringLiteral("recorded-auth0/exchanges.jsonl.gz"));
    RunningSandbox sandbox({}, Sandbox::TenantState());
    SandboxClient client(sandbox.access);
    int all = 0, equalCount = 0;
    for (const Json &exchange : recordedExchanges(recorded)) {
        const std::string connection = connectionOfClients(exchange);
        if (connection.empty() || exchange.at("method") != "GET")
            continue;
        const Json &answer = exchange.at("response_body");
        sandbox.server.change(
            0, [&](Sandbox::TenantState &tenant) { tenant = stateWith(connection, clientIdsIn(answer)); });
        std::string query;
        for (const auto &[name, value] : exchange.at("query").items())
            query.append(query.empty() ? "?" : "&").append(name).append("=").append(value.get<std::string>());
        ++all;
        equalCount += client.get("connections/" + connection + "/clients" + query).json == answer ? 1 : 0;
    }
    qInfo("connections/{id}/clients: %d of %d recorded GET answers equal", equalCount, all);
    QVERIFY(all >= 271);
    QCOMPARE(equalCount, all);
}

/// Before, the applications that were last seen, or none; after, what the next GET lists. Between the two the
/// recordings may have gone to a new tenant, so that only the answer must be equal every time.
void TestReplay::changesOfClients()
{
    REQUIRE_SHARED(recorded, QStringLiteral("recorded-auth0/exchanges.jsonl.gz"));
    RunningSandbox sandbox({}, Sandbox::TenantState());
    SandboxClient client(sandbox.access);
    std::map<std::string, std::vector<std::string>> seen; // connection -> applications
    std::map<std::string, std::vector<std::string>> changed; // what the sandbox lists after the last PATCH
    int all = 0, equalCount = 0, followed = 0, listedAlike = 0;
    for (const Json &exchange : recordedExchanges(recorded)) {
        const std::string connection = connectionOfClients(exchange);
        if (connection.empty())
            continue;
        if (exchange.at("method") == "GET") {
            seen[connection] = clientIdsIn(exchange.at("response_body"));
            if (const auto ours = changed.find(connection); ours != changed.end()) {
                ++followed;
                listedAlike += std::is_permutation(ours->second.begin(), ours->second.end(), seen[connection].begin(),
                                                   seen[connection].end())
                    ? 1
                    : 0;
                changed.erase(ours);
            }
            continue;
        }
        const Json &body = exchange.at("request_body");
        sandbox.server.change(
            0, [&](Sandbox::TenantState &tenant) { tenant = stateWith(connection, seen[connection], body); });
        const std::string path = "connections/" + connection + "/clients";
        const Answer answer = client.patch(path, body);
        ++all;
        equalCount += answer.status == exchange.at("status").get<int>() && answer.body.empty() ? 1 : 0;
        changed[connection] = clientIdsIn(client.get(path).json);
    }
    qInfo("connections/{id}/clients: %d of %d recorded PATCH answers equal; of %d that a GET follows it lists the same "
          "%d times",
          equalCount, all, followed, listedAlike);
    QVERIFY(all >= 151);
    QCOMPARE(equalCount, all);
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
