#pragma once

#include "tenantunderchange.h"

#include "change/journal.h"
#include "change/onboarding.h"

namespace Tests {

/// The tenant that customers are onboarded in.
inline const Sandbox::Scale small{.connections = 8, .applications = 4, .organizations = 2, .users = 8};

/// An onboarding of Initech: a connection, an application and an organization, like what the tenant has.
Change::Onboarding newCustomer(TenantUnderChange &tenant);
/// The last entry of the tenant's journal.
Change::JournalEntry lastEntry(const TenantUnderChange &tenant);
bool allDone(const QList<Change::ItemResult> &results);
/// The object of this name, or nullptr. Owned by the collection.
const Sandbox::Json *named(const Sandbox::Collection &objects, const char *name);
QByteArray textOf(const Sandbox::Json &object);

} // namespace Tests
