#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"
#include "store/snapshotstore.h"

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

QString epoch(int daysAgo)
{
    return QString::number(QDateTime::currentDateTimeUtc().addDays(-daysAgo).toSecsSinceEpoch());
}

} // namespace

/// `snapshot`: what Auth0 tenants hold, kept and told; and what `check` tells from it.
class TestSnapshotCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingIsThereAtFirst();
    void whatIsSavedIsListed();
    void unchangedObjectsTakeNoRoom();
    void whatCannotBeReadIsSaid();
    void aNightAndAWindowSaveAtOnce();
    void partsAreShown();
    void removingTakesThemAway();
    void slipsAreRefused_data();
    void slipsAreRefused();
    void whatCannotBeMeantIsTold();
    void aDamagedFileIsTold();
    void aLaterVersionsFileIsRefused();
    void checkTellsTheTrend();
    void checkTellsNoTrendOfTwo();

private:
    QString store() const { return m_home->filePath(u"data/tenantry/snapshots.sqlite"_s); }
    QString url(std::size_t tenant = 0) const { return QString::fromStdString(m_server->tenants()[tenant].url); }
    Program::Result run(const QStringList &words, Program::Variables variables = {}) const;
    /// With the options that name the first Auth0 tenant.
    Program::Result runOn(const QStringList &words, const Program::Variables &variables = {},
                          const QString &client = u"whole"_s) const
    {
        return run(words + QStringList{u"--base-url"_s, url(), u"--client-id"_s, client, u"--no-input"_s}, variables);
    }
    Value saved(const Program::Variables &variables = {}) const
    {
        return parsed(runOn({u"snapshot"_s, u"save"_s, u"--json"_s}, variables));
    }
    /// Turns one more connection on for the application with 44, whose id it is.
    void enableOneMore();

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<QTemporaryDir> m_home;
    std::string m_application; ///< the one with 44
};

void TestSnapshotCommand::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients = {{"whole", secret, {}, {}}, {"limited", secret, {"read:clients", "read:connections"}, {}}};
    m_server = std::make_unique<Sandbox::Server>(std::move(options), Sandbox::defaultEstate());
    m_server->start();
    m_server->change(0, [this](Sandbox::TenantState &state) {
        for (const Sandbox::Json &client : state.clients.items()) {
            if (client.at("name") == "Ledgerline Invoice Capture") {
                m_application = client.at("client_id").get<std::string>();
            }
        }
    });
}

Program::Result TestSnapshotCommand::run(const QStringList &words, Program::Variables variables) const
{
    variables.insert({{u"AUTH0_CLIENT_SECRET"_s, QString::fromLatin1(secret)},
                      {u"XDG_DATA_HOME"_s, m_home->filePath(u"data"_s)},
                      {u"XDG_CONFIG_HOME"_s, m_home->filePath(u"config"_s)},
                      {u"XDG_STATE_HOME"_s, m_home->filePath(u"state"_s)}});
    return Program::run(words, variables);
}

void TestSnapshotCommand::enableOneMore()
{
    m_server->change(0, [this](Sandbox::TenantState &state) {
        for (const Sandbox::Json &connection : state.connections.items()) {
            if (connection.at("strategy") == "auth0"
                && state.enabledClients.enable(connection.at("id").get<std::string>(), m_application)) {
                return;
            }
        }
        QFAIL("all are enabled");
    });
}

void TestSnapshotCommand::nothingIsThereAtFirst()
{
    const auto list = run({u"snapshot"_s, u"list"_s});
    QCOMPARE(list.code, 0);
    QVERIFY(list.out.isEmpty());
    QVERIFY(list.err.contains("no snapshots"));
    QCOMPARE(run({u"snapshot"_s, u"list"_s, u"--json"_s}).out.simplified(), QByteArray("[]"));
    QVERIFY(!QFile::exists(store())); // looking makes nothing
}

void TestSnapshotCommand::whatIsSavedIsListed()
{
    const auto result = runOn({u"snapshot"_s, u"save"_s, u"--json"_s});
    QVERIFY2(result.code == 0, result.err.constData());
    const Value made = parsed(result);
    QCOMPARE(made.size(), size_t(1));
    const Value &one = made.at(0);
    QCOMPARE(written(one.at("id")), written(1));
    QCOMPARE(one.at("domain").get<std::string>(), QUrl(url()).authority().toStdString());
    for (const char *part : {"settings", "applications", "connections", "organizations", "enabled_connections",
                             "organization_connections"}) {
        QVERIFY2(one.at("parts").at(part).at("read").get<bool>(), part);
    }
    m_server->change(0, [&one](Sandbox::TenantState &state) {
        QCOMPARE(one.at("parts").at("connections").at("count").get<size_t>(), state.connections.size());
        QCOMPARE(one.at("parts").at("applications").at("count").get<size_t>(), state.clients.size());
    });
    QVERIFY(one.at("added").get<int>() > 100);
    QCOMPARE(written(parsed(run({u"snapshot"_s, u"list"_s, u"--json"_s}))), written(made));
    QCOMPARE(parsed(run({u"snapshot"_s, u"list"_s, u"--domain"_s, u"acme.eu.auth0.com"_s, u"--json"_s})).size(),
             size_t(0));
    const auto text = run({u"snapshot"_s, u"list"_s, u"--base-url"_s, url()}); // without any credentials
    QCOMPARE(text.code, 0);
    QVERIFY(text.out.contains(QUrl(url()).authority().toUtf8()));
    for (const auto &request : m_server->requests()) {
        QVERIFY(request.method == "GET" || request.path == "/oauth/token");
        QVERIFY(!QString::fromStdString(request.path).contains("/users"_L1));
    }
}

void TestSnapshotCommand::unchangedObjectsTakeNoRoom()
{
    saved();
    enableOneMore();
    const Value second = saved();
    QCOMPARE(written(second.at(0).at("added")), written(1)); // a pair
    QCOMPARE(written(second.at(0).at("changed")), written(0));
    QCOMPARE(written(second.at(0).at("gone")), written(0));
    const Value third = saved();
    QCOMPARE(written(third.at(0).at("added")), written(0));
    QCOMPARE(written(third.at(0).at("id")), written(3));
}

void TestSnapshotCommand::whatCannotBeReadIsSaid()
{
    const auto result = runOn({u"snapshot"_s, u"save"_s, u"--json"_s}, {}, u"limited"_s);
    QCOMPARE(result.code, 3);
    const Value parts = parsed(result).at(0).at("parts");
    QVERIFY(parts.at("connections").at("read").get<bool>());
    QVERIFY(!parts.at("organizations").at("read").get<bool>());
    QVERIFY(parts.at("organizations").contains("reason"));
    QVERIFY2(result.err.contains("not read: organizations"), result.err.constData());
    const Value whole = saved();
    QCOMPARE(written(whole.at(0).at("gone")), written(0));
    const auto again = runOn({u"snapshot"_s, u"save"_s, u"--json"_s}, {}, u"limited"_s);
    QCOMPARE(written(parsed(again).at(0).at("gone")), written(0)); // what was not read is not gone
}

void TestSnapshotCommand::aNightAndAWindowSaveAtOnce()
{
    QList<QSharedPointer<QProcess>> nights;
    for (std::size_t tenant = 0; tenant < 3; ++tenant) {
        auto process = QSharedPointer<QProcess>::create();
        process->setProcessEnvironment(Program::environment({{u"AUTH0_CLIENT_SECRET"_s, QString::fromLatin1(secret)},
                                                             {u"XDG_DATA_HOME"_s, m_home->filePath(u"data"_s)}}));
        process->start(
            Program::path(),
            {u"snapshot"_s, u"save"_s, u"--base-url"_s, url(tenant), u"--client-id"_s, u"whole"_s, u"--no-input"_s});
        nights.append(process);
    }
    for (const auto &night : std::as_const(nights)) {
        QVERIFY(night->waitForFinished(60'000));
        QVERIFY2(night->exitCode() == 0, night->readAllStandardError().constData());
    }
    QCOMPARE(parsed(run({u"snapshot"_s, u"list"_s, u"--json"_s})).size(), size_t(3));
}

void TestSnapshotCommand::partsAreShown()
{
    const auto limited = runOn({u"snapshot"_s, u"save"_s}, {}, u"limited"_s);
    QCOMPARE(limited.code, 3);
    enableOneMore();
    saved();
    const auto show = [this](const QStringList &words) { return run(QStringList{u"snapshot"_s, u"show"_s} + words); };
    QCOMPARE(written(parsed(show({u"2"_s, u"--json"_s})).at(0).at("id")), written(2));
    const auto connections = runOn({u"list"_s, u"connections"_s, u"--json"_s});
    QCOMPARE(show({u"2"_s, u"connections"_s, u"--json"_s}).out, connections.out); // byte for byte, masked alike
    const Value pairs = parsed(show({u"2"_s, u"enabled_connections"_s, u"--json"_s}));
    QCOMPARE(std::count_if(pairs.begin(), pairs.end(),
                           [this](const Value &pair) { return pair.at("application") == Value(m_application); }),
             46); // 45 databases and an enterprise connection
    QCOMPARE(parsed(show({u"1"_s, u"enabled_connections"_s, u"--json"_s})).size() + 1, pairs.size()); // as it was
    QVERIFY(show({u"2"_s, u"applications"_s}).out.contains("Ledgerline Portal"));
    QVERIFY(show({u"2"_s, u"settings"_s, u"--json"_s}).out.contains("friendly_name"));
    const auto unknown = show({u"1"_s, u"organizations"_s, u"--json"_s});
    QCOMPARE(unknown.code, 4); // which must not look like none
    QVERIFY(unknown.out.isEmpty());
    QVERIFY2(unknown.err.contains("They were not read: "), unknown.err.constData());
    QCOMPARE(show({u"2"_s, u"conections"_s}).code, 2);
    QVERIFY(show({u"2"_s, u"conections"_s}).err.contains("Did you mean"));
}

void TestSnapshotCommand::removingTakesThemAway()
{
    for (int days = 40; days > 0; days -= 10) {
        saved({{u"SOURCE_DATE_EPOCH"_s, epoch(days)}});
    }
    const auto remove = [this](const QStringList &words) {
        return run(QStringList{u"snapshot"_s, u"remove"_s} + words);
    };
    const auto ids = [this] {
        QString text;
        for (const Value &snapshot : parsed(run({u"snapshot"_s, u"list"_s, u"--json"_s}))) {
            text += QString::number(snapshot.at("id").get<int>());
        }
        return text;
    };
    QCOMPARE(ids(), u"1234"_s);
    QCOMPARE(remove({u"2"_s, u"99"_s}).code, 2);
    QCOMPARE(ids(), u"1234"_s); // all or none
    QCOMPARE(remove({u"2"_s}).code, 0);
    QCOMPARE(ids(), u"134"_s);
    QCOMPARE(written(parsed(remove({u"--base-url"_s, url(), u"--older-than"_s, u"15"_s, u"--json"_s})).at("removed")),
             written(2));
    QCOMPARE(ids(), u"4"_s);
    QCOMPARE(remove({u"--base-url"_s, url(), u"--older-than"_s, u"1"_s}).code, 0);
    QCOMPARE(ids(), u"4"_s); // the latest stays
    QCOMPARE(remove({u"--base-url"_s, url(), u"--keep"_s, u"0"_s}).code, 0);
    QCOMPARE(ids(), QString());
}

void TestSnapshotCommand::slipsAreRefused_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no action") << QStringList{};
    QTest::newRow("another action") << QStringList{u"keep"_s};
    QTest::newRow("save nothing") << QStringList{u"save"_s};
    QTest::newRow("save an id") << QStringList{u"save"_s, u"1"_s};
    QTest::newRow("list an id") << QStringList{u"list"_s, u"1"_s};
    QTest::newRow("list with a rule") << QStringList{u"list"_s, u"--keep"_s, u"1"_s};
    QTest::newRow("list no profile") << QStringList{u"list"_s, u"--tenant"_s, u"nobody"_s};
    QTest::newRow("show nothing") << QStringList{u"show"_s};
    QTest::newRow("show what is not there") << QStringList{u"show"_s, u"1"_s};
    QTest::newRow("show too much") << QStringList{u"show"_s, u"1"_s, u"connections"_s, u"settings"_s};
    QTest::newRow("show a tenant") << QStringList{u"show"_s, u"--base-url"_s, u"http://127.0.0.1:1"_s};
    QTest::newRow("export nothing") << QStringList{u"export"_s, u"--output"_s, u"x"_s};
    QTest::newRow("export nowhere") << QStringList{u"export"_s, u"1"_s};
    QTest::newRow("export what is not there") << QStringList{u"export"_s, u"1"_s, u"--output"_s, u"x"_s};
    QTest::newRow("import nothing") << QStringList{u"import"_s};
    QTest::newRow("import two") << QStringList{u"import"_s, u"a"_s, u"b"_s};
    QTest::newRow("import what is not there") << QStringList{u"import"_s, u"/nowhere"_s};
    QTest::newRow("list with a file") << QStringList{u"list"_s, u"--output"_s, u"x"_s};
    QTest::newRow("remove nothing") << QStringList{u"remove"_s};
    QTest::newRow("remove by a rule of nobody") << QStringList{u"remove"_s, u"--keep"_s, u"3"_s};
    QTest::newRow("remove all of a tenant, unsaid")
        << QStringList{u"remove"_s, u"--base-url"_s, u"http://127.0.0.1:1"_s};
    QTest::newRow("remove ids by a rule") << QStringList{u"remove"_s, u"1"_s, u"--keep"_s, u"3"_s};
    QTest::newRow("remove no number") << QStringList{u"remove"_s, u"first"_s};
    QTest::newRow("remove less than nothing")
        << QStringList{u"remove"_s, u"--base-url"_s, u"http://127.0.0.1:1"_s, u"--keep"_s, u"-1"_s};
    QTest::newRow("remove what is not there") << QStringList{u"remove"_s, u"1"_s};
}

void TestSnapshotCommand::slipsAreRefused()
{
    QFETCH(QStringList, words);
    const auto result = run(QStringList{u"snapshot"_s} + words);
    QCOMPARE(result.code, 2);
    QVERIFY(result.out.isEmpty());
    QVERIFY(result.err.contains("What to do: "));
    QVERIFY(!QFile::exists(store()));
}

void TestSnapshotCommand::whatCannotBeMeantIsTold()
{
    for (const QString &time : {u"abc"_s, u"-1"_s, u"1795770000.5"_s, u"99999999999999"_s}) {
        const Program::Variables variables{{u"SOURCE_DATE_EPOCH"_s, time}};
        for (const QStringList &words :
             {QStringList{u"snapshot"_s, u"save"_s}, QStringList{u"report"_s, u"--format"_s, u"json"_s}}) {
            const auto result = runOn(words, variables);
            QCOMPARE(result.code, 2);
            QVERIFY(result.out.isEmpty());
            QVERIFY2(result.err.contains(time.toLatin1()) && result.err.contains("What to do: "),
                     result.err.constData());
        }
    }
    QVERIFY(!QFile::exists(store()));
    const auto show = runOn({u"snapshot"_s, u"show"_s, u"1"_s});
    QCOMPARE(show.code, 2);
    QVERIFY2(show.err.contains("no option --client-id, --base-url"), show.err.constData());
}

void TestSnapshotCommand::aDamagedFileIsTold()
{
    QFile file(store());
    QVERIFY(QDir().mkpath(QFileInfo(store()).path()) && file.open(QIODevice::WriteOnly));
    QVERIFY(file.write("no database at all") > 0 && file.flush());
    QVERIFY(run({u"snapshot"_s, u"list"_s}).err.contains("set aside as"));
}

void TestSnapshotCommand::aLaterVersionsFileIsRefused()
{
    saved();
    QFile file(store());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(60)); // where SQLite keeps the version
    QCOMPARE(file.write(QByteArray("\0\0\0\x63", 4)), 4);
    file.close();
    const auto result = runOn({u"snapshot"_s, u"save"_s});
    QCOMPARE(result.code, 4);
    QVERIFY2(result.err.contains("later version of Tenantry"), result.err.constData());
    const auto check = runOn({u"check"_s, u"--only"_s, u"lock"_s});
    QCOMPARE(check.code, 0); // which does not depend on it, and says so
    QVERIFY(check.err.contains("no trend"));
}

void TestSnapshotCommand::checkTellsTheTrend()
{
    for (const int days : {9, 6, 3}) {
        saved({{u"SOURCE_DATE_EPOCH"_s, epoch(days)}});
        enableOneMore();
    }
    const QStringList check{u"check"_s, u"--only"_s, u"lock.database-connections"_s};
    const Value findings = parsed(runOn(check + QStringList{u"--json"_s}));
    int told = 0;
    for (const Value &finding : findings) {
        const Value &trend = finding.at("trend");
        if (finding.at("subject").at("id") != Value(m_application)) {
            QCOMPARE(written(trend.at("answer")), written("reached"));
            continue;
        }
        ++told;
        QCOMPARE(written(finding.at("figures")), written({{"count", 47}, {"limit", 50}}));
        QCOMPARE(written(trend.at("answer")), written("estimated"));
        QCOMPARE(trend.at("points").size(), size_t(4)); // the last is now
        QCOMPARE(written(trend.at("points").at(0).at("count")), written(44));
        QCOMPARE(written(trend.at("points").at(3).at("count")), written(47));
        const QDate day
            = QDate::fromString(QString::fromStdString(trend.at("reaches").get<std::string>()), Qt::ISODate);
        const qint64 ahead = QDateTime::currentDateTimeUtc().date().daysTo(day);
        QVERIFY2(ahead >= 8 && ahead <= 10, qPrintable(day.toString())); // 3 to go, one every third day
    }
    QCOMPARE(told, 1);
    const auto text = runOn(check);
    QVERIFY2(text.out.contains("Ledgerline Invoice Capture: 44 on "), text.out.constData());
    QVERIFY(text.out.contains("reaches 50 around "));
    QVERIFY(text.out.contains("an estimate from 4 counts"));
    const auto supposed = runOn(check + QStringList{u"--what-if"_s, u"add 1 applications"_s, u"--json"_s});
    QVERIFY(!supposed.out.contains("\"trend\"")); // what is supposed has no past
}

void TestSnapshotCommand::checkTellsNoTrendOfTwo()
{
    saved({{u"SOURCE_DATE_EPOCH"_s, epoch(9)}});
    saved({{u"SOURCE_DATE_EPOCH"_s, epoch(6)}});
    const auto result = runOn({u"check"_s, u"--only"_s, u"lock.database-connections"_s, u"--json"_s});
    QCOMPARE(result.code, 0);
    QVERIFY(!result.out.contains("trend"));
}

QTEST_GUILESS_MAIN(TestSnapshotCommand)
#include "tst_snapshotcommand.moc"
