#pragma once

#include "reports/report.h"

namespace Reports {

/// What people see of a report, in formats that are no data: cells in words, and of what goes to a customer neither
/// sections that have nothing to tell nor columns that are empty or meant for programs. Looks through the rows of a
/// customer's tables; others are still made while they are written.
Report shownReport(const Report &report);

} // namespace Reports
