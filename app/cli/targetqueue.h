#pragma once

#include "cli/failure.h"
#include "cli/target.h"

#include <QObject>

#include <functional>

namespace Api {
class ManagementClient;
}
namespace Session {
class SignalWatch;
}

namespace Cli {

class TargetClients;

/// Takes the Auth0 tenants of a command in their order, up to four at once: each has a rate limit of its own, but this
/// computer holds what comes.
class TargetQueue : public QObject
{
    Q_OBJECT
public:
    /// One of the two is called once for each, with its place and its client or why there is none. Whoever is called
    /// calls next() once it is over.
    using Read = std::function<void(qsizetype index, Api::ManagementClient &client)>;
    using Fail = std::function<void(qsizetype index, const Failure &why)>;

    /// `asks`: a secret that is nowhere is asked for on the terminal.
    TargetQueue(QList<Target> targets, bool asks, Read read, Fail fail, QObject *parent);

    /// From the first client on, the first signal that would end the process calls this instead, and begins no more. A
    /// question for a secret comes before, and stays one that Ctrl+C ends at once.
    void onInterrupt(std::function<void()> interrupted) { m_interrupted = std::move(interrupted); }

    void start();
    /// Begins the next in the place of one that is over.
    void next();
    /// Begins no more.
    void stop() { m_begun = m_targets.size(); }

private:
    void watch();

    QList<Target> m_targets;
    Read m_read;
    Fail m_fail;
    TargetClients *m_clients; ///< child
    qsizetype m_begun = 0;
    std::function<void()> m_interrupted;
    Session::SignalWatch *m_watch = nullptr; ///< child
};

} // namespace Cli
