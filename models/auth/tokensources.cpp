#include "auth/tokensources.h"

#include "auth/clientassertion.h"

#include "api/managementclient.h"
#include "api/requests/tokenrequests.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;
using Domain::CredentialKind;
using Domain::TenantProfile;

namespace Auth {

namespace {

using Api::AccessToken;
using Api::ApiError;

/// The server's date as far as it is known: assertions and tokens carry its times, not this computer's.
QDateTime serverTime(const Api::ManagementClient &client)
{
    const auto offset = client.clockOffset().value_or(Api::Milliseconds(0));
    return QDateTime::currentDateTimeUtc().addMSecs(offset.count());
}

ApiError keyError(const QString &message)
{
    ApiError error;
    error.kind = ApiError::Kind::InvalidInput;
    error.errorCode = u"invalid_key"_s;
    error.message = message;
    return error;
}

/// The token as fetched, with its own scopes, or why it must not be used.
Api::Outcome<AccessToken> guarded(const TenantProfile &profile, AccessToken token)
{
    const auto claims = readClaims(token.value);
    if (!claims) {
        return tl::make_unexpected(apiError(claims.error()));
    }
    if (const auto problem = tenantProblem(*claims, profile)) {
        return tl::make_unexpected(apiError(*problem));
    }
    token.scopes = claims->scopes;
    token.clientId = claims->clientId;
    return token;
}

} // namespace

ApiError apiError(const TokenProblem &problem)
{
    ApiError error;
    error.kind = ApiError::Kind::Auth;
    switch (problem.kind) {
    case TokenProblem::Kind::WrongTenant:
        error.errorCode = u"wrong_tenant"_s;
        break;
    case TokenProblem::Kind::WrongAudience:
    case TokenProblem::Kind::UserToken:
        error.errorCode = u"wrong_audience"_s;
        break;
    case TokenProblem::Kind::Expired:
        error.errorCode = u"expired_token"_s;
        break;
    case TokenProblem::Kind::NotYetValid:
    case TokenProblem::Kind::NotAToken:
    case TokenProblem::Kind::Encrypted:
        error.errorCode = u"invalid_token"_s;
        break;
    }
    error.message = problem.text();
    return error;
}

ClientCredentialsSource::ClientCredentialsSource(TenantProfile profile, Api::Secret secret, QObject *parent)
    : TokenSource(parent)
    , m_profile(std::move(profile))
    , m_secret(std::move(secret))
{ }

void ClientCredentialsSource::fetch(Api::ManagementClient &client, Callback callback)
{
    Api::Request<AccessToken> request;
    const QString audience = Domain::audienceOf(m_profile);
    if (m_profile.credential == CredentialKind::PrivateKey) {
        const auto signedText = assertion(client);
        if (!signedText) {
            callback(tl::make_unexpected(signedText.error()));
            return;
        }
        request = Api::assertionToken(m_profile.clientId, *signedText, audience);
    } else {
        request = Api::clientCredentialsToken(m_profile.clientId, m_secret, audience);
    }
    client.send<AccessToken>(request, &client, [profile = m_profile, callback](Api::Outcome<AccessToken> token) {
        callback(token ? guarded(profile, std::move(*token)) : std::move(token));
    });
}

Api::Outcome<Api::Secret> ClientCredentialsSource::assertion(const Api::ManagementClient &client) const
{
    const auto algorithm = signingAlgorithm(m_profile.keyAlgorithm);
    if (!algorithm) {
        return tl::make_unexpected(keyError(algorithm.error()));
    }
    const QString issuer = Domain::originOf(m_profile).toString(QUrl::StripTrailingSlash) + u'/';
    const auto claims = AssertionClaims::fresh(m_profile.clientId, issuer, serverTime(client));
    const auto text = signedAssertion(claims, m_secret, *algorithm);
    if (!text) {
        return tl::make_unexpected(keyError(text.error()));
    }
    return *text;
}

PastedTokenSource::PastedTokenSource(TenantProfile profile, const Api::Secret &token, QObject *parent)
    : TokenSource(parent)
    , m_profile(std::move(profile))
    , m_token(bareToken(token))
{ }

void PastedTokenSource::fetch(Api::ManagementClient &client, Callback callback)
{
    auto token = guarded(m_profile, {m_token, {}, {}, {}});
    const auto claims = readClaims(m_token);
    if (!token || !claims) {
        callback(std::move(token));
        return;
    }
    const QDateTime now = serverTime(client);
    if (const auto problem = timeProblem(*claims, now)) {
        callback(tl::make_unexpected(apiError(*problem)));
        return;
    }
    if (claims->expiresAt) {
        token->lifetime = std::chrono::seconds(now.secsTo(*claims->expiresAt));
    }
    callback(std::move(token));
}

std::unique_ptr<Api::TokenSource> tokenSource(const TenantProfile &profile, const Api::Secret &secret)
{
    if (profile.credential == CredentialKind::Token) {
        return std::make_unique<PastedTokenSource>(profile, secret);
    }
    return std::make_unique<ClientCredentialsSource>(profile, secret);
}

tl::expected<EnvironmentCredential, QString> credentialFrom(const QMap<QString, QString> &environment, bool hasClientId)
{
    const auto found = [&environment](CredentialKind kind, const QString &variable) {
        return EnvironmentCredential{kind, Api::Secret(environment.value(variable).toUtf8()), variable};
    };
    const QString secret = u"AUTH0_CLIENT_SECRET"_s;
    if (hasClientId && !environment.value(secret).isEmpty()) {
        return found(CredentialKind::ClientSecret, secret);
    }
    for (const QString &variable : {u"AUTH0_ACCESS_TOKEN"_s, u"AUTH0_API_TOKEN"_s}) {
        if (!environment.value(variable).isEmpty()) {
            return found(CredentialKind::Token, variable);
        }
    }
    return tl::make_unexpected(
        hasClientId
            ? QCoreApplication::translate("Auth::Environment",
                                          "No credential was given: AUTH0_CLIENT_SECRET is not set. Set it to the "
                                          "application's client secret; secrets are not taken from the command line, "
                                          "where other users can see them.")
            : QCoreApplication::translate("Auth::Environment",
                                          "No credential was given: neither AUTH0_ACCESS_TOKEN nor AUTH0_API_TOKEN is "
                                          "set. Set one to a Management API token, or name a client id and set "
                                          "AUTH0_CLIENT_SECRET."));
}

QMap<QString, QString> processEnvironment()
{
    const auto system = QProcessEnvironment::systemEnvironment();
    QMap<QString, QString> variables;
    const QStringList names = system.keys();
    for (const QString &name : names) {
        variables.insert(name, system.value(name));
    }
    return variables;
}

} // namespace Auth
