#pragma once

#include "analysis/check.h"

namespace Analysis {

/// What may be wrong with the metadata of users.
QList<Check> userChecks();

} // namespace Analysis
