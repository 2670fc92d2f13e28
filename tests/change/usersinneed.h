#pragma once

#include "tenantunderchange.h"

#include "change/supportplan.h"

namespace Tests {

/// The index of the user that things are done to.
inline constexpr std::size_t subject = 2;
/// A sandbox of a few users of databases.
inline const Sandbox::Scale fewUsers{.connections = 4, .applications = 2, .users = 6};

Domain::User userOf(const QByteArray &text);
/// Gives every user something to lose: a brute-force block, two authentication methods, a session, a refresh token.
void equip(TenantUnderChange &tenant);
/// The action with what it needs to know.
Change::SupportAction actionOf(Change::SupportKind kind, TenantUnderChange &tenant);
/// The plan that does it for the subject.
Change::Plan planOf(const Change::SupportAction &action, const TenantUnderChange &tenant);

} // namespace Tests
