#pragma once

#include "change/plan.h"

namespace Change {

/// What the items change, and of what, in words: "Minimum length 14 on 12 connections", "app_metadata of the user Kim",
/// "Turn 3 connections off for 2 applications". A value stands there where all of the items get the same, and it is
/// short. Empty where there are no items.
QString titleFor(const QList<PlanItem> &items);
/// The same of several plans together, and of how many Auth0 tenants they are.
QString titleFor(const QList<Plan> &plans);

} // namespace Change
