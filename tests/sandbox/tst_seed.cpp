#include "sandbox/defaultestate.h"
#include "sandbox/seed.h"
#include "support/shareddata.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace Sandbox;
using namespace Qt::StringLiterals;

namespace {

std::string read(const std::filesystem::path &file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write(const std::filesystem::path &file, std::string_view text)
{
    std::ofstream(file, std::ios::binary) << text;
}

std::filesystem::path pathOf(const QTemporaryDir &folder)
{
    return folder.path().toStdString();
}

/// Every number of a JSON text as it was written, outside strings.
std::vector<std::string> numbers(const std::string &text)
{
    std::vector<std::string> result;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && (std::isdigit(static_cast<unsigned char>(text[i])) || text[i] == '-')) {
            const std::size_t end = text.find_first_not_of("0123456789+-.eE", i);
            result.push_back(text.substr(i, end - i));
            i = end - 1;
        }
    }
    return result;
}

} // namespace

class TestSeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordedDataLoadsWhole();
    void recordedObjectsAreServedAsTheyWere();
    void enabledClientsFillTheMapAndLeaveTheObject();
    void numbersOrderAndUnknownMembersSurvive();
    void everyFileIsOptionalAndUnknownOnesAreIgnored();
    void membersComeInBothShapes();
    void mistakesSayWhereTheyAre_data();
    void mistakesSayWhereTheyAre();
    void stateSurvivesSavingByteForByte();
    void aFailedSaveLeavesTheOldFile();
    void aForeignFileIsRefused();
};

void TestSeed::recordedDataLoadsWhole()
{
    REQUIRE_SHARED(marker, u"recorded-auth0/connections.json"_s);
    const std::filesystem::path folder = std::filesystem::path(marker.toStdString()).parent_path();
    const auto state = loadSeedFolder(folder);
    QVERIFY2(state.has_value(), state ? "" : state.error().c_str());
    QCOMPARE(state->connections.size(), std::size_t(271));
    QCOMPARE(state->clients.size(), std::size_t(740));
    QCOMPARE(state->organizations.size(), std::size_t(167));
    QVERIFY(!state->name.empty());
}

void TestSeed::recordedObjectsAreServedAsTheyWere()
{
    REQUIRE_SHARED(marker, u"recorded-auth0/connections.json"_s);
    const std::filesystem::path folder = std::filesystem::path(marker.toStdString()).parent_path();
    const auto state = loadSeedFolder(folder);
    const std::pair<const Collection *, const char *> files[] = {{&state->connections, "connections.json"},
                                                                 {&state->clients, "clients.json"},
                                                                 {&state->organizations, "organizations.json"}};
    for (const auto &[objects, name] : files) {
        const std::string text = read(folder / name);
        const Json original = Json::parse(text);
        std::string served = "[";
        for (std::size_t i = 0; i < original.size(); ++i) {
            Json expected = original[i];
            if (expected.contains("enabled_clients")) {
                const IdSet &clients = state->enabledClients.clientsOf(expected.at("id"));
                QVERIFY(expected.at("enabled_clients").get<std::vector<std::string>>() == clients.ids());
                expected.erase("enabled_clients");
            }
            QCOMPARE(objects->items()[i].dump(), expected.dump());
            served += objects->items()[i].dump() + ',';
        }
        // Independent of the JSON library: each number is written as it was recorded.
        QVERIFY(numbers(served) == numbers(text));
    }
}

void TestSeed::enabledClientsFillTheMapAndLeaveTheObject()
{
    QTemporaryDir folder;
    write(
        pathOf(folder) / "connections.json",
        R"([{"id":"con_1","name":"a","enabled_clients":["x","y"]},{"id":"con_2","name":"a","enabled_clients":null}])");
    const auto state = loadSeedFolder(pathOf(folder));
    QVERIFY(state);
    QCOMPARE(state->connections.size(), std::size_t(2)); // equal names are two connections
    QCOMPARE(state->connections.items()[0].dump(), std::string(R"({"id":"con_1","name":"a"})"));
    QVERIFY((state->enabledClients.clientsOf("con_1").ids() == std::vector<std::string>{"x", "y"}));
    QCOMPARE(state->enabledClients.connectionsOf("y").size(), std::size_t(1));
    QCOMPARE(state->enabledClients.clientsOf("con_2").size(), std::size_t(0));
}

void TestSeed::numbersOrderAndUnknownMembersSurvive()
{
    QTemporaryDir folder;
    const std::string object
        = R"({"zeta":1.0,"id":"con_1","options":{"b":18446744073709551615,"a":-9223372036854775808,"c":3.0166666666666666,)"
          R"("d":0.1,"e":null,"f":[]},"alpha":{"x":[1,1.0]}})";
    write(pathOf(folder) / "connections.json", '[' + object + ']');
    const auto state = loadSeedFolder(pathOf(folder));
    QVERIFY(state);
    QCOMPARE(state->connections.items()[0].dump(), object);
}

void TestSeed::everyFileIsOptionalAndUnknownOnesAreIgnored()
{
    QTemporaryDir folder;
    write(pathOf(folder) / "README.md", "not JSON");
    write(pathOf(folder) / "flows.json", "{broken");
    write(pathOf(folder) / "clients.json", R"([{"client_id":"c","tenant":"acme"},{"client_id":"d","tenant":"acme"}])");
    const auto state = loadSeedFolder(pathOf(folder));
    QVERIFY(state);
    QCOMPARE(state->name, std::string("acme"));
    QCOMPARE(state->clients.size(), std::size_t(2));
    QCOMPARE(state->connections.size(), std::size_t(0));
}

void TestSeed::membersComeInBothShapes()
{
    for (const char *text :
         {R"([{"organization_id":"org_1","user_id":"auth0|1"},{"organization_id":"org_1","user_id":"auth0|2"}])",
          R"([{"organization_id":"org_1","members":[{"user_id":"auth0|1"},{"user_id":"auth0|2"}]}])",
          R"({"org_1":[{"user_id":"auth0|1"},"auth0|2"]})"}) {
        QTemporaryDir folder;
        write(pathOf(folder) / "organization_members.json", text);
        const auto state = loadSeedFolder(pathOf(folder));
        QVERIFY2(state.has_value(), text);
        QVERIFY((state->organizationMembers.at("org_1").ids() == std::vector<std::string>{"auth0|1", "auth0|2"}));
    }
}

void TestSeed::mistakesSayWhereTheyAre_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("not JSON") << "[{]"_ba
                              << "connections.json is not JSON"_ba;
    QTest::newRow("no array") << "{}"_ba
                              << "must hold one JSON array"_ba;
    QTest::newRow("no id") << R"([{"id":"con_1"},{"name":"x"}])"_ba
                           << "element 1 has no text member \"id\""_ba;
    QTest::newRow("rounded number") << R"([{"id":"con_\"18","big":18446744073709551616}])"_ba
                                    << "holds the number 18446744073709551616"_ba;
    QTest::newRow("no object") << "[7]"_ba
                               << "element 0"_ba;
}

void TestSeed::mistakesSayWhereTheyAre()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, says);
    QTemporaryDir folder;
    write(pathOf(folder) / "connections.json", text.toStdString());
    const auto state = loadSeedFolder(pathOf(folder));
    QVERIFY(!state);
    QVERIFY2(state.error().find(says.toStdString()) != std::string::npos, state.error().c_str());
}

void TestSeed::stateSurvivesSavingByteForByte()
{
    QTemporaryDir folder;
    const auto first = pathOf(folder) / "state.json", second = pathOf(folder) / "again.json";
    std::vector<TenantState> estate = defaultEstate();
    QVERIFY(saveState(estate, first));
    const auto loaded = loadSeed(first);
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().c_str());
    QCOMPARE(loaded->size(), estate.size());
    QVERIFY(saveState(*loaded, second));
    QVERIFY(read(first) == read(second));
    QCOMPARE(loaded->front().users.size(), estate.front().users.size());
    const std::string portal = estate.front().clients.items()[5].at("client_id");
    QCOMPARE(loaded->front().enabledClients.connectionsOf(portal).size(),
             estate.front().enabledClients.connectionsOf(portal).size());
    QVERIFY(std::filesystem::directory_iterator(pathOf(folder)) != std::filesystem::directory_iterator());
    QVERIFY(!std::filesystem::exists(first.string() + ".new"));
}

void TestSeed::aFailedSaveLeavesTheOldFile()
{
    QTemporaryDir folder;
    const auto file = pathOf(folder) / "state.json";
    write(file, "old");
    std::filesystem::create_directory(file.string() + ".new"); // nothing can be written there
    const auto saved = saveState({}, file);
    QVERIFY(!saved);
    QCOMPARE(read(file), std::string("old"));
}

void TestSeed::aForeignFileIsRefused()
{
    QTemporaryDir folder;
    const auto file = pathOf(folder) / "package.json";
    write(file, R"({"name":"x"})");
    QVERIFY(!loadState(file));
    QVERIFY(loadState(file).error().find("not a sandbox state") != std::string::npos);
    QVERIFY(!loadState(pathOf(folder) / "absent.json"));
}

QTEST_APPLESS_MAIN(TestSeed)
#include "tst_seed.moc"
