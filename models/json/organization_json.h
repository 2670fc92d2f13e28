#pragma once

#include "domain/organization.h"
#include "json/parseerror.h"

namespace Json {

/// Reads an organization as Auth0 sends it and keeps its bytes. Fails only where it is no object with an id.
Outcome<Domain::Organization> readOrganization(const QByteArray &text);
/// Reads one entry of an organization's enabled_connections.
Outcome<Domain::OrganizationConnection> readOrganizationConnection(const QByteArray &text);

} // namespace Json
