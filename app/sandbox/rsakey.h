#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace Sandbox {

/// An RSA key for JSON Web Tokens. Shares its key when copied; immutable.
class RsaKey
{
public:
    /// 2,048 bits; throws std::runtime_error if OpenSSL cannot.
    static RsaKey generate();
    /// A public key in PEM; nothing if it is none.
    static std::optional<RsaKey> fromPublicPem(const std::string &pem);

    /// RS256 signature; needs the private half.
    std::string sign(std::string_view data) const;
    /// `algorithm`: RS256, RS384 or PS256, the ones Auth0 takes for private_key_jwt; false for any other.
    bool verify(std::string_view data, std::string_view signature, std::string_view algorithm) const;

private:
    explicit RsaKey(evp_pkey_st *key);

    std::shared_ptr<evp_pkey_st> m_key;
};

} // namespace Sandbox
