#include "reports/exportmaking.h"
#include "reports/exportplace.h"
#include "reports/exportsample.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <thread>

using namespace Qt::StringLiterals;
using namespace Reports;

namespace {

/// A selection for deploy-cli of these files, and of so many objects.
ExportFolder deploy(const std::map<QString, QByteArray> &files, int objects = 1)
{
    ExportFolder folder;
    folder.files = files;
    folder.isSelection = true;
    folder.connections = objects;
    return folder;
}

} // namespace

/// Where exports are put, what they may replace there, and what is left where they cannot be written.
class TestExportPlace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFolderIsWhole();
    void foreignFilesAreSpared();
    void whatComesMeanwhileIsSpared();
    void aStoppedOneLeavesWhatWasThere();
    void anotherExportIsSpared();
    void anEarlierProgramsExportIsKnown_data();
    void anEarlierProgramsExportIsKnown();
    void moreThanBeforeGoesSilently();
    void aPlaceThatCannotBeWrittenIsToldBefore();
    void aFullDiskIsNamed();
};

void TestExportPlace::aFolderIsWhole()
{
    const QTemporaryDir place;
    const QString folder = place.filePath(u"deep/out"_s);
    QVERIFY(writeExportFolder(deploy({{u"a.txt"_s, "1"}, {u"b/c.txt"_s, "2"}}), folder));
    // What a later one no longer has is gone.
    QVERIFY(writeExportFolder(deploy({{u"a.txt"_s, "3"}}), folder));
    QFile file(folder + u"/a.txt"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("3"));
    QVERIFY(!QFile::exists(folder + u"/b/c.txt"_s));
    // It stays as closed as somebody made it.
    const QFileDevice::Permissions own = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner
        | QFileDevice::ReadUser | QFileDevice::WriteUser | QFileDevice::ExeUser;
    QVERIFY(QFile::setPermissions(folder, own));
    QVERIFY(writeExportFolder(deploy({{u"a.txt"_s, "3"}}), folder));
    QCOMPARE(QFileInfo(folder).permissions(), own);
    QCOMPARE(QDir(place.filePath(u"deep"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"out"_s});
    // Nothing of one that cannot be written is left.
    QVERIFY(!writeExportFolder(deploy({{u"a.txt"_s, "4"}, {u"a.txt/b"_s, "5"}}), folder));
    file.seek(0);
    QCOMPARE(file.readAll(), QByteArray("3"));
    QCOMPARE(QDir(place.filePath(u"deep"_s)).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"out"_s});
}

void TestExportPlace::foreignFilesAreSpared()
{
    const QTemporaryDir place;
    const QString folder = place.filePath(u"out"_s);
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(writeExportFolder(deploy({{u"a.txt"_s, "1"}}), folder)); // an empty one
    QFile own(folder + u"/config.json"_s);
    QVERIFY(own.open(QIODevice::WriteOnly));
    own.close();
    const auto refused = writeExportFolder(deploy({{u"a.txt"_s, "2"}}), folder);
    QVERIFY(!refused);
    QVERIFY(refused.error().contains(u"config.json"_s));
    QVERIFY(QFile::exists(own.fileName()));
    QVERIFY(!writeExportFolder(deploy({{u"a.txt"_s, "2"}}), own.fileName())); // a file
}

/// Somebody runs Terraform in the folder while thousands of files are written for it.
void TestExportPlace::whatComesMeanwhileIsSpared()
{
    const QTemporaryDir place;
    const QString folder = place.filePath(u"out"_s);
    std::map<QString, QByteArray> files;
    for (int i = 0; i < 3000; ++i) {
        files[u"connections/%1.tf"_s.arg(i)] = "1";
    }
    QVERIFY(writeExportFolder(deploy({{u"a.txt"_s, "1"}}), folder));
    std::atomic<bool> isOver = false;
    bool isThere = false;
    std::thread other([&] {
        const QDir all(place.path());
        while (!isOver && all.entryList({u".tenantry-export-*"_s}, QDir::Dirs | QDir::Hidden).isEmpty()) { }
        QFile state(folder + u"/terraform.tfstate"_s);
        isThere = state.open(QIODevice::WriteOnly) && state.write("state") == 5;
    });
    const auto written = writeExportFolder(deploy(files), folder);
    isOver = true;
    other.join();
    QCOMPARE(QFile::exists(folder + u"/terraform.tfstate"_s), isThere);
    if (!written) { // as ever, but where the other one had to wait for its turn
        QVERIFY2(written.error().contains(u"holds “terraform.tfstate”"_s), qPrintable(written.error()));
        QVERIFY(QFile::exists(folder + u"/a.txt"_s));
    }
    QCOMPARE(QDir(place.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"out"_s});
}

void TestExportPlace::aStoppedOneLeavesWhatWasThere()
{
    const QTemporaryDir place;
    const QString folder = place.filePath(u"out"_s);
    QVERIFY(writeExportFolder(deploy({{u"a.txt"_s, "1"}}), folder));
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!writeExportFolder(deploy({{u"b.txt"_s, "2"}}), folder, stop.get_token()));
    QVERIFY(!writeExportFolder(deploy({{u"b.txt"_s, "2"}}), place.filePath(u"another"_s), stop.get_token()));
    QCOMPARE(QDir(place.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{u"out"_s});
    QVERIFY(QFile::exists(folder + u"/a.txt"_s) && !QFile::exists(folder + u"/b.txt"_s));
}

void TestExportPlace::anotherExportIsSpared()
{
    const QTemporaryDir place;
    const QString folder = place.filePath(u"out"_s);
    ExportFolder whole = deploy({{u"tenant.yaml"_s, "1"}}, 120);
    whole.isSelection = false;
    QVERIFY(writeExportFolder(whole, folder));
    ExportFolder terraform = whole;
    terraform.tool = ExportTool::Terraform;
    const auto other = writeExportFolder(terraform, folder);
    QVERIFY(!other);
    QVERIFY2(other.error().contains(u"holds an export for auth0-deploy-cli"_s)
                 && other.error().contains(u"Terraform"_s),
             qPrintable(other.error()));
    // 120 objects for two.
    const auto selection = writeExportFolder(deploy({{u"tenant.yaml"_s, "2"}}, 2), folder);
    QVERIFY(!selection);
    QVERIFY2(selection.error().contains(u"whole Auth0 tenant"_s), qPrintable(selection.error()));
    QFile file(folder + u"/tenant.yaml"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("1"));
    QVERIFY(writeExportFolder(whole, folder)); // as each night
    const std::optional<EarlierExport> earlier = earlierExport(folder);
    QVERIFY(earlier && earlier->tool == ExportTool::DeployCli && !earlier->isSelection);
    QCOMPARE(earlier->objects, 120);
    QVERIFY(!earlierExport(place.path()));
    // A selection gives way to the whole.
    const QString small = place.filePath(u"small"_s);
    QVERIFY(writeExportFolder(deploy({{u"tenant.yaml"_s, "2"}}), small));
    QVERIFY(writeExportFolder(whole, small));
}

void TestExportPlace::anEarlierProgramsExportIsKnown_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isTerraform");
    QTest::newRow("deploy-cli") << u"tenant.yaml"_s << false;
    QTest::newRow("terraform") << u"versions.tf"_s << true;
}

/// Its list names files alone.
void TestExportPlace::anEarlierProgramsExportIsKnown()
{
    QFETCH(QString, file);
    QFETCH(bool, isTerraform);
    const QTemporaryDir place;
    for (const auto &[name, text] :
         std::map<QString, QByteArray>{{file, "1"}, {u".tenantry-export"_s, file.toUtf8() + '\n'}}) {
        QFile out(place.filePath(name));
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
    }
    for (const ExportTool tool : {ExportTool::DeployCli, ExportTool::Terraform}) {
        const bool isSame = (tool == ExportTool::Terraform) == isTerraform;
        QCOMPARE(exportObstacle(place.path(), tool, true).isEmpty(), isSame);
        QCOMPARE(exportObstacle(place.path(), tool, false).isEmpty(), isSame);
    }
    QVERIFY(!earlierExport(place.path())->objects);
}

void TestExportPlace::moreThanBeforeGoesSilently()
{
    const QTemporaryDir place;
    const QString folder = place.filePath(u"out"_s);
    ExportInput input = Support::exportSample();
    const MadeExport first = makeExport(input, ExportTool::DeployCli, folder);
    QVERIFY(first.end == MadeExport::End::Written);
    const QStringList notes = makeExport(input, ExportTool::DeployCli, folder).folder.notes;
    QCOMPARE(notes, first.folder.notes);
    input.organizations.clear();
    const MadeExport fewer = makeExport(input, ExportTool::DeployCli, folder);
    QCOMPARE(fewer.folder.notes.size(), notes.size() + 1);
    QVERIFY2(fewer.folder.notes.last().contains(u"5, now 4"_s), qPrintable(fewer.folder.notes.last()));
    // Asked for no longer, it is not made either.
    std::stop_source stop;
    stop.request_stop();
    input.stop = stop.get_token();
    const MadeExport none = makeExport(input, ExportTool::DeployCli, folder);
    QVERIFY(none.end == MadeExport::End::Stopped);
    QCOMPARE(none.folder.objects(), 0);
    // So with a place that is refused.
    input.stop = {};
    const MadeExport refused = makeExport(input, ExportTool::Terraform, folder);
    QVERIFY(refused.end == MadeExport::End::Refused && !refused.why.isEmpty());
}

void TestExportPlace::aPlaceThatCannotBeWrittenIsToldBefore()
{
    // Where even root makes no folder.
    const QString obstacle = exportObstacle(u"/proc/1/deep/out"_s, ExportTool::DeployCli, true);
    QVERIFY2(obstacle.contains(u"could not be written"_s) && obstacle.endsWith(u'.'), qPrintable(obstacle));
    const QTemporaryDir place;
    QVERIFY(exportObstacle(place.filePath(u"a/b/c"_s), ExportTool::DeployCli, true).isEmpty());
    QVERIFY(QDir(place.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

/// A limit of the process on the size of files stands for a disk: the text begins to be written, and then ends.
void TestExportPlace::aFullDiskIsNamed()
{
    const QTemporaryDir place;
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit low = before;
    low.rlim_cur = 40'000;
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &low), 0);
    const auto written
        = writeExportFolder(deploy({{u"tenant.yaml"_s, QByteArray(100'000, 'x')}}), place.filePath(u"out"_s));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!written);
    QVERIFY2(written.error().contains(u"File too large"_s), qPrintable(written.error()));
    QVERIFY(QDir(place.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
}

QTEST_GUILESS_MAIN(TestExportPlace)
#include "tst_exportplace.moc"
