#pragma once

#include "analysis/check.h"

namespace Analysis {

/// What may be wrong with an application, Lock aside.
QList<Check> applicationChecks();

} // namespace Analysis
