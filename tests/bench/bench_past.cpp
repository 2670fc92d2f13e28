// How soon the window shows a tenant that it knows from a snapshot alone: bench_past [CONNECTIONS...]. The tenant is
// one of this many connections that nobody can reach; what counts is when a screen of its table is there, when all of
// it is, and how long the UI thread did not come round meanwhile. Each size runs in a process of its own.

#include "analysis/estatesnapshot.h"
#include "auth/tokensources.h"
#include "bench/heartbeat.h"
#include "bench/peakmemory.h"
#include "items/recordtablemodel.h"
#include "sandbox/scale.h"
#include "session/estate.h"
#include "session/pastpart.h"
#include "session/profilesessions.h"
#include "session/snapshotkeeper.h"
#include "session/storedstate.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"
#include "settings/windowstate.h"
#include "store/snapshotstore.h"
#include "ui/pages/tablepage.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t randomSeed = 7;
constexpr int patience = 120'000; // ms
constexpr int screenRows = 30;

int failed(const char *what)
{
    std::fprintf(stderr, "%s\n", what);
    return 1;
}

bool storeTenant(const QString &path, const Domain::TenantProfile &profile, std::size_t connections)
{
    const Sandbox::Scale scale{connections, connections / 10, connections / 100, 0};
    const Store::TenantState state
        = Session::storedState(snapshotOf(Sandbox::scaleEstate(scale, randomSeed)), Session::storedName(profile),
                               QDateTime::currentDateTimeUtc().addDays(-1), {});
    const auto store = Store::SnapshotStore::open(path, Json::SecretKeys::fromResource());
    return store && (*store)->save(state).has_value();
}

int measure(std::size_t connections)
{
    const QTemporaryDir folder;
    auto settings = Settings::SettingsStore::open(folder.filePath(u"config"_s));
    if (!settings) {
        return failed("The settings did not come up.");
    }
    Settings::Preferences preferences = (*settings)->preferences();
    preferences.refreshOnOpen = false;
    if (!(*settings)->setPreferences(preferences)) {
        return failed("The preferences cannot be kept.");
    }
    Settings::ProfileStore profiles((*settings)->file());
    Domain::TenantProfile profile;
    profile.name = u"bench"_s;
    profile.baseUrl = QUrl(u"http://127.0.0.1:1"_s); // where nobody answers
    profile.clientId = u"bench"_s;
    const auto id = profiles.add(profile);
    const QString path = folder.filePath(u"data/snapshots.sqlite"_s);
    if (!id || !storeTenant(path, profile, connections)) {
        return failed("The snapshot was not made.");
    }
    profile.id = *id;

    QElapsedTimer timer;
    timer.start();
    Session::readPast(path, profile, Json::SecretKeys::fromResource(), [](const Session::PastPart &) { return true; });
    const qint64 alone = timer.elapsed();

    Settings::WindowState memory(folder.filePath(u"state"_s));
    Ui::Theme theme;
    Session::Estate estate;
    Heartbeat heartbeat;
    timer.restart();
    Ui::MainWindow window(estate, **settings, memory, theme);
    window.resize(1440, 900);
    window.show();
    Session::SnapshotKeeper keeper(estate, profiles, {path, {}}, Json::SecretKeys::fromResource());
    auto session = Session::makeSession(profile, Auth::tokenSource(profile, Api::Secret("bench")), {});
    if (!session) {
        return failed("The session did not open.");
    }
    estate.open(*std::move(session));
    window.showScope({profile.id, Query::Kind::Connections, {}});
    (void)heartbeat.takeLongest(); // what came before is the program's start
    const auto until = [&](qsizetype rows) {
        return QTest::qWaitFor(
            [&] { return window.tablePage()->model()->rowCount() >= rows && !window.tablePage()->grab().isNull(); },
            patience);
    };
    const double memoryBefore = memoryOf("VmRSS:");
    if (!until(screenRows)) {
        return failed("No row came.");
    }
    const qint64 first = timer.elapsed();
    // From here on nothing is drawn for the measurement itself.
    if (!QTest::qWaitFor([&] { return window.tablePage()->model()->rowCount() >= int(connections); }, patience)) {
        return failed("Rows are missing.");
    }
    const qint64 all = timer.elapsed();
    std::printf("%11zu %10lld %12lld %10lld %10.0f %12.0f\n", connections, static_cast<long long>(alone),
                static_cast<long long>(first), static_cast<long long>(all), heartbeat.takeLongest(),
                memoryOf("VmHWM:") - memoryBefore);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QStringList words = QCoreApplication::arguments().mid(1);
    if (words.size() == 2 && words.first() == u"--one"_s) {
        return measure(words.last().toULongLong());
    }
    if (words.isEmpty()) {
        words = {u"1000"_s, u"10000"_s, u"100000"_s};
    }
    std::printf("milliseconds from the start of the window, MiB\n%11s %10s %12s %10s %10s %12s\n", "connections",
                "read alone", "first screen", "all rows", "stall", "memory");
    for (const QString &word : std::as_const(words)) {
        std::fflush(stdout);
        QProcess one;
        one.setProcessChannelMode(QProcess::ForwardedChannels);
        one.start(QCoreApplication::applicationFilePath(), {u"--one"_s, word});
        if (!one.waitForFinished(-1) || one.exitStatus() != QProcess::NormalExit || one.exitCode() != 0) {
            return failed("The measurement failed.");
        }
    }
    return 0;
}
