#pragma once

#include "analysis/check.h"

namespace Analysis {

/// What may be wrong with a connection, its password policy aside.
QList<Check> connectionChecks();

} // namespace Analysis
