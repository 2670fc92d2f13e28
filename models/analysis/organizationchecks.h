#pragma once

#include "analysis/check.h"

namespace Analysis {

/// What may be wrong with an organization.
QList<Check> organizationChecks();

} // namespace Analysis
