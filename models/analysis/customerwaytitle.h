#pragma once

#include "domain/customer.h"

#include <set>

namespace Analysis {

/// How a customer is kept apart, as people read it: "Connection".
QString titleOf(Domain::CustomerWay way);
/// The same of several: "Connection, Organization".
QString titleOf(const std::set<Domain::CustomerWay> &ways);

} // namespace Analysis
