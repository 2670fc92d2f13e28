#include "cli/program.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"
#include "store/database.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

/// What `snapshot save` says where its file makes trouble.
class TestSnapshotSave : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void whatIsStoredIsNoFailure();
    void anInterruptWhileWritingPromisesNothing();

private:
    QString store() const { return m_home->filePath(u"tenantry/snapshots.sqlite"_s); }
    Program::Variables variables(int daysAgo) const
    {
        return {{u"AUTH0_CLIENT_SECRET"_s, u"a-secret-of-the-test"_s},
                {u"XDG_DATA_HOME"_s, m_home->path()},
                {u"SOURCE_DATE_EPOCH"_s,
                 QString::number(QDateTime::currentDateTimeUtc().addDays(-daysAgo).toSecsSinceEpoch())}};
    }
    QStringList words() const
    {
        return {u"snapshot"_s,    u"save"_s, u"--base-url"_s, QString::fromStdString(m_server->tenants()[0].url),
                u"--client-id"_s, u"all"_s,  u"--no-input"_s};
    }

    std::unique_ptr<Sandbox::Server> m_server;
    std::unique_ptr<QTemporaryDir> m_home;
};

void TestSnapshotSave::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    Sandbox::Options options;
    options.clients = {{"all", "a-secret-of-the-test", {}, {}}};
    m_server = std::make_unique<Sandbox::Server>(std::move(options), Sandbox::defaultEstate());
    m_server->start();
}

/// Though what is too old cannot be removed.
void TestSnapshotSave::whatIsStoredIsNoFailure()
{
    QCOMPARE(Program::run(words(), variables(500)).code, 0);
    {
        Store::Database database(store());
        QVERIFY(database.execute(
            u"CREATE TRIGGER keep BEFORE DELETE ON snapshot BEGIN SELECT RAISE(ABORT, 'of the test'); END"_s));
    }
    const auto result = Program::run(words() << u"--json"_s, variables(0));
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(result.out.contains("\"id\":2"));
    QVERIFY2(result.err.contains("those that are too old stay") && result.err.contains("f the test"),
             result.err.constData());
    QCOMPARE(Store::Database(store()).number(u"SELECT count(*) FROM snapshot"_s), 2);
}

/// It is at the file, and comes to its end or not.
void TestSnapshotSave::anInterruptWhileWritingPromisesNothing()
{
    QCOMPARE(Program::run(words(), variables(1)).code, 0);
    Store::Database other(store());
    QVERIFY(other.execute(u"BEGIN IMMEDIATE"_s));
    QProcess process;
    process.setProcessEnvironment(Program::environment(variables(0)));
    process.setStandardInputFile(QProcess::nullDevice());
    const QSignalSpy ended(&process, &QProcess::finished);
    process.start(Program::path(), words());
    QTRY_VERIFY(process.state() == QProcess::Running);
    const QDir held(u"/proc/%1/fd"_s.arg(process.processId()));
    const auto isAtTheFile = [&] {
        const QFileInfoList files = held.entryInfoList(QDir::AllEntries | QDir::System);
        return std::ranges::any_of(files, [this](const QFileInfo &file) {
            return file.symLinkTarget() == QFileInfo(store()).canonicalFilePath();
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAtTheFile(), 60'000);
    ::kill(pid_t(process.processId()), SIGTERM);
    QByteArray told;
    QTRY_VERIFY2_WITH_TIMEOUT((told += process.readAllStandardError()).contains("interrupted"), told.constData(),
                              20'000);
    QVERIFY(other.execute(u"ROLLBACK"_s));
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
    QCOMPARE(process.exitCode(), 4);
    QVERIFY2(told.contains("may have been stored") && !told.contains("nothing was left"), told.constData());
}

QTEST_GUILESS_MAIN(TestSnapshotSave)
#include "tst_snapshotsave.moc"
