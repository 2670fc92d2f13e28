#include "auth/clientassertion.h"

#include "auth/translation.h"
#include "json/value.h"

#include <QUuid>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace Auth {

namespace {

template <auto Free> struct Freed
{
    template <typename T> void operator()(T *pointer) const { Free(pointer); }
};
using Bio = std::unique_ptr<BIO, Freed<&BIO_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<&EVP_PKEY_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<&EVP_MD_CTX_free>>;

/// OpenSSL would ask on the terminal; instead it is told that there is no passphrase, and we that there is one.
int noPassphrase(char *, int, int, void *wasAsked)
{
    *static_cast<bool *>(wasAsked) = true;
    return -1;
}

QString problemOf(const QByteArray &text, bool wasAsked)
{
    if (wasAsked) {
        return tr("The private key is protected by a passphrase, which Tenantry does not ask for. Write it out "
                  "without one (openssl pkey -in key.pem -out plain.pem), let the keychain protect it, and "
                  "delete the plain file afterwards.");
    }
    if (text.contains("PUBLIC KEY")) {
        return tr("This is the public key, which is for Auth0 to keep. Choose the file with the private key.");
    }
    if (text.contains("BEGIN CERTIFICATE")) {
        return tr("This is a certificate, which holds no private key. Choose the file with the private key.");
    }
    if (text.contains("OPENSSH PRIVATE KEY")) {
        return tr("This key is in OpenSSH's own format. Convert it with ssh-keygen -p -m PEM -f key, then "
                  "choose it again.");
    }
    return tr("This is not a private key in PEM format. Choose the file that begins with “-----BEGIN PRIVATE "
              "KEY-----” or “-----BEGIN RSA PRIVATE KEY-----”.");
}

tl::expected<Key, QString> readKey(const Api::Secret &privateKey)
{
    QByteArray text = privateKey.reveal();
    const Bio bio(BIO_new_mem_buf(text.constData(), static_cast<int>(text.size())));
    bool wasAsked = false;
    Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &noPassphrase, &wasAsked));
    ERR_clear_error();
    const QString problem = key ? QString() : problemOf(text, wasAsked);
    OPENSSL_cleanse(text.data(), static_cast<std::size_t>(text.size()));
    if (!key) {
        return tl::make_unexpected(problem);
    }
    if (EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA) {
        return tl::make_unexpected(tr("This is not an RSA key, and Auth0 takes no other for private_key_jwt. "
                                      "Make one with openssl genrsa 2048 and add its public half to the "
                                      "application at Auth0."));
    }
    if (EVP_PKEY_get_bits(key.get()) < minimumKeyBits) {
        return tl::make_unexpected(tr("This RSA key has %1 bits; Auth0 takes 2,048 and more. Make a longer one "
                                      "and add its public half to the application at Auth0.")
                                       .arg(EVP_PKEY_get_bits(key.get())));
    }
    return key;
}

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

const char *nameOf(SigningAlgorithm algorithm)
{
    switch (algorithm) {
    case SigningAlgorithm::RS256:
        return "RS256";
    case SigningAlgorithm::RS384:
        return "RS384";
    case SigningAlgorithm::PS256:
        break;
    }
    return "PS256";
}

/// Empty where OpenSSL refuses.
QByteArray signatureOf(const QByteArray &text, EVP_PKEY *key, SigningAlgorithm algorithm)
{
    const Digest context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *keyContext = nullptr; // owned by the digest's context
    const EVP_MD *digest = algorithm == SigningAlgorithm::RS384 ? EVP_sha384() : EVP_sha256();
    if (EVP_DigestSignInit(context.get(), &keyContext, digest, nullptr, key) != 1) {
        return {};
    }
    // RFC 7518 3.5: the salt is as long as the hash.
    if (algorithm == SigningAlgorithm::PS256
        && (EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) != 1
            || EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_DIGEST) != 1)) {
        return {};
    }
    const auto *bytes = reinterpret_cast<const unsigned char *>(text.constData());
    const auto size = static_cast<std::size_t>(text.size());
    std::size_t length = 0;
    if (EVP_DigestSign(context.get(), nullptr, &length, bytes, size) != 1) {
        return {};
    }
    QByteArray signature(static_cast<qsizetype>(length), Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(signature.data());
    if (EVP_DigestSign(context.get(), out, &length, bytes, size) != 1) {
        return {};
    }
    signature.truncate(static_cast<qsizetype>(length));
    return signature;
}

} // namespace

AssertionClaims AssertionClaims::fresh(const QString &clientId, const QString &audience, const QDateTime &now)
{
    return {clientId, audience, QUuid::createUuid().toString(QUuid::WithoutBraces), now};
}

tl::expected<SigningAlgorithm, QString> signingAlgorithm(const QString &word)
{
    for (const auto algorithm : {SigningAlgorithm::RS256, SigningAlgorithm::RS384, SigningAlgorithm::PS256}) {
        if (word == QLatin1StringView(nameOf(algorithm))) {
            return algorithm;
        }
    }
    return tl::make_unexpected(tr("The signing algorithm “%1” is not one that Auth0 takes. Choose RS256, RS384 "
                                  "or PS256, as set for the application's key at Auth0.")
                                   .arg(word));
}

tl::expected<Api::Secret, QString> signedAssertion(const AssertionClaims &claims, const Api::Secret &privateKey,
                                                   SigningAlgorithm algorithm)
{
    const auto key = readKey(privateKey);
    if (!key) {
        return tl::make_unexpected(key.error());
    }
    const qint64 issued = claims.issuedAt.toSecsSinceEpoch();
    const std::string client = claims.clientId.toStdString();
    const Json::Value header{{"alg", nameOf(algorithm)}, {"typ", "JWT"}};
    const Json::Value payload{
        {"iss", client},
        {"sub", client},
        {"aud", claims.audience.toStdString()},
        {"jti", claims.id.toStdString()},
        {"iat", issued},
        {"exp", issued + assertionLifetime.count()},
    };
    const QByteArray text = base64Url(Json::write(header)) + '.' + base64Url(Json::write(payload));
    const QByteArray signature = signatureOf(text, key->get(), algorithm);
    ERR_clear_error();
    if (signature.isEmpty()) {
        return tl::make_unexpected(tr("The private key could not sign: OpenSSL refused it. Make a new RSA key "
                                      "and add its public half to the application at Auth0."));
    }
    return Api::Secret(text + '.' + base64Url(signature));
}

QString problemWithKey(const Api::Secret &privateKey)
{
    const auto key = readKey(privateKey);
    return key ? QString() : key.error();
}

} // namespace Auth
