#pragma once

#include "analysis/check.h"

namespace Analysis {

/// Checks of what Auth0 itself warns of in a tenant's log. Part of checks().
QList<Check> noticeChecks();

} // namespace Analysis
