#include "sandbox/sandboxclient.h"

#include "support/shareddata.h"

#include <QProcess>
#include <QTest>

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

std::vector<Json> recordedExchanges(const QString &path)
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
    static const std::vector<Json> exchanges = recordedExchanges(recorded);
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

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
