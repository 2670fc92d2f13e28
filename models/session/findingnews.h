#pragma once

#include "analysis/audit.h"

#include <map>

namespace Session {

/// Findings that somebody knows of, by what tells them and how grave they are: one that got graver is news once more. A
/// value.
class KnownFindings
{
public:
    explicit KnownFindings(const QList<Domain::Finding> &findings = {});
    /// It was there, and at least as grave.
    bool has(const Domain::Finding &finding) const;

private:
    std::map<Domain::FindingIdentity, Domain::Severity> m_gravest;
};

/// The findings of `after` that `before` had not of this subject, or not as grave, although it had looked. None that is
/// waived, and none of users: another search knows others. Work for a worker where there are many.
QList<Domain::Finding> findingsThatAppeared(const Analysis::AuditResult &before, const Analysis::AuditResult &after);

} // namespace Session
