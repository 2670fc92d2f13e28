#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Value = nlohmann::ordered_json;

namespace {

constexpr const char *secret = "a-secret-of-the-test";

Value parsed(const Program::Result &result)
{
    return Value::parse(result.out.toStdString(), nullptr, false);
}

QByteArray written(const Value &value)
{
    return QByteArray::fromStdString(value.dump());
}

} // namespace

/// `diff`: what two states of Auth0 tenants mean otherwise, from wherever they come; and snapshots that go elsewhere.
class TestDiffCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingDiffersFromItself();
    void whatChangedIsTold();
    void twoSnapshotsNeedNoTenant();
    void snapshotsAreFoundByDay();
    void twoTenantsAreMatchedByName();
    void anExportIsCompared();
    void anOwnExportDiffersInNothing();
    void aFolderOfTerraformIsRefused();
    void whatCannotBeReadIsSaid();
    void exportedSnapshotsComeIn();
    void aStrangersFileIsRefused();
    void slipsAreRefused_data();
    void slipsAreRefused();

private:
    QString url(std::size_t tenant = 0) const { return QString::fromStdString(m_server->tenants()[tenant].url); }
    QString place(std::size_t tenant = 0) const { return QUrl(url(tenant)).authority(); }
    Program::Result run(const QStringList &words, Program::Variables variables = {}) const;
    Program::Result runOn(const QStringList &words, const Program::Variables &variables = {},
                          const QString &client = u"whole"_s, std::size_t tenant = 0) const
    {
        return run(words + QStringList{u"--base-url"_s, url(tenant), u"--client-id"_s, client, u"--no-input"_s},
                   variables);
    }
    void save(const QString &day = {}, std::size_t tenant = 0)
    {
        const Program::Variables variables = day.isEmpty()
            ? Program::Variables()
            : Program::Variables{
                {u"SOURCE_DATE_EPOCH"_s,
                 QString::number(
                     QDateTime(QDate::fromString(day, Qt::ISODate), QTime(12, 0), Qt::UTC).toSecsSinceEpoch())}};
        const auto result = runOn({u"snapshot"_s, u"save"_s}, variables, u"whole"_s, tenant);
        QVERIFY2(result.code == 0, result.err.constData());
    }
    /// A callback and a display name, beside a secret and a time, which are no differences.
    void change();

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestDiffCommand::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients = {{"whole", secret, {}, {}}, {"limited", secret, {"read:clients", "read:connections"}, {}}};
    m_server = std::make_unique<Sandbox::Server>(std::move(options), Sandbox::defaultEstate());
    m_server->start();
}

Program::Result TestDiffCommand::run(const QStringList &words, Program::Variables variables) const
{
    variables.insert({{u"AUTH0_CLIENT_SECRET"_s, QString::fromLatin1(secret)},
                      {u"XDG_DATA_HOME"_s, m_home->filePath(u"data"_s)},
                      {u"XDG_CONFIG_HOME"_s, m_home->filePath(u"config"_s)},
                      {u"XDG_STATE_HOME"_s, m_home->filePath(u"state"_s)}});
    return Program::run(words, variables);
}

void TestDiffCommand::change()
{
    m_server->change(0, [](Sandbox::TenantState &state) {
        std::string portal;
        std::string acme;
        for (const Sandbox::Json &client : state.clients.items()) {
            portal = client.at("name") == "Ledgerline Portal" ? client.at("client_id").get<std::string>() : portal;
        }
        for (const Sandbox::Json &connection : state.connections.items()) {
            acme = connection.at("name") == "acme-users" ? connection.at("id").get<std::string>() : acme;
        }
        QVERIFY(state.clients.find(portal) && state.connections.find(acme));
        Sandbox::Json &client = *state.clients.find(portal);
        client["callbacks"].push_back("https://new.example/callback");
        client["client_secret"] = "rotated-rotated-rotated-rotated";
        client["updated_at"] = "2026-11-29T00:00:00.000Z";
        (*state.connections.find(acme))["display_name"] = "Acme, renamed";
    });
}

void TestDiffCommand::nothingDiffersFromItself()
{
    save();
    const auto text = runOn({u"diff"_s, u"1"_s, u"--fail-on-difference"_s});
    QVERIFY2(text.code == 0, text.err.constData());
    QVERIFY(text.out.contains("no difference"));
    QVERIFY2(text.err.isEmpty(), text.err.constData()); // on a pipe nothing tells of progress
    QCOMPARE(runOn({u"diff"_s, u"@latest"_s, u"--json"_s}).out.simplified(), QByteArray("[]"));
}

void TestDiffCommand::whatChangedIsTold()
{
    save();
    change();
    const auto result = runOn({u"diff"_s, u"1"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const Value differences = parsed(result);
    QVERIFY2(differences.size() == 2, result.out.constData());
    const Value &application = differences.at(0);
    QCOMPARE(written(application.at("kind")), written("application"));
    QCOMPARE(written(application.at("name")), written("Ledgerline Portal"));
    QCOMPARE(written(application.at("change")), written("changed"));
    QCOMPARE(application.at("tenant").get<std::string>(), place().toStdString());
    QCOMPARE(application.at("fields").size(), size_t(1)); // neither the secret nor the time
    QCOMPARE(written(application.at("fields").at(0).at("pointer")), written("/callbacks"));
    QCOMPARE(written(application.at("fields").at(0).at("after").back()), written("https://new.example/callback"));
    const Value &field = differences.at(1).at("fields").at(0);
    QCOMPARE(written(field.at("pointer")), written("/display_name"));
    QCOMPARE(written(field.at("after")), written("Acme, renamed"));

    const auto text = runOn({u"diff"_s, u"1"_s, u"--fail-on-difference"_s});
    QCOMPARE(text.code, 1);
    QVERIFY2(text.out.contains("https://new.example/callback"), text.out.constData());
    QVERIFY(text.out.contains("0 added, 0 removed, 2 changed"));
}

void TestDiffCommand::twoSnapshotsNeedNoTenant()
{
    save();
    change();
    save();
    const std::size_t sent = m_server->requests().size();
    const auto result = run({u"diff"_s, u"1"_s, u"2"_s, u"--json"_s, u"--no-input"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    QCOMPARE(parsed(result).size(), size_t(2));
    QCOMPARE(m_server->requests().size(), sent);
    const Value back = parsed(run({u"diff"_s, u"2"_s, u"1"_s, u"--json"_s}));
    QCOMPARE(written(back.at(1).at("fields").at(0).at("before")), written("Acme, renamed"));
}

void TestDiffCommand::snapshotsAreFoundByDay()
{
    save(u"2026-11-01"_s);
    change();
    save(u"2026-11-10"_s);
    const auto differ = [this](const QString &before, const QString &after) {
        return parsed(run({u"diff"_s, place() + before, place() + after, u"--json"_s})).size();
    };
    QCOMPARE(differ(u"@2026-11-01"_s, u"@latest"_s), size_t(2));
    QCOMPARE(differ(u"@2026-11-09"_s, u"@2026-11-10"_s), size_t(2));
    QCOMPARE(differ(u"@2026-11-10"_s, u"@latest"_s), size_t(0));
    const auto early = run({u"diff"_s, place() + u"@2026-10-31"_s, u"1"_s});
    QCOMPARE(early.code, 2);
    QVERIFY2(early.err.contains("The first one is of 2026-11-01"), early.err.constData());
}

void TestDiffCommand::twoTenantsAreMatchedByName()
{
    save();
    save({}, 1);
    const auto result = run({u"diff"_s, u"1"_s, u"2"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    for (const Value &difference : parsed(result)) {
        for (const Value &field : difference.at("fields")) {
            const std::string pointer = field.at("pointer").get<std::string>();
            QVERIFY2(pointer != "/id" && pointer != "/client_id" && pointer != "/tenant", pointer.c_str());
        }
    }
}

void TestDiffCommand::anExportIsCompared()
{
    const QString folder = m_home->filePath(u"export"_s);
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + u"/tenant.json"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_server->change(0, [&file](Sandbox::TenantState &state) {
        Sandbox::Json settings = state.settings;
        settings["friendly_name"] = "Otherwise";
        QVERIFY(file.write(written(settings)) > 0);
    });
    file.close();
    const std::size_t sent = m_server->requests().size();
    const auto result = runOn({u"diff"_s, folder, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const Value differences = parsed(result);
    QVERIFY2(differences.size() == 1, result.out.constData());
    QCOMPARE(written(differences.at(0).at("fields").at(0).at("before")), written("Otherwise"));
    QVERIFY(m_server->requests().size() - sent < 5); // no more is read than the folder holds
}

void TestDiffCommand::anOwnExportDiffersInNothing()
{
    const QString folder = m_home->filePath(u"export"_s);
    const auto exported = runOn({u"export"_s, u"deploy-cli"_s, u"--output"_s, folder, u"--json"_s});
    QVERIFY2(exported.code == 0, exported.err.constData());
    std::string left;
    const Value told = parsed(exported);
    for (const Value &entry : told.at(0).at("left_out")) {
        if (entry.at("member").is_null() && entry.at("kind") == "connection") {
            left = entry.at("object").get<std::string>();
        }
    }
    QVERIFY(!left.empty());
    const auto same = runOn({u"diff"_s, folder, u"--fail-on-difference"_s});
    QVERIFY2(same.code == 0, same.out.constData());
    QVERIFY2(same.out.contains("no difference"), same.out.constData());
    QVERIFY2(same.err.contains("left out were not compared: “"), same.err.constData());
    change();
    const Value differences = parsed(runOn({u"diff"_s, folder, u"--json"_s}));
    QCOMPARE(differences.size(), size_t(2));
}

void TestDiffCommand::aFolderOfTerraformIsRefused()
{
    const QString folder = m_home->filePath(u"terraform"_s);
    QCOMPARE(runOn({u"export"_s, u"terraform"_s, u"--output"_s, folder}).code, 0);
    const auto result = runOn({u"diff"_s, folder});
    QVERIFY(result.code != 0);
    QVERIFY2(result.out.isEmpty() && result.err.contains("is no export of auth0-deploy-cli")
                 && result.err.contains("files of Terraform"),
             result.err.constData());
}

void TestDiffCommand::whatCannotBeReadIsSaid()
{
    save();
    const auto result = runOn({u"diff"_s, u"1"_s, u"--json"_s}, {}, u"limited"_s);
    QCOMPARE(result.code, 3);
    QVERIFY2(result.err.contains("Organizations were not compared"), result.err.constData());
    for (const Value &difference : parsed(result)) {
        QVERIFY(difference.at("change") != "removed");
    }
}

void TestDiffCommand::exportedSnapshotsComeIn()
{
    save(u"2026-11-01"_s);
    change();
    save(u"2026-11-05"_s);
    save(u"2026-11-10"_s);
    const QString file = m_home->filePath(u"acme.snapshots"_s);
    const auto out = run({u"snapshot"_s, u"export"_s, u"1"_s, u"3"_s, u"--output"_s, file});
    QVERIFY2(out.code == 0 && out.out.isEmpty(), out.err.constData());
    QCOMPARE(QFileInfo(file).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
             QFileDevice::Permissions());
    const auto runElsewhere = [this](const QStringList &words) {
        return Program::run(words, {{u"XDG_DATA_HOME"_s, m_home->filePath(u"elsewhere"_s)}});
    };
    const auto in = runElsewhere({u"snapshot"_s, u"import"_s, file, u"--json"_s});
    QVERIFY2(in.code == 0, in.err.constData());
    QCOMPARE(parsed(in).size(), size_t(2));
    QCOMPARE(written(parsed(in).at(1).at("at")), written("2026-11-10T12:00:00Z"));
    QCOMPARE(runElsewhere({u"snapshot"_s, u"show"_s, u"2"_s, u"connections"_s, u"--json"_s}).out,
             run({u"snapshot"_s, u"show"_s, u"3"_s, u"connections"_s, u"--json"_s}).out);
    const auto again = runElsewhere({u"snapshot"_s, u"import"_s, file});
    QCOMPARE(again.code, 0);
    QVERIFY(again.out.isEmpty() && again.err.contains("here already: 2"));
    // A file is a side of a comparison as it is.
    QCOMPARE(runElsewhere({u"diff"_s, file, u"2"_s, u"--json"_s}).out.simplified(), QByteArray("[]"));
    QCOMPARE(parsed(runElsewhere({u"diff"_s, file + u"@2026-11-04"_s, u"2"_s, u"--json"_s})).size(), size_t(2));
    // What the file holds may be kept nowhere else.
    const QStringList exportAll{u"snapshot"_s, u"export"_s, u"--base-url"_s, url(), u"--output"_s, file, u"--json"_s};
    const auto refused = run(exportAll);
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("is there already") && refused.err.contains("--force"), refused.err.constData());
    QCOMPARE(runElsewhere({u"diff"_s, file, u"2"_s, u"--json"_s}).out.simplified(), QByteArray("[]"));
    const auto all = run(exportAll + QStringList{u"--force"_s});
    QCOMPARE(all.out.simplified(), QByteArray(R"({"exported":3})"));
    const Value late = parsed(runElsewhere({u"snapshot"_s, u"import"_s, file, u"--json"_s}));
    QCOMPARE(late.size(), size_t(1));
    QCOMPARE(written(late.at(0).at("changed")), written(2)); // that of between, as it was
}

void TestDiffCommand::aStrangersFileIsRefused()
{
    save();
    const QString file = m_home->filePath(u"stranger"_s);
    QFile made(file);
    QVERIFY(made.open(QIODevice::WriteOnly) && made.write("no snapshots at all") > 0);
    made.close();
    for (const QString &path : {file, m_home->filePath(u"data/tenantry/snapshots.sqlite"_s)}) { // a store is no export
        const auto result = run({u"snapshot"_s, u"import"_s, path});
        QCOMPARE(result.code, 4);
        QVERIFY2(result.err.contains("no file of exported snapshots"), result.err.constData());
        QCOMPARE(run({u"diff"_s, u"1"_s, path}).code, 4);
    }
}

void TestDiffCommand::slipsAreRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("one side") << QStringList{u"1"_s};
    QTest::newRow("no snapshot") << QStringList{u"1"_s, u"2"_s};
    QTest::newRow("nobody") << QStringList{u"nobody"_s, u"1"_s};
    QTest::newRow("nobody's snapshot") << QStringList{u"nobody@latest"_s, u"1"_s};
    QTest::newRow("no tenant's snapshot") << QStringList{u"@latest"_s, u"1"_s};
    QTest::newRow("no day") << QStringList{u"nobody@yesterday"_s, u"1"_s};
    QTest::newRow("an empty word") << QStringList{QString(), u"1"_s};
    QTest::newRow("a folder of something else") << QStringList{QDir::tempPath(), u"1"_s};
    QTest::newRow("three sides") << QStringList{u"1"_s, u"2"_s, u"3"_s};
}

void TestDiffCommand::slipsAreRefused()
{
    QFETCH(QStringList, words);
    const auto result = run(QStringList{u"diff"_s} + words);
    QCOMPARE(result.code, 2);
    QVERIFY(result.out.isEmpty());
    QVERIFY(result.err.contains("What to do: "));
    QVERIFY(!QFile::exists(m_home->filePath(u"data/tenantry/snapshots.sqlite"_s)));
}

QTEST_GUILESS_MAIN(TestDiffCommand)
#include "tst_diffcommand.moc"
