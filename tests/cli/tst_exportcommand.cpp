#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
#include <QFileSystemWatcher>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

/// `export` over the sandbox's estate.
class TestExportCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everythingIsExported_data();
    void everythingIsExported();
    void whatMustBeFilledInIsPrinted();
    void filtersChoose();
    void oneCustomerIsExportedAlone();
    void aPolicyIsKept();
    void whatCouldNotBeReadIsTold();
    void wrongWordsAreNamed_data();
    void wrongWordsAreNamed();
    void aFolderOfOthersIsSpared();
    void anotherExportIsSpared();
    void nothingTakesTheFolderOfSomething_data();
    void nothingTakesTheFolderOfSomething();
    void anInterruptedOneLeavesNothing_data();
    void anInterruptedOneLeavesNothing();
    void nothingIsChanged();

private:
    static QStringList arguments(const QStringList &words, const Sandbox::Server &server, const QString &client)
    {
        return QStringList{u"export"_s} + words
            + QStringList{u"--base-url"_s, QString::fromStdString(server.tenants()[0].url), u"--client-id"_s, client};
    }
    Program::Result run(const QStringList &words, const QString &client = u"all"_s) const
    {
        return Program::run(arguments(words, *m_server, client),
                            {{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s}});
    }
    Json exported(const QStringList &words, const QString &client = u"all"_s) const
    {
        const Program::Result result = run(words + QStringList{u"--json"_s}, client);
        return Json::parse(result.out.toStdString(), nullptr, false);
    }
    static QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    Sandbox::Estate m_estate = Sandbox::buildDefaultEstate(1);
    std::unique_ptr<Sandbox::Server> m_server;
};

void TestExportCommand::initTestCase()
{
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients = {{"all", "a-secret-of-the-test", {}, {}},
                       {"few",
                        "a-secret-of-the-test",
                        {"read:clients", "read:connections", "read:connections_options", "read:organizations",
                         "read:organization_connections"},
                        {}}};
    m_server = std::make_unique<Sandbox::Server>(std::move(options), m_estate.tenants);
    m_server->start();
}

void TestExportCommand::everythingIsExported_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("main");
    QTest::newRow("deploy-cli") << u"deploy-cli"_s << u"tenant.yaml"_s;
    QTest::newRow("terraform") << u"terraform"_s << u"imports.tf"_s;
}

void TestExportCommand::everythingIsExported()
{
    QFETCH(QString, format);
    QFETCH(QString, main);
    const QString folder = path(format);
    const Json all = exported({format, u"--output"_s, folder});
    QCOMPARE(all.size(), std::size_t(1));
    const Json &told = all[0];
    const Sandbox::TenantState &tenant = m_estate.tenants[0];
    QCOMPARE(told.at("applications").get<std::size_t>(), tenant.clients.size() - 1); // but the global one
    std::size_t leftOut = 0;
    QStringList leftApplications; // and named
    for (const Json &left : told.at("left_out")) {
        const bool isApplication = left.at("kind") == "application";
        leftOut += left.at("member").is_null() && !isApplication ? 1 : 0;
        if (isApplication && left.at("member").is_null()) {
            leftApplications.append(QString::fromStdString(left.at("object").get<std::string>()));
        }
    }
    QCOMPARE(leftApplications, QStringList{u"All Applications"_s});
    QCOMPARE(told.at("connections").get<std::size_t>() + leftOut, tenant.connections.size());
    QCOMPARE(told.at("organizations").get<std::size_t>(), tenant.organizations.size());
    for (const Json &file : told.at("files")) {
        const QByteArray text = read(QDir(folder).filePath(QString::fromStdString(file.get<std::string>())));
        QVERIFY2(!text.isEmpty(), file.dump().c_str());
        for (const auto &client : tenant.clients.items()) {
            QVERIFY(!text.contains(QByteArray::fromStdString(client.value("client_secret", "canary"))));
        }
        for (const auto &connection : tenant.connections.items()) {
            QVERIFY(!text.contains(
                QByteArray::fromStdString(connection.at("options").value("client_secret", "no secret at all"))));
        }
    }
    QVERIFY(QFile::exists(QDir(folder).filePath(main)));
    // The same again replaces it.
    QVERIFY(exported({format, u"--output"_s, folder}) == all);
}

void TestExportCommand::whatMustBeFilledInIsPrinted()
{
    const auto deploy
        = run({u"deploy-cli"_s, u"--output"_s, path(u"printed"_s), u"--connections"_s, u"strategy=okta"_s});
    QVERIFY2(deploy.code == 0, deploy.err.constData());
    QVERIFY2(deploy.out.startsWith("Written: " + path(u"printed"_s).toUtf8() + '\n'), deploy.out.constData());
    QVERIFY2(deploy.out.contains("##CONNECTION_STARK_OKTA__CLIENT_SECRET##  connection “stark-okta”"),
             deploy.out.constData());
    const auto terraform
        = run({u"terraform"_s, u"--output"_s, path(u"printed-tf"_s), u"--connections"_s, u"strategy=okta"_s});
    QVERIFY2(terraform.out.contains("var.connection_stark_okta__client_secret"), terraform.out.constData());
}

void TestExportCommand::filtersChoose()
{
    const Json told = exported({u"deploy-cli"_s, u"--output"_s, path(u"chosen"_s), u"--connections"_s,
                                u"name~stark strategy=okta"_s, u"--organizations"_s, u"name=stark"_s})
                          .at(0);
    QCOMPARE(told.at("applications").get<int>(), 0);
    QCOMPARE(told.at("connections").get<int>(), 1);
    QCOMPARE(told.at("organizations").get<int>(), 1);
    const QByteArray yaml = read(path(u"chosen/tenant.yaml"_s));
    QVERIFY(!yaml.contains("clients:\n  -"));
    QVERIFY(!yaml.contains("databases:"));
    QVERIFY(yaml.contains("      - \"Ledgerline Portal\"\n")); // by the name of one that is not exported
    QVERIFY(yaml.contains("      - name: \"google-oauth2\"\n")); // so the organization's connections
}

void TestExportCommand::oneCustomerIsExportedAlone()
{
    const Json told
        = exported({u"deploy-cli"_s, u"--output"_s, path(u"customer"_s), u"--customer"_s, u"Initech"_s}).at(0);
    QVERIFY(told.at("connections").get<int>() > 0);
    const QByteArray yaml = read(path(u"customer/tenant.yaml"_s)).toLower();
    QVERIFY(yaml.contains("initech"));
    QVERIFY(!yaml.contains("globex"));
    const auto nobody = run({u"deploy-cli"_s, u"--output"_s, path(u"nobody"_s), u"--customer"_s, u"no such one"_s});
    QCOMPARE(nobody.code, 2);
    QVERIFY(nobody.err.contains("There is no customer"));
    QVERIFY(!QFile::exists(path(u"nobody"_s)));
}

void TestExportCommand::aPolicyIsKept()
{
    const QStringList words{u"deploy-cli"_s, u"--output"_s, path(u"kept"_s), u"--connections"_s,
                            u"name=seilbahn-users"_s};
    const auto without = run(words);
    QCOMPARE(without.code, 2); // it was the only one
    QVERIFY2(without.err.contains("left out: connection “seilbahn-users”"), without.err.constData());
    QVERIFY2(without.err.contains("Nothing was exported."), without.err.constData());
    QVERIFY(!QFile::exists(path(u"kept"_s)));
    QCOMPARE(exported(words + QStringList{u"--keep-policy"_s, u"legacy"_s}).at(0).at("connections").get<int>(), 1);
    QVERIFY(!read(path(u"kept/tenant.yaml"_s)).contains("password_options"));
}

void TestExportCommand::whatCouldNotBeReadIsTold()
{
    const auto result
        = run({u"deploy-cli"_s, u"--output"_s, path(u"few"_s), u"--organizations"_s, u"name~a"_s}, u"few"_s);
    QCOMPARE(result.code, 3);
    QVERIFY2(result.err.contains("read:organization_client_grants"), result.err.constData());
    QVERIFY(result.err.contains("left out: organization"));
    QVERIFY(!read(path(u"few/tenant.yaml"_s)).contains("organizations:"));
}

void TestExportCommand::wrongWordsAreNamed_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");
    const QString folder = path(u"wrong"_s);
    QTest::newRow("no folder") << QStringList{u"terraform"_s} << QByteArray("--output");
    QTest::newRow("format") << QStringList{u"yaml"_s, u"--output"_s, folder} << QByteArray("deploy-cli and terraform");
    QTest::newRow("filter") << QStringList{u"terraform"_s, u"--output"_s, folder, u"--connections"_s, u"name="_s}
                            << QByteArray("--connections");
    QTest::newRow("counted") << QStringList{u"terraform"_s, u"--output"_s, folder, u"--applications"_s, u"lock>40"_s}
                             << QByteArray("lock");
    QTest::newRow("policy") << QStringList{u"terraform"_s, u"--output"_s, folder, u"--keep-policy"_s, u"legcy"_s}
                            << QByteArray("Did you mean “legacy”?");
}

void TestExportCommand::wrongWordsAreNamed()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, says);
    const auto result = run(words);
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains(says), result.err.constData());
    QVERIFY(!QFile::exists(path(u"wrong"_s)));
}

void TestExportCommand::aFolderOfOthersIsSpared()
{
    QVERIFY(QDir().mkpath(path(u"own"_s)));
    QFile file(path(u"own/notes.txt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const std::size_t before = m_server->requests().size();
    const auto result = run({u"terraform"_s, u"--output"_s, path(u"own"_s), u"--organizations"_s, u"name=stark"_s});
    QCOMPARE(result.code, 4);
    QCOMPARE(m_server->requests().size(), before);
    QVERIFY2(result.err.contains("notes.txt"), result.err.constData());
    QCOMPARE(QDir(path(u"own"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"notes.txt"_s});
}

void TestExportCommand::anotherExportIsSpared()
{
    const QString folder = path(u"whole"_s);
    const QStringList deploy{u"deploy-cli"_s, u"--output"_s, folder};
    QCOMPARE(run(deploy).code, 0);
    const QByteArray before = read(path(u"whole/tenant.yaml"_s));
    const std::size_t sent = m_server->requests().size();
    const auto terraform = run({u"terraform"_s, u"--output"_s, folder});
    QCOMPARE(terraform.code, 4);
    QVERIFY2(terraform.err.contains("holds an export for auth0-deploy-cli") && terraform.err.contains("--output"),
             terraform.err.constData());
    // One customer's two objects for everybody's.
    const auto selection = run(deploy + QStringList{u"--customer"_s, u"Initech"_s});
    QCOMPARE(selection.code, 4);
    QVERIFY2(selection.err.contains("the export of a whole Auth0 tenant"), selection.err.constData());
    QCOMPARE(m_server->requests().size(), sent);
    QCOMPARE(read(path(u"whole/tenant.yaml"_s)), before);
    // Of selections it is told.
    const QStringList some{u"deploy-cli"_s, u"--output"_s, path(u"some"_s), u"--organizations"_s};
    QCOMPARE(run(some + QStringList{u"name~a"_s}).code, 0);
    const auto fewer = run(some + QStringList{u"name=stark"_s});
    QCOMPARE(fewer.code, 0);
    QVERIFY2(fewer.err.contains("held more objects"), fewer.err.constData());
}

void TestExportCommand::nothingTakesTheFolderOfSomething_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("why");
    QTest::newRow("no such field") << QStringList{u"--connections"_s, u"bogus=1"_s} << QByteArray("bogus");
    QTest::newRow("no such object") << QStringList{u"--applications"_s, u"name=nobody"_s}
                                    << QByteArray("No object matches what was asked for.");
}

void TestExportCommand::nothingTakesTheFolderOfSomething()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, why);
    const QString folder = path(u"good"_s);
    QCOMPARE(run({u"deploy-cli"_s, u"--output"_s, folder, u"--organizations"_s, u"name=stark"_s}).code, 0);
    const QByteArray before = read(path(u"good/tenant.yaml"_s));
    QVERIFY(before.contains("organizations:"));
    const auto result = run(QStringList{u"deploy-cli"_s, u"--output"_s, folder} + words);
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.contains("Nothing was exported.") && result.err.contains(why)
                 && result.err.contains("tenantry-cli list"),
             result.err.constData());
    QVERIFY(result.out.isEmpty());
    QCOMPARE(read(path(u"good/tenant.yaml"_s)), before);
}

void TestExportCommand::anInterruptedOneLeavesNothing_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("Ctrl+C") << SIGINT;
}

/// Interrupted while its files are written beside their place, which the folder's watcher tells of.
void TestExportCommand::anInterruptedOneLeavesNothing()
{
    QFETCH(int, signal);
    Sandbox::TenantState tenant = m_estate.tenants[0];
    tenant.connections.removeIf([](const Json &) { return true; });
    for (int i = 0; i < 400; ++i) { // each of them six files
        const std::string name = "own-" + std::to_string(i);
        Json options{{"enabledDatabaseCustomization", true}, {"customScripts", Json::object()}};
        for (const char *script : {"login", "get_user", "create", "verify", "change_password", "delete"}) {
            options["customScripts"][script] = "function " + std::string(script) + "() { }";
        }
        tenant.connections.append(
            {{"id", "con_" + name}, {"name", name}, {"strategy", "auth0"}, {"options", std::move(options)}});
    }
    Sandbox::Options options;
    options.clients = {{"all", "a-secret-of-the-test", {}, {}}};
    Sandbox::Server server(std::move(options), {tenant});
    server.start();
    const QTemporaryDir place;
    const QStringList words{u"deploy-cli"_s, u"--output"_s, place.filePath(u"out"_s), u"--connections"_s,
                            u"name~own"_s};
    Program::Result result;
    for (int attempt = 0; attempt < 10 && result.code != 4; ++attempt) { // one may be through before it is seen
        QVERIFY(QDir(place.filePath(u"out"_s)).removeRecursively());
        QProcess process;
        process.setProcessEnvironment(Program::environment({{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s}}));
        process.setStandardInputFile(QProcess::nullDevice());
        QFileSystemWatcher watcher({place.path()});
        connect(&watcher, &QFileSystemWatcher::directoryChanged, &process, [&process, &place, signal] {
            // Before anything is read, it is tried whether something can be made there.
            if (!QDir(place.path()).entryList({u".tenantry-export-*"_s}, QDir::Dirs | QDir::Hidden).isEmpty()) {
                ::kill(pid_t(process.processId()), signal);
            }
        });
        const QSignalSpy ended(&process, &QProcess::finished);
        process.start(Program::path(), arguments(words, server, u"all"_s));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        result = {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    QCOMPARE(result.code, 4);
    QVERIFY2(result.err.contains("It was interrupted."), result.err.constData());
    QCOMPARE(QDir(place.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList());
}

void TestExportCommand::nothingIsChanged()
{
    for (const auto &request : m_server->requests()) {
        QVERIFY(request.method == "GET" || request.path == "/oauth/token");
    }
}

QTEST_GUILESS_MAIN(TestExportCommand)
#include "tst_exportcommand.moc"
