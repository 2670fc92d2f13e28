#pragma once

#include "analysis/check.h"

namespace Analysis {

/// What may be wrong with the settings of an Auth0 tenant, and what its log says.
QList<Check> tenantChecks();

} // namespace Analysis
