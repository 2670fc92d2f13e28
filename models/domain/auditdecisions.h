#pragma once

#include "domain/finding.h"

#include <QHash>

#include <map>

namespace Domain {

/// What the operator decided about the audits of one Auth0 tenant. A value.
struct AuditDecisions
{
    /// Applications of which the operator said whether they sign people in with Lock, by client id.
    QHash<QString, bool> lockMarks;
    /// By the finding that they are for. One that is over stays until somebody takes it away.
    std::map<FindingIdentity, Waiver> waivers;

    bool isEmpty() const { return lockMarks.isEmpty() && waivers.empty(); }
    friend bool operator==(const AuditDecisions &, const AuditDecisions &) = default;
};

} // namespace Domain
