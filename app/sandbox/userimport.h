#pragma once

#include "sandbox/message.h"

#include <string>

namespace Sandbox {

/// What an import did: counts for the job's summary, and one {user, errors} for each user that failed.
struct ImportResult
{
    std::size_t inserted = 0, updated = 0;
    Json failed = Json::array();
};

/// Imports the users of a file into a database connection as Auth0 does: matched by e-mail, an existing user is an
/// error unless `upsert`, metadata is replaced (not merged), the address counts as unverified unless the file says
/// otherwise.
ImportResult importUsers(TenantState &state, const Json &connection, const Json &users, bool upsert,
                         const std::string &now);

} // namespace Sandbox
