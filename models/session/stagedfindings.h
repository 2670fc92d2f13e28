#pragma once

#include "change/plan.h"
#include "domain/finding.h"
#include "domain/id.h"

#include <QFutureWatcher>
#include <QObject>
#include <QTimer>

#include <map>

namespace Session {

class Auditor;
class ChangeTray;
class Estate;

/// What the checks would find once the staged edits were applied, and do not find now: worked out on another thread
/// when something is staged, and again after an audit. Nothing is read for it. Owned by main(); the others outlive it.
class StagedFindings : public QObject
{
    Q_OBJECT
public:
    StagedFindings(Estate &estate, const Auditor &auditor, const ChangeTray &tray, QObject *parent = nullptr);
    ~StagedFindings() override;

    /// Findings that would appear or get graver, as they would be.
    QList<Domain::Finding> of(const Domain::TenantId &tenant) const;
    /// The edits that are staged now.
    QList<Change::PlanItem> itemsOf(const Domain::TenantId &tenant) const;
    /// They are not worked out yet for the edits that are staged now.
    bool isBusy() const { return m_soon.isActive() || m_isRunning; }

Q_SIGNALS:
    /// There are others now.
    void changed();
    /// Some of them would not have appeared by what was staged before, the gravest first; none that is waived.
    void wouldAppear(const Domain::TenantId &tenant, const QList<Domain::Finding> &findings);

private:
    using Known = std::map<Domain::TenantId, QList<Domain::Finding>>;

    void startNow();
    void take();

    Estate &m_estate;
    const Auditor &m_auditor;
    const ChangeTray &m_tray;
    Known m_known;
    QTimer m_soon; ///< edits are staged many at a time
    bool m_isRunning = false; ///< until its result was taken, which is later than the watcher says
    bool m_wantsMore = false; ///< something was staged meanwhile
    QFutureWatcher<Known> m_watcher;
};

} // namespace Session
