#pragma once

#include "session/findingforecast.h"
#include "json/value.h"

namespace Cli {

/// What a plan makes of the findings, as far as what was read for it tells. A value.
struct Foretold
{
    Session::FindingForecast forecast;
    QStringList gaps; ///< for people: checks that an edit may concern and that were not run, and what they need
};

/// Checks that what was read cannot tell although it looks so, and what they would need. A value.
struct Untold
{
    QStringList checks;
    QString need;
};

/// Audits what a plan concerns, with the checks that need no more than the snapshot holds: nothing is read for it.
/// Nothing for an empty plan.
std::optional<Foretold> foretoldOf(const Analysis::Snapshot &snapshot, const Change::Plan &plan,
                                   const Untold &untold = {});

/// A snapshot that holds nothing yet but which Auth0 tenant it is of.
Analysis::Snapshot emptySnapshot(const Domain::TenantProfile &profile);

/// A line for each finding, or each check with several, that would appear, vanish, get graver or ease; one that says so
/// where there is none, and one for each gap.
QStringList linesOf(const Foretold &foretold);
/// `{"appearing": [], "vanishing": [], "graver": [{"before", "after"}], "eased": [], "not_computed": []}`, findings as
/// `check --json` has them.
Json::Value jsonOf(const Foretold &foretold, const QString &tenantName);

} // namespace Cli
