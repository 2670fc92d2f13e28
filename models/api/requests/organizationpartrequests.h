#pragma once

#include "api/listing.h"
#include "domain/id.h"

#include <QByteArray>

namespace Api {

// What hangs on an organization, each entry as Auth0 sends it: for those who hand it on, and look at little of it.

/// Its connections, those that are switched off too.
ListSource<QByteArray> allOrganizationLinks(const Domain::OrganizationId &id);
/// The client grants that it may use.
ListSource<QByteArray> allOrganizationGrants(const Domain::OrganizationId &id);
/// The domains by which it is discovered.
ListSource<QByteArray> allOrganizationDomains(const Domain::OrganizationId &id);

} // namespace Api
