#pragma once

#include "cli/command.h"
#include "cli/snapshotreading.h"
#include "cli/target.h"

#include "store/snapshotstore.h"

#include <QObject>
#include <QThreadPool>

namespace Api {
class ManagementClient;
}

namespace Cli {

class Console;
class TargetQueue;

/// One run of `snapshot save`: reads up to four Auth0 tenants at once and stores each as it comes; what one cannot do
/// does not hold the others up.
class SnapshotSave : public QObject
{
    Q_OBJECT
public:
    /// `asks`: a secret that is nowhere is asked for on the terminal.
    SnapshotSave(Targets targets, bool asks, bool json, Console &console, Finish finish, QObject *parent);

    void start();

private:
    struct Result
    {
        std::optional<Store::SnapshotInfo> stored;
        QStringList notes;
        std::optional<Failure> failure; ///< nothing was stored
        std::optional<Failure> incomplete; ///< something was not read that could be with another token
    };

    void read(qsizetype index, Api::ManagementClient &client);
    void store(qsizetype index, const ReadSnapshot &read);
    void fail(qsizetype index, const Failure &failure);
    void end();
    void interrupt();
    void conclude();

    Targets m_targets;
    bool m_json;
    Console &m_console;
    Finish m_finish;
    TargetQueue *m_queue; ///< child
    QList<Result> m_results; ///< one per target
    qsizetype m_ended = 0;
    int m_beingWritten = 0;
    QThreadPool m_writers; ///< ended with this, since Qt closes databases before it waits for its own threads
};

} // namespace Cli
