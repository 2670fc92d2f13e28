#pragma once

#include "analysis/check.h"

namespace Analysis {

/// What may be wrong with the password policy of a database connection, whichever generation it is of.
QList<Check> policyChecks();

} // namespace Analysis
