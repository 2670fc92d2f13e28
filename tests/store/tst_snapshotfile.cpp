#include "store/states.h"

#include "store/schema.h"
#include "store/snapshotfile.h"

#include "json/value.h"

#include <QDir>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

#include <signal.h>

using namespace Qt::StringLiterals;

using States::day;
using Store::Part;
using Store::Problem;

namespace {

const QString acme = u"acme.eu.auth0.com"_s;

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write");
    }
}

/// What this program does where the test starts it again: saves until it is ended, or as often as told.
int writeSnapshots(const QString &path, const QString &tenant, int times)
{
    const auto store = States::open(path);
    for (int i = 0; store && (times == 0 || i < times); ++i) {
        Store::TenantState state = States::tenant(tenant, day(i), 300);
        for (Store::Object &connection : state.objects[Part::Connections]) {
            connection.body.replace(R"("version":0)", R"("version":)" + QByteArray::number(i));
        }
        if (!store->save(state)) {
            return 1;
        }
        if (i == 0) {
            std::puts("begun");
            (void)std::fflush(stdout);
        }
    }
    return store ? 0 : 1;
}

std::unique_ptr<QProcess> writerOf(const QString &path, const QString &tenant, int times)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process->start(QCoreApplication::applicationFilePath(), {u"--write"_s, path, tenant, QString::number(times)});
    return process;
}

} // namespace

/// The file of snapshots: whose it is, who may read it, what becomes of it when things go wrong.
class TestSnapshotFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void onlyItsOwnerReadsIt();
    void whatIsReadTogetherIsOneState();
    void secretsNeverReachTheDisk();
    void aLaterVersionIsRefusedAndLeft();
    void whatALaterVersionBroughtForwardIsNotWritten();
    void anotherProgramsFileIsLeft();
    void aDamagedFileIsSetAside();
    void damageFoundLaterIsSetAside();
    void aNewFileInItsPlaceIsLeft();
    void aFolderThatRefusesIsNamed();
    void versionsMigrateForward();
    void everyReferenceIsFoundByAnIndex();
    void twoConnectionsWriteAtOnce();
    void twoProcessesWriteAtOnce();
    void aKilledWriterLeavesItWhole();

private:
    QString path() const { return m_folder->filePath(u"data/snapshots.sqlite"_s); }
    Problem::Kind problemOfOpening() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSnapshotFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

Problem::Kind TestSnapshotFile::problemOfOpening() const
{
    const auto store = Store::SnapshotStore::open(path(), Json::SecretKeys::fromResource());
    if (store) {
        qWarning("It was opened");
        return Problem::Kind::NotFound;
    }
    qInfo("%s", qPrintable(store.error().text()));
    return store.error().kind;
}

/// Else rows would lack what was removed between two statements, and nothing would say so.
void TestSnapshotFile::whatIsReadTogetherIsOneState()
{
    const auto store = States::open(path());
    QVERIFY(store && store->save(States::tenant(acme, day(0), 1)));
    Store::Database reader(path());
    Store::Database writer(path());
    const QString count = u"SELECT count(*) FROM part"_s;
    const qint64 before = reader.number(count);
    {
        const Store::Reading reading(reader);
        QCOMPARE(reader.number(count), before);
        QVERIFY(writer.execute(u"DELETE FROM part"_s));
        {
            const Store::Reading within(reader);
            QCOMPARE(reader.number(count), before);
        }
        QCOMPARE(reader.number(count), before);
    }
    QCOMPARE(reader.number(count), 0);
}

void TestSnapshotFile::onlyItsOwnerReadsIt()
{
    const auto store = States::open(path());
    QVERIFY(store && store->save(States::tenant(acme, day(0), 10)));
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
        | QFileDevice::WriteOther | QFileDevice::ExeOwner | QFileDevice::ExeGroup | QFileDevice::ExeOther;
    QStringList seen;
    const QFileInfoList files = QDir(m_folder->filePath(u"data"_s)).entryInfoList(QDir::Files);
    for (const QFileInfo &file : files) {
        seen.append(file.fileName());
        QVERIFY2(!(file.permissions() & others), qPrintable(file.fileName()));
    }
    QVERIFY2(seen.contains(u"snapshots.sqlite-wal"_s), qPrintable(seen.join(u' ')));
    const auto folder = QFileInfo(m_folder->filePath(u"data"_s)).permissions();
    QVERIFY(!(folder & (QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::ExeGroup)));
}

/// A canary under every key that names a secret, in every kind of object.
void TestSnapshotFile::secretsNeverReachTheDisk()
{
    QByteArray members;
    const QSet<QByteArray> keys = Json::SecretKeys::fromResource().keys();
    for (const QByteArray &key : keys) {
        const QList<QByteArray> way = key.split('/');
        if (way.size() == 1) {
            members += ",\"" + key + R"(":"canary-1")";
        } else {
            members += ",\"" + way.at(0) + R"(":{")" + (way.at(1) == "*" ? "anything" : way.at(1)) + R"(":"canary-2"})";
        }
    }
    const QByteArray body = R"({"name":"plain-marker","deep":{"list":[{"x":1)" + members + "}]}" + members + "}";
    Store::TenantState state = States::tenant(acme, day(0), 3);
    for (const Part part : Store::objectParts) {
        state.objects[part].append({u"with-secrets"_s, body});
    }
    const auto store = States::open(path());
    const auto saved = store->save(state);
    QVERIFY(saved);
    for (const Part part : Store::objectParts) {
        const States::Contents contents = States::contentsOf(*store, saved->snapshot.id, part);
        QVERIFY(contents.value(u"with-secrets"_s).contains("plain-marker"));
        for (const QByteArray &stored : contents) {
            QVERIFY2(!stored.contains("canary"), stored.constData()); // the bodies are compressed in the file
        }
    }
    const QFileInfoList files = QDir(m_folder->filePath(u"data"_s)).entryInfoList(QDir::Files);
    for (const QFileInfo &file : files) {
        QVERIFY(!bytesOf(file.filePath()).contains("canary"));
    }
}

void TestSnapshotFile::aLaterVersionIsRefusedAndLeft()
{
    States::open(path())->save(States::tenant(acme, day(0), 3));
    {
        auto file = Store::openSnapshotFile(path());
        file->database->execute(u"PRAGMA user_version = 99"_s);
        file->database->execute(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
    }
    const QByteArray before = bytesOf(path());
    QCOMPARE(problemOfOpening(), Problem::Kind::NewerVersion);
    QCOMPARE(bytesOf(path()), before);
}

void TestSnapshotFile::whatALaterVersionBroughtForwardIsNotWritten()
{
    const auto store = States::open(path());
    QVERIFY(store->save(States::tenant(acme, day(0), 3)));
    {
        Store::Database later(path()); // another program's, while the file is open here
        later.execute(u"PRAGMA user_version = 99"_s);
    }
    const auto saved = store->save(States::tenant(acme, day(1), 4));
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, Problem::Kind::NewerVersion);
    Store::Database file(path());
    QCOMPARE(file.number(u"SELECT count(*) FROM snapshot"_s), 1);
}

void TestSnapshotFile::anotherProgramsFileIsLeft()
{
    write(path(), {});
    {
        Store::Database other(path());
        other.execute(u"CREATE TABLE recipe (name TEXT)"_s);
        QVERIFY(!other.hasFailed());
    }
    const QByteArray before = bytesOf(path());
    QCOMPARE(problemOfOpening(), Problem::Kind::Foreign);
    QCOMPARE(bytesOf(path()), before);
}

void TestSnapshotFile::aDamagedFileIsSetAside()
{
    const QByteArray garbage = QByteArray("no database at all, whatever its name says ").repeated(500);
    write(path(), garbage);
    const auto store = States::open(path());
    QVERIFY(store);
    QVERIFY(!store->setAside().isEmpty());
    QCOMPARE(bytesOf(store->setAside()), garbage);
    QVERIFY(store->save(States::tenant(acme, day(0), 3)));
    QVERIFY(States::open(path())->setAside().isEmpty());
}

void TestSnapshotFile::damageFoundLaterIsSetAside()
{
    States::open(path())->save(States::tenant(acme, day(0), 3000));
    QByteArray bytes = bytesOf(path());
    const qsizetype firstPage = 4096;
    bytes.replace(firstPage, bytes.size() - firstPage, QByteArray(bytes.size() - firstPage, '\x5a'));
    write(path(), bytes);
    const auto store = States::open(path());
    QVERIFY(store);
    const auto saved = store->save(States::tenant(acme, day(1), 3000));
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, Problem::Kind::Damaged);
    const QStringList aside = QDir(m_folder->filePath(u"data"_s)).entryList({u"*.damaged-*"_s});
    QCOMPARE(aside.size(), 1);
    QVERIFY2(saved.error().advice.contains(aside.first()), qPrintable(saved.error().advice));
    QCOMPARE(store->save(States::tenant(acme, day(1), 3)).error(), saved.error()); // told again, nothing is lost twice
    QVERIFY(States::open(path())->save(States::tenant(acme, day(1), 3)));
    QCOMPARE(QDir(m_folder->filePath(u"data"_s)).entryList({u"*.damaged-*"_s}), aside);
}

/// Somebody else found the damage first, and began anew.
void TestSnapshotFile::aNewFileInItsPlaceIsLeft()
{
    States::open(path())->save(States::tenant(acme, day(0), 3000));
    QByteArray bytes = bytesOf(path());
    const qsizetype firstPage = 4096;
    bytes.replace(firstPage, bytes.size() - firstPage, QByteArray(bytes.size() - firstPage, '\x5a'));
    write(path(), bytes);
    const auto one = States::open(path());
    const auto two = States::open(path());
    QVERIFY(one && two);
    QVERIFY(!one->save(States::tenant(acme, day(1), 3)));
    QVERIFY(States::open(path())->save(States::tenant(acme, day(1), 3)));
    const auto saved = two->save(States::tenant(acme, day(1), 3));
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, Problem::Kind::Damaged);
    QStringList aside = QDir(m_folder->filePath(u"data"_s)).entryList({u"*.damaged-*"_s});
    aside.removeIf([](const QString &name) { return name.endsWith("-wal"_L1) || name.endsWith("-shm"_L1); });
    QCOMPARE(aside.size(), 1);
    QCOMPARE(States::open(path())->snapshots()->size(), 1);
}

void TestSnapshotFile::aFolderThatRefusesIsNamed()
{
    write(m_folder->filePath(u"data"_s), "a file where the folder should be");
    QCOMPARE(problemOfOpening(), Problem::Kind::Unwritable);
}

void TestSnapshotFile::versionsMigrateForward()
{
    write(path(), {});
    const QList<Store::Migration> first{{u"CREATE TABLE thing (name TEXT)"_s, u"INSERT INTO thing VALUES ('kept')"_s}};
    QList<Store::Migration> third = first;
    third.append({u"ALTER TABLE thing ADD COLUMN size INTEGER"_s});
    third.append({u"UPDATE thing SET size = 7"_s});
    {
        Store::Database database(path());
        QVERIFY(Store::migrate(database, first));
        QCOMPARE(database.version(), 1);
        QVERIFY(Store::migrate(database, third));
        QCOMPARE(database.version(), 3);
        QCOMPARE(database.number(u"SELECT size FROM thing WHERE name = 'kept'"_s), 7);
    }
    QList<Store::Migration> broken = third;
    broken.append({u"DROP TABLE thing"_s, u"CREATE NONSENSE"_s});
    {
        Store::Database database(path());
        QVERIFY(!Store::migrate(database, broken));
    }
    Store::Database database(path());
    QCOMPARE(database.version(), 3); // all or nothing
    QCOMPARE(database.number(u"SELECT count(*) FROM thing"_s), 1);
}

/// Else the removal of a large tenant walks the whole table for each object.
void TestSnapshotFile::everyReferenceIsFoundByAnIndex()
{
    const auto file = Store::openSnapshotFile(path());
    QVERIFY(file);
    Store::Statement find(
        *file->database,
        u"SELECT t.name || '.' || f.\"from\" FROM sqlite_master AS t, pragma_foreign_key_list(t.name) "
        "AS f WHERE t.type = 'table' AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) AS i, "
        "pragma_index_info(i.name) AS c WHERE c.seqno = 0 AND c.name = f.\"from\")"_s);
    QVERIFY(find.run());
    QStringList missing;
    while (find.next()) {
        missing.append(find.text(0));
    }
    QCOMPARE(missing, QStringList());
}

void TestSnapshotFile::twoConnectionsWriteAtOnce()
{
    constexpr int times = 20;
    QVERIFY(States::open(path()));
    std::array<int, 2> ends{-1, -1};
    std::thread other([&] { ends[1] = writeSnapshots(path(), u"other.auth0.com"_s, times); });
    ends[0] = writeSnapshots(path(), acme, times);
    other.join();
    QCOMPARE(ends, (std::array{0, 0}));
    const auto store = States::open(path());
    QCOMPARE(store->snapshots(acme)->size(), times);
    QCOMPARE(store->snapshots(u"other.auth0.com"_s)->size(), times);
}

void TestSnapshotFile::twoProcessesWriteAtOnce()
{
    constexpr int times = 20;
    const auto one = writerOf(path(), acme, times); // both make the file
    const auto two = writerOf(path(), u"other.auth0.com"_s, times);
    QVERIFY(one->waitForFinished(60'000) && two->waitForFinished(60'000));
    QCOMPARE(one->exitCode(), 0);
    QCOMPARE(two->exitCode(), 0);
    const auto store = States::open(path());
    const auto list = store->snapshots();
    QCOMPARE(list->size(), 2 * times);
    for (const Store::SnapshotInfo &info : *list) {
        QCOMPARE(States::contentsOf(*store, info.id, Part::Connections).size(), 300);
    }
}

void TestSnapshotFile::aKilledWriterLeavesItWhole()
{
    for (int round = 0; round < 8; ++round) {
        const QString tenant = u"tenant-%1.auth0.com"_s.arg(round);
        const auto writer = writerOf(path(), tenant, 0);
        QVERIFY(writer->waitForReadyRead(60'000)); // the first one is stored, the next are under way
        ::kill(pid_t(writer->processId()), SIGKILL);
        QVERIFY(writer->waitForFinished(60'000));
        const auto store = States::open(path());
        QVERIFY(store && store->setAside().isEmpty());
        const auto list = store->snapshots(tenant);
        QVERIFY(list && !list->isEmpty());
        for (const Store::SnapshotInfo &info : *list) {
            QCOMPARE(States::contentsOf(*store, info.id, Part::Connections).size(), 300);
        }
        QVERIFY(store->save(States::tenant(tenant, day(10'000), 300)));
    }
    Store::Database database(path());
    QCOMPARE(database.number(u"SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"_s), 1);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--write"_L1) {
        return writeSnapshots(arguments.value(2), arguments.value(3), arguments.value(4).toInt());
    }
    TestSnapshotFile test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_snapshotfile.moc"
