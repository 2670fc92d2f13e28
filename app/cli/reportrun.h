#pragma once

#include "cli/command.h"
#include "cli/reportrequest.h"
#include "cli/snapshotreading.h"
#include "cli/target.h"

#include "reports/reportinput.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <stop_token>

namespace Api {
class ManagementClient;
}

namespace Cli {

class Console;
class TargetQueue;

/// One run of `report`: reads up to four Auth0 tenants at once, makes the report of all that could be read, and writes
/// it on another thread. What could not be read stands in the report, and is told.
class ReportRun : public QObject
{
    Q_OBJECT
public:
    /// `asks`: a secret that is nowhere is asked for on the terminal.
    ReportRun(ReportRequest request, Targets targets, bool asks, Console &console, Finish finish, QObject *parent);
    ~ReportRun() override;

    void start();

private:
    struct Result
    {
        std::optional<ReadSnapshot> read;
        std::optional<Failure> failure; ///< nothing was read
    };
    /// A file that is there.
    struct File
    {
        QString path; ///< empty: standard output
        QString customer; ///< key; empty: of no one customer
    };
    struct Done
    {
        QList<File> files;
        std::optional<Failure> failure;
        QStringList notes;
    };

    void read(qsizetype index, Api::ManagementClient &client);
    void end();
    void interrupt();
    void write();
    void take();
    Reports::ReportInput gathered(QStringList &notes) const;
    Done make();
    std::optional<Failure> makeOne(const Reports::Report &report, const QString &path, qsizetype done = 0);
    std::optional<Failure> makeEach(const Reports::InputPtr &input, QList<File> &files);
    Analysis::Needs needsOf(const Target &target) const;
    ExitCode exitCode(const Done &done) const;

    ReportRequest m_request;
    Targets m_targets;
    Console &m_console;
    Finish m_finish;
    TargetQueue *m_queue; ///< child
    QList<Result> m_results; ///< one per target
    qsizetype m_ended = 0;
    QFutureWatcher<Done> m_writing;
    std::stop_source m_stop;
    std::atomic<qint64> m_rows = 0; ///< written so far
    QString m_lacking; ///< the worker's, until it is done: characters without a font
    QTimer m_shown;
};

} // namespace Cli
