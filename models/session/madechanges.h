#pragma once

#include "domain/madechange.h"
#include "domain/tenant.h"

#include <QList>

namespace Change {
struct JournalEntry;
} // namespace Change

namespace Session {

/// What the journal tells of one Auth0 tenant from a time on, setting by setting, the latest first. A profile that is
/// not saved is told by its domain or address.
QList<Domain::MadeChange> madeChanges(const QList<Change::JournalEntry> &journal, const Domain::TenantProfile &tenant,
                                      const QDateTime &since);

} // namespace Session
