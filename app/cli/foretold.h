#pragma once

#include "cli/target.h"

#include "session/findingforecast.h"
#include "session/forecastscope.h"
#include "json/value.h"

namespace Cli {

/// What a plan makes of the findings, as far as what was read for it tells. A value.
struct Foretold
{
    Session::FindingForecast forecast;
    QStringList gaps; ///< for people: checks that an edit may concern and that were not run, and what they need
    bool isUnknown = false; ///< nothing was looked at
    QStringList crossings{}; ///< for people: what is tied to another customer's, by the rules that somebody decided on
    QStringList lock{}; ///< for people: the database connections that applications then have of Lock's 50
    qint64 requests = 0; ///< that were made for it alone, beyond what the plan itself was made of
};

/// Audits what a plan concerns, with the checks that need no more than the snapshot holds, and with what the operator
/// decided about the target: nothing is read for it. Nothing for an empty plan.
std::optional<Foretold> foretoldOf(const Analysis::Snapshot &snapshot, const Change::Plan &plan, const Target &target,
                                   const QList<Session::Untold> &untold = {});
/// What cannot be told where only the users of the plan were read; and where of what is enabled for an application only
/// the databases were.
Session::Untold amongUsers();
Session::Untold amongOtherStrategies();
/// Nothing could be foretold, and why.
Foretold notForetold(const QString &reason);

/// A snapshot that holds nothing yet but which Auth0 tenant it is of.
Analysis::Snapshot emptySnapshot(const Domain::TenantProfile &profile);

/// What crosses customers and is counted for Lock; the lines of the forecast, or one that says so where there is none;
/// one for each gap, and what it cost.
QStringList linesOf(const Foretold &foretold);
/// `{"appearing": [], "vanishing": [], "graver": [{"before", "after"}], "eased": [], "customers_crossed": [], "lock":
/// [], "not_computed": [], "requests"}`, findings as `check --json` has them.
Json::Value jsonOf(const Foretold &foretold, const QString &tenantName);

} // namespace Cli
