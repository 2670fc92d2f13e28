#include "cli/program.h"
#include "sandbox/sandboxclient.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int longest = 60'000; // ms; only a hang takes as long

/// A running `tenantry-cli sandbox`, with what it said when it was ready.
class SandboxProcess
{
public:
    explicit SandboxProcess(const QStringList &options = {})
    {
        m_process.setProcessEnvironment(Program::environment({}));
        m_process.start(Program::path(), QStringList{u"sandbox"_s} + options);
        while (!m_process.canReadLine() && m_process.waitForReadyRead(longest)) { }
        m_line = m_process.readLine();
    }

    const QByteArray &line() const { return m_line; }
    QJsonObject ready() const { return QJsonDocument::fromJson(m_line).object(); }
    QProcess &process() { return m_process; }
    /// Ends it as a service is ended; the exit code, or -1.
    int end(int signal = SIGTERM)
    {
        ::kill(pid_t(m_process.processId()), signal);
        const bool ended = m_process.waitForFinished(longest) && m_process.exitStatus() == QProcess::NormalExit;
        return ended ? m_process.exitCode() : -1;
    }

private:
    QProcess m_process;
    QByteArray m_line;
};

Sandbox::TenantAccess accessOf(const QJsonValue &tenant)
{
    const auto text = [&tenant](QLatin1StringView key) { return tenant[key].toString().toStdString(); };
    return {text("name"_L1),   text("environment"_L1), text("url"_L1),
            text("domain"_L1), text("client_id"_L1),   text("client_secret"_L1)};
}

/// The first of `count` ports in a row that nobody listens on; 0 where none was found.
quint16 freePorts(int count)
{
    for (int first = 20'011; first < 32'000; first += 97) {
        int free = 0;
        for (QTcpServer probe; free < count && probe.listen(QHostAddress::LocalHost, quint16(first + free)); ++free) {
            probe.close();
        }
        if (free == count) {
            return quint16(first);
        }
    }
    return 0;
}

Program::Result list(const QJsonObject &tenant, const QStringList &words)
{
    const QStringList options{u"--base-url"_s, tenant["url"_L1].toString(), u"--client-id"_s,
                              tenant["client_id"_L1].toString()};
    return Program::run(options + QStringList{u"list"_s} + words,
                        {{u"AUTH0_CLIENT_SECRET"_s, tenant["client_secret"_L1].toString()}});
}

} // namespace

class TestSandboxCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysOneLineWhenReady();
    void outlivesItsInput();
    void endsInGoodOrder_data();
    void endsInGoodOrder();
    void stateComesBackAsSeed();
    void tlsNeedsItsCertificate();
    void holdsAsManyAsAsked();
    void portsFollowTheOneThatIsAskedFor();
    void aPlanLimitsTheRate_data();
    void aPlanLimitsTheRate();
    void latencyDelaysEveryAnswer();
    void aFastClockEndsATokensLife();
    void wrongOptionsAreUsage_data();
    void wrongOptionsAreUsage();
    void aTakenPortIsSaid();
};

void TestSandboxCommand::saysOneLineWhenReady()
{
    SandboxProcess sandbox;
    QVERIFY(sandbox.line().endsWith('\n'));
    const QJsonObject ready = sandbox.ready();
    const QJsonArray tenants = ready["tenants"_L1].toArray();
    QVERIFY(tenants.size() >= 3);
    for (const QString &key : {u"url"_s, u"domain"_s, u"client_id"_s, u"client_secret"_s}) {
        QVERIFY2(!ready[key].toString().isEmpty(), qPrintable(key));
        QCOMPARE(tenants[0].toObject()[key], ready[key]);
    }
    QVERIFY(!ready.contains("certificate"_L1));
    QVERIFY(!ready["url"_L1].toString().endsWith(u'/'));
    // The first Auth0 tenant is the one with the full applications.
    const auto result = list(ready, {u"applications"_s, u"--json"_s, u"--where"_s, u"lock=57"_s});
    QCOMPARE(result.code, 0);
    QCOMPARE(QJsonDocument::fromJson(result.out).array().size(), 1);
    for (const auto &tenant : tenants) {
        QCOMPARE(list(tenant.toObject(), {u"connections"_s}).code, 0);
    }
    QCOMPARE(sandbox.end(), 0);
    QCOMPARE(sandbox.process().readAllStandardOutput(), QByteArray());
    QCOMPARE(sandbox.process().readAllStandardError(), QByteArray());
}

void TestSandboxCommand::outlivesItsInput()
{
    SandboxProcess sandbox;
    sandbox.process().closeWriteChannel();
    QCOMPARE(list(sandbox.ready(), {u"connections"_s}).code, 0);
    QCOMPARE(list(sandbox.ready(), {u"organizations"_s}).code, 0);
    QCOMPARE(sandbox.process().state(), QProcess::Running);
    QCOMPARE(sandbox.end(), 0);
}

void TestSandboxCommand::endsInGoodOrder_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGHUP") << SIGHUP;
}

void TestSandboxCommand::endsInGoodOrder()
{
    QFETCH(const int, signal);
    SandboxProcess sandbox;
    QCOMPARE(sandbox.end(signal), 0);
}

void TestSandboxCommand::stateComesBackAsSeed()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"state.json"_s);
    QByteArray before;
    {
        SandboxProcess sandbox({u"--random-seed"_s, u"7"_s, u"--state"_s, file});
        before = list(sandbox.ready(), {u"connections"_s, u"--json"_s}).out;
        QVERIFY(!QFile::exists(file));
        QCOMPARE(sandbox.end(), 0);
        QVERIFY(QFile::exists(file));
    }
    SandboxProcess again({u"--seed"_s, file});
    QVERIFY(before.size() > 1000);
    QCOMPARE(list(again.ready(), {u"connections"_s, u"--json"_s}).out, before);
    QCOMPARE(again.end(), 0);

    SandboxProcess nowhere({u"--state"_s, folder.filePath(u"absent/state.json"_s)});
    QCOMPARE(nowhere.end(), 4);
    QVERIFY(nowhere.process().readAllStandardError().contains("What to do:"));
}

void TestSandboxCommand::tlsNeedsItsCertificate()
{
    SandboxProcess sandbox({u"--tls"_s});
    const QJsonObject ready = sandbox.ready();
    const QString certificate = ready["certificate"_L1].toString();
    QVERIFY(QFile::exists(certificate));
    QVERIFY(ready["url"_L1].toString().startsWith("https://"_L1));
    const auto refused = list(ready, {u"connections"_s});
    QCOMPARE(refused.code, 4);
    QCOMPARE(refused.out, QByteArray());
    const auto trusted = list(ready, {u"connections"_s, u"--ca-file"_s, certificate});
    QCOMPARE(trusted.code, 0);
    QCOMPARE(list(ready, {u"connections"_s, u"--ca-file"_s, u"/absent.pem"_s}).code, 2);
    QCOMPARE(sandbox.end(), 0);
}

void TestSandboxCommand::holdsAsManyAsAsked()
{
    SandboxProcess sandbox({u"--scale"_s, u"connections=350,organizations=3"_s});
    const auto result = list(sandbox.ready(), {u"connections"_s, u"--json"_s});
    QCOMPARE(QJsonDocument::fromJson(result.out).array().size(), 350);
    QCOMPARE(QJsonDocument::fromJson(list(sandbox.ready(), {u"organizations"_s, u"--json"_s}).out).array().size(), 3);
    QCOMPARE(sandbox.end(), 0);
}

void TestSandboxCommand::portsFollowTheOneThatIsAskedFor()
{
    const quint16 first = freePorts(4);
    QVERIFY(first != 0);
    SandboxProcess sandbox({u"--port"_s, QString::number(first)});
    const QJsonArray tenants = sandbox.ready()["tenants"_L1].toArray();
    QCOMPARE(tenants.size(), 4);
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(tenants[i]["url"_L1].toString(), u"http://127.0.0.1:%1"_s.arg(first + i));
        QCOMPARE(SandboxClient(accessOf(tenants[i])).get("tenants/settings").status, 200);
    }
    QCOMPARE(sandbox.end(), 0);
}

void TestSandboxCommand::aPlanLimitsTheRate_data()
{
    QTest::addColumn<QString>("plan");
    QTest::addColumn<QByteArray>("ofProduction"); // the burst of connections that Auth0 publishes for the plan
    QTest::addColumn<QByteArray>("ofStaging");
    QTest::newRow("free") << u"free"_s << QByteArray("2") << QByteArray("2");
    QTest::newRow("professional") << u"professional"_s << QByteArray("5") << QByteArray("5");
    QTest::newRow("enterprise") << u"enterprise"_s << QByteArray("50") << QByteArray("10");
    QTest::newRow("unlimited") << u"unlimited"_s << QByteArray() << QByteArray();
}

void TestSandboxCommand::aPlanLimitsTheRate()
{
    QFETCH(const QString, plan);
    QFETCH(const QByteArray, ofProduction);
    QFETCH(const QByteArray, ofStaging);
    SandboxProcess sandbox({u"--plan"_s, plan});
    const QJsonArray tenants = sandbox.ready()["tenants"_L1].toArray();
    const auto limitOf = [](const QJsonValue &tenant) {
        const Answer answer = SandboxClient(accessOf(tenant)).get("connections?per_page=1");
        return answer.status == 200 ? QByteArray::fromStdString(answer.header("x-ratelimit-limit")) : "no answer";
    };
    QCOMPARE(tenants[0]["environment"_L1].toString(), u"production"_s);
    QCOMPARE(limitOf(tenants[0]), ofProduction);
    QCOMPARE(tenants[2]["environment"_L1].toString(), u"staging"_s);
    QCOMPARE(limitOf(tenants[2]), ofStaging);
    QCOMPARE(sandbox.end(), 0);
}

void TestSandboxCommand::latencyDelaysEveryAnswer()
{
    SandboxProcess sandbox({u"--latency"_s, u"300"_s});
    SandboxClient client(accessOf(sandbox.ready()));
    for (const char *path : {"connections?per_page=1", "connections/none"}) {
        QElapsedTimer waited;
        waited.start();
        QVERIFY(client.get(path).status != 0);
        QVERIFY(waited.elapsed() >= 300); // the least it may be; a slow computer only makes it more
    }
    QCOMPARE(sandbox.end(), 0);
}

void TestSandboxCommand::aFastClockEndsATokensLife()
{
    SandboxProcess sandbox({u"--clock-rate"_s, u"20000"_s}); // a day of tokens in a few seconds
    SandboxClient client(accessOf(sandbox.ready()));
    QVERIFY(!client.token().empty());
    QTRY_COMPARE_WITH_TIMEOUT(client.get("tenants/settings").status, 401, longest);
    QCOMPARE(sandbox.end(), 0);
}

void TestSandboxCommand::wrongOptionsAreUsage_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("port") << QStringList{u"--port"_s, u"65536"_s};
    QTest::newRow("port word") << QStringList{u"--port"_s, u"http"_s};
    QTest::newRow("latency") << QStringList{u"--latency"_s, u"-1"_s};
    QTest::newRow("plan") << QStringList{u"--plan"_s, u"gold"_s};
    QTest::newRow("search lag") << QStringList{u"--search-lag"_s, u"soon"_s};
    QTest::newRow("clock") << QStringList{u"--clock-rate"_s, u"0"_s};
    QTest::newRow("scale") << QStringList{u"--scale"_s, u"connexions=3"_s};
    QTest::newRow("seed") << QStringList{u"--seed"_s, u"/absent"_s};
    QTest::newRow("seed and scale") << QStringList{u"--seed"_s, u"/tmp"_s, u"--scale"_s, u"users=3"_s};
    QTest::newRow("random seed") << QStringList{u"--random-seed"_s, u"many"_s};
    QTest::newRow("a filter") << QStringList{u"--where"_s, u"name=x"_s};
}

void TestSandboxCommand::wrongOptionsAreUsage()
{
    QFETCH(const QStringList, options);
    const auto result = Program::run(QStringList{u"sandbox"_s} + options);
    QCOMPARE(result.code, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.startsWith("tenantry-cli: ") && result.err.contains("Why:"), result.err.constData());
}

void TestSandboxCommand::aTakenPortIsSaid()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const auto result = Program::run({u"sandbox"_s, u"--port"_s, QString::number(other.serverPort())});
    QCOMPARE(result.code, 4);
    QCOMPARE(result.out, QByteArray());
    QVERIFY(result.err.contains("--port"));
    // The last port is one, and the estate has three Auth0 tenants: nothing is served on a port nobody asked for.
    QCOMPARE(Program::run({u"sandbox"_s, u"--port"_s, u"65534"_s}).code, 4);
}

QTEST_GUILESS_MAIN(TestSandboxCommand)
#include "tst_sandboxcommand.moc"
