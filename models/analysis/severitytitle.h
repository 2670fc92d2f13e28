#pragma once

#include "domain/finding.h"

namespace Analysis {

/// "High": a severity as people read it.
QString titleOf(Domain::Severity severity);

} // namespace Analysis
