// What snapshots cost as an Auth0 tenant grows: bench_snapshots [CONNECTIONS...]. Of each size two snapshots are saved
// with ten changed connections between them, then exported; what counts is what the second one adds to the file, and
// that a comparison tells the ten. Comparisons run in processes of their own, since the peak of memory never falls: of
// two snapshots in one file, and of one in an exported file with one in the store, where nothing is known to be equal.

#include "analysis/estatesnapshot.h"
#include "bench/peakmemory.h"
#include "sandbox/scale.h"
#include "session/comparedstate.h"
#include "session/storedstate.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t randomSeed = 7;
constexpr int changes = 10;
constexpr double mebibyte = 1024 * 1024;

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

int failed(const char *what, const QString &why)
{
    std::fprintf(stderr, "%s: %s\n", what, qPrintable(why));
    return 1;
}

Session::ComparedState side(const std::shared_ptr<const Store::SnapshotStore> &store, qsizetype index)
{
    Session::ComparedState state;
    state.store = store;
    state.snapshot = store->snapshots().value_or(QList<Store::SnapshotInfo>()).value(index);
    state.tenant = state.snapshot.tenant;
    return state;
}

/// In a process of its own: the first snapshot of `first` and the second of the store.
int compare(const QString &first, const QString &path)
{
    const Json::SecretKeys secrets = Json::SecretKeys::fromResource();
    auto store = Store::SnapshotStore::open(path, secrets);
    auto other
        = first == path ? tl::make_unexpected(Store::Problem()) : Store::SnapshotStore::openExport(first, secrets);
    if (!store || (!other && first != path)) {
        return failed("open", store ? other.error().text() : store.error().text());
    }
    const std::shared_ptr<const Store::SnapshotStore> after = *std::move(store);
    const std::shared_ptr<const Store::SnapshotStore> before = other ? std::shared_ptr(*std::move(other)) : after;
    const double memory = memoryOf("VmRSS:");
    QElapsedTimer timer;
    timer.start();
    const auto differences = Session::compareStates(side(before, 0), side(after, 1), secrets);
    if (!differences) {
        return failed("compare", differences.error().text());
    }
    std::printf("%14.0f%12.1f%9lld", milliseconds(timer), memoryOf("VmHWM:") - memory,
                static_cast<long long>(differences->objects.size()));
    return differences->objects.size() == changes ? 0 : 1;
}

bool compareApart(const QString &first, const QString &path)
{
    std::fflush(stdout);
    QProcess one;
    one.setProcessChannelMode(QProcess::ForwardedChannels);
    one.start(QCoreApplication::applicationFilePath(), {u"--compare"_s, first, path});
    return one.waitForFinished(-1) && one.exitStatus() == QProcess::NormalExit && one.exitCode() == 0;
}

qint64 sizeOf(const QString &path)
{
    return QFileInfo(path).size() + QFileInfo(path + u"-wal"_s).size();
}

int measure(std::size_t connections)
{
    constexpr std::size_t perApplication = 10;
    constexpr std::size_t perOrganization = 100;
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"data/snapshots.sqlite"_s);
    const QString exported = folder.filePath(u"exported"_s);
    double first = 0;
    double second = 0;
    double exporting = 0;
    qint64 before = 0;
    {
        const Sandbox::Scale scale{connections, connections / perApplication, connections / perOrganization, 0};
        const QDateTime day(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
        Store::TenantState state
            = Session::storedState(snapshotOf(Sandbox::scaleEstate(scale, randomSeed)), u"bench"_s, day, {});
        const auto store = Store::SnapshotStore::open(path, Json::SecretKeys::fromResource());
        QElapsedTimer timer;
        timer.start();
        if (!store || !(*store)->save(state)) {
            return failed("save", path);
        }
        first = milliseconds(timer);
        before = sizeOf(path);
        QList<Store::Object> &list = state.objects[Store::Part::Connections];
        for (qsizetype i = 0; i < changes; ++i) {
            QByteArray &body = list[i * list.size() / changes].body;
            body.insert(body.lastIndexOf('}'), R"(,"display_name":"Changed by the measurement")");
        }
        state.at = day.addDays(1);
        timer.restart();
        if (!(*store)->save(state)) {
            return failed("save", path);
        }
        second = milliseconds(timer);
        timer.restart();
        if (const auto done = (*store)->exportTo(exported, {1, 2}); !done) {
            return failed("export", done.error().text());
        }
        exporting = milliseconds(timer);
    }
    const qint64 added = sizeOf(path) - before;
    std::printf("%11zu%11.1f%10.0f%10.0f%9.3f%11.0f%11.1f", connections, double(before) / mebibyte, first, second,
                100 * double(added) / double(before), exporting, double(QFileInfo(exported).size()) / mebibyte);
    const bool isTold = compareApart(path, path) && compareApart(exported, path);
    std::printf("\n");
    return isTold ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList words = QCoreApplication::arguments().mid(1);
    if (words.size() == 3 && words.first() == u"--compare"_s) {
        return compare(words.at(1), words.at(2));
    }
    if (words.isEmpty()) {
        words = {u"1000"_s, u"10000"_s, u"100000"_s};
    }
    std::printf("milliseconds, MiB\n%11s%11s%10s%10s%9s%11s%11s%14s%12s%9s%14s%12s%9s\n", "connections", "store",
                "first", "second", "added %", "export", "file", "within store", "memory", "objects", "with the file",
                "memory", "objects");
    for (const QString &word : std::as_const(words)) {
        std::fflush(stdout);
        if (const int code = measure(word.toULongLong()); code != 0) {
            return code;
        }
    }
    return 0;
}
