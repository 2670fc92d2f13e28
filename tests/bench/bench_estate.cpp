// How the window behaves as its largest table grows: bench_estate [CONNECTIONS...]. Each size runs in a process of its
// own, beside a sandbox in another one, and prints one line; the lines between say how the figures grow. With
// TENANTRY_BENCH_TELL in the environment, each act is told with its time.

#include "bench/windowbench.h"

#include <QApplication>
#include <QProcess>

#include <cmath>
#include <cstdio>
#include <malloc.h>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

void print(const Figures &figures)
{
    for (const double figure : figures) {
        std::printf("%10.0f", figure);
    }
    std::printf("\n");
    std::fflush(stdout);
}

void printHead()
{
    std::printf(
        "milliseconds and MiB; stall: the longest turn of the UI thread, while loading and afterwards; keystroke, "
        "JSON\n"
        "path (a filter on a member that is no column), sort, all (select all rows), policies (all worked out,\n"
        "compared, or 1,000 staged): the slowest of several, until drawn\n");
    for (const FigureColumn &column : figureColumns) {
        std::printf("%10s", column.title);
    }
    std::printf("\n");
}

/// As a power of the rows: 1.0 is linear, 2.0 quadratic.
void printGrowth(const Figures &small, const Figures &large)
{
    std::printf("  growth, ^");
    for (std::size_t i = 1; i < figureCount; ++i) {
        if (figureColumns[i].grows) {
            std::printf("%10.2f",
                        std::log(std::max(large[i], 0.1) / std::max(small[i], 0.1))
                            / std::log(large[Rows] / small[Rows]));
        } else {
            std::printf("%10s", "");
        }
    }
    std::printf("\n");
}

void printBars(const Figures &largest)
{
    std::printf("     below");
    for (std::size_t i = 1; i < figureCount; ++i) {
        const double bar = figureColumns[i].bar;
        if (bar > 0) {
            std::printf("%9.0f%s", bar, largest[i] > bar ? "!" : " ");
        } else {
            std::printf("%10s", "");
        }
    }
    std::printf("\n");
}

/// Measures one size in a process of its own: what an earlier size left in memory is not this one's.
std::optional<Figures> measureElsewhere(const QString &connections)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {u"--one"_s, connections});
    if (!process.waitForFinished(-1) || process.exitCode() != 0) {
        return std::nullopt;
    }
    const QList<QByteArray> parts = process.readAllStandardOutput().simplified().split(' ');
    if (parts.size() != qsizetype(figureCount)) {
        return std::nullopt;
    }
    Figures figures;
    std::transform(parts.begin(), parts.end(), figures.begin(), [](const QByteArray &part) { return part.toDouble(); });
    return figures;
}

int measureHere(int connections)
{
    (void)mallopt(M_PERTURB, 0x5A); // as the program does (app/gui/main.cpp)
    WindowBench bench(connections);
    if (!bench.isReady()) {
        return 1;
    }
    const Figures figures = bench.run();
    print(figures);
    return int(figures[Rows]) == connections ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QStringList arguments = QApplication::arguments().mid(1);
    if (arguments.value(0) == "--one"_L1) {
        return measureHere(arguments.value(1).toInt());
    }
    if (arguments.isEmpty()) {
        arguments = {u"1000"_s, u"10000"_s, u"100000"_s};
    }
    printHead();
    std::optional<Figures> before;
    for (const QString &size : std::as_const(arguments)) {
        const std::optional<Figures> figures = measureElsewhere(size);
        if (!figures) {
            std::printf("%10s failed\n", qPrintable(size));
            return 1;
        }
        if (before) {
            printGrowth(*before, *figures);
        }
        print(*figures);
        before = figures;
    }
    if (before) {
        printBars(*before);
    }
    return 0;
}
