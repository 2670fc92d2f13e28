#pragma once

#include "sandbox/message.h"

namespace Sandbox {

/// `POST /dbconnections/signup` of the Authentication API, which takes no token: somebody makes an account of their own
/// in a database whose sign-up is open. The tenant's log tells of it by `ss` or `fs`.
Response signUp(TenantState &state, const Request &request);

} // namespace Sandbox
