#pragma once

#include "query/record.h"

#include "analysis/audit.h"

#include <map>

namespace Items {

/// How many findings there are, by severity; without those that are waived. A value.
class FindingCount
{
public:
    FindingCount() = default;
    explicit FindingCount(const std::map<Domain::Severity, qint64> &bySeverity)
        : m_bySeverity(bySeverity)
    { }

    qint64 all() const;
    /// Of an empty count, low.
    Domain::Severity gravest() const;
    /// "1 critical, 12 medium, 40 low findings", the gravest first, for a person; empty where there is none.
    QString text() const;

    FindingCount &operator+=(const FindingCount &other);

private:
    std::map<Domain::Severity, qint64> m_bySeverity;
};

/// The findings of an audit by the table that shows their subjects.
std::map<Query::Kind, FindingCount> findingCounts(const Analysis::AuditResult &result);

} // namespace Items
