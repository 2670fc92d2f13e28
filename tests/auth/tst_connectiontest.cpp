#include "auth/connectiontest.h"
#include "auth/tokendiagnosis.h"

#include "api/requests/tenantrequests.h"
#include "api/requests/tokenrequests.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Auth::TestStep;
using Domain::CredentialKind;
using Domain::TenantProfile;
using Id = Auth::TestStep::Id;

namespace {

TenantProfile acme()
{
    TenantProfile profile;
    profile.name = u"Acme"_s;
    profile.domain = u"acme.eu.auth0.com"_s;
    profile.clientId = u"Kq3ZrQhJ0yB1wXcV"_s;
    return profile;
}

TenantProfile withKey()
{
    TenantProfile profile = acme();
    profile.credential = CredentialKind::PrivateKey;
    profile.keyAlgorithm = u"RS256"_s;
    return profile;
}

TenantProfile withToken()
{
    TenantProfile profile = acme();
    profile.credential = CredentialKind::Token;
    return profile;
}

TenantProfile at(const QString &domain)
{
    TenantProfile profile = acme();
    profile.domain = domain;
    return profile;
}

QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

QByteArray jwt(const QByteArray &issuer, const QByteArray &audience, qint64 expiry = 4000000000)
{
    const auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray payload = quoted("{'iss':'" + issuer + "','aud':'" + audience
                                      + "','azp':'abc','iat':1764000000,'exp':" + QByteArray::number(expiry) + "}");
    return quoted("{'alg':'RS256'}").toBase64(options) + '.' + payload.toBase64(options) + ".c2ln";
}

const QByteArray issuer = "https://acme.eu.auth0.com/";
const QByteArray audience = issuer + "api/v2/";
const QByteArray secret = "wq3-Zr_QhJ0yB1wXcVaa09876543210";

QByteArray oauth(const QByteArray &error, const QByteArray &description)
{
    return quoted("{'error':'" + error + "','error_description':'" + description + "'}");
}

/// What the token endpoint's answer becomes on its way through the client.
Api::ApiError refusal(int status, const QByteArray &body)
{
    const auto request = Api::clientCredentialsToken(u"c"_s, Api::Secret("s"), u"a"_s).wire;
    return Api::errorFrom(request, {status, {}, body});
}

Api::ApiError broken(Api::ApiError::Kind kind, const QString &message = {})
{
    return Api::errorFor(Api::clientCredentialsToken(u"c"_s, Api::Secret("s"), u"a"_s).wire, kind, message);
}

} // namespace

Q_DECLARE_METATYPE(Api::ApiError)

class TestConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatIsWrongBeforeSending_data();
    void namesWhatIsWrongBeforeSending();
    void namesWhatIsWrongWithTheAnswer_data();
    void namesWhatIsWrongWithTheAnswer();
    void namesWhatIsWrongWithTheToken_data();
    void namesWhatIsWrongWithTheToken();
    void sendsNothingToHostsThatAreNotConfirmed_data();
    void sendsNothingToHostsThatAreNotConfirmed();
    void sendsNothingWhereTheFormIsWrong();
};

void TestConnectionTest::namesWhatIsWrongBeforeSending_data()
{
    QTest::addColumn<TenantProfile>("profile");
    QTest::addColumn<QByteArray>("credential");
    QTest::addColumn<Id>("step");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const TenantProfile &profile, const QByteArray &credential, Id step,
                        const QString &word) { QTest::newRow(name) << profile << credential << step << word; };
    TenantProfile noClient = acme();
    noClient.clientId.clear();
    TenantProfile noAlgorithm = withKey();
    noAlgorithm.keyAlgorithm = u"HS256"_s;
    TenantProfile bothPlaces = acme();
    bothPlaces.baseUrl = QUrl(u"http://127.0.0.1:1"_s);
    row("no domain", at({}), secret, Id::Profile, u"no Auth0 tenant"_s);
    row("a URL with a path", at(u"https://manage.auth0.com/dashboard/eu/acme"_s), secret, Id::Profile,
        u"host name alone"_s);
    row("domain and port", at(u"acme.eu.auth0.com:443"_s), secret, Id::Profile, u"host name alone"_s);
    row("tenant name only", at(u"acme"_s), secret, Id::Profile, u"host name alone"_s);
    row("two places", bothPlaces, secret, Id::Profile, u"domain"_s);
    row("no client id", noClient, secret, Id::Profile, u"client id is missing"_s);
    row("symmetric algorithm", noAlgorithm, secret, Id::Profile, u"HS256"_s);
    row("custom domain", at(u"login.acme.com"_s), secret, Id::Host, u"custom domain"_s);
    row("look-alike host", at(u"acme.eu.auth0.com.evil.example"_s), secret, Id::Host, u"not one of Auth0's own"_s);
    row("host that ends alike", at(u"acme.notauth0.com"_s), secret, Id::Host, u"not one of Auth0's own"_s);
    row("no secret", acme(), {}, Id::Credential, u"no credential"_s);
    row("key as secret", acme(), "-----BEGIN PRIVATE KEY-----\nx", Id::Credential, u"PEM"_s);
    row("token as secret", acme(), jwt(issuer, audience), Id::Credential, u"It is a token"_s);
    row("secret with a line break", acme(), secret + "\n", Id::Credential, u"line breaks"_s);
    row("secret as key", withKey(), secret, Id::Credential, u"PEM"_s);
    row("public key", withKey(), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", Id::Credential,
        u"public key"_s);
    row("secret as token", withToken(), secret, Id::Credential, u"three parts"_s);
    row("token of another tenant", withToken(), jwt("https://beta.eu.auth0.com/", audience), Id::Tenant,
        u"another Auth0 tenant"_s);
    row("token of the custom domain", withToken(), jwt("https://login.acme.com/", audience), Id::Tenant,
        u"custom domain"_s);
    row("token for another API", withToken(), jwt(issuer, "https://api.acme.com/"), Id::Tenant, u"another API"_s);
    row("id token", withToken(), jwt(issuer, "abc"), Id::Tenant, u"signed-in user"_s);
    row("expired token", withToken(), jwt(issuer, audience, 1764000001), Id::Credential, u"expired"_s);
}

void TestConnectionTest::namesWhatIsWrongBeforeSending()
{
    QFETCH(const TenantProfile, profile);
    QFETCH(const QByteArray, credential);
    QFETCH(const Id, step);
    QFETCH(const QString, word);
    const auto now = QDateTime::fromSecsSinceEpoch(1795000000, Qt::UTC);
    const auto steps = Auth::stepsBeforeSending(profile, Api::Secret(credential), false, now);
    QCOMPARE(steps.last().state, TestStep::State::Failed);
    QCOMPARE(steps.last().id, step);
    const QString text = QStringList{steps.last().what, steps.last().why, steps.last().remedy}.join(u' ');
    QVERIFY2(text.contains(word), qPrintable(text));
    QVERIFY(credential.size() < 10 || !text.contains(QString::fromLatin1(credential)));
}

void TestConnectionTest::namesWhatIsWrongWithTheAnswer_data()
{
    QTest::addColumn<TenantProfile>("profile");
    QTest::addColumn<Api::ApiError>("error");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const TenantProfile &profile, const Api::ApiError &error,
                        const QString &word) { QTest::newRow(name) << profile << error << word; };
    using Kind = Api::ApiError::Kind;
    row("wrong secret", acme(), refusal(401, oauth("access_denied", "Unauthorized")), u"together with this secret"_s);
    row("wrong key", withKey(), refusal(401, oauth("invalid_client", "Failed to verify client assertion")),
        u"together with this key"_s);
    row("clock", withKey(), refusal(401, oauth("invalid_client", "Client assertion is expired")), u"clock"_s);
    row("key wanted", acme(),
        refusal(401, oauth("invalid_client", "Client authentication method private_key_jwt is required")),
        u"does not take a client secret"_s);
    row("no grant", acme(),
        refusal(403,
                oauth("access_denied",
                      "Client is not authorized to access https://acme.eu.auth0.com/api/v2/. You "
                      "need to create a client-grant associated to this API.")),
        u"may not use the Management API"_s);
    row("grant type", acme(), refusal(403, oauth("unauthorized_client", "Grant type not allowed for the client.")),
        u"Machine to Machine"_s);
    row("confirmed custom domain", at(u"login.acme.com"_s),
        refusal(403, oauth("access_denied", "Service not enabled within domain: https://login.acme.com/api/v2/")),
        u"custom domain"_s);
    row("no such tenant", at(u"acmee.eu.auth0.com"_s), refusal(404, "Not Found"), u"no Auth0 tenant at"_s);
    row("a website", at(u"www.acme.com"_s), broken(Kind::BadResponse), u"is not an Auth0 tenant"_s);
    row("sign-in page", acme(), broken(Kind::Redirect), u"pointed elsewhere"_s);
    row("unknown host", at(u"acme.example"_s), broken(Kind::Network, u"Host acme.example not found"_s), u"spelling"_s);
    row("TLS proxy", acme(), broken(Kind::Tls, u"self-signed certificate in chain"_s), u"CA file"_s);
    row("slow", acme(), broken(Kind::Timeout), u"in time"_s);
    row("rate", acme(), refusal(429, oauth("too_many_requests", "Global limit has been reached")), u"rate limit"_s);
    row("Auth0 down", acme(), refusal(503, "down"), u"status page"_s);
}

void TestConnectionTest::namesWhatIsWrongWithTheAnswer()
{
    QFETCH(const TenantProfile, profile);
    QFETCH(const Api::ApiError, error);
    QFETCH(const QString, word);
    const TestStep step = Auth::diagnoseToken(profile, error);
    const QString text = QStringList{step.what, step.why, step.remedy}.join(u' ');
    QCOMPARE(step.state, TestStep::State::Failed);
    QVERIFY2(text.contains(word), qPrintable(text));
    QVERIFY2(!step.what.isEmpty() && !step.why.isEmpty() && !step.remedy.isEmpty(), qPrintable(text));
}

void TestConnectionTest::namesWhatIsWrongWithTheToken_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isTaken");
    const auto body = [](const QByteArray &error, const QByteArray &message, const QByteArray &code) {
        return quoted("{'error':'" + error + "','message':'" + message + "','errorCode':'" + code + "'}");
    };
    QTest::newRow("scope missing") << 403
                                   << body("Forbidden", "Insufficient scope, expected any of: read:tenant_settings",
                                           "insufficient_scope")
                                   << true;
    QTest::newRow("plan") << 403 << body("Forbidden", "This feature is not available", "operation_not_supported")
                          << true;
    QTest::newRow("revoked") << 401 << body("Unauthorized", "Invalid token", "invalid_token") << false;
    QTest::newRow("down") << 502 << "bad gateway"_ba << false;
    QTest::newRow("no API") << 404 << "Not Found"_ba << false;
}

void TestConnectionTest::namesWhatIsWrongWithTheToken()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const bool, isTaken);
    const auto error = Api::errorFrom(Api::getTenantSettings().wire, {status, {}, body});
    const auto step = Auth::diagnoseApi(acme(), error);
    QCOMPARE(!step, isTaken);
    QVERIFY(!step || !step->remedy.isEmpty());
}

void TestConnectionTest::sendsNothingToHostsThatAreNotConfirmed_data()
{
    QTest::addColumn<QString>("domain");
    QTest::addColumn<bool>("needs");
    QTest::newRow("tenant") << u"acme.eu.auth0.com"_s << false;
    QTest::newRow("old US tenant") << u"acme.auth0.com"_s << false;
    QTest::newRow("the bare suffix") << u"auth0.com"_s << true;
    QTest::newRow("custom domain") << u"login.acme.com"_s << true;
    QTest::newRow("private cloud") << u"acme.example.auth0app.com"_s << true;
    QTest::newRow("suffix in the middle") << u"acme.auth0.com.evil.example"_s << true;
    QTest::newRow("ends alike") << u"evilauth0.com"_s << true;
}

void TestConnectionTest::sendsNothingToHostsThatAreNotConfirmed()
{
    QFETCH(const QString, domain);
    QFETCH(const bool, needs);
    QCOMPARE(Auth::needsConfirmation(at(domain)), needs);
    const auto now = QDateTime::currentDateTimeUtc();
    const auto asked = Auth::stepsBeforeSending(at(domain), Api::Secret(secret), false, now);
    QCOMPARE(asked.last().state == TestStep::State::Failed, needs);
    const auto confirmed = Auth::stepsBeforeSending(at(domain), Api::Secret(secret), true, now);
    QCOMPARE(confirmed.last().state, TestStep::State::Passed);
}

void TestConnectionTest::sendsNothingWhereTheFormIsWrong()
{
    TenantProfile profile = acme();
    profile.domain = u"login.acme.com"_s;
    Auth::ConnectionTest test(profile, Api::Secret(secret), {});
    std::optional<Auth::TestResult> result;
    test.run(this, [&result](const Auth::TestResult &done) { result = done; });
    QVERIFY(!result);
    QTRY_VERIFY(result);
    QVERIFY(!result->passed());
    QVERIFY(!result->step(Id::Token));
    QCOMPARE(result->steps.last().id, Id::Host);
}

QTEST_GUILESS_MAIN(TestConnectionTest)

#include "tst_connectiontest.moc"
