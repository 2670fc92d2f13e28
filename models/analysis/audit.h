#pragma once

#include "analysis/auditoptions.h"
#include "analysis/snapshot.h"
#include "domain/finding.h"

#include <QSet>

#include <optional>
#include <stop_token>

namespace Analysis {

/// Checks that could not be run, and why.
struct Gap
{
    Need need = Need::Applications; ///< what was not there
    QStringList checks; ///< their ids
    qint64 objects = 0; ///< how many objects they passed by; 0: all of them
    QString reason; ///< translated
    QSet<QString> passedBy{}; ///< the ids of those objects; empty: all of them

    friend bool operator==(const Gap &, const Gap &) = default;
};

/// How many findings there are of each kind of subject, by severity; without those that are waived.
using FindingTally = std::map<Domain::FindingSubject::Kind, std::map<Domain::Severity, qint64>>;

/// What an audit found, and what it could not look at. A value.
struct AuditResult
{
    QList<Domain::Finding> findings; ///< in the order of comesBefore()
    QList<Gap> gaps;
    std::map<Need, QDateTime> readTimes{}; ///< when the snapshot's parts were read, where that is known
    FindingTally tally{}; ///< of the findings
};

FindingTally tallyOf(const QList<Domain::Finding> &findings);

/// When what a check looked at was read: its oldest part; invalid where that is not known.
QDateTime readAtOf(const AuditResult &result, const QString &check);

/// Runs every wanted check over a snapshot. Pure, and linear in the objects, each of which is parsed once, and
/// applications once more for what is said of all of them: it belongs on a worker thread. `now` is what ages are
/// counted from.
AuditResult audit(const Snapshot &snapshot, const AuditOptions &options, const QDateTime &now);
/// The same, until somebody has no use for it any more: nothing where it was stopped before its end.
std::optional<AuditResult> audit(const Snapshot &snapshot, const AuditOptions &options, const QDateTime &now,
                                 const std::stop_token &stop);

/// What the wanted checks need: so that nothing else is read for them.
Needs needsOf(const QStringList &checks);

} // namespace Analysis
