#pragma once

#include "sandbox/message.h"

#include <string>

namespace Sandbox {

/// One event for the tenant's log.
struct LogRecord
{
    std::string type; ///< sapi, fapi, seccft, feccft, mgmt_api_read, api_limit
    std::string description; ///< "Update a Connection"
    Json details; ///< null: none
};

/// Appends the event with the request's time, application and user agent. Log ids rise with time, as Auth0's do.
void appendLog(TenantState &state, const Request &request, const LogRecord &record);
/// What Auth0 keeps of a Management API call: request and answer, without passwords and secrets.
Json apiLogDetails(const Request &request, const Response &response);

} // namespace Sandbox
