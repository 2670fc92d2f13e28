#pragma once

#include "cli/command.h"
#include "cli/diffside.h"
#include "cli/snapshotreading.h"

#include <QObject>

#include <array>

namespace Api {
class ManagementClient;
}

namespace Cli {

class Console;
class TargetQueue;

/// One run of `diff`: reads the sides that are Auth0 tenants, of these no more than the other side has, compares them
/// and prints what differs.
class DiffRun : public QObject
{
    Q_OBJECT
public:
    struct Wish
    {
        bool json = false;
        bool failOnDifference = false;
        bool asks = false; ///< a secret that is nowhere is asked for on the terminal
    };

    DiffRun(DiffSide before, DiffSide after, Wish wish, Console &console, Finish finish, QObject *parent);

    void start();

private:
    void read(std::size_t side, const Outcome<Api::ManagementClient *> &client);
    void take(std::size_t side, const Outcome<ReadSnapshot> &read);
    void conclude();
    void end(ExitCode code);
    Analysis::Needs needsOf(std::size_t side) const;

    std::array<DiffSide, 2> m_sides; ///< before, after
    Wish m_wish;
    Console &m_console;
    Finish m_finish;
    TargetQueue *m_queue = nullptr; ///< child; of the sides that are read
    QList<std::size_t> m_read; ///< which these are
    qsizetype m_ended = 0;
    std::optional<Failure> m_failure; ///< nothing can be compared
    ExitCode m_code = ExitCode::Done; ///< why something was not read that could be with another token
    QStringList m_notes;
};

} // namespace Cli
