#pragma once

#include "query/record.h"

#include "analysis/audit.h"

#include <map>

namespace Items {

/// How many findings are grave, which is high or critical, and whether one is critical. A value.
struct FindingCount
{
    qint64 grave = 0;
    Domain::Severity gravest = Domain::Severity::Low;

    FindingCount &operator+=(const FindingCount &other);
};

/// The grave findings of an audit by the table that shows their subjects; without those that are waived.
std::map<Query::Kind, FindingCount> graveFindings(const Analysis::AuditResult &result);

} // namespace Items
