#pragma once

#include "analysis/check.h"

namespace Analysis {

/// Checks of how applications prove who they are, what tokens they get, and which safeguards none of them uses. Part
/// of checks().
QList<Check> safeguardChecks();

} // namespace Analysis
