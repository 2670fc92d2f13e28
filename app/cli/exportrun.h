#pragma once

#include "cli/command.h"
#include "cli/exportoutput.h"
#include "cli/exportrequest.h"
#include "cli/snapshotreading.h"
#include "cli/target.h"

#include "reports/exportinput.h"

#include <QFutureWatcher>
#include <QObject>

#include <stop_token>

namespace Api {
class ManagementClient;
}

namespace Cli {

class Console;
class TargetQueue;

/// One run of `export`: reads up to four Auth0 tenants at once, chooses of their objects, reads what hangs on the
/// organizations among them, and writes a folder for each tenant on another thread. A signal that ends the process ends
/// the writing first, so that nothing half written stays beside the folders.
class ExportRun : public QObject
{
    Q_OBJECT
public:
    /// `asks`: a secret that is nowhere is asked for on the terminal.
    ExportRun(ExportRequest request, Targets targets, bool asks, Console &console, Finish finish, QObject *parent);
    ~ExportRun() override;

    void start();

private:
    struct Reading
    {
        Api::ManagementClient *client = nullptr; ///< owned by the queue
        std::optional<ReadSnapshot> read;
        std::optional<Reports::ExportInput> input; ///< nothing: this tenant has nothing of what was asked for
        std::optional<Failure> failure;
        std::optional<Failure> incomplete; ///< what was written lacks something
        bool isEmpty = false; ///< it has nothing of what was asked for, and gets no folder
    };
    struct Done
    {
        qsizetype index = 0;
        ExportedFolder exported;
        bool isWritten = false;
        std::optional<Failure> failure;
    };

    void interrupt();
    void read(qsizetype index, Api::ManagementClient &client);
    void end();
    void choose();
    bool dropEmpty();
    void refuse(const Failure &failure);
    void readParts();
    void endParts();
    void write();
    static Done written(const Reports::ExportInput &input, ExportTool tool, const QString &path);
    void print();
    QString nameOf(qsizetype index) const { return m_targets.list.at(index).profile.name; }
    void say(qsizetype index, Failure failure);

    ExportRequest m_request;
    Targets m_targets;
    Console &m_console;
    Finish m_finish;
    TargetQueue *m_queue; ///< child
    QList<Reading> m_readings; ///< one per target
    qsizetype m_left; ///< that are under way
    std::stop_source m_stop;
    QFutureWatcher<QList<Done>> m_writing;
};

} // namespace Cli
