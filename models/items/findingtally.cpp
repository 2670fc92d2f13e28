#include "items/findingtally.h"

#include "items/findingarranger.h"

#include <algorithm>

namespace Items {

FindingCount &FindingCount::operator+=(const FindingCount &other)
{
    grave += other.grave;
    gravest = std::max(gravest, other.gravest);
    return *this;
}

std::map<Query::Kind, FindingCount> graveFindings(const Analysis::AuditResult &result)
{
    std::map<Query::Kind, FindingCount> counts;
    for (const Domain::Finding &finding : result.findings) {
        if (finding.severity >= Domain::Severity::High && !finding.waiver) {
            counts[tableOf(finding.subject.kind)] += {1, finding.severity};
        }
    }
    return counts;
}

} // namespace Items
