#include "ui/reports/reportwriting.h"

#include "reports/customerfiles.h"
#include "reports/onecustomer.h"

#include <QDir>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Ui {

namespace {

constexpr int shownEvery = 100; // ms

} // namespace

ReportWriting::~ReportWriting()
{
    stop();
    if (m_watcher != nullptr) {
        m_watcher->waitForFinished(); // pages need fonts, which go with the program
    }
}

ReportWriting::Result ReportWriting::write(const MakeInput &makeInput, const ReportWish &wish, const QString &path,
                                           const std::stop_token &stop, Progress &progress)
{
    const Reports::InputPtr input = makeInput();
    Reports::Writing writing;
    writing.delimiter = wish.delimiter;
    writing.beginsWithMark = wish.beginsWithMark;
    writing.stop = stop;
    writing.progress = [&progress](qint64 rows) { progress.rows = rows; };
    Result result;
    writing.lacking = [&result](const QString &characters) { result.lacking += characters; };
    const QString chosen = wish.definition.customer;
    const auto customers = wish.eachCustomer || !chosen.isEmpty()
        ? std::make_unique<const Reports::CustomerReports>(input) // which looks everything up
        : nullptr;
    const auto writeOne = [&](const QString &customer, const QString &file) {
        const Reports::Report report
            = customers ? customers->of(wish.definition, customer) : Reports::reportOf(wish.definition, input);
        const auto written = Reports::writeFile(report, wish.format, file, writing);
        result.path = file;
        if (!written) {
            result.problem = written.error();
            return false;
        }
        progress.files = ++result.files;
        return true;
    };
    if (!wish.eachCustomer) {
        writeOne(chosen, path);
        return result;
    }
    const QList<Reports::CustomerFile> files = Reports::customerFiles(*input);
    progress.ofFiles = int(files.size());
    result.without = Reports::withoutFileText(*input);
    result.folder = path;
    for (const Reports::CustomerFile &file : files) {
        const QString name = u"%1.%2"_s.arg(file.name, Reports::wordOf(wish.format));
        if (!writeOne(file.key, QDir(path).filePath(name))) {
            break;
        }
    }
    return result;
}

void ReportWriting::start(const MakeInput &input, const ReportWish &wish, const QString &path)
{
    m_stop = std::stop_source();
    m_progress = std::make_shared<Progress>();
    m_watcher = new QFutureWatcher<Result>(this);
    connect(m_watcher, &QFutureWatcherBase::finished, this, &ReportWriting::take);
    m_timer = new QTimer(m_watcher);
    connect(m_timer, &QTimer::timeout, this,
            [this] { Q_EMIT progressed(m_progress->rows, m_progress->files, m_progress->ofFiles); });
    m_timer->start(shownEvery);
    m_watcher->setFuture(QtConcurrent::run([input, wish, path, stop = m_stop.get_token(), progress = m_progress] {
        return write(input, wish, path, stop, *progress);
    }));
}

void ReportWriting::stop()
{
    m_stop.request_stop();
}

void ReportWriting::take()
{
    const Result result = m_watcher->result();
    m_watcher->deleteLater(); // and the timer with it
    m_watcher = nullptr;
    Q_EMIT finished(result);
}

} // namespace Ui
