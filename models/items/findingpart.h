#pragma once

#include "analysis/audit.h"
#include "items/findingarranger.h"
#include "session/customerbook.h"

namespace Items {

/// The findings of one Auth0 tenant, and the rows that a worker makes of them. A value; all that is large is shared.
struct FindingPart
{
    Domain::TenantId tenant;
    QString tenantName;
    bool isForetold = false;
    quint64 version = 0; ///< tells one from the next of the same tenant
    Analysis::AuditResult found; ///< what is foretold is no audit, and has findings alone
    std::optional<Session::CustomerBook::Owners> owners{}; ///< nothing: nobody knows whose the subjects are
    FindingRows::List rows{}; ///< nullptr: not made yet
    qsizetype waived = 0; ///< of the rows; so with the next
    qsizetype counted = 0; ///< those that are not waived
};

/// The part with its rows. Takes the longer the more was found.
FindingPart withRows(FindingPart part);

/// Lets go of it on a worker: where it is the last that holds many findings, their end takes long.
void letGo(FindingPart part);

} // namespace Items
