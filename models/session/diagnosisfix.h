#pragma once

#include "analysis/diagnosis.h"
#include "api/managementclient.h"
#include "change/plan.h"

#include <functional>

namespace Session {

/// What would mend one cause, as a plan: nothing is sent that changes anything. An item that cannot be, or is so
/// already, stands among what the plan skips, with the reason.
using OnFix = std::function<void(const Api::Outcome<Change::Plan> &)>;

/// Makes a plan of several fixes, each once: reads anew what they edit, and the scopes of the token. Those without a
/// plan (Analysis::hasPlan) are skipped. Calls back once, later or at once, unless `context` goes first.
void readFixes(Api::ManagementClient &client, const Change::PlanTenant &tenant, const Analysis::SignInFacts &facts,
               const QList<Analysis::SignInFix> &fixes, QObject *context, const OnFix &done);

} // namespace Session
