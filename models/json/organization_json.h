#pragma once

#include "domain/organization.h"
#include "json/parseerror.h"
#include "json/value.h"

namespace Json {

/// Reads an organization as Auth0 sends it and keeps its bytes. Fails only where it is no object with an id.
Outcome<Domain::Organization> readOrganization(const QByteArray &text);
/// Reads one entry of an organization's enabled_connections.
Outcome<Domain::OrganizationConnection> readOrganizationConnection(const QByteArray &text);

/// The switches of such an entry, as Auth0 names them.
inline constexpr auto assignMembershipMember = "assign_membership_on_login";
inline constexpr auto showAsButtonMember = "show_as_button";
inline constexpr auto signupMember = "is_signup_enabled";
/// The switches in `entry`, which need not say of what connection it is.
Domain::OrganizationConnection readSwitches(const Domain::ConnectionId &connection, const Value &entry);
/// Makes the switches of `entry` those of the connection: one that is not said is no member. Others stay.
void writeSwitches(Value &entry, const Domain::OrganizationConnection &connection);

} // namespace Json
