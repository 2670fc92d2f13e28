#pragma once

#include "cli/checkoutput.h"
#include "cli/failure.h"

#include "analysis/trend.h"

#include <nlohmann/json_fwd.hpp>

namespace Store {
class SnapshotStore;
}

namespace Cli {

/// How the database connections of applications went that have a finding of Lock's limit, by application.
using LockTrends = QHash<QString, Analysis::Trend>;

/// From the snapshots of one Auth0 tenant, by the name that they have for it, and what was counted just now. Of an
/// application that fewer than three snapshots know, nothing.
Outcome<LockTrends> lockTrends(const Store::SnapshotStore &store, const QString &tenant,
                               const QList<Domain::Finding> &findings, const QDateTime &now);

/// {"answer", "per_day", "reaches", "points": [{"at", "count"}]}: what stands beside a finding in `check --json`.
nlohmann::ordered_json valueOf(const Analysis::Trend &trend);

/// The same for people, one line for each finding that has a trend.
QStringList linesOf(const LockTrends &trends, const QList<Domain::Finding> &findings, const QDateTime &now);

} // namespace Cli
