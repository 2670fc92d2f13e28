#pragma once

#include "cli/foretold.h"

#include "change/itemresult.h"
#include "change/plan.h"

#include <QByteArray>

namespace Cli {

/// A plan and what became of it; every result is pending where it was not applied.
struct PlanReport
{
    Change::Plan plan;
    QList<Change::ItemResult> results; ///< one per item
    std::optional<Foretold> foretold; ///< its lines are among the plan's notes; nothing where it was not computed
};

/// For people: each object, its leaves, the requests with their whole bodies, the findings, what was skipped, what came
/// of it and how it is taken back, with the words that name the Auth0 tenants. Secrets are masked.
QByteArray textOf(const QList<PlanReport> &reports, const QString &targetWords);
/// For programs: `{"plan", "results": [{"object", "outcome", "reason"?}], "findings"}`, skipped objects among the
/// results, findings as jsonOf(Foretold) has them; of several Auth0 tenants an array of these.
QByteArray jsonOf(const QList<PlanReport> &reports, bool several);

} // namespace Cli
