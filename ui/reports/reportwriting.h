#pragma once

#include "ui/reports/reportwish.h"

#include "reports/reportinput.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>

namespace Ui {

/// Writes a report, or one for each customer, on another thread. One at a time; gone with its owner, it stops and
/// leaves no half file.
class ReportWriting : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~ReportWriting() override;

    /// What came of it.
    struct Result
    {
        int files = 0; ///< that are there
        std::optional<Reports::WriteProblem> problem;
        QString path; ///< of the file, or of the one that failed
        QString folder; ///< with ReportWish::eachCustomer: where the files are
        QString without; ///< who has no file, see Reports::withoutFileText()
        QString lacking; ///< characters without a font, see Reports::lackingText()
    };
    using MakeInput = std::function<Reports::InputPtr()>;

    /// `path`: a file, or with ReportWish::eachCustomer a folder.
    void start(const MakeInput &input, const ReportWish &wish, const QString &path);
    void stop();
    bool isBusy() const { return m_watcher != nullptr; }

Q_SIGNALS:
    /// Some rows more were written, or files, of as many.
    void progressed(qint64 rows, int files, int ofFiles);
    void finished(const Ui::ReportWriting::Result &result);

private:
    struct Progress
    {
        std::atomic<qint64> rows = 0;
        std::atomic<int> files = 0;
        std::atomic<int> ofFiles = 1;
    };
    static Result write(const MakeInput &input, const ReportWish &wish, const QString &path,
                        const std::stop_token &stop, Progress &progress);
    void take();

    QFutureWatcher<Result> *m_watcher = nullptr; ///< child, while it writes
    std::stop_source m_stop;
    std::shared_ptr<Progress> m_progress; ///< shared with the worker
    QTimer *m_timer = nullptr;
};

} // namespace Ui
