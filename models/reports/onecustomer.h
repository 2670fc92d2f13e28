#pragma once

#include "reports/definition.h"
#include "reports/report.h"

namespace Reports {

/// What of an input may stand in a report that one customer gets to see: its own connections, applications and
/// organizations, and the applications that they are enabled for unless they are another customer's. Of anybody else
/// nothing is left, no name and no number: findings are those of an audit of what is left, made with the options of
/// each Auth0 tenant, since the text of another one may name others. Of the Auth0 tenant's own settings nothing is left
/// either. Belongs on a worker thread.
ReportInput onlyOf(const QString &customerKey, const ReportInput &input);

/// The report about one customer, made of what onlyOf() leaves.
Report customerReport(Definition definition, const QString &customerKey, const ReportInput &input);

} // namespace Reports
