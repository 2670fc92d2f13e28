#pragma once

#include "reports/report.h"

#include "analysis/audit.h"
#include "analysis/customers.h"
#include "analysis/statecomparison.h"
#include "domain/madechange.h"
#include "domain/usercounts.h"
#include "policy/policydeviation.h"

#include <map>
#include <memory>
#include <tuple>

namespace Reports {

/// What an Auth0 tenant means otherwise than an earlier snapshot of it. A value.
struct PastDifferences
{
    using Titles = std::map<std::pair<Analysis::ComparedKind, QString>, QString>; ///< by kind and pointer

    /// What stood at a field and what stands there now, as people read it, empty for nothing: by kind, id and pointer.
    using Values = std::map<std::tuple<Analysis::ComparedKind, QString, QString>, std::pair<QString, QString>>;

    QDateTime at; ///< of the snapshot
    QList<Analysis::ObjectDifference> differences;
    Titles titles; ///< what people call a place; without one it stands as it is
    std::shared_ptr<const Values> values{}; ///< never nullptr once compared; without an entry JSON stands there
};

/// All that is known of one Auth0 tenant for a report. A value; texts are plain.
struct TenantInput
{
    Analysis::Snapshot snapshot;
    QString environment; ///< its tag
    Analysis::AuditResult audit;
    Analysis::AuditOptions options; ///< with which it was audited
    Analysis::TenantCustomers customers;
    Domain::CustomerRules rules; ///< that found them
    bool areRulesProposed = false; ///< by names and metadata; nobody decided
    bool lacksUsers = false; ///< none were looked at for customers that only app_metadata names
    std::optional<Domain::UserCounts> users; ///< nothing: nobody counted them
    QList<Domain::MadeChange> changes;
    std::optional<PastDifferences> past; ///< nothing: it was not compared
    QString pastNote; ///< why it was not, or which snapshot was taken
    QStringList notCompared; ///< what of it was not, and why: a sentence each
    Analysis::Needs notComparedParts; ///< the parts among it
    /// Says whether users were looked at for customers, once the rules are here.
    void noteUsers(bool wereRead);
    /// Takes a comparison in; an invalid time: there is none.
    void setPast(const QDateTime &at, const QList<Analysis::ObjectDifference> &differences,
                 const PastDifferences::Titles &titles = {}, const PastDifferences::Values &values = {});
    QStringList notes; ///< what was not read whole, or moved meanwhile, and why
    Analysis::Needs notWhole; ///< the parts among it: of a list, less than all may be here; or nothing
    bool hasMoved = false; ///< something was changed while it was read
    QDateTime asOf; ///< of the snapshot whose state it is; invalid: it was read now
    /// Whether there is nothing to tell of, not even an empty list.
    bool isUnread() const;
};

/// What a report is made of. A value; shared with the rows that are made of it later, on another thread.
struct ReportInput
{
    QList<TenantInput> tenants;
    Domain::LockBands lock;
    Policy::Baseline baseline; ///< what password policies are held against; may be empty
    QString baselineName;
    QDateTime made;
    QDateTime since; ///< from when on changes are told; invalid: all
    qsizetype unread = 0; ///< of one customer: other Auth0 tenants of which nothing was read, where it may have more
};
using InputPtr = std::shared_ptr<const ReportInput>;

} // namespace Reports
