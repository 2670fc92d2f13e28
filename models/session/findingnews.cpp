#include "session/findingnews.h"

#include <QHash>

#include <algorithm>

namespace Session {

namespace {

/// What an audit could not look at.
class Unseen
{
public:
    explicit Unseen(const QList<Analysis::Gap> &gaps)
    {
        for (const Analysis::Gap &gap : gaps) {
            for (const QString &check : gap.checks) {
                if (gap.objects == 0) {
                    m_notRun.insert(check);
                } else {
                    m_passedBy[check].unite(gap.passedBy);
                }
            }
        }
    }

    bool has(const Domain::Finding &finding) const
    {
        if (m_notRun.contains(finding.check)) {
            return true;
        }
        const auto passedBy = m_passedBy.constFind(finding.check);
        if (passedBy == m_passedBy.constEnd()) {
            return false;
        }
        return passedBy->contains(finding.subject.id)
            || std::any_of(finding.objects.begin(), finding.objects.end(),
                           [&passedBy](const QString &object) { return passedBy->contains(object); });
    }

private:
    QSet<QString> m_notRun; ///< checks
    QHash<QString, QSet<QString>> m_passedBy; ///< objects, by check
};

} // namespace

KnownFindings::KnownFindings(const QList<Domain::Finding> &findings)
{
    for (const Domain::Finding &finding : findings) {
        const auto [known, isFirst] = m_gravest.try_emplace(identityOf(finding), finding.severity);
        known->second = std::max(known->second, finding.severity);
    }
}

bool KnownFindings::has(const Domain::Finding &finding) const
{
    const auto known = m_gravest.find(identityOf(finding));
    return known != m_gravest.end() && known->second >= finding.severity;
}

QList<Domain::Finding> findingsThatAppeared(const Analysis::AuditResult &before, const Analysis::AuditResult &after)
{
    const Unseen unseen(before.gaps);
    const KnownFindings known(before.findings);
    QList<Domain::Finding> appeared;
    std::copy_if(after.findings.begin(), after.findings.end(), std::back_inserter(appeared),
                 [&](const Domain::Finding &finding) {
                     return !finding.waiver && finding.subject.kind != Domain::FindingSubject::Kind::User
                         && !known.has(finding) && !unseen.has(finding);
                 });
    return appeared;
}

} // namespace Session
