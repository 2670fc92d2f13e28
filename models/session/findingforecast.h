#pragma once

#include "analysis/auditoptions.h"
#include "analysis/snapshot.h"
#include "change/plan.h"
#include "domain/finding.h"
#include "session/forecastscope.h"

namespace Session {

/// A finding whose severity changes.
struct FindingShift
{
    Domain::Finding before;
    Domain::Finding after;
};

/// What edits make of the findings of one Auth0 tenant. A value.
struct FindingForecast
{
    QList<Domain::Finding> appearing;
    QList<Domain::Finding> vanishing;
    QList<FindingShift> graver;
    QList<FindingShift> eased;

    void add(const FindingForecast &other);
    bool isEmpty() const { return appearing.isEmpty() && vanishing.isEmpty() && graver.isEmpty() && eased.isEmpty(); }
};

/// A finding that would be another, as a row of a table. A value.
struct ForecastRow
{
    QString what; ///< "would appear", translated
    std::optional<Domain::Severity> before; ///< where it has another one afterwards
    Domain::Finding finding;
};

/// What appears, gets graver, eases and vanishes, in this order.
QList<ForecastRow> rowsOf(const FindingForecast &forecast);

/// What became of the findings of one Auth0 tenant, told by check and subject.
FindingForecast compared(const QList<Domain::Finding> &before, const QList<Domain::Finding> &after);

/// Audits what the edits concern of the tenant, as it is and as it would be. Belongs on a worker thread.
FindingForecast forecastFindings(const Analysis::Snapshot &whole, const QList<Change::PlanItem> &items,
                                 const Analysis::AuditOptions &options, const QDateTime &time);
/// The same by the checks of a scope alone; of none where it has none.
FindingForecast forecastFindings(const Analysis::Snapshot &whole, const QList<Change::PlanItem> &items,
                                 const ForecastScope &scope, Analysis::AuditOptions options, const QDateTime &time);

/// "Policy weaker than the baseline × 2": a line for each check, the gravest first; of one finding with its subject.
QStringList linesOf(const QList<Domain::Finding> &findings);
/// "Portal: Database connections an application shows in Lock, high → critical": a line each.
QStringList linesOf(const QList<FindingShift> &shifts);

/// "finding would appear: Portal: …": a line for each finding, or each check with several, that would appear, vanish,
/// get graver or ease, for the text of a plan; long lists are cut. Empty where there is none.
QStringList linesOf(const FindingForecast &forecast);

} // namespace Session
