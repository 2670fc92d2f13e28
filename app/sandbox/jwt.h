#pragma once

#include "sandbox/rsakey.h"
#include "sandbox/tenantstate.h"

#include <optional>
#include <string>

namespace Sandbox {

/// The parts of a compact JSON Web Token whose signature was not looked at yet.
struct Jwt
{
    Json header;
    Json claims;
    std::string signedPart; ///< "header.claims" as sent
    std::string signature; ///< decoded
};

/// Nothing if the text is no compact JWT with a header and a claims object.
std::optional<Jwt> parsedJwt(const std::string &text);
/// Signed with RS256.
std::string signedJwt(const Json &claims, const RsaKey &key);

} // namespace Sandbox
