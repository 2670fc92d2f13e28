#pragma once

#include "analysis/snapshot.h"
#include "change/plan.h"

namespace Session {

/// Checks that edits may concern and that cannot be run, since something was not read. A value.
struct ForecastGap
{
    QString need; ///< translated: what was not read
    QStringList checks; ///< their ids

    friend bool operator==(const ForecastGap &, const ForecastGap &) = default;
};

/// What a forecast can look at. A value.
struct ForecastScope
{
    QStringList checks; ///< ids of the checks that the edits may concern and that can be run
    QList<ForecastGap> gaps;
};

/// Checks that what was read cannot tell although it looks so, and what they would need. A value.
struct Untold
{
    QStringList checks;
    QString need;
};

/// Which checks the edits may concern, by the kinds of object and by what the snapshot holds. No edit makes or removes
/// an object, so that counts of whole lists are not among them; nor is what only the operator knows: a plan, a
/// baseline.
ForecastScope forecastScope(const Analysis::Snapshot &snapshot, const QList<Change::PlanItem> &items,
                            const QList<Untold> &untold = {});

/// The snapshot with what the edits themselves tell of it: the connections of an organization whose connections are
/// edited were read for the edit, and nothing else reads them.
Analysis::Snapshot withSeenRelations(Analysis::Snapshot snapshot, const QList<Change::PlanItem> &items);

/// "Connections of an organization: needs the connections of the organizations": a line for each gap, the checks by
/// their titles.
QStringList linesOf(const QList<ForecastGap> &gaps);

} // namespace Session
