#pragma once

#include "reports/report.h"

#include <stop_token>

namespace Reports {

/// What people see of a report, in formats that are no data: cells in words, no column that is empty, and of what goes
/// to a customer neither sections that have nothing to tell nor columns for programs; rows that differ only in what a
/// table lists are one. Looks through rows until each
/// column has something, or they are not wanted any more; they are still made while they are written.
Report shownReport(const Report &report, const std::stop_token &stop);

} // namespace Reports
