#include "cli/program.h"

#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// Commands that are interrupted while they read.
class TestInterrupts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isTold_data();
    void isTold();
};

void TestInterrupts::isTold_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("signal");
    QTest::newRow("export") << QStringList{u"export"_s, u"deploy-cli"_s, u"--output"_s, u"out"_s} << SIGTERM;
    QTest::newRow("export, Ctrl+C") << QStringList{u"export"_s, u"terraform"_s, u"--output"_s, u"out"_s} << SIGINT;
    QTest::newRow("customers") << QStringList{u"customers"_s} << SIGTERM;
    QTest::newRow("customers with their users") << QStringList{u"customers"_s, u"--count-users"_s} << SIGINT;
}

/// By a server that never answers: whoever is asked for the first thing interrupts.
void TestInterrupts::isTold()
{
    QFETCH(QStringList, words);
    QFETCH(int, signal);
    const QTemporaryDir folder;
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QProcess process;
    process.setProcessEnvironment(Program::environment({{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s}}));
    process.setWorkingDirectory(folder.path());
    process.setStandardInputFile(QProcess::nullDevice());
    connect(&silent, &QTcpServer::newConnection, &process,
            [&process, signal] { ::kill(pid_t(process.processId()), signal); });
    const QSignalSpy ended(&process, &QProcess::finished);
    const QString url = u"http://127.0.0.1:%1"_s.arg(silent.serverPort());
    process.start(Program::path(), words + QStringList{u"--base-url"_s, url, u"--client-id"_s, u"all"_s});
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
    const QByteArray told = process.readAllStandardError();
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 4);
    QVERIFY2(told.contains("It was interrupted."), told.constData());
    QVERIFY(!QFile::exists(folder.filePath(u"out"_s)));
}

QTEST_GUILESS_MAIN(TestInterrupts)
#include "tst_interrupts.moc"
