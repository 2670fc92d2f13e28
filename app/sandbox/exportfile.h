#pragma once

#include "sandbox/message.h"

#include <string>
#include <string_view>

namespace Sandbox {

/// What a users-exports job delivers: gzip of NDJSON, or of CSV whose texts begin with an apostrophe where a
/// spreadsheet would read a formula. `job` is the body of the job: format, connection_id, limit, fields.
std::string exportFile(const TenantState &state, const Json &job);

/// Answers the link of a finished export; no token is asked, the signature in the link stands for it, for 60 seconds.
/// `path` is undecoded, without the query: "/exports/job_….json.gz".
Response exportDownload(const TenantState &state, std::string_view path, const Request &request);

/// Path prefix of the links.
inline constexpr std::string_view kExportPrefix = "/exports/";

std::string gzipped(std::string_view bytes);

} // namespace Sandbox
