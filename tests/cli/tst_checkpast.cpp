#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <set>

using namespace Qt::StringLiterals;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char *secret = "a-secret-of-the-test";

/// SOURCE_DATE_EPOCH of so many days ago.
Program::Variables ago(int days)
{
    const qint64 seconds = QDateTime::currentSecsSinceEpoch() - qint64(86400) * days;
    return {{u"SOURCE_DATE_EPOCH"_s, QString::number(seconds)}};
}

} // namespace

/// What `check` tells from earlier snapshots, the trend aside: how old client secrets are.
class TestCheckPast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void oldSecretsAreFound();
    void aRotatedSecretIsYoung();
    void withoutSnapshotsItIsSaid();
    void withoutTheScopeItIsSaid();
    void theAgeIsChosen_data();
    void theAgeIsChosen();
    void aDamagedFileIsTold();

private:
    QString store() const { return m_home->filePath(u"data/tenantry/snapshots.sqlite"_s); }
    Program::Result run(const QStringList &words, Program::Variables variables = {},
                        const QString &client = u"whole"_s) const;
    Program::Result check(const QStringList &words = {}, const QString &client = u"whole"_s) const
    {
        return run(QStringList{u"check"_s, u"--only"_s, u"application.old-secret"_s} + words, {}, client);
    }
    /// The names of the applications that it finds.
    std::set<std::string> found(const QStringList &words = {}) const
    {
        std::set<std::string> names;
        for (const Json &finding : Json::parse(check(words + QStringList{u"--json"_s}).out.toStdString())) {
            names.insert(finding.at("subject").at("name").get<std::string>());
        }
        return names;
    }

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestCheckPast::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    Sandbox::Options options;
    options.clients = {{"whole", secret, {}, {}}, {"limited", secret, {"read:clients", "read:connections"}, {}}};
    m_server = std::make_unique<Sandbox::Server>(std::move(options), Sandbox::defaultEstate());
    m_server->start();
}

Program::Result TestCheckPast::run(const QStringList &words, Program::Variables variables, const QString &client) const
{
    variables.insert({{u"AUTH0_CLIENT_SECRET"_s, QString::fromLatin1(secret)},
                      {u"XDG_DATA_HOME"_s, m_home->filePath(u"data"_s)},
                      {u"XDG_CONFIG_HOME"_s, m_home->filePath(u"config"_s)},
                      {u"XDG_STATE_HOME"_s, m_home->filePath(u"state"_s)}});
    return Program::run(words
                            + QStringList{u"--base-url"_s, QString::fromStdString(m_server->tenants()[0].url),
                                          u"--client-id"_s, client, u"--no-input"_s},
                        variables);
}

void TestCheckPast::oldSecretsAreFound()
{
    QCOMPARE(run({u"snapshot"_s, u"save"_s}, ago(400)).code, 0);
    QCOMPARE(run({u"snapshot"_s, u"save"_s}, ago(30)).code, 0);
    const Json findings = Json::parse(check({u"--json"_s}).out.toStdString());
    QVERIFY(!findings.empty());
    std::string printed;
    for (const Json &finding : findings) {
        QVERIFY(finding.at("id") == "application.old-secret" && finding.at("severity") == "low");
        QVERIFY(finding.at("figures").at("count") == 400 && finding.at("figures").at("limit") == 365);
        printed += finding.at("message").get<std::string>();
    }
    QVERIFY(printed.find("at least 400 days") != std::string::npos);
    const std::set<std::string> names = found();
    QVERIFY(names.contains("Ledgerline Approvals") || names.contains("Ledgerline Portal")); // on servers
    QVERIFY(!names.contains("All Applications"));
    QCOMPARE(check({u"--fail-on"_s, u"low"_s}).code, 1);
    QVERIFY(found({u"--secret-age"_s, u"401"_s}).empty());
}

/// Not before the next snapshot: what it has now is compared.
void TestCheckPast::aRotatedSecretIsYoung()
{
    QCOMPARE(run({u"snapshot"_s, u"save"_s}, ago(400)).code, 0);
    std::set<std::string> names = found();
    QVERIFY(!names.empty());
    const std::string rotated = *names.begin();
    m_server->change(0, [&rotated](Sandbox::TenantState &state) {
        for (const Sandbox::Json &client : state.clients.items()) {
            if (client.at("name") == rotated) {
                const std::string id = client.at("client_id").get<std::string>();
                (*state.clients.find(id))["client_secret"] = std::string(64, 'n');
                return;
            }
        }
    });
    names.erase(rotated);
    QVERIFY(found() == names);
}

void TestCheckPast::withoutSnapshotsItIsSaid()
{
    const auto result = check();
    QCOMPARE(result.code, 0);
    QVERIFY2(result.err.contains("not checked") && result.err.contains("no snapshots"), result.err.constData());
    QVERIFY(result.err.contains("application.old-secret"));
    QVERIFY(!QFile::exists(store())); // looking makes nothing
    QCOMPARE(run({u"snapshot"_s, u"save"_s}, {}, u"limited"_s).code, 3);
    const auto unseen = check();
    QVERIFY2(unseen.err.contains("has seen client secrets yet"), unseen.err.constData());
}

void TestCheckPast::withoutTheScopeItIsSaid()
{
    QCOMPARE(run({u"snapshot"_s, u"save"_s}, ago(400)).code, 0);
    const auto result = check({}, u"limited"_s);
    QCOMPARE(result.code, 0);
    QVERIFY2(result.err.contains("read:client_keys"), result.err.constData());
    QVERIFY(!result.out.contains("unchanged"));
}

void TestCheckPast::theAgeIsChosen_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no number") << QStringList{u"--secret-age"_s, u"a year"_s};
    QTest::newRow("none at all") << QStringList{u"--secret-age"_s, u"0"_s};
    QTest::newRow("too many") << QStringList{u"--secret-age"_s, u"99999999999999"_s};
    QTest::newRow("for another check") << QStringList{u"--secret-age"_s, u"90"_s, u"--only"_s, u"lock"_s};
}

void TestCheckPast::theAgeIsChosen()
{
    QFETCH(QStringList, words);
    const auto result = run(QStringList{u"check"_s} + words);
    QCOMPARE(result.code, 2);
    QVERIFY(result.out.isEmpty());
    QVERIFY2(result.err.contains("--secret-age") && result.err.contains("What to do: "), result.err.constData());
}

void TestCheckPast::aDamagedFileIsTold()
{
    QFile file(store());
    QVERIFY(QDir().mkpath(QFileInfo(store()).path()) && file.open(QIODevice::WriteOnly));
    QVERIFY(file.write("no database at all") > 0 && file.flush());
    const auto result = run({u"check"_s, u"--only"_s, u"lock"_s});
    QCOMPARE(result.code, 0);
    QVERIFY2(result.err.contains("set aside as"), result.err.constData());
    QVERIFY(!run({u"check"_s, u"--only"_s, u"lock"_s}).err.contains("set aside")); // once is enough
}

QTEST_GUILESS_MAIN(TestCheckPast)
#include "tst_checkpast.moc"
