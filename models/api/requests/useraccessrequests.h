#pragma once

#include "api/page.h"
#include "api/request.h"
#include "domain/useraccess.h"

namespace Api {

/// What Auth0 keeps beside a user, as values: see supportrequests.h for the same as Auth0 sent it, and for what removes
/// it. The first 100 of each.
Request<Page<Domain::UserBlock>> readUserBlocks(const Domain::UserId &id);
Request<Page<Domain::SignInMethod>> readSignInMethods(const Domain::UserId &id);
Request<Page<Domain::UserSession>> readUserSessions(const Domain::UserId &id);
Request<Page<Domain::UserSession>> readRefreshTokens(const Domain::UserId &id);
/// The roles of the tenant that a user has; those in organizations are not among them.
Request<Page<Domain::Role>> listUserRoles(const Domain::UserId &id);

} // namespace Api
