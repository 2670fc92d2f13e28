#pragma once

#include "analysis/crossing.h"
#include "analysis/customers.h"
#include "change/plan.h"

namespace Session {

/// What a plan ties to another customer's: a connection it enables for an application or adds to an organization, a
/// user it makes a member. What is nobody's, or of whom it is not known, crosses nothing; what an onboarding makes is
/// its customer's. Linear in the changes.
QList<Analysis::Crossing> crossingsOf(const Change::Plan &plan, const Analysis::TenantCustomers &customers,
                                      const Domain::CustomerRules &rules);

/// A line for each of the first, and one for how many more there are; for people.
QStringList linesOf(const QList<Analysis::Crossing> &crossings);

} // namespace Session
