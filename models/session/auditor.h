#pragma once

#include "analysis/audit.h"
#include "session/findingindex.h"
#include "session/restqueue.h"

#include <QFutureWatcher>
#include <QTimer>

#include <map>
#include <memory>
#include <stop_token>

namespace Settings {
class DecisionStore;
} // namespace Settings

namespace Session {

class CredentialReading;
class SnapshotKeeper;
class TenantSession;

/// Keeps what the checks find of every open Auth0 tenant up to date: a tenant is audited when its reading has come to
/// rest, and again after what it holds has changed. One tenant at a time, on another thread; nothing is read for it. An
/// audit of what is not so any more is given up where another can begin.
/// Owned by main(); the estate outlives it.
class Auditor : public QObject
{
    Q_OBJECT
public:
    explicit Auditor(Estate &estate, QObject *parent = nullptr);
    ~Auditor() override;

    /// What was found last, or nullptr before the first audit. Owned by this; valid until the next event.
    const Analysis::AuditResult *resultOf(const Domain::TenantId &tenant) const;
    /// The same for a worker.
    std::shared_ptr<const Analysis::AuditResult> sharedResultOf(const Domain::TenantId &tenant) const;
    /// Where in resultOf() the findings of an object are; nullptr with it. Owned by this; valid until the next event.
    const FindingIndex *indexOf(const Domain::TenantId &tenant) const;
    /// An audit of the tenant is under way or will follow.
    bool isBusy(const Domain::TenantId &tenant) const;

    /// What the operator decides of the audits; they are all done again where it is another.
    void setOptions(const Analysis::AuditOptions &options);
    /// What the tenant is audited with.
    Analysis::AuditOptions optionsFor(const Domain::TenantId &tenant) const;
    /// The decisions of each tenant are taken from here, and it is audited again when they change. The store outlives
    /// this.
    void setDecisions(const Settings::DecisionStore &decisions);
    /// Keys of applications are taken from here, and a tenant is audited again when there are others. It outlives this.
    void setCredentials(const CredentialReading &credentials);
    /// Since when applications have their client secrets is taken from here, and a tenant is audited again when more
    /// is known. It outlives this.
    void setSnapshots(const SnapshotKeeper &snapshots);

Q_SIGNALS:
    /// There is another result. `appeared`: findingsThatAppeared() since the audit before, the gravest first; nothing
    /// after a first audit.
    void audited(const Domain::TenantId &tenant, const QList<Domain::Finding> &appeared);
    /// isBusy() changed.
    void busyChanged(const Domain::TenantId &tenant);

private:
    struct Done
    {
        Domain::TenantId tenant;
        std::shared_ptr<const Analysis::AuditResult> result; ///< nullptr: it was stopped
        std::shared_ptr<const FindingIndex> index; ///< of the result
        QList<Domain::Finding> appeared;
        bool hasWaiver = false;
    };
    struct Known
    {
        std::shared_ptr<const Analysis::AuditResult> result;
        std::shared_ptr<const FindingIndex> index;
        bool hasWaiver = false;
    };

    void watch(TenantSession *session);
    void auditAll();
    void auditSoon(const Domain::TenantId &tenant);
    void forget(const Domain::TenantId &tenant);
    void startNext();
    void take();
    static Done doneWith(const Domain::TenantId &tenant, const std::shared_ptr<const Analysis::AuditResult> &before,
                         std::optional<Analysis::AuditResult> result);
    void awaitTomorrow();

    Estate &m_estate;
    Analysis::AuditOptions m_options;
    const Settings::DecisionStore *m_decisions = nullptr;
    const CredentialReading *m_credentials = nullptr;
    const SnapshotKeeper *m_snapshots = nullptr;
    std::map<Domain::TenantId, Known> m_results;
    RestQueue m_waiting;
    bool m_isRunning = false; ///< until its result was taken, which is later than the watcher says
    std::stop_source m_stop; ///< of the audit under way
    Domain::TenantId m_running; ///< empty: none, or one that was closed meanwhile
    QTimer m_tomorrow; ///< waivers end with a day
    QFutureWatcher<Done> m_watcher;
};

} // namespace Session
