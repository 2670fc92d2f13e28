#include "cli/changefixture.h"
#include "sandbox/scale.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

std::vector<Sandbox::TenantState> estate()
{
    std::vector<Sandbox::TenantState> tenants{
        Sandbox::scaleEstate({.connections = 12, .applications = 6, .organizations = 2, .users = 3}, 1)};
    const std::string user = tenants[0].users.items().front().at("user_id").get<std::string>();
    (*tenants[0].users.find(user))["app_metadata"]
        = {{"company", {{"id", 7}, {"name", "Acme"}}}, {"plan", "gold"}, {"client_secret", "CANARY"}};
    return tenants;
}

} // namespace

/// `metadata` and `enable`.
class TestMetadataCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void getShowsMetadataWithoutSecrets();
    void setTouchesOneLeaf();
    void aNameWillDo();
    void aNameThatSeveralHaveIsRefused();
    void unsettingAllSaysSo();
    void unsettingAllNeedsItsOwnConsent_data();
    void unsettingAllNeedsItsOwnConsent();
    void badWordsAreRefused_data();
    void badWordsAreRefused();
    void limitsAreKept();
    void schemaIsHeldAgainst();
    void schemaThatCannotBeUsedIsTold();
    void enableSwitchesOnlyWhatDiffers();
    void enableNamesTheApplications();
    void enableNamesTheLockCount();
    void enableRefusesWhatIsNotThere();

private:
    static QString userId(ChangeFixture &fixture)
    {
        return QString::fromStdString(fixture.server().state(0).users.items().front().at("user_id").get<std::string>());
    }
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static Json user(ChangeFixture &fixture) { return fixture.server().state(0).users.items().front(); }
};

void TestMetadataCommands::getShowsMetadataWithoutSecrets()
{
    ChangeFixture fixture(estate());
    const auto result = fixture.run({u"metadata"_s, u"get"_s, u"user"_s, userId(fixture)});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(!result.out.contains("CANARY"));
    QCOMPARE(Json::parse(result.out.toStdString()).at("app_metadata").at("company").at("id").get<int>(), 7);
}

void TestMetadataCommands::setTouchesOneLeaf()
{
    ChangeFixture fixture(estate());
    const Json before = user(fixture);
    const QStringList words{u"metadata"_s, u"set"_s,
                            u"user"_s,     userId(fixture),
                            u"--set"_s,    u"/app_metadata/company/id=8"_s,
                            u"--set"_s,    u"/app_metadata/tags=[\"a=b\"]"_s,
                            u"--unset"_s,  u"/app_metadata/plan"_s};
    QVERIFY(fixture.run(words).code == 0);
    QCOMPARE(user(fixture).dump(), before.dump());
    const auto result = fixture.run(words + QStringList{u"--yes"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(!result.out.contains("CANARY"));
    QCOMPARE(user(fixture).at("app_metadata").dump(),
             std::string(R"({"company":{"id":8,"name":"Acme"},"client_secret":"CANARY","tags":["a=b"]})"));
    const QString id
        = QString::fromStdString(Json::parse(result.out.toStdString()).at("plan").at("id").get<std::string>());
    QCOMPARE(fixture.run({u"revert"_s, id, u"--yes"_s}).code, 0);
    QCOMPARE(user(fixture).at("app_metadata").at("plan").get<std::string>(), std::string("gold"));
    QCOMPARE(user(fixture).at("app_metadata").at("company").dump(), before.at("app_metadata").at("company").dump());
    QVERIFY(!user(fixture).at("app_metadata").contains("tags"));
}

void TestMetadataCommands::aNameWillDo()
{
    ChangeFixture fixture(estate());
    const auto requests = [&fixture] { return fixture.server().requests().size(); };
    const auto text = [](const Json &object, const char *member) {
        return QString::fromStdString(object.at(member).get<std::string>());
    };
    const Sandbox::TenantState state = fixture.server().state(0);
    const Json connection = state.connections.items().front();
    const Json application = state.clients.items().front();
    const Json organization = state.organizations.items().front();
    for (const auto &[kind, name, id] :
         {std::tuple(u"user"_s, text(user(fixture), "email"), userId(fixture)),
          std::tuple(u"user"_s, text(user(fixture), "name"), userId(fixture)),
          std::tuple(u"connection"_s, text(connection, "name"), text(connection, "id")),
          std::tuple(u"application"_s, text(application, "name"), text(application, "client_id")),
          std::tuple(u"organization"_s, text(organization, "name"), text(organization, "id"))}) {
        const auto before = requests();
        const auto byId = fixture.run({u"metadata"_s, u"get"_s, kind, id});
        QVERIFY2(byId.code == 0, byId.err.constData());
        QCOMPARE(int(requests() - before), 2); // the token, and the object
        const auto byName = fixture.run({u"metadata"_s, u"get"_s, kind, name});
        QVERIFY2(byName.code == 0, byName.err.constData());
        QCOMPARE(byName.out, byId.out);
    }
    const auto set = fixture.run({u"metadata"_s, u"set"_s, u"user"_s, text(user(fixture), "email"), u"--set"_s,
                                  u"/app_metadata/plan=\"silver\""_s, u"--yes"_s});
    QVERIFY2(set.code == 0, set.err.constData());
    QCOMPARE(user(fixture).at("app_metadata").at("plan").get<std::string>(), std::string("silver"));
    const auto none = fixture.run({u"metadata"_s, u"get"_s, u"connection"_s, u"nobody"_s});
    QCOMPARE(none.code, 2);
    QVERIFY2(none.err.contains("nobody"), none.err.constData());
}

void TestMetadataCommands::aNameThatSeveralHaveIsRefused()
{
    std::vector<Sandbox::TenantState> tenants = estate();
    const std::string first = tenants[0].clients.items().at(0).at("client_id").get<std::string>();
    const std::string second = tenants[0].clients.items().at(1).at("client_id").get<std::string>();
    (*tenants[0].clients.find(first))["name"] = "Twin";
    (*tenants[0].clients.find(second))["name"] = "Twin";
    ChangeFixture fixture(std::move(tenants));
    const auto result = fixture.run({u"metadata"_s, u"set"_s, u"application"_s, u"Twin"_s, u"--set"_s,
                                     u"/client_metadata/plan=\"silver\""_s, u"--yes"_s});
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains(first.c_str()) && result.err.contains(second.c_str()), result.err.constData());
    QCOMPARE(fixture.writes(), 0);
}

void TestMetadataCommands::unsettingAllSaysSo()
{
    ChangeFixture fixture(estate());
    const auto result
        = fixture.run({u"metadata"_s, u"set"_s, u"user"_s, userId(fixture), u"--unset"_s, u"/app_metadata"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(result.out.contains("Everything in app_metadata goes: 3 keys."));
    QVERIFY(result.out.contains("cannot be undone")); // one of the keys is a secret
}

void TestMetadataCommands::unsettingAllNeedsItsOwnConsent_data()
{
    QTest::addColumn<QStringList>("change");
    QTest::newRow("taken away") << QStringList{u"--unset"_s, u"/app_metadata"_s};
    QTest::newRow("set to {}") << QStringList{u"--set"_s, u"/app_metadata={}"_s};
}

void TestMetadataCommands::unsettingAllNeedsItsOwnConsent()
{
    QFETCH(const QStringList, change);
    ChangeFixture fixture(estate());
    const QStringList words = QStringList{u"metadata"_s, u"set"_s, u"user"_s, userId(fixture)} + change;
    for (const QStringList &further : {QStringList{u"--yes"_s}, {u"--plan"_s, fixture.file(u"plan.json"_s)}}) {
        const auto refused = fixture.run(words + further);
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains("Everything in app_metadata goes: 3 keys."), refused.err.constData());
        QVERIFY2(refused.err.contains("--wipe"), refused.err.constData());
    }
    QVERIFY(!QFile::exists(fixture.file(u"plan.json"_s)));
    QCOMPARE(fixture.writes(), 0);
    QCOMPARE(fixture.run(words + QStringList{u"--yes"_s, u"--wipe"_s}).code, 0);
    QVERIFY(user(fixture).value("app_metadata", Json::object()).empty());
}

void TestMetadataCommands::badWordsAreRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("an unknown action") << QStringList{u"drop"_s, u"user"_s, u"x"_s} << QByteArray("drop");
    QTest::newRow("an unknown kind") << QStringList{u"get"_s, u"role"_s, u"x"_s} << QByteArray("role");
    QTest::newRow("no metadata of its kind")
        << QStringList{u"set"_s, u"user"_s, u"x"_s, u"--set"_s, u"/email=\"x\""_s} << QByteArray("/app_metadata");
    QTest::newRow("no pointer") << QStringList{u"set"_s, u"user"_s, u"x"_s, u"--set"_s, u"plan=1"_s}
                                << QByteArray("JSON Pointer");
    QTest::newRow("no JSON") << QStringList{u"set"_s, u"user"_s, u"x"_s, u"--set"_s, u"/app_metadata/a=acme"_s}
                             << QByteArray("quotation marks");
    QTest::newRow("a key twice") << QStringList{u"set"_s, u"user"_s, u"x"_s, u"--set"_s,
                                                u"/app_metadata/a={\"b\":1,\"b\":2}"_s}
                                 << QByteArray("What to do");
    QTest::newRow("null, which Auth0 takes as a removal")
        << QStringList{u"set"_s, u"user"_s, u"x"_s, u"--set"_s, u"/app_metadata/a=null"_s}
        << QByteArray("--unset /app_metadata/a");
    QTest::newRow("nothing to set") << QStringList{u"set"_s, u"user"_s, u"x"_s} << QByteArray("--unset");
}

void TestMetadataCommands::badWordsAreRefused()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, says);
    ChangeFixture fixture(estate());
    const auto result = fixture.run(QStringList{u"metadata"_s} + words);
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains(says), result.err.constData());
}

void TestMetadataCommands::limitsAreKept()
{
    ChangeFixture fixture(estate());
    const auto result = fixture.run(
        {u"metadata"_s, u"set"_s, u"user"_s, userId(fixture), u"--set"_s, u"/app_metadata/email=\"x\""_s, u"--yes"_s});
    QCOMPARE(result.code, 2);
    QVERIFY(result.err.contains("email"));
    QCOMPARE(fixture.writes(), 0);
}

void TestMetadataCommands::schemaIsHeldAgainst()
{
    ChangeFixture fixture(estate());
    const QString schema = fixture.file(u"schema.json"_s);
    write(schema, R"({"properties":{"app_metadata":{"properties":{"plan":{"enum":["gold","silver"]}}}}})");
    const auto words = [&](const QString &plan) {
        return QStringList{u"metadata"_s,   u"set"_s,   u"user"_s,
                           userId(fixture), u"--set"_s, u"/app_metadata/plan=\"%1\""_s.arg(plan),
                           u"--schema"_s,   schema};
    };
    const auto looked = fixture.run(words(u"tin"_s));
    QCOMPARE(looked.code, 0);
    QVERIFY2(looked.out.contains("note: /app_metadata/plan: Not as the schema wants it"), looked.out.constData());
    for (const QStringList &further : {QStringList{u"--yes"_s}, {u"--plan"_s, fixture.file(u"plan.json"_s)}}) {
        const auto refused = fixture.run(words(u"tin"_s) + further);
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains("/app_metadata/plan"), refused.err.constData());
        QVERIFY2(refused.err.contains("--despite-schema"), refused.err.constData());
    }
    QVERIFY(!QFile::exists(fixture.file(u"plan.json"_s)));
    QCOMPARE(fixture.writes(), 0);
    QCOMPARE(fixture.run(words(u"silver"_s) + QStringList{u"--yes"_s}).code, 0);
    QCOMPARE(user(fixture).at("app_metadata").at("plan").get<std::string>(), std::string("silver"));
    QCOMPARE(fixture.run(words(u"tin"_s) + QStringList{u"--yes"_s, u"--despite-schema"_s}).code, 0);
    QCOMPARE(user(fixture).at("app_metadata").at("plan").get<std::string>(), std::string("tin"));
}

void TestMetadataCommands::schemaThatCannotBeUsedIsTold()
{
    ChangeFixture fixture(estate());
    const QString schema = fixture.file(u"schema.json"_s);
    const QStringList words{u"metadata"_s, u"set"_s, u"user"_s, userId(fixture), u"--set"_s, u"/app_metadata/plan=1"_s,
                            u"--schema"_s, schema};
    const auto missing = fixture.run(words + QStringList{u"--yes"_s});
    QCOMPARE(missing.code, 2);
    QVERIFY2(missing.err.contains("schema.json cannot be read"), missing.err.constData());
    write(schema, R"({"properties":{"app_metadata":{"$ref":"https://example.com/a.json"}}})");
    const auto remote = fixture.run(words + QStringList{u"--yes"_s});
    QCOMPARE(remote.code, 2);
    QVERIFY2(remote.err.contains("nothing is fetched"), remote.err.constData());
    QCOMPARE(fixture.writes(), 0);
}

void TestMetadataCommands::enableSwitchesOnlyWhatDiffers()
{
    ChangeFixture fixture(estate());
    const Sandbox::TenantState before = fixture.server().state(0);
    QStringList words{u"enable"_s, u"--yes"_s, u"--json"_s};
    for (std::size_t i = 0; i < 3; ++i) {
        words << u"--application"_s
              << QString::fromStdString(before.clients.items()[i].at("client_id").get<std::string>());
        words << u"--connection"_s
              << QString::fromStdString(before.connections.items()[i].at("name").get<std::string>());
    }
    const auto result = fixture.run(words);
    QVERIFY2(result.code == 0, result.err.constData());
    const Sandbox::TenantState after = fixture.server().state(0);
    for (std::size_t c = 0; c < before.connections.size(); ++c) {
        const std::string connection = before.connections.items()[c].at("id").get<std::string>();
        for (std::size_t a = 0; a < before.clients.size(); ++a) {
            const std::string application = before.clients.items()[a].at("client_id").get<std::string>();
            const bool was = before.enabledClients.clientsOf(connection).contains(application);
            const bool isNow = after.enabledClients.clientsOf(connection).contains(application);
            QCOMPARE(isNow, was || (c < 3 && a < 3));
        }
    }
    const int writes = fixture.writes();
    QVERIFY(writes <= 3);
    words[1] = u"--no-input"_s; // the same again has nothing to do
    const auto again = fixture.run(QStringList{u"enable"_s, u"--json"_s} + words.mid(3));
    QCOMPARE(Json::parse(again.out.toStdString()).at("plan").at("items").size(), std::size_t(0));

    const QString id
        = QString::fromStdString(Json::parse(result.out.toStdString()).at("plan").at("id").get<std::string>());
    QCOMPARE(fixture.run({u"revert"_s, id, u"--yes"_s}).code, 0);
    const Sandbox::TenantState reverted = fixture.server().state(0);
    for (const Json &connection : before.connections.items()) {
        const std::string key = connection.at("id").get<std::string>();
        QCOMPARE(reverted.enabledClients.clientsOf(key).size(), before.enabledClients.clientsOf(key).size());
    }
}

/// In the plan, in the journal, and where it is taken back: ids tell nobody anything.
void TestMetadataCommands::enableNamesTheApplications()
{
    std::vector<Sandbox::TenantState> tenants = estate();
    const auto client
        = [&tenants](int index) { return tenants[0].clients.items().at(index).at("client_id").get<std::string>(); };
    const std::vector<std::string> ids{client(0), client(1), client(2)};
    const char *names[] = {"Portal", "Twin", "Twin"};
    for (std::size_t i = 0; i < ids.size(); ++i) {
        (*tenants[0].clients.find(ids[i]))["name"] = names[i];
    }
    const std::string connection = tenants[0].connections.items().front().at("id").get<std::string>();
    ChangeFixture fixture(std::move(tenants));
    QStringList words{u"enable"_s, u"--connection"_s, QString::fromStdString(connection)};
    for (const std::string &id : ids) {
        words += {u"--application"_s, QString::fromStdString(id)};
    }
    QCOMPARE(fixture.run(words + QStringList{u"--off"_s, u"--yes"_s}).code, 0); // whatever it was before
    const auto on = fixture.run(words + QStringList{u"--yes"_s, u"--json"_s});
    QVERIFY2(on.code == 0, on.err.constData());
    const QString id = QString::fromStdString(Json::parse(on.out.toStdString()).at("plan").at("id").get<std::string>());
    const auto entry = Program::run({u"journal"_s, id}, fixture.variables());
    const QByteArray twin = "Twin (" + QByteArray::fromStdString(ids[1]) + ")";
    QVERIFY2(entry.out.contains("note: On for ") && entry.out.contains("Portal") && entry.out.contains(twin),
             entry.out.constData());
    const auto back = fixture.run({u"revert"_s, id});
    QVERIFY2(back.out.contains("note: Off for ") && back.out.contains(twin), back.out.constData());
}

void TestMetadataCommands::enableNamesTheLockCount()
{
    std::vector<Sandbox::TenantState> tenants{Sandbox::scaleEstate({.connections = 90, .applications = 2}, 1)};
    Sandbox::TenantState &tenant = tenants[0];
    const std::string application = tenant.clients.items().front().at("client_id").get<std::string>();
    std::vector<std::string> databases;
    for (const Json &connection : tenant.connections.items()) {
        const std::string id = connection.at("id").get<std::string>();
        tenant.enabledClients.disable(id, application);
        if (connection.at("strategy") == "auth0") {
            databases.push_back(id);
        }
    }
    for (std::size_t i = 0; i < 50; ++i) {
        tenant.enabledClients.enable(databases[i], application);
    }
    const QString next = QString::fromStdString(databases[50]);
    ChangeFixture fixture(std::move(tenants));
    const auto result
        = fixture.run({u"enable"_s, u"--application"_s, QString::fromStdString(application), u"--connection"_s, next});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.out.contains("database connections 50 -> 51 of Lock's 50 (over"), result.out.constData());
    QCOMPARE(fixture.writes(), 0);
}

void TestMetadataCommands::enableRefusesWhatIsNotThere()
{
    ChangeFixture fixture(estate());
    const auto result = fixture.run({u"enable"_s, u"--application"_s, u"nobody"_s, u"--connection"_s, u"x"_s});
    QCOMPARE(result.code, 2);
    QVERIFY(result.err.contains("nobody"));
    QCOMPARE(fixture.run({u"enable"_s, u"--application"_s, u"nobody"_s}).code, 2);
}

QTEST_GUILESS_MAIN(TestMetadataCommands)
#include "tst_metadatacommands.moc"
