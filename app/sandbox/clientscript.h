#pragma once

#include "sandbox/message.h"

namespace Sandbox {

/// `https://{domain}/client/{client_id}.js`: the public file that Lock reads. It holds the first 50 database
/// connections of the application and no more, whatever else is enabled.
Response clientScript(const TenantState &state, const std::string &fileName, const Request &request);

} // namespace Sandbox
