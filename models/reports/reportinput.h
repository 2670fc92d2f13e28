#pragma once

#include "reports/report.h"

#include "analysis/audit.h"
#include "analysis/customers.h"
#include "domain/madechange.h"
#include "domain/usercounts.h"
#include "policy/policydeviation.h"

#include <memory>

namespace Reports {

/// All that is known of one Auth0 tenant for a report. A value; texts are plain.
struct TenantInput
{
    Analysis::Snapshot snapshot;
    QString environment; ///< its tag
    Analysis::AuditResult audit;
    Analysis::AuditOptions options; ///< with which it was audited
    Analysis::TenantCustomers customers;
    std::optional<Domain::UserCounts> users; ///< nothing: nobody counted them
    QList<Domain::MadeChange> changes;
    QStringList notes; ///< what was not read whole, or moved meanwhile
};

/// What a report is made of. A value; shared with the rows that are made of it later, on another thread.
struct ReportInput
{
    QList<TenantInput> tenants;
    Domain::LockBands lock;
    Policy::Baseline baseline; ///< what password policies are held against; may be empty
    QString baselineName;
    QDateTime made;
};
using InputPtr = std::shared_ptr<const ReportInput>;

} // namespace Reports
