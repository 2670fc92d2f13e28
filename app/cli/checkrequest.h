#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"

#include "analysis/audit.h"
#include "analysis/whatif.h"

namespace Cli {

/// What `check` was asked for, apart from the Auth0 tenants. A value.
struct CheckRequest
{
    Analysis::AuditOptions audit;
    Analysis::Needs needs; ///< of the wanted checks: nothing else is read
    Analysis::Needs extras; ///< of the needs: no check lacks them, and what else is told goes without
    QString plan; ///< of the Auth0 tenants; empty: unknown
    QList<Analysis::Supposition> whatIf; ///< the audit is of the Auth0 tenants as they would be; empty: as they are
    std::optional<int> secretDays; ///< how old a client secret may be; nothing: as the preferences have it
    std::optional<Domain::Severity> failOn;
    bool probesLock = false; ///< reads the public files that Lock reads
    bool json = false;

    bool namesChecks() const { return !audit.only.isEmpty(); }
};

Outcome<CheckRequest> checkRequest(const Arguments &arguments);

} // namespace Cli
