#pragma once

#include "items/customertreemodel.h"

#include "analysis/customers.h"

namespace Session {
class TenantSession;
}

namespace Items {

/// What a customer has of an Auth0 tenant: its connections with the applications that they are enabled for, its
/// organizations with the connections they have, and its applications; as far as that was read.
/// Of many, the first some hundred and a row for the rest.
QList<CustomerRow> shareRows(const Session::TenantSession &session, const Analysis::CustomerShare &share);

} // namespace Items
