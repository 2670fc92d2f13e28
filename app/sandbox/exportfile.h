#pragma once

#include "sandbox/message.h"

#include <string>
#include <string_view>

namespace Sandbox {

/// Answers the link of a finished export: gzip of NDJSON, or of CSV whose texts begin with an apostrophe where a
/// spreadsheet would read a formula; made while it is sent, so that it may be of any length. No token is asked, the
/// signature in the link stands for it, for 60 seconds.
/// `path` is undecoded, without the query: "/exports/job_….json.gz".
Response exportDownload(const TenantState &state, std::string_view path, const Request &request);

/// Path prefix of the links.
inline constexpr std::string_view kExportPrefix = "/exports/";

} // namespace Sandbox
