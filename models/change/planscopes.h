#pragma once

#include "change/plan.h"

namespace Change {

/// Of groups of scopes, each met by any one of its own, those that a token with `scopes` does not meet: each once, as
/// "a or b", in their order.
QStringList missingScopes(const QList<QStringList> &needed, const QStringList &scopes);
/// What the requests of a plan need of a token beyond `scopes`, in the order in which they come. Makes each request, so
/// it belongs on a worker thread; an item that was never seen, as of a plan from a file, needs nothing known.
QStringList missingScopes(const Plan &plan, const QStringList &scopes);

} // namespace Change
