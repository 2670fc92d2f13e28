#include "items/findingtally.h"

#include "items/findingarranger.h"
#include "items/translation.h"

#include <QLocale>

namespace Items {

qint64 FindingCount::all() const
{
    qint64 count = 0;
    for (const auto &[severity, ofIt] : m_bySeverity) {
        count += ofIt;
    }
    return count;
}

Domain::Severity FindingCount::gravest() const
{
    return m_bySeverity.empty() ? Domain::Severity::Low : m_bySeverity.rbegin()->first;
}

QString FindingCount::text() const
{
    QStringList parts;
    for (auto ofSeverity = m_bySeverity.rbegin(); ofSeverity != m_bySeverity.rend(); ++ofSeverity) {
        parts.append(tr("%1: %2").arg(titleOf(ofSeverity->first), QLocale().toString(ofSeverity->second)));
    }
    return parts.isEmpty() ? QString() : tr("Findings: %1").arg(parts.join(QLatin1StringView(", ")));
}

FindingCount &FindingCount::operator+=(const FindingCount &other)
{
    for (const auto &[severity, count] : other.m_bySeverity) {
        m_bySeverity[severity] += count;
    }
    return *this;
}

std::map<Query::Kind, FindingCount> findingCounts(const Analysis::AuditResult &result)
{
    std::map<Query::Kind, FindingCount> counts;
    for (const auto &[subject, bySeverity] : result.tally) {
        counts[tableOf(subject)] += FindingCount(bySeverity);
    }
    return counts;
}

} // namespace Items
