#include "auth/clientassertion.h"
#include "json/value.h"

#include <QTest>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

using namespace Qt::StringLiterals;
using Auth::SigningAlgorithm;

namespace {

QByteArray textOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    QByteArray text(data, static_cast<qsizetype>(size));
    BIO_free(bio);
    return text;
}

QByteArray pemOf(EVP_PKEY *key, const char *passphrase = nullptr)
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PKCS8PrivateKey(bio, key, passphrase ? EVP_aes_256_cbc() : nullptr, passphrase,
                                  passphrase ? static_cast<int>(qstrlen(passphrase)) : 0, nullptr, nullptr);
    return textOf(bio);
}

QByteArray oldPemOf(EVP_PKEY *key)
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey_traditional(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
    return textOf(bio);
}

QByteArray publicPemOf(EVP_PKEY *key)
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_PUBKEY(bio, key);
    return textOf(bio);
}

QByteArray decoded(const QByteArray &part)
{
    return QByteArray::fromBase64(part, QByteArray::Base64UrlEncoding);
}

bool verifies(const QByteArray &token, EVP_PKEY *key, const EVP_MD *digest, bool isPss)
{
    const qsizetype dot = token.lastIndexOf('.');
    const QByteArray text = token.first(dot);
    const QByteArray signature = decoded(token.sliced(dot + 1));
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *keyContext = nullptr;
    EVP_DigestVerifyInit(context, &keyContext, digest, nullptr, key);
    if (isPss) {
        EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext, RSA_PSS_SALTLEN_DIGEST);
    }
    const int result = EVP_DigestVerify(context, reinterpret_cast<const unsigned char *>(signature.constData()),
                                        static_cast<std::size_t>(signature.size()),
                                        reinterpret_cast<const unsigned char *>(text.constData()),
                                        static_cast<std::size_t>(text.size()));
    EVP_MD_CTX_free(context);
    ERR_clear_error();
    return result == 1;
}

} // namespace

class TestClientAssertion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void signsAsAuth0Asks_data();
    void signsAsAuth0Asks();
    void claimsAreThoseThatAuth0Takes();
    void everyAssertionIsNew();
    void namesWhatIsWrongWithAKey_data();
    void namesWhatIsWrongWithAKey();
    void refusesOtherAlgorithms();

private:
    EVP_PKEY *m_key = nullptr;
    const QDateTime m_now{QDate(2026, 11, 23), QTime(12, 0), Qt::UTC};
};

void TestClientAssertion::initTestCase()
{
    m_key = EVP_RSA_gen(2048);
    QVERIFY(m_key);
}

void TestClientAssertion::cleanupTestCase()
{
    EVP_PKEY_free(m_key);
}

void TestClientAssertion::signsAsAuth0Asks_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("isOldFormat");
    QTest::newRow("RS256") << u"RS256"_s << false;
    QTest::newRow("RS384") << u"RS384"_s << false;
    QTest::newRow("PS256") << u"PS256"_s << false;
    QTest::newRow("PKCS#1") << u"RS256"_s << true;
}

void TestClientAssertion::signsAsAuth0Asks()
{
    QFETCH(const QString, word);
    QFETCH(const bool, isOldFormat);
    const auto claims = Auth::AssertionClaims::fresh(u"client"_s, u"https://acme.eu.auth0.com/"_s, m_now);
    const Api::Secret key(isOldFormat ? oldPemOf(m_key) : pemOf(m_key));
    const auto assertion = Auth::signedAssertion(claims, key, *Auth::signingAlgorithm(word));
    QVERIFY(assertion);
    const QByteArray token = assertion->reveal();
    QCOMPARE(token.count('.'), 2);
    QVERIFY(!token.contains('=') && !token.contains('+') && !token.contains('/'));
    const auto header = Json::parse(decoded(token.split('.')[0]));
    QCOMPARE(Json::stringAt(*header, "alg"), word);
    const EVP_MD *digest = word == u"RS384"_s ? EVP_sha384() : EVP_sha256();
    QVERIFY(verifies(token, m_key, digest, word == u"PS256"_s));
    QVERIFY(!verifies(token, m_key, digest, word != u"PS256"_s));
}

void TestClientAssertion::claimsAreThoseThatAuth0Takes()
{
    const auto claims = Auth::AssertionClaims::fresh(u"cli\"ent"_s, u"https://acme.eu.auth0.com/"_s, m_now);
    const auto token = Auth::signedAssertion(claims, Api::Secret(pemOf(m_key)), SigningAlgorithm::RS256)->reveal();
    const auto payload = Json::parse(decoded(token.split('.')[1]));
    QCOMPARE(Json::stringAt(*payload, "iss"), u"cli\"ent"_s);
    QCOMPARE(Json::stringAt(*payload, "sub"), u"cli\"ent"_s);
    // One string, with the slash: neither a list nor the token endpoint has been taken since October 2025.
    QVERIFY(payload->at("aud").is_string());
    QCOMPARE(Json::stringAt(*payload, "aud"), u"https://acme.eu.auth0.com/"_s);
    const auto issued = payload->at("iat").get<qint64>();
    QCOMPARE(issued, m_now.toSecsSinceEpoch());
    const auto life = payload->at("exp").get<qint64>() - issued;
    QVERIFY2(life > 0 && life <= 300, "short: whoever sees it can use it until then");
    QVERIFY(Json::stringAt(*payload, "jti").size() >= 32);
}

void TestClientAssertion::everyAssertionIsNew()
{
    QSet<QString> ids;
    for (int i = 0; i < 100; ++i) {
        ids.insert(Auth::AssertionClaims::fresh(u"c"_s, u"a"_s, m_now).id);
    }
    QCOMPARE(ids.size(), 100);
}

void TestClientAssertion::namesWhatIsWrongWithAKey_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QString>("word");
    EVP_PKEY *shortKey = EVP_RSA_gen(1024);
    EVP_PKEY *curveKey = EVP_EC_gen("P-256");
    EVP_PKEY *rsa = EVP_RSA_gen(2048);
    QTest::newRow("fine") << pemOf(rsa) << QString();
    QTest::newRow("empty") << QByteArray() << u"PEM"_s;
    QTest::newRow("a secret") << "tp_secret"_ba << u"PEM"_s;
    QTest::newRow("cut off") << pemOf(rsa).first(600) << u"PEM"_s;
    QTest::newRow("public") << publicPemOf(rsa) << u"public key"_s;
    QTest::newRow("certificate") << "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"_ba
                                 << u"certificate"_s;
    QTest::newRow("openssh") << "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"_ba
                             << u"OpenSSH"_s;
    QTest::newRow("passphrase") << pemOf(rsa, "hunter2") << u"passphrase"_s;
    QTest::newRow("short") << pemOf(shortKey) << u"1024"_s;
    QTest::newRow("elliptic curve") << pemOf(curveKey) << u"RSA"_s;
    EVP_PKEY_free(shortKey);
    EVP_PKEY_free(curveKey);
    EVP_PKEY_free(rsa);
}

void TestClientAssertion::namesWhatIsWrongWithAKey()
{
    QFETCH(const QByteArray, pem);
    QFETCH(const QString, word);
    const QString problem = Auth::problemWithKey(Api::Secret(pem));
    QCOMPARE(problem.isEmpty(), word.isEmpty());
    QVERIFY2(problem.contains(word), qPrintable(problem));
    const auto claims = Auth::AssertionClaims::fresh(u"c"_s, u"a"_s, m_now);
    QCOMPARE(Auth::signedAssertion(claims, Api::Secret(pem), SigningAlgorithm::PS256).has_value(), word.isEmpty());
}

void TestClientAssertion::refusesOtherAlgorithms()
{
    for (const QString &word : {u"none"_s, u"HS256"_s, u"rs256"_s, u"RS512"_s, QString()}) {
        const auto algorithm = Auth::signingAlgorithm(word);
        QVERIFY(!algorithm);
        QVERIFY(algorithm.error().contains(u"RS384"_s));
    }
}

QTEST_GUILESS_MAIN(TestClientAssertion)

#include "tst_clientassertion.moc"
