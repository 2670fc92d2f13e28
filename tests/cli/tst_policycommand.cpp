#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/seed.h"
#include "sandbox/server.h"
#include "support/shareddata.h"

#include <nlohmann/json.hpp>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

constexpr int longest = 60'000; // ms; only a hang takes as long

/// A server and what a command needs to read its first Auth0 tenant.
struct Served
{
    explicit Served(std::vector<Sandbox::TenantState> tenants)
    {
        Sandbox::Options options;
        options.recordRequests = true;
        server = std::make_unique<Sandbox::Server>(std::move(options), std::move(tenants));
        server->start();
    }

    Program::Result show(const QStringList &words = {}) const
    {
        const Sandbox::TenantAccess tenant = server->tenants()[0];
        return Program::run(QStringList{u"policy"_s, u"show"_s} + words
                                + QStringList{u"--base-url"_s, QString::fromStdString(tenant.url), u"--client-id"_s,
                                              QString::fromStdString(tenant.clientId)},
                            {{u"AUTH0_CLIENT_SECRET"_s, QString::fromStdString(tenant.clientSecret)}});
    }

    std::vector<Json> rows(const QStringList &words = {}) const
    {
        const auto result = show(QStringList{u"--json"_s} + words);
        return result.code == 0 ? Json::parse(result.out.toStdString()).get<std::vector<Json>>() : std::vector<Json>();
    }

    std::unique_ptr<Sandbox::Server> server;
};

std::size_t databasesOf(const Sandbox::TenantState &tenant)
{
    const auto &items = tenant.connections.items();
    return std::size_t(std::count_if(items.begin(), items.end(),
                                     [](const Json &connection) { return connection.at("strategy") == "auth0"; }));
}

/// `policy test` with these bytes on standard input.
Program::Result test(const QStringList &words, const QByteArray &input)
{
    QProcess process;
    process.setProcessEnvironment(Program::environment({}));
    process.start(Program::path(), QStringList{u"policy"_s, u"test"_s} + words);
    Program::Result result;
    if (process.waitForStarted(longest)) {
        process.write(input);
        process.closeWriteChannel();
        if (process.waitForFinished(longest) && process.exitStatus() == QProcess::NormalExit) {
            result.code = process.exitCode();
        }
    }
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

} // namespace

class TestPolicyCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneRowPerDatabaseConnection();
    void onlyDatabaseConnectionsAreRead();
    void filtersKeepWhatMatches();
    void bothGenerationsShowBothReadings();
    void theTableIsForPeople();
    void recordedConnectionsAreShown();
    void everyLineIsAPassword_data();
    void everyLineIsAPassword();
    void answersComeLineByLine();
    void dictionaryAndProfileAreLookedAt();
    void bothGenerationsMustTakeThePassword();
    void badFilesAreUsage_data();
    void badFilesAreUsage();
    void noPolicyIsSaid();
    void optionsOfTheOtherWordAreRefused_data();
    void optionsOfTheOtherWordAreRefused();

private:
    QString file(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }

    QTemporaryDir m_folder;
};

void TestPolicyCommand::oneRowPerDatabaseConnection()
{
    const auto estate = Sandbox::defaultEstate();
    const Served served(estate);
    const std::vector<Json> rows = served.rows();
    QCOMPARE(rows.size(), databasesOf(estate[0]));
    for (const Json &row : rows) {
        QVERIFY(row.at("tenant").is_string());
        QVERIFY(row.at("min_length").is_number_integer());
        const Json *connection = estate[0].connections.find(row.at("id").get<std::string>());
        QVERIFY(connection != nullptr);
        QVERIFY(row.at("name") == connection->at("name"));
        const Json options = connection->at("options");
        const Json flexible = options.value("password_options", Json());
        if (flexible.is_object() && row.at("generation") == "flexible") {
            QVERIFY(row.at("min_length") == flexible.at("complexity").at("min_length"));
        }
    }
}

void TestPolicyCommand::onlyDatabaseConnectionsAreRead()
{
    const Served served(Sandbox::defaultEstate());
    QVERIFY(!served.rows().empty());
    for (const auto &request : served.server->requests()) {
        QCOMPARE(request.method == "GET" || request.path == "/oauth/token", true);
        if (request.path != "/oauth/token") {
            QCOMPARE(QByteArray::fromStdString(request.path), "/api/v2/connections");
            QVERIFY(request.query.find("strategy=auth0") != std::string::npos);
        }
    }
}

void TestPolicyCommand::filtersKeepWhatMatches()
{
    const Served served(Sandbox::defaultEstate());
    const std::vector<Json> all = served.rows();
    const std::vector<Json> weak = served.rows({u"--where"_s, u"min_length<8"_s});
    const auto isWeak = [](const Json &row) { return row.at("min_length").get<int>() < 8; };
    QVERIFY(!weak.empty() && weak.size() < all.size());
    QCOMPARE(std::ptrdiff_t(weak.size()), std::count_if(all.begin(), all.end(), isWeak));
    QVERIFY(std::all_of(weak.begin(), weak.end(), isWeak));
    // A filter that counts reads connections of every strategy; no other than databases has a policy.
    const std::vector<Json> used = served.rows({u"--where"_s, u"applications>=1"_s});
    QVERIFY(!used.empty() && used.size() <= all.size());
    const auto bad = served.show({u"--where"_s, u"min_length<"_s});
    QCOMPARE(bad.code, 2);
    QVERIFY(bad.out.isEmpty());
}

void TestPolicyCommand::bothGenerationsShowBothReadings()
{
    std::vector<Sandbox::TenantState> estate = Sandbox::defaultEstate();
    estate[0].connections.append(
        {{"id", "con_both"},
         {"name", "both-users"},
         {"strategy", "auth0"},
         {"options", {{"passwordPolicy", "good"}, {"password_options", {{"complexity", {{"min_length", 15}}}}}}}});
    const Served served(std::move(estate));
    const std::vector<Json> rows = served.rows({u"--where"_s, u"name=both-users"_s});
    QCOMPARE(rows.size(), std::size_t(1));
    QVERIFY(rows[0].at("generation") == "both");
    QCOMPARE(rows[0].at("readings").size(), std::size_t(2));
    QVERIFY(rows[0].at("min_length") == 8);
    const auto table = served.show({u"--where"_s, u"name=both-users"_s});
    QVERIFY2(table.out.contains(" 8 / 15 "), table.out.constData());
}

void TestPolicyCommand::theTableIsForPeople()
{
    std::vector<Sandbox::TenantState> estate = Sandbox::defaultEstate();
    Json hostile = estate[0].connections.items().front();
    hostile["id"] = "con_hostile";
    hostile["strategy"] = "auth0";
    hostile["name"] = "\x1b[2Jevil";
    estate[0].connections.append(hostile);
    const std::size_t count = databasesOf(estate[0]);
    const Served served(std::move(estate));
    const auto result = served.show();
    QCOMPARE(result.code, 0);
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.out.count('\n'), qsizetype(count + 1));
    QVERIFY(result.out.startsWith("Name "));
    QVERIFY(!result.out.contains('\x1b'));
}

void TestPolicyCommand::recordedConnectionsAreShown()
{
    REQUIRE_SHARED(folder, u"recorded-auth0"_s);
    auto seed = Sandbox::loadSeed(folder.toStdString());
    QVERIFY(seed);
    const Served served(std::move(*seed));
    const std::vector<Json> rows = served.rows();
    QCOMPARE(rows.size(), std::size_t(185));
    QCOMPARE(std::count_if(rows.begin(), rows.end(), [](const Json &row) { return row.at("generation") == "both"; }),
             std::ptrdiff_t(3));
}

void TestPolicyCommand::everyLineIsAPassword_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("output");
    const QByteArray bad = R"(,"ok":false,"failed":["min_length","character_types"]})";
    const QByteArray good = R"(,"ok":true,"failed":[]})";
    const auto line = [](int number, const QByteArray &answer) {
        return "{\"line\":" + QByteArray::number(number) + answer + '\n';
    };
    QTest::newRow("nothing") << QByteArray() << QByteArray();
    QTest::newRow("one") << QByteArray("Abcdefg1\n") << line(1, good);
    QTest::newRow("no newline at the end") << QByteArray("x\nAbcdefg1") << line(1, bad) + line(2, good);
    QTest::newRow("empty lines") << QByteArray("\n\nAbcdefg1\n\n")
                                 << line(1, bad) + line(2, bad) + line(3, good) + line(4, bad);
    QTest::newRow("blanks count") << QByteArray("A      1\n") << line(1, good);
    QTest::newRow("blanks at the ends") << QByteArray("   A1   \n") << line(1, good);
    QTest::newRow("carriage return is a character") << QByteArray("Abcdef1\r\n") << line(1, good);
    QTest::newRow("NUL too") << QByteArray("Abcdef1\0\n", 9) << line(1, good);
    QTest::newRow("other alphabets") << u"Äbcdéfg1\nÄBCDÉFG1-\n"_s.toUtf8()
                                     << line(1, R"(,"ok":false,"failed":["character_types"]})") + line(2, good);
}

void TestPolicyCommand::everyLineIsAPassword()
{
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, output);
    const auto result = test({u"--options"_s, file(u"good.json"_s, R"({"passwordPolicy":"good"})")}, input);
    QCOMPARE(result.out, output);
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.code, 0);
}

void TestPolicyCommand::answersComeLineByLine()
{
    QProcess process;
    process.setProcessEnvironment(Program::environment({}));
    process.start(Program::path(),
                  {u"policy"_s, u"test"_s, u"--options"_s, file(u"low.json"_s, R"({"passwordPolicy":"low"})")});
    for (int line = 1; line <= 3; ++line) {
        process.write("secret\n");
        while (!process.canReadLine()) {
            QVERIFY(process.waitForReadyRead(longest));
        }
        QCOMPARE(process.readLine(), "{\"line\":" + QByteArray::number(line) + R"(,"ok":true,"failed":[]})" + '\n');
    }
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(longest));
    QCOMPARE(process.exitCode(), 0);
}

void TestPolicyCommand::dictionaryAndProfileAreLookedAt()
{
    const QStringList options{
        u"--options"_s,
        file(
            u"on.json"_s,
            R"({"password_dictionary":{"enable":true,"dictionary":["acme"]},"password_no_personal_info":{"enable":true}})")};
    const QStringList named{u"--dictionary"_s, file(u"words"_s, "Hunter2\ncorrect horse\n"), u"--profile"_s,
                            file(u"user.json"_s, R"({"name":"Jo","email":"j.public@example.com"})")};
    const auto result = test(options + named, "hunter2\nACME\nxJ.Publicx\nmajor\nfine\npassword\n");
    QCOMPARE(result.code, 0);
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.out,
             R"({"line":1,"ok":false,"failed":["dictionary"]})"
             "\n"
             R"({"line":2,"ok":false,"failed":["dictionary"]})"
             "\n"
             R"({"line":3,"ok":false,"failed":["profile_data"]})"
             "\n"
             R"({"line":4,"ok":false,"failed":["profile_data"]})"
             "\n"
             R"({"line":5,"ok":true,"failed":[]})"
             "\n"
             R"({"line":6,"ok":true,"failed":[]})"
             "\n");
    const auto own = test(options, "password\n");
    QCOMPARE(own.out,
             R"({"line":1,"ok":false,"failed":["dictionary"]})"
             "\n");
    QVERIFY(own.err.contains("approximate"));
    QVERIFY(!own.err.contains("password\n")); // what was typed is repeated nowhere
}

void TestPolicyCommand::bothGenerationsMustTakeThePassword()
{
    const QString options = file(u"both.json"_s,
                                 R"({"passwordPolicy":"fair","password_options":{"complexity":)"
                                 R"({"min_length":12,"sequential_characters":"block"}}})");
    const auto result = test({u"--options"_s, options}, "Abcdefg1\nAcegikmoqsu1\nacegikmoqsuw\n");
    QCOMPARE(result.code, 0);
    QCOMPARE(result.out,
             R"({"line":1,"ok":false,"failed":["min_length","sequential_characters"]})"
             "\n"
             R"({"line":2,"ok":true,"failed":[]})"
             "\n"
             R"({"line":3,"ok":false,"failed":["character_types"]})"
             "\n");
    QVERIFY(result.err.contains("not documented"));
}

void TestPolicyCommand::badFilesAreUsage_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no JSON") << u"--options"_s << QByteArray("passwordPolicy: good");
    QTest::newRow("empty") << u"--options"_s << QByteArray();
    QTest::newRow("an array") << u"--options"_s << QByteArray("[]");
    QTest::newRow("a whole connection") << u"--options"_s << QByteArray(R"({"strategy":"auth0","options":{}})");
    QTest::newRow("no level") << u"--options"_s << QByteArray(R"({"passwordPolicy":"Good"})");
    QTest::newRow("wrong type") << u"--options"_s
                                << QByteArray(R"({"password_options":{"complexity":{"min_length":"8"}}})");
    QTest::newRow("a row of policy show")
        << u"--options"_s << QByteArray(R"({"name":"a","generation":"legacy","min_length":8})");
    QTest::newRow("options in an object") << u"--options"_s << QByteArray(R"({"options":{"passwordPolicy":"good"}})");
    QTest::newRow("a slip") << u"--options"_s << QByteArray(R"({"passwordPolcy":"excellent"})");
    QTest::newRow("a slip among others") << u"--options"_s
                                         << QByteArray(R"({"disable_signup":true,"password_histroy":{"enable":true}})");
    QTest::newRow("another object") << u"--options"_s << QByteArray(R"({"min_length":14})");
    QTest::newRow("profile") << u"--profile"_s << QByteArray("[]");
}

void TestPolicyCommand::badFilesAreUsage()
{
    QFETCH(QString, option);
    QFETCH(QByteArray, content);
    const QString bad = file(u"bad"_s, content);
    const QString good = file(u"good.json"_s, R"({"passwordPolicy":"good"})");
    for (const QString &path : {bad, m_folder.filePath(u"absent"_s), m_folder.path()}) {
        QStringList words{option, path};
        if (option != "--options"_L1) {
            words += {u"--options"_s, good};
        }
        const auto result = test(words, "a\n");
        QCOMPARE(result.code, 2);
        QCOMPARE(result.out, QByteArray());
        QVERIFY(result.err.contains("Why: ") && result.err.contains("What to do: "));
    }
}

/// What takes every password is told to be no policy, and slips are told what was meant.
void TestPolicyCommand::noPolicyIsSaid()
{
    for (const QByteArray content : {"{}", R"({"brute_force_protection":true})", R"({"passwordPolicy":null})"}) {
        const auto result = test({u"--options"_s, file(u"none.json"_s, content)}, "a\n");
        QCOMPARE(result.code, 0);
        QCOMPARE(result.out,
                 R"({"line":1,"ok":true,"failed":[]})"
                 "\n");
        QVERIFY2(result.err.contains("hold no password policy"), result.err.constData());
    }
    const auto slip = test({u"--options"_s, file(u"slip.json"_s, R"({"passwordPolcy":"excellent"})")}, "a\n");
    QVERIFY2(slip.err.contains("did you mean “passwordPolicy”?"), slip.err.constData());
    const auto inner = test({u"--options"_s, file(u"outer.json"_s, R"({"options":{"passwordPolicy":"good"}})")}, "a\n");
    QVERIFY2(inner.err.contains("give the object that is “options”"), inner.err.constData());
}

void TestPolicyCommand::optionsOfTheOtherWordAreRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no word") << QStringList();
    QTest::newRow("unknown word") << QStringList{u"shwo"_s};
    QTest::newRow("a password as an argument") << QStringList{u"test"_s, u"hunter2"_s};
    QTest::newRow("no options") << QStringList{u"test"_s};
    QTest::newRow("filter") << QStringList{u"test"_s, u"--where"_s, u"name=x"_s};
    QTest::newRow("a tenant for a test") << QStringList{u"test"_s, u"--all-tenants"_s};
    QTest::newRow("a file for show") << QStringList{u"show"_s, u"--options"_s, u"x"_s};
}

void TestPolicyCommand::optionsOfTheOtherWordAreRefused()
{
    QFETCH(QStringList, words);
    const auto result = Program::run(QStringList{u"policy"_s} + words);
    QCOMPARE(result.code, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY(result.err.contains("What to do: "));
}

QTEST_GUILESS_MAIN(TestPolicyCommand)
#include "tst_policycommand.moc"
