#pragma once

#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace Sandbox {

/// "2026-11-23T10:15:30.123Z"
std::string isoTime(std::chrono::system_clock::time_point time);
/// "Mon, 23 Nov 2026 10:15:30 GMT"
std::string httpDate(std::chrono::system_clock::time_point time);

/// One pass of %XX decoding; a malformed escape stays as it is. `plusIsSpace` as in queries and forms.
std::string percentDecoded(std::string_view text, bool plusIsSpace = false);
std::string percentEncoded(std::string_view text);
std::string lowerCase(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
/// "a=1&b=2" decoded.
std::multimap<std::string, std::string> parsedForm(std::string_view text);

std::string base64Url(std::string_view bytes);
/// Empty if the text is not base64url.
std::string fromBase64Url(std::string_view text);
/// Ordinary base64, as in HTTP Basic. Empty if the text is not base64.
std::string fromBase64(std::string_view text);

/// Cryptographically random text of [A-Za-z0-9], as Auth0's ids are: randomText(16) for "con_…".
std::string randomText(std::size_t length);

} // namespace Sandbox
