#pragma once

#include "api/outcome.h"
#include "change/itemresult.h"
#include "change/plan.h"

#include <functional>

class QObject;

namespace Api {
class ManagementClient;
}

namespace Change {

/// What came of an action that Auth0 has answered: done, or taken and done a moment later.
ItemResult answeredResult(const SupportAction &action);

/// What came of an action whose answer was lost, as far as Auth0 can be asked: what it takes away is there still or it
/// is not. A mail or a ticket leaves nothing to look at. `problem`: why there was no answer. Calls back once, later or
/// at once, unless `context` goes first.
void lookForAction(Api::ManagementClient &client, const PlanItem &item, const QString &problem, QObject *context,
                   const std::function<void(const ItemResult &)> &done);

} // namespace Change
