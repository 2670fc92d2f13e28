#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/seed.h"
#include "sandbox/server.h"
#include "support/shareddata.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

#include <algorithm>
#include <memory>
#include <set>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

constexpr auto mask = "[REDACTED]";

std::unique_ptr<Sandbox::Server> serve(std::vector<Sandbox::TenantState> tenants, Sandbox::Options options = {})
{
    options.recordRequests = true;
    auto server = std::make_unique<Sandbox::Server>(std::move(options), std::move(tenants));
    server->start();
    return server;
}

/// What a command needs to read the first Auth0 tenant of a server.
struct Access
{
    explicit Access(const Sandbox::Server &server)
        : options{u"--base-url"_s, QString::fromStdString(server.tenants()[0].url), u"--client-id"_s,
                  QString::fromStdString(server.tenants()[0].clientId)}
        , variables{{u"AUTH0_CLIENT_SECRET"_s, QString::fromStdString(server.tenants()[0].clientSecret)}}
    { }

    Program::Result list(const QStringList &words) const
    {
        return Program::run(QStringList{u"list"_s} + words + options, variables);
    }

    QStringList options;
    Program::Variables variables;
};

/// How often a path was asked for.
qsizetype countOf(const Sandbox::Server &server, const std::string &path)
{
    const auto requests = server.requests();
    return std::count_if(requests.begin(), requests.end(),
                         [&path](const Sandbox::ReceivedRequest &request) { return request.path == path; });
}

/// Compares an object with the one that was recorded, but for masked secrets, which are noted.
void compare(const Json &ours, const Json &recorded, const std::string &place, QStringList &differences, int &masked)
{
    if (ours == Json(mask)) {
        ++masked; // also what the recording had masked already
        const bool isSecret = (recorded.is_string() && !recorded.get<std::string>().empty()) || recorded.is_number();
        if (!isSecret) {
            differences.append(QString::fromStdString(place + " was masked but is no secret"));
        }
        return;
    }
    if (ours.is_object() && recorded.is_object() && ours.size() == recorded.size()) {
        for (auto left = ours.begin(), right = recorded.begin(); left != ours.end(); ++left, ++right) {
            if (left.key() != right.key()) { // also where only the order differs
                differences.append(QString::fromStdString(place + "/" + left.key() + " is not " + right.key()));
                return;
            }
            compare(left.value(), right.value(), place + "/" + left.key(), differences, masked);
        }
        return;
    }
    if (ours.is_array() && recorded.is_array() && ours.size() == recorded.size()) {
        for (std::size_t i = 0; i < ours.size(); ++i) {
            compare(ours[i], recorded[i], place + "/" + std::to_string(i), differences, masked);
        }
        return;
    }
    if (ours != recorded) {
        differences.append(QString::fromStdString(place));
    }
}

} // namespace

class TestList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedConnectionsComeBackWhole();
    void recordedObjectsAreCounted_data();
    void recordedObjectsAreCounted();
    void onlyWhatIsListedIsRead();
    void aFilterOfTheMapReadsTheMap();
    void filtersKeepWhatMatches_data();
    void filtersKeepWhatMatches();
    void newestLogsComeFirst();
    void aCapIsStated();
    void theTableIsForPeople();
    void anOrganizationWithoutADisplayNameShowsItsName();
    void secretsNeverComeOut();
    void aTokenDoesAsWell();
};

void TestList::recordedConnectionsComeBackWhole()
{
    REQUIRE_SHARED(folder, u"recorded-auth0"_s);
    auto seed = Sandbox::loadSeed(folder.toStdString());
    QVERIFY2(seed, seed ? "" : seed.error().c_str());
    const auto server = serve(std::move(*seed));
    const auto result = Access(*server).list({u"connections"_s, u"--json"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.err, QByteArray());

    QFile file(folder + "/connections.json"_L1);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Json recorded = Json::parse(file.readAll().toStdString());
    const Json ours = Json::parse(result.out.toStdString());
    QCOMPARE(ours.size(), std::size_t(271));
    QCOMPARE(recorded.size(), ours.size());
    std::map<std::string, Json> byId;
    for (Json object : recorded) {
        object.erase("enabled_clients");
        byId.emplace(object.at("id").get<std::string>(), object);
    }
    QStringList differences;
    int masked = 0;
    for (const Json &object : ours) {
        const std::string id = object.at("id").get<std::string>();
        QVERIFY(byId.contains(id));
        compare(object, byId.at(id), id, differences, masked);
    }
    QVERIFY2(differences.isEmpty(), qPrintable(differences.join(u'\n')));
    QVERIFY(masked > 0);
    qInfo("%d values masked in 271 connections", masked);

    // The least that reads 271 connections at 100 a page.
    QCOMPARE(countOf(*server, "/api/v2/connections"), 3);
    QCOMPARE(countOf(*server, "/oauth/token"), 1);
    QCOMPARE(server->requests().size(), std::size_t(4));
}

void TestList::recordedObjectsAreCounted_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("requests");
    QTest::newRow("applications") << u"applications"_s << 740 << 8;
    QTest::newRow("organizations") << u"organizations"_s << 167 << 2;
}

void TestList::recordedObjectsAreCounted()
{
    QFETCH(const QString, kind);
    QFETCH(const int, count);
    QFETCH(const int, requests);
    REQUIRE_SHARED(folder, u"recorded-auth0"_s);
    auto seed = Sandbox::loadSeed(folder.toStdString());
    QVERIFY(seed);
    const auto server = serve(std::move(*seed));
    const auto result = Access(*server).list({kind, u"--json"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(Json::parse(result.out.toStdString()).size(), std::size_t(count));
    QCOMPARE(server->requests().size(), std::size_t(requests + 1)); // the token
}

void TestList::onlyWhatIsListedIsRead()
{
    const auto server = serve(Sandbox::defaultEstate());
    for (const QString &kind : {u"connections"_s, u"applications"_s, u"organizations"_s, u"tenants"_s}) {
        server->forgetRequests();
        QCOMPARE(Access(*server).list({kind}).code, 0);
        std::set<std::string> paths;
        for (const auto &request : server->requests()) {
            paths.insert(request.path);
        }
        paths.erase("/oauth/token");
        QCOMPARE(paths.size(), std::size_t(1)); // its own list and nothing of the map
    }
}

void TestList::aFilterOfTheMapReadsTheMap()
{
    const auto server = serve(Sandbox::defaultEstate());
    const auto result = Access(*server).list({u"applications"_s, u"--json"_s, u"--where"_s, u"lock>=40"_s});
    QCOMPARE(result.code, 0);
    const Json applications = Json::parse(result.out.toStdString());
    QCOMPARE(applications.size(), std::size_t(3)); // those with 44, 50 and 57
    const auto table = Access(*server).list({u"applications"_s, u"--where"_s, u"lock>=57"_s});
    QVERIFY2(table.out.contains(" 57 "), table.out.constData());
}

void TestList::filtersKeepWhatMatches_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<std::function<bool(const Json &)>>("expected");
    using Matches = std::function<bool(const Json &)>;
    QTest::newRow("strategy") << u"strategy=auth0"_s
                              << Matches([](const Json &object) { return object["strategy"] == "auth0"; });
    QTest::newRow("contains, ignoring case") << u"name~INITECH"_s << Matches([](const Json &object) {
        return object["name"].get<std::string>().find("initech") != std::string::npos;
    });
    QTest::newRow("both must hold") << u"strategy!=auth0 name~oauth"_s << Matches([](const Json &object) {
        return object["strategy"] != "auth0" && object["name"].get<std::string>().find("oauth") != std::string::npos;
    });
    QTest::newRow("single quotes") << u"name='initech-users'"_s
                                   << Matches([](const Json &object) { return object["name"] == "initech-users"; });
    QTest::newRow("one or another") << u"strategy=okta or strategy=samlp"_s << Matches([](const Json &object) {
        return object["strategy"] == "okta" || object["strategy"] == "samlp";
    });
    QTest::newRow("a path") << u"options.disable_signup=true"_s << Matches([](const Json &object) {
        return object["options"].value("disable_signup", false);
    });
}

void TestList::filtersKeepWhatMatches()
{
    QFETCH(const QString, filter);
    QFETCH(const std::function<bool(const Json &)>, expected);
    const auto estate = Sandbox::defaultEstate();
    const auto server = serve(estate);
    const auto result = Access(*server).list({u"connections"_s, u"--json"_s, u"--where"_s, filter});
    QCOMPARE(result.code, 0);
    std::set<std::string> ours;
    for (const Json &object : Json::parse(result.out.toStdString())) {
        ours.insert(object["id"].get<std::string>());
    }
    std::set<std::string> wanted;
    for (const Json &object : estate[0].connections.items()) {
        if (expected(object)) {
            wanted.insert(object["id"].get<std::string>());
        }
    }
    QVERIFY(!wanted.empty());
    QCOMPARE(ours, wanted);
}

void TestList::newestLogsComeFirst()
{
    const auto server = serve(Sandbox::defaultEstate());
    const auto result = Access(*server).list({u"logs"_s, u"--json"_s});
    QCOMPARE(result.code, 0);
    std::vector<std::string> dates;
    for (const Json &event : Json::parse(result.out.toStdString())) {
        dates.push_back(event["date"].get<std::string>());
    }
    QVERIFY(dates.size() > 100);
    QVERIFY(std::is_sorted(dates.rbegin(), dates.rend()));
}

void TestList::aCapIsStated()
{
    std::vector<Sandbox::TenantState> tenants = Sandbox::defaultEstate();
    Json event = tenants[0].logs.items().back();
    for (int i = 0; i < 1200; ++i) {
        event["log_id"] = "9" + std::to_string(100000 + i);
        tenants[0].logs.append(event);
    }
    const auto server = serve(std::move(tenants));
    const auto result = Access(*server).list({u"logs"_s, u"--json"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(Json::parse(result.out.toStdString()).size(), std::size_t(1000));
    QVERIFY2(result.err.contains("partial") && result.err.contains("1,000"), result.err.constData());
}

void TestList::theTableIsForPeople()
{
    std::vector<Sandbox::TenantState> tenants = Sandbox::defaultEstate();
    Json hostile = tenants[0].organizations.items().front();
    hostile["id"] = "org_hostile";
    hostile["display_name"] = "\x1b[2J\xE2\x80\xAE"
                              "evil\nsecond line";
    tenants[0].organizations.append(hostile);
    const std::size_t count = tenants[0].organizations.size();
    const auto server = serve(std::move(tenants));
    const auto result = Access(*server).list({u"organizations"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.err, QByteArray()); // no progress where nobody watches
    QCOMPARE(result.out.count('\n'), qsizetype(count + 1));
    QVERIFY(!result.out.contains('\x1b'));
    QVERIFY(result.out.contains("\\u{1B}[2J\\u{202E}evil\\u{A}second line"));
    QVERIFY(result.out.startsWith("Display name "));
}

void TestList::anOrganizationWithoutADisplayNameShowsItsName()
{
    std::vector<Sandbox::TenantState> tenants(1);
    tenants[0].name = "acme";
    tenants[0].organizations.append(Json{{"id", "org_1"}, {"name", "plain-name"}});
    tenants[0].organizations.append(Json{{"id", "org_2"}, {"name", "empty-name"}, {"display_name", ""}});
    tenants[0].organizations.append(Json{{"id", "org_3"}, {"name", "titled"}, {"display_name", "With a title"}});
    const auto server = serve(std::move(tenants));
    const Access access(*server);
    const auto table = access.list({u"organizations"_s, u"--columns"_s, u"display_name,id"_s});
    QVERIFY2(table.code == 0, table.err.constData());
    QCOMPARE(table.out.simplified(),
             QByteArray("Display name ID plain-name org_1 empty-name org_2 With a title org_3"));
    const auto found = access.list({u"organizations"_s, u"--json"_s, u"--where"_s, u"display_name~plain"_s});
    QCOMPARE(found.out, QByteArray("[\n{\"id\":\"org_1\",\"name\":\"plain-name\"}\n]\n")); // as Auth0 sent it
}

void TestList::secretsNeverComeOut()
{
    const auto server = serve(Sandbox::defaultEstate());
    const Access access(*server);
    std::vector<std::string> secrets{server->tenants()[0].clientSecret};
    const auto state = server->state(0);
    for (const Json &application : state.clients.items()) {
        if (application.contains("client_secret")) {
            secrets.push_back(application["client_secret"].get<std::string>());
        }
    }
    QVERIFY(secrets.size() > 1);
    for (const QStringList &words : {QStringList{u"applications"_s, u"--json"_s}, QStringList{u"applications"_s},
                                     QStringList{u"connections"_s, u"--json"_s}, QStringList{u"logs"_s, u"--json"_s}}) {
        const auto result = access.list(words);
        QCOMPARE(result.code, 0);
        for (const std::string &secret : secrets) {
            QVERIFY(!result.out.contains(secret.c_str()));
            QVERIFY(!result.err.contains(secret.c_str()));
        }
    }
    // Nor where something goes wrong.
    Program::Variables wrong = access.variables;
    wrong[u"AUTH0_CLIENT_SECRET"_s] = u"wrong-but-still-a-secret"_s;
    const auto refused = Program::run(QStringList{u"list"_s, u"connections"_s} + access.options, wrong);
    QCOMPARE(refused.code, 3);
    QVERIFY(!refused.err.contains("wrong-but-still-a-secret"));
}

void TestList::aTokenDoesAsWell()
{
    const auto server = serve(Sandbox::defaultEstate());
    const Sandbox::TenantAccess tenant = server->tenants()[0];
    const QString url = QString::fromStdString(tenant.url);
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(url + "/oauth/token"_L1));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const Json body{{"grant_type", "client_credentials"},
                    {"client_id", tenant.clientId},
                    {"client_secret", tenant.clientSecret},
                    {"audience", tenant.url + "/api/v2/"}};
    QNetworkReply *reply = network.post(request, QByteArray::fromStdString(body.dump()));
    QTRY_VERIFY(reply->isFinished());
    const Json answer = Json::parse(reply->readAll().toStdString());
    const QString token = QString::fromStdString(answer.at("access_token").get<std::string>());

    const QStringList words{u"list"_s, u"connections"_s, u"--json"_s, u"--base-url"_s, url};
    for (const QString &name : {u"AUTH0_ACCESS_TOKEN"_s, u"AUTH0_API_TOKEN"_s}) {
        const auto good = Program::run(words, {{name, token}});
        QCOMPARE(good.code, 0);
        QVERIFY(good.out.startsWith('['));
        const auto bad = Program::run(words, {{name, u"not.a.token"_s}});
        QCOMPARE(bad.code, 3);
        QCOMPARE(bad.out, QByteArray()); // no result, not an empty one
        QVERIFY(!bad.err.contains("not.a.token"));
    }
}

QTEST_GUILESS_MAIN(TestList)
#include "tst_list.moc"
