// What is asked of an audit's result.

#include "analysis/audit.h"

namespace Analysis {

FindingTally tallyOf(const QList<Domain::Finding> &findings)
{
    FindingTally tally;
    for (const Domain::Finding &finding : findings) {
        if (!finding.waiver) {
            ++tally[finding.subject.kind][finding.severity];
        }
    }
    return tally;
}

} // namespace Analysis
