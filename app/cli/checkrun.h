#pragma once

#include "cli/checkoutput.h"
#include "cli/checkrequest.h"
#include "cli/command.h"
#include "cli/lockprobing.h"
#include "cli/locktrends.h"
#include "cli/snapshotaccess.h"
#include "cli/snapshotreading.h"
#include "cli/target.h"
#include "cli/whatifoutput.h"

#include "session/secretages.h"

#include <QObject>

namespace Api {
class ManagementClient;
}

namespace Cli {

class Console;
class TargetQueue;

/// One run of `check`: reads up to four Auth0 tenants at once, audits each, and prints all findings at the end, in the
/// order of the tenants.
class CheckRun : public QObject
{
    Q_OBJECT
public:
    /// `asks`: a secret that is nowhere is asked for on the terminal.
    CheckRun(CheckRequest request, Targets targets, bool asks, Console &console, Finish finish, QObject *parent);

    void start();

private:
    struct Result
    {
        Analysis::AuditResult audit; ///< with suppositions: of the tenant as it would be
        TenantWhatIf whatIf;
        LockSights sights;
        LockTrends trends;
        QDateTime readAt;
        QStringList notes;
        std::optional<Failure> failure; ///< nothing was checked
        std::optional<Failure> incomplete; ///< something was not checked that could be with another token
    };

    void read(qsizetype index, Api::ManagementClient &client);
    void take(qsizetype index, const Outcome<ReadSnapshot> &read, Api::ManagementClient *client);
    void end();
    Analysis::AuditOptions optionsFor(qsizetype index) const;
    void check(Result &result, const Analysis::Snapshot &snapshot, const Analysis::AuditOptions &options) const;
    void suppose(Result &result, const Analysis::Snapshot &snapshot, const Analysis::AuditOptions &options) const;
    void learnTrends();
    void report(qsizetype index) const;
    void print() const;
    void conclude();
    bool asksForSecrets() const { return m_request.needs.testFlag(Analysis::Need::SecretHistory); }
    ExitCode exitCode() const;
    QString nameOf(qsizetype index) const { return m_targets.list[index].profile.name; }

    CheckRequest m_request;
    Targets m_targets;
    Console &m_console;
    Finish m_finish;
    TargetQueue *m_queue; ///< child
    QList<Result> m_results; ///< one per target
    OpenedStore m_snapshots = nullptr; ///< nullptr: there are none
    QList<Session::KnownSecrets> m_secrets; ///< one per target; none where no check asks for them
    qsizetype m_ended = 0;
};

} // namespace Cli
