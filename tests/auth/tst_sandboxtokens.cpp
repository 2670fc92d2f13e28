#include "auth/connectiontest.h"
#include "auth/tokensources.h"

#include "api/managementclient.h"
#include "sandbox/defaultestate.h"
#include "sandbox/server.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

using namespace Qt::StringLiterals;
using Auth::TestStep;
using Domain::CredentialKind;
using Domain::TenantProfile;
using Id = Auth::TestStep::Id;

namespace {

struct KeyPair
{
    QByteArray privatePem, publicPem;

    static KeyPair make()
    {
        EVP_PKEY *key = EVP_RSA_gen(2048);
        const auto text = [](BIO *bio) {
            char *data = nullptr;
            const long size = BIO_get_mem_data(bio, &data);
            QByteArray pem(data, static_cast<qsizetype>(size));
            BIO_free(bio);
            return pem;
        };
        BIO *secret = BIO_new(BIO_s_mem());
        PEM_write_bio_PrivateKey(secret, key, nullptr, nullptr, 0, nullptr, nullptr);
        BIO *open = BIO_new(BIO_s_mem());
        PEM_write_bio_PUBKEY(open, key);
        EVP_PKEY_free(key);
        return {text(secret), text(open)};
    }
};

} // namespace

/// Token sources and the connection test against the sandbox: the token endpoint is another program's idea of Auth0.
class TestSandboxTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void clientCredentials();
    void privateKeyJwt();
    void pastedToken();
    void expiredTokenEndsClearly();
    void wrongAudienceIsNamed();
    void wrongTenantIsRefusedBeforeUse();
    void connectionTestPasses();
    void connectionTestCostsTwoRequests();
    void connectionTestNamesMissingScopes();
    void connectionTestNamesWrongSecret();
    void connectionTestEndsWithItsOwner();

private:
    TenantProfile profileOf(std::size_t tenant, const QString &clientId = {}) const;
    Api::Secret secretOf(std::size_t tenant) const;
    Api::Outcome<Api::AccessToken> fetch(const TenantProfile &profile, Api::TokenSource &source) const;
    Auth::TestResult test(const TenantProfile &profile, const Api::Secret &secret) const;

    KeyPair m_key;
    std::unique_ptr<Sandbox::Server> m_server;
    std::chrono::system_clock::time_point m_now;
};

void TestSandboxTokens::initTestCase()
{
    m_key = KeyPair::make();
    Sandbox::Options options;
    options.recordRequests = true;
    options.clock = [this] { return m_now; };
    options.clients = {{"key_client", "", {}, m_key.publicPem.toStdString()},
                       {"poor_client", "poor-secret", {"read:clients", "read:client_keys"}, ""},
                       {"useless_client", "useless-secret", {"read:grants"}, ""}};
    m_now = std::chrono::system_clock::now();
    m_server = std::make_unique<Sandbox::Server>(options, Sandbox::defaultEstate());
    m_server->start();
}

void TestSandboxTokens::init()
{
    m_now = std::chrono::system_clock::now();
    m_server->forgetRequests();
}

TenantProfile TestSandboxTokens::profileOf(std::size_t tenant, const QString &clientId) const
{
    const Sandbox::TenantAccess access = m_server->tenants().at(tenant);
    TenantProfile profile;
    profile.name = u"Sandbox"_s;
    profile.baseUrl = QUrl(QString::fromStdString(access.url));
    profile.clientId = clientId.isEmpty() ? QString::fromStdString(access.clientId) : clientId;
    return profile;
}

Api::Secret TestSandboxTokens::secretOf(std::size_t tenant) const
{
    return Api::Secret(QByteArray::fromStdString(m_server->tenants().at(tenant).clientSecret));
}

Api::Outcome<Api::AccessToken> TestSandboxTokens::fetch(const TenantProfile &profile, Api::TokenSource &source) const
{
    Api::ClientOptions options;
    options.sharesBudget = false;
    Api::ManagementClient client(*Api::Origin::fromBaseUrl(profile.baseUrl.toString()), source, options);
    QEventLoop loop;
    std::optional<Api::Outcome<Api::AccessToken>> outcome;
    source.fetch(client, [&](const Api::Outcome<Api::AccessToken> &token) {
        outcome = token;
        loop.quit();
    });
    if (!outcome) {
        QTimer::singleShot(30000, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return outcome.value_or(tl::make_unexpected(Api::ApiError()));
}

Auth::TestResult TestSandboxTokens::test(const TenantProfile &profile, const Api::Secret &secret) const
{
    Auth::TestOptions options;
    options.client.sharesBudget = false;
    Auth::ConnectionTest connectionTest(profile, secret, options);
    QEventLoop loop;
    Auth::TestResult result;
    connectionTest.run(&loop, [&](const Auth::TestResult &done) {
        result = done;
        loop.quit();
    });
    QTimer::singleShot(30000, &loop, &QEventLoop::quit);
    loop.exec();
    return result;
}

void TestSandboxTokens::clientCredentials()
{
    const auto source = Auth::tokenSource(profileOf(0), secretOf(0));
    QVERIFY(source->canRenew());
    const auto first = fetch(profileOf(0), *source);
    QVERIFY(first);
    QCOMPARE(first->lifetime, std::chrono::hours(24));
    QVERIFY(first->scopes && first->scopes->contains(u"read:connections"_s));
    const auto second = fetch(profileOf(0), *source);
    QVERIFY(second && !(second->value == first->value));
}

void TestSandboxTokens::privateKeyJwt()
{
    TenantProfile profile = profileOf(0, u"key_client"_s);
    profile.credential = CredentialKind::PrivateKey;
    profile.keyAlgorithm = u"RS256"_s;
    const auto source = Auth::tokenSource(profile, Api::Secret(m_key.privatePem));
    QVERIFY(fetch(profile, *source));
    QVERIFY2(fetch(profile, *source), "each assertion has an id of its own, or the second would be refused");
    const auto stranger = Auth::tokenSource(profile, Api::Secret(KeyPair::make().privatePem));
    const auto refused = fetch(profile, *stranger);
    QVERIFY(!refused);
    QCOMPARE(refused.error().httpStatus, 401);
    const auto result = test(profile, Api::Secret(KeyPair::make().privatePem));
    QVERIFY(!result.passed());
    QVERIFY(result.steps.last().what.contains(u"this key"_s));
}

void TestSandboxTokens::pastedToken()
{
    const auto fetched = fetch(profileOf(0), *Auth::tokenSource(profileOf(0), secretOf(0)));
    QVERIFY(fetched);
    TenantProfile profile = profileOf(0);
    profile.credential = CredentialKind::Token;
    const Api::Secret pasted("Bearer " + fetched->value.reveal() + "\n");
    const auto source = Auth::tokenSource(profile, pasted);
    QVERIFY(!source->canRenew());
    const auto token = fetch(profile, *source);
    QVERIFY(token);
    QVERIFY(token->value == fetched->value);
    QCOMPARE(token->clientId, profile.clientId); // whatever the profile says: the token tells
    QVERIFY(token->lifetime && *token->lifetime <= std::chrono::hours(24) && *token->lifetime > std::chrono::hours(23));
    QVERIFY(test(profile, pasted).passed());
}

void TestSandboxTokens::expiredTokenEndsClearly()
{
    m_now -= std::chrono::hours(48);
    const auto old = fetch(profileOf(0), *Auth::tokenSource(profileOf(0), secretOf(0)));
    m_now += std::chrono::hours(48);
    QVERIFY(old);
    TenantProfile profile = profileOf(0);
    profile.credential = CredentialKind::Token;
    m_server->forgetRequests();
    const auto token = fetch(profile, *Auth::tokenSource(profile, old->value));
    QVERIFY(!token);
    QCOMPARE(token.error().errorCode, u"expired_token"_s);
    QVERIFY2(token.error().text().contains(u"expired"_s), qPrintable(token.error().text()));
    QVERIFY2(m_server->requests().empty(), "an expired token is not sent");
}

void TestSandboxTokens::wrongAudienceIsNamed()
{
    // As with a custom domain: the host answers, but its Management API goes by another name.
    TenantProfile profile = profileOf(0);
    profile.baseUrl.setHost(u"localhost"_s);
    const auto result = test(profile, secretOf(0));
    QVERIFY(!result.passed());
    const TestStep *step = result.step(Id::Token);
    QVERIFY(step);
    QVERIFY2(step->what.contains(u"not the tenant's own"_s) || step->what.contains(u"no Auth0 tenant"_s),
             qPrintable(step->what + step->why));
}

void TestSandboxTokens::wrongTenantIsRefusedBeforeUse()
{
    const auto other = fetch(profileOf(1), *Auth::tokenSource(profileOf(1), secretOf(1)));
    QVERIFY(other);
    TenantProfile profile = profileOf(0);
    profile.credential = CredentialKind::Token;
    m_server->forgetRequests();
    const auto token = fetch(profile, *Auth::tokenSource(profile, other->value));
    QVERIFY(!token);
    QCOMPARE(token.error().errorCode, u"wrong_tenant"_s);
    QCOMPARE(test(profile, other->value).steps.last().id, Id::Tenant);
    QVERIFY2(m_server->requests().empty(), "the token of one tenant is not sent to another");
}

void TestSandboxTokens::connectionTestPasses()
{
    const auto result = test(profileOf(0), secretOf(0));
    QStringList words;
    for (const TestStep &step : result.steps) {
        words.append(step.what + step.why);
    }
    QVERIFY2(result.passed(), qPrintable(words.join(u'\n')));
    for (const auto id : {Id::Profile, Id::Host, Id::Credential, Id::Token, Id::Tenant, Id::Api, Id::Scopes}) {
        QVERIFY(result.step(id));
    }
    QVERIFY(result.scopes);
    for (const Auth::FeatureStatus &feature : result.scopes->features) {
        const QStringList sure{u"inventory.applications"_s, u"inventory.options"_s, u"change.policies"_s};
        QVERIFY2(feature.works() || !sure.contains(feature.id), qPrintable(feature.id));
    }
    QVERIFY(result.expiresAt);
}

void TestSandboxTokens::connectionTestCostsTwoRequests()
{
    QVERIFY(test(profileOf(0), secretOf(0)).passed());
    const auto requests = m_server->requests();
    QCOMPARE(requests.size(), std::size_t(2));
    QCOMPARE(requests[0].path, std::string("/oauth/token"));
    QCOMPARE(requests[1].method, std::string("GET"));
}

void TestSandboxTokens::connectionTestNamesMissingScopes()
{
    const auto poor = test(profileOf(0, u"poor_client"_s), Api::Secret("poor-secret"));
    QVERIFY(poor.passed());
    const TestStep *step = poor.step(Id::Scopes);
    QVERIFY(step && step->state == TestStep::State::Warning);
    QVERIFY(step->why.contains(u"read:connections_options"_s));
    QVERIFY(step->why.contains(u"read:client_keys"_s));
    const auto useless = test(profileOf(0, u"useless_client"_s), Api::Secret("useless-secret"));
    QVERIFY(!useless.passed());
    QCOMPARE(useless.steps.last().id, Id::Scopes);
}

void TestSandboxTokens::connectionTestNamesWrongSecret()
{
    const auto result = test(profileOf(0), Api::Secret("wrong-secret"));
    QVERIFY(!result.passed());
    QCOMPARE(result.steps.last().id, Id::Token);
    QVERIFY(result.steps.last().what.contains(u"together with this secret"_s));
    for (const TestStep &step : result.steps) {
        QVERIFY(!(step.what + step.why + step.remedy).contains(u"wrong-secret"_s));
    }
}

void TestSandboxTokens::connectionTestEndsWithItsOwner()
{
    bool isAnswered = false;
    {
        Auth::TestOptions options;
        options.client.sharesBudget = false;
        Auth::ConnectionTest gone(profileOf(0), secretOf(0), options);
        QEventLoop loop;
        connect(&gone, &Auth::ConnectionTest::stepDone, &loop, [&loop](const TestStep &step) {
            if (step.id == Id::Tenant) {
                loop.quit(); // the token is there, the read is about to go
            }
        });
        gone.run(this, [&isAnswered](const Auth::TestResult &) { isAnswered = true; });
        loop.exec();
    }
    QVERIFY(test(profileOf(0), secretOf(0)).passed());
    QVERIFY(!isAnswered);
}

QTEST_GUILESS_MAIN(TestSandboxTokens)

#include "tst_sandboxtokens.moc"
