#pragma once

#include "domain/auditdecisions.h"
#include "domain/locklimit.h"
#include "domain/secretage.h"
#include "policy/policydeviation.h"

#include <QStringList>

#include <optional>

namespace Analysis {

/// What the operator decides about an audit. A value.
struct AuditOptions
{
    Domain::LockBands lock;
    std::optional<Policy::Baseline> baseline; ///< what password policies are held against
    QString baselineName; ///< for a person
    int secretDays = Domain::standardSecretDays; ///< a client secret that is as old is told
    Domain::AuditDecisions decisions; ///< of the tenant in hand
    QStringList only; ///< ids of the checks that are wanted; empty: all

    friend bool operator==(const AuditOptions &, const AuditOptions &) = default;
};

} // namespace Analysis
