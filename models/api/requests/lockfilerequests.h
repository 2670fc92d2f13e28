#pragma once

#include "api/origin.h"
#include "api/request.h"
#include "domain/id.h"
#include "domain/lockfile.h"

namespace Api {

/// The public file that Lock reads of an application (auth0.md 4.1): no token goes out for it, and it is no part of the
/// Management API. Refused where it is about another application.
Request<Domain::LockFile> getLockFile(const Domain::ApplicationId &application);
/// Where it lies, for a person.
QString lockFileAddress(const Origin &origin, const Domain::ApplicationId &application);

} // namespace Api
