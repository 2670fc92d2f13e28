#pragma once

#include "analysis/check.h"

namespace Analysis {

/// The check of Lock's limit, whose findings have a trend and can be held against the file that Lock reads.
inline constexpr QLatin1StringView lockLimitCheck("lock.database-connections");

/// What goes wrong where an application signs people in with Lock (auth0.md 4.1).
QList<Check> lockChecks();

} // namespace Analysis
