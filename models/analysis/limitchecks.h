#pragma once

#include "analysis/check.h"

namespace Analysis {

/// How close an Auth0 tenant is to the limits of its plan (resources/limits.json).
QList<Check> limitChecks();

} // namespace Analysis
