#pragma once

#include "change/plan.h"

namespace Change {

/// What the requests of a plan need of a token beyond `scopes`, each once, in the order in which they come; where
/// several would do, "a or b". Makes each request, so it belongs on a worker thread; an item that was never seen, as of
/// a plan from a file, needs nothing known.
QStringList missingScopes(const Plan &plan, const QStringList &scopes);

} // namespace Change
