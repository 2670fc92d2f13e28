#include "sandbox/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <stdexcept>

namespace Sandbox {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using X509Ptr = std::unique_ptr<X509, decltype(&X509_free)>;

constexpr long validSeconds = 30L * 24 * 3600;

void require(bool done, const char *what)
{
    if (!done)
        throw std::runtime_error(std::string("the sandbox's certificate could not be made: ") + what);
}

Key newKey()
{
    Key key(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    require(key != nullptr, "key");
    return key;
}

void addExtension(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    require(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1, "extension");
    X509_EXTENSION_free(extension);
}

X509Ptr newCertificate(const char *commonName, EVP_PKEY *key)
{
    X509Ptr certificate(X509_new(), &X509_free);
    require(certificate != nullptr, "certificate");
    X509_set_version(certificate.get(), X509_VERSION_3);
    BIGNUM *serial = BN_new();
    BN_rand(serial, 127, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY);
    BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(certificate.get()));
    BN_free(serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -24L * 3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), validSeconds);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char *>(commonName), -1, -1, 0);
    return certificate;
}

void writePem(const std::string &path, X509 *certificate)
{
    const std::unique_ptr<std::FILE, int (*)(std::FILE *)> file(std::fopen(path.c_str(), "wxe"), &std::fclose);
    require(file && PEM_write_X509(file.get(), certificate) == 1, path.c_str());
}

std::string temporaryFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "tenantry-sandbox-XXXXXX").string();
    require(mkdtemp(name.data()) != nullptr, name.c_str());
    return name;
}

} // namespace

Certificate::Certificate()
    : m_context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free)
{
    require(m_context != nullptr, "TLS");
    const Key caKey = newKey();
    const X509Ptr ca = newCertificate("Tenantry sandbox CA", caKey.get());
    X509_set_issuer_name(ca.get(), X509_get_subject_name(ca.get()));
    addExtension(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
    addExtension(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    addExtension(ca.get(), ca.get(), NID_subject_key_identifier, "hash");
    require(X509_sign(ca.get(), caKey.get(), EVP_sha256()) > 0, "signature");

    const Key key = newKey();
    const X509Ptr leaf = newCertificate("localhost", key.get());
    X509_set_issuer_name(leaf.get(), X509_get_subject_name(ca.get()));
    addExtension(leaf.get(), ca.get(), NID_basic_constraints, "critical,CA:FALSE");
    addExtension(leaf.get(), ca.get(), NID_key_usage, "critical,digitalSignature");
    addExtension(leaf.get(), ca.get(), NID_ext_key_usage, "serverAuth");
    addExtension(leaf.get(), ca.get(), NID_subject_key_identifier, "hash");
    addExtension(leaf.get(), ca.get(), NID_authority_key_identifier, "keyid");
    addExtension(leaf.get(), ca.get(), NID_subject_alt_name, "IP:127.0.0.1,DNS:localhost");
    require(X509_sign(leaf.get(), caKey.get(), EVP_sha256()) > 0, "signature");

    SSL_CTX_set_min_proto_version(m_context.get(), TLS1_2_VERSION);
    require(SSL_CTX_use_certificate(m_context.get(), leaf.get()) == 1, "TLS certificate");
    require(SSL_CTX_use_PrivateKey(m_context.get(), key.get()) == 1, "TLS key");
    m_caFile = temporaryFolder() + "/ca.pem";
    writePem(m_caFile, ca.get());
}

Certificate::~Certificate()
{
    std::error_code ignored;
    std::filesystem::remove_all(std::filesystem::path(m_caFile).parent_path(), ignored);
}

} // namespace Sandbox
