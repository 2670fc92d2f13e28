#include "sandbox/rsakey.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <stdexcept>

namespace Sandbox {

namespace {

using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char *bytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

} // namespace

RsaKey::RsaKey(evp_pkey_st *key)
    : m_key(key, &EVP_PKEY_free)
{ }

RsaKey RsaKey::generate()
{
    EVP_PKEY *key = EVP_RSA_gen(2048);
    if (key == nullptr)
        throw std::runtime_error("OpenSSL could not make an RSA key");
    return RsaKey(key);
}

std::optional<RsaKey> RsaKey::fromPublicPem(const std::string &pem)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> source(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                           &BIO_free);
    EVP_PKEY *key = PEM_read_bio_PUBKEY(source.get(), nullptr, nullptr, nullptr);
    if (key == nullptr)
        return std::nullopt;
    RsaKey result(key);
    return EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA ? std::optional(result) : std::nullopt;
}

std::string RsaKey::sign(std::string_view data) const
{
    const DigestContext context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::size_t length = 0;
    if (EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) != 1
        || EVP_DigestSign(context.get(), nullptr, &length, bytes(data), data.size()) != 1)
        throw std::runtime_error("OpenSSL could not sign a token");
    std::string signature(length, '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &length, bytes(data),
                       data.size())
        != 1)
        throw std::runtime_error("OpenSSL could not sign a token");
    signature.resize(length);
    return signature;
}

bool RsaKey::verify(std::string_view data, std::string_view signature, std::string_view algorithm) const
{
    const bool pss = algorithm == "PS256";
    if (!pss && algorithm != "RS256" && algorithm != "RS384")
        return false;
    const DigestContext context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_PKEY_CTX *keyContext = nullptr; // owned by the digest context
    const EVP_MD *digest = algorithm == "RS384" ? EVP_sha384() : EVP_sha256();
    if (EVP_DigestVerifyInit(context.get(), &keyContext, digest, nullptr, m_key.get()) != 1)
        return false;
    if (pss
        && (EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) != 1
            || EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_DIGEST) != 1))
        return false;
    return EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(data), data.size()) == 1;
}

} // namespace Sandbox
