// What is asked of an audit's result.

#include "analysis/audit.h"
#include "analysis/check.h"

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

QDateTime readAtOf(const AuditResult &result, const QString &check)
{
    const Check *known = findCheck(check);
    QDateTime oldest;
    for (const auto &[need, at] : result.readTimes) {
        if (known && known->needs.testFlag(need) && at.isValid() && (!oldest.isValid() || at < oldest)) {
            oldest = at;
        }
    }
    return oldest;
}

} // namespace Analysis
