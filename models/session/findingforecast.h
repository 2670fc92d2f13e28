#pragma once

#include "analysis/auditoptions.h"
#include "analysis/snapshot.h"
#include "change/plan.h"
#include "domain/finding.h"

namespace Session {

/// What edits make of the findings of one Auth0 tenant. A finding that gets graver appears, one that eases vanishes and
/// appears as the lesser. A value.
struct FindingForecast
{
    QList<Domain::Finding> appearing;
    QList<Domain::Finding> vanishing;

    bool isEmpty() const { return appearing.isEmpty() && vanishing.isEmpty(); }
};

/// Audits the tenant as it is and as it would be. Belongs on a worker thread: it takes twice the time of an audit.
FindingForecast forecastFindings(const Analysis::Snapshot &now, const QList<Change::PlanItem> &items,
                                 const Analysis::AuditOptions &options, const QDateTime &time);

/// "Policy weaker than the baseline × 2": a line for each check, the gravest first.
QStringList linesOf(const QList<Domain::Finding> &findings);

} // namespace Session
