#include "sandbox/jwt.h"

#include "sandbox/text.h"

namespace Sandbox {

std::optional<Jwt> parsedJwt(const std::string &text)
{
    const std::vector<std::string> parts = split(text, '.');
    if (parts.size() != 3)
        return std::nullopt;
    Jwt jwt;
    jwt.header = Json::parse(fromBase64Url(parts[0]), nullptr, false);
    jwt.claims = Json::parse(fromBase64Url(parts[1]), nullptr, false);
    jwt.signature = fromBase64Url(parts[2]);
    jwt.signedPart = parts[0] + '.' + parts[1];
    if (!jwt.header.is_object() || !jwt.claims.is_object())
        return std::nullopt;
    return jwt;
}

std::string signedJwt(const Json &claims, const RsaKey &key)
{
    const Json header{{"alg", "RS256"}, {"typ", "JWT"}, {"kid", "sandbox"}};
    const std::string signedPart = base64Url(header.dump()) + '.' + base64Url(claims.dump());
    return signedPart + '.' + base64Url(key.sign(signedPart));
}

} // namespace Sandbox
