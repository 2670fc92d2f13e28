// What writing a report takes as its rows grow: bench_reports [ROWS...]. Rows are made up while they are written, as
// those of the program are, so that nothing is held but what a writer holds. Each size and format runs in a process of
// its own, since the peak of memory never falls; the last column holds it against the same format's smallest size.

#include "bench/peakmemory.h"
#include "reports/report.h"
#include "reports/writing.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QGuiApplication>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

Reports::Report reportOf(qint64 rows)
{
    Reports::Table table{.id = u"connections"_s,
                         .title = {},
                         .kind = u"connection"_s,
                         .columns = {{u"name"_s, u"Name"_s, Query::ColumnType::Text, 20},
                                     {u"tenant"_s, u"Tenant"_s, Query::ColumnType::Text, 12},
                                     {u"strategy"_s, u"Strategy"_s, Query::ColumnType::Text, 10},
                                     {u"applications"_s, u"Applications"_s, Query::ColumnType::Number, 8},
                                     {u"signup"_s, u"Signup"_s, Query::ColumnType::Flag, 8},
                                     {u"changed"_s, u"Changed"_s, Query::ColumnType::Time, 12},
                                     {u"id"_s, u"ID"_s, Query::ColumnType::Identifier, 20}},
                         .rows = {},
                         .count = rows,
                         .whenEmpty = {}};
    table.rows = [rows](const Reports::TakeRow &take) {
        for (qint64 i = 0; i < rows; ++i) {
            const QString id = u"con_%1"_s.arg(i, 16, 16, QChar(u'0'));
            const QString name = u"customer-%1-users"_s.arg(i);
            if (!take({id,
                       name,
                       {name, u"acme-prod"_s, u"auth0"_s, i % 57, i % 2 == 0, u"2026-11-01T10:00:00.000Z"_s, id}})) {
                return;
            }
        }
    };
    Reports::Report report;
    report.title = u"Everything"_s;
    report.subtitle = u"acme-prod"_s;
    report.made = QDateTime(QDate(2026, 11, 27), QTime(9, 30), Qt::UTC);
    report.sections.append({u"connections"_s, u"Connections"_s, {table}});
    return report;
}

int measure(const QString &word, qint64 rows)
{
    const auto format = Reports::formatFor(word);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"report."_s + word);
    // What the format needs whatever there is to write, fonts for example, is there before.
    if (!format || !Reports::writeFile(reportOf(1), *format, path)) {
        return 1;
    }
    const double before = memoryOf("VmHWM:");
    QElapsedTimer timer;
    timer.start();
    if (!Reports::writeFile(reportOf(rows), *format, path)) {
        return 1;
    }
    std::printf("%.1f %.1f %lld %lld", memoryOf("VmHWM:"), before, static_cast<long long>(timer.elapsed()),
                static_cast<long long>(QFileInfo(path).size()));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    QStringList sizes = QCoreApplication::arguments().mid(1);
    if (sizes.size() == 3 && sizes.first() == u"--one"_s) {
        return measure(sizes.at(1), sizes.last().toLongLong());
    }
    if (sizes.isEmpty()) {
        sizes = {u"10000"_s, u"100000"_s};
    }
    std::printf("%8s %10s %10s %10s %10s %10s %10s\n", "format", "rows", "file MiB", "ms", "peak MiB", "added",
                "of first");
    for (const QString &word : {u"csv"_s, u"json"_s, u"md"_s, u"html"_s, u"xlsx"_s, u"pdf"_s}) {
        double first = 0;
        for (const QString &size : sizes) {
            QProcess one;
            one.start(QCoreApplication::applicationFilePath(), {u"--one"_s, word, size});
            const bool isOver = one.waitForFinished(-1) && one.exitStatus() == QProcess::NormalExit;
            const QList<QByteArray> figures = one.readAllStandardOutput().split(' ');
            if (!isOver || one.exitCode() != 0 || figures.size() != 4) {
                std::fprintf(stderr, "Writing %s rows as %s failed.\n", qPrintable(size), qPrintable(word));
                return 1;
            }
            const double peak = figures.at(0).toDouble();
            first = first > 0 ? first : peak;
            std::printf("%8s %10s %10.1f %10s %10.1f %10.1f %10.2f\n", qPrintable(word), qPrintable(size),
                        figures.at(3).toDouble() / 1024 / 1024, figures.at(2).constData(), peak,
                        peak - figures.at(1).toDouble(), peak / first);
            std::fflush(stdout);
        }
    }
    return 0;
}
