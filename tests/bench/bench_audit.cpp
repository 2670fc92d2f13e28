// How an audit behaves as an Auth0 tenant grows: bench_audit [CONNECTIONS...], with a tenth as many applications and a
// hundredth as many organizations. Times are the best of several; what they mean on any computer is how they grow, and
// how they stand to reading every object's JSON once, which no audit can do without.

#include "analysis/audit.h"
#include "analysis/estatesnapshot.h"
#include "sandbox/scale.h"
#include "store/snapshotstore.h"
#include "json/value.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t randomSeed = 7;

struct Times
{
    double connections = 0;
    double applications = 0;
    double pairs = 0;
    double parse = 0; ///< every object once
    double secrets = 0; ///< since when each application has its client secret
    double audit = 0;
    double lock = 0; ///< Lock's limit alone
};

template <typename Act> double best(Act act)
{
    constexpr int times = 5;
    double fastest = std::numeric_limits<double>::max();
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        act();
        fastest = std::min(fastest, double(timer.nsecsElapsed()) / 1e6);
    }
    return fastest;
}

double parseAll(const Analysis::Snapshot &snapshot)
{
    return best([&snapshot] {
        for (const auto *list : {&snapshot.connections, &snapshot.applications, &snapshot.organizations}) {
            for (const Query::RecordPtr &record : **list) {
                if (!Json::parse(record->original)) {
                    std::abort(); // the loop has a use, and is kept
                }
            }
        }
    });
}

/// From a file that has seen all applications a year ago.
double secretAges(Analysis::Snapshot &snapshot, const QDateTime &now)
{
    const QTemporaryDir folder;
    const auto store
        = Store::SnapshotStore::open(folder.filePath(u"data/snapshots.sqlite"_s), Json::SecretKeys::fromResource());
    Store::TenantState state;
    state.tenant = u"bench"_s;
    state.at = now.addDays(-400);
    QList<Store::Object> &applications = state.objects[Store::Part::Applications];
    for (const Query::RecordPtr &record : *snapshot.applications) {
        applications.append({record->id, record->original});
    }
    if (!store || !(*store)->save(state)) {
        return 0;
    }
    return best([&] {
        const auto history = (*store)->secretHistory(state.tenant);
        snapshot.secretsSince.emplace();
        for (const Store::Object &application : std::as_const(applications)) {
            if (const auto since = history->since(application.id, application.body)) {
                snapshot.secretsSince->insert(application.id, *since);
            }
        }
    });
}

Times measured(std::size_t connections)
{
    constexpr std::size_t perApplication = 10;
    constexpr std::size_t perOrganization = 100;
    const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
    Analysis::Snapshot snapshot;
    {
        const Sandbox::Scale scale{connections, connections / perApplication, connections / perOrganization, 0};
        snapshot = snapshotOf(Sandbox::scaleEstate(scale, randomSeed));
    }
    Times times;
    times.connections = double(snapshot.connections->size());
    times.applications = double(snapshot.applications->size());
    for (const QStringList &enabled : std::as_const(*snapshot.enabled)) {
        times.pairs += double(enabled.size());
    }
    times.parse = parseAll(snapshot);
    times.secrets = secretAges(snapshot, now);
    const auto audit = [&](const QStringList &only) {
        Analysis::AuditOptions options;
        options.only = only;
        return best([&] { Analysis::audit(snapshot, options, now); });
    };
    times.audit = audit({});
    times.lock = audit({u"lock.database-connections"_s});
    return times;
}

void print(const Times &times)
{
    std::printf("%12.0f%14.0f%10.0f%10.0f%10.1f%10.0f%10.0f%14.2f\n", times.connections, times.applications,
                times.pairs, times.parse, times.secrets, times.audit, times.lock, times.audit / times.parse);
    std::fflush(stdout);
}

/// As a power of the connections: 1.0 is linear, 2.0 quadratic.
void printGrowth(const Times &small, const Times &large)
{
    const auto power = [&](double Times::*time) {
        return std::log(large.*time / small.*time) / std::log(large.connections / small.connections);
    };
    std::printf("%36s%10.2f%10.2f%10.2f%10.2f\n", "growth, ^", power(&Times::parse), power(&Times::secrets),
                power(&Times::audit), power(&Times::lock));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QList<std::size_t> sizes;
    for (const QString &word : QCoreApplication::arguments().mid(1)) {
        sizes.append(word.toULongLong());
    }
    if (sizes.isEmpty()) {
        sizes = {200, 2'000, 20'000};
    }
    std::printf("milliseconds\n%12s%14s%10s%10s%10s%10s%10s%14s\n", "connections", "applications", "pairs", "parse",
                "secrets", "audit", "Lock", "audit/parse");
    std::optional<Times> before;
    for (const std::size_t size : std::as_const(sizes)) {
        const Times times = measured(size);
        print(times);
        if (before) {
            printGrowth(*before, times);
        }
        before = times;
    }
    return 0;
}
