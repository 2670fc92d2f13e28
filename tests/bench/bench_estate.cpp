// How a table of connections behaves as it grows: bench_estate [CONNECTIONS...]. Each size runs in a process of its
// own, beside a sandbox in another one, and prints one line; the last lines say how the figures grow.

#include "bench/heartbeat.h"
#include "bench/sandboxprocess.h"

#include "auth/tokensources.h"
#include "items/recordtablemodel.h"
#include "session/estate.h"

#include <QApplication>
#include <QFile>
#include <QHeaderView>
#include <QTableView>

#include <cmath>
#include <cstdio>

using namespace Qt::StringLiterals;
using Query::Kind;

namespace {

struct Figures
{
    qsizetype rows = 0;
    double load = 0, loadStall = 0, filter = 0, path = 0, sort = 0, stall = 0; ///< milliseconds
    double memory = 0; ///< MiB at the end; the highest is printed beside it
    double peak = 0;
};

double statusLine(const QByteArray &key)
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(key)) {
            return line.mid(key.size() + 1).simplified().split(' ').first().toDouble() / 1024;
        }
    }
    return 0;
}

/// Runs the event loop until `done`; milliseconds.
template <typename Done> double until(Done done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
    }
    return double(timer.nsecsElapsed()) / 1e6;
}

std::unique_ptr<Session::TenantSession> sessionOn(const SandboxProcess &sandbox)
{
    Domain::TenantProfile profile;
    profile.id = Domain::TenantId(u"bench"_s);
    profile.name = u"Bench"_s;
    profile.baseUrl = QUrl(sandbox.url());
    profile.clientId = sandbox.clientId();
    Api::ClientOptions options;
    options.sharesBudget = false;
    return std::make_unique<Session::TenantSession>(profile, *Api::Origin::fromBaseUrl(sandbox.url()),
                                                    Auth::tokenSource(profile, Api::Secret(sandbox.clientSecret())),
                                                    options);
}

/// The worst of what a user does to a full table, each until its rows are drawn.
void measureWishes(Items::RecordTableModel &model, QTableView &table, Heartbeat &heartbeat, Figures &figures)
{
    const auto settled = [&model] { return !model.isArranging(); };
    const auto wish = [&](double &worst, const auto &act) {
        heartbeat.takeLongest();
        act();
        double took = until(settled);
        QElapsedTimer drawing;
        drawing.start();
        table.viewport()->repaint();
        took += double(drawing.nsecsElapsed()) / 1e6;
        worst = std::max(worst, took);
        figures.stall = std::max(figures.stall, heartbeat.takeLongest());
    };
    for (const char *column : {"name", "min_length", "policy", "id"}) {
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            wish(figures.sort,
                 [&] { model.sort(Query::columnIndex(model.kind(), QString::fromLatin1(column)), order); });
        }
    }
    const auto filter = [&](double &worst, const QString &text) {
        wish(worst, [&] { model.setFilter(*Query::Filter::parse(model.kind(), text)); });
    };
    for (const QString &text : {u"a"_s, u"ac"_s, u"acm"_s, u"acme"_s, u"acme-1"_s, u"strategy=auth0"_s,
                                u"strategy=auth0 min_length<10"_s, u"nothing-has-this-name"_s, u""_s}) {
        filter(figures.filter, text);
    }
    filter(figures.path, u"options.brute_force_protection=true"_s);
    filter(figures.path, u"options.no_such_member=1"_s);
}

Figures measure(int connections)
{
    const SandboxProcess sandbox(u"connections=%1,applications=2000"_s.arg(connections));
    if (!sandbox.isReady()) {
        return {};
    }
    Figures figures;
    Session::Estate estate;
    estate.open(sessionOn(sandbox));
    Session::TenantSession &session = *estate.sessions().first();
    Items::RecordTableModel model(estate, Kind::Connections);
    QTableView table;
    table.setModel(&model);
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.resize(1280, 800);
    table.show();
    model.sort(Query::columnIndex(Kind::Connections, u"name"));
    table.selectRow(0);

    Heartbeat heartbeat;
    QCoreApplication::processEvents();
    heartbeat.takeLongest();
    session.refresh(Kind::Connections);
    session.refresh(Kind::Applications);
    figures.load = until([&] {
        return !session.status(Kind::Connections).isReading() && !session.status(Kind::Applications).isReading()
            && !model.isArranging();
    });
    figures.loadStall = heartbeat.takeLongest();
    figures.rows = model.rowCount();
    measureWishes(model, table, heartbeat, figures);
    figures.memory = statusLine("VmRSS:");
    figures.peak = statusLine("VmHWM:");
    return figures;
}

void print(const Figures &figures)
{
    std::printf("%8lld %10.0f %10.0f %10.0f %10.0f %10.0f %10.0f %8.0f %8.0f\n", qlonglong(figures.rows), figures.load,
                figures.loadStall, figures.filter, figures.path, figures.sort, figures.stall, figures.memory,
                figures.peak);
}

void printGrowth(const Figures &small, const Figures &large)
{
    // 1.0 is linear, 2.0 quadratic.
    const auto exponent = [&](double before, double after) {
        return std::log(std::max(after, 0.1) / std::max(before, 0.1))
            / std::log(double(large.rows) / double(small.rows));
    };
    std::printf("growth %lld to %lld, as a power of the rows: load %.2f, filter %.2f, sort %.2f, memory %.2f\n",
                qlonglong(small.rows), qlonglong(large.rows), exponent(small.load, large.load),
                exponent(small.filter, large.filter), exponent(small.sort, large.sort),
                exponent(small.memory, large.memory));
}

/// Measures one size in a process of its own: what an earlier size left in memory is not this one's.
std::optional<Figures> measureElsewhere(int connections)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {u"--one"_s, QString::number(connections)});
    if (!process.waitForFinished(-1) || process.exitCode() != 0) {
        return std::nullopt;
    }
    const QList<QByteArray> parts = process.readAllStandardOutput().simplified().split(' ');
    if (parts.size() != 9) {
        return std::nullopt;
    }
    const auto at = [&parts](int i) { return parts.at(i).toDouble(); };
    return Figures{qsizetype(at(0)), at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8)};
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QStringList arguments = QApplication::arguments().mid(1);
    if (arguments.value(0) == "--one"_L1) {
        const Figures figures = measure(arguments.value(1).toInt());
        print(figures);
        return figures.rows > 0 ? 0 : 1;
    }
    if (arguments.isEmpty()) {
        arguments = {u"1000"_s, u"10000"_s, u"100000"_s};
    }
    std::printf(
        "milliseconds and MiB; stall: the longest turn of the UI thread, while loading and afterwards; keystroke, "
        "JSON\n"
        "path (a filter on a member that is no column) and sort: the slowest of several, until they are drawn\n");
    std::printf("    rows       load      stall  keystroke  JSON path       sort      stall   memory     peak\n");
    std::optional<Figures> before;
    for (const QString &size : std::as_const(arguments)) {
        const std::optional<Figures> figures = measureElsewhere(size.toInt());
        if (!figures) {
            std::printf("%8s failed\n", qPrintable(size));
            return 1;
        }
        print(*figures);
        if (before) {
            printGrowth(*before, *figures);
        }
        std::fflush(stdout);
        before = figures;
    }
    return 0;
}
