#pragma once

#include "domain/locklimit.h"
#include "policy/policydeviation.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace Analysis {

/// What the operator decides about an audit. A value.
struct AuditOptions
{
    Domain::LockBands lock;
    std::optional<Policy::Baseline> baseline; ///< what password policies are held against
    QString baselineName; ///< for a person
    /// Applications of which the operator said whether they show Lock.
    QHash<QString, bool> lockMarks;
    QStringList only; ///< ids of the checks that are wanted; empty: all
};

} // namespace Analysis
