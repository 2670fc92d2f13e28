#pragma once

#include "analysis/check.h"

namespace Analysis {

/// What goes wrong where an application signs people in with Lock (auth0.md 4.1).
QList<Check> lockChecks();

} // namespace Analysis
