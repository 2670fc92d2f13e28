#pragma once

#include "policy/policydeviation.h"
#include "query/record.h"

namespace Query {

/// The row of a database connection in the table of password policies, from the connection's own record and with its
/// id: settings normalised to the same columns for both generations, and where they differ from the baseline. Parses
/// the connection, so it belongs on a worker thread where there are many. Nothing for what is no database connection.
///
/// Where a connection holds both generations, a number is the lower of the two and a text names both ("allow | block"),
/// since which one Auth0 applies is not documented.
RecordPtr policyRecord(const Record &connection, const Policy::Baseline &baseline);

/// Where a row differs from a baseline, in words: "min_length 8, wanted 14 (weaker)".
QString describeDeviations(const QList<Policy::Deviation> &deviations);

} // namespace Query
