#include "auth/tokendiagnosis.h"

#include "api/sentence.h"
#include "auth/translation.h"

using namespace Qt::StringLiterals;
using Api::ApiError;
using Domain::CredentialKind;
using Domain::TenantProfile;

namespace Auth {

namespace {

TestStep failure(TestStep::Id id, const QString &what, const QString &why, const QString &remedy)
{
    return {id, TestStep::State::Failed, what, why, remedy};
}

QString hostOf(const TenantProfile &profile)
{
    return Domain::originOf(profile).host();
}

/// Auth0's own words at the end of a reason, so that nobody has to believe ours.
QString withWords(const QString &why, const ApiError &error)
{
    return error.message.isEmpty() ? why : why + u' ' + tr("Auth0 says: %1").arg(Api::sentence(error.message));
}

/// The server was not reached, or something else answered in its place.
std::optional<TestStep> diagnoseWay(const TenantProfile &profile, const ApiError &error, TestStep::Id id)
{
    const QString what = tr("%1 could not be reached as an Auth0 tenant.").arg(hostOf(profile));
    switch (error.kind) {
    case ApiError::Kind::Network:
        return failure(id, what, tr("The connection failed or broke off. %1").arg(error.message),
                       tr("Check the spelling of the domain, the network and the proxy."));
    case ApiError::Kind::Timeout:
        return failure(id, what, tr("It did not answer in time."),
                       tr("Check the network and the proxy, then try again."));
    case ApiError::Kind::Tls:
        return failure(id, what, tr("Its certificate was refused. %1").arg(error.message),
                       tr("Check the spelling of the domain. Where a company proxy opens TLS, give its CA file; "
                          "never turn the check off."));
    case ApiError::Kind::Redirect:
        return failure(id, what,
                       tr("It pointed elsewhere, as sign-in pages of networks and moved sites do; the "
                          "credential was not sent along."),
                       tr("Sign in to the network first, or correct the domain: it is not the address of a "
                          "website, but the tenant's own domain."));
    case ApiError::Kind::Server:
        return failure(id, what, withWords(tr("It had an error of its own."), error),
                       tr("Try again later; see Auth0's status page."));
    case ApiError::Kind::NotFound:
        return failure(id, tr("There is no Auth0 tenant at %1.").arg(hostOf(profile)),
                       withWords(tr("The host answers, but knows no such tenant."), error),
                       tr("Check name and region of the domain, as acme.eu.auth0.com; old tenants in the US "
                          "have no region."));
    case ApiError::Kind::BadResponse:
    case ApiError::Kind::TooLarge:
        return failure(id, tr("%1 is not an Auth0 tenant.").arg(hostOf(profile)),
                       tr("Its answer is not what Auth0 sends."),
                       tr("Correct the domain. It is not the address of your website or application."));
    case ApiError::Kind::RateLimited:
        return failure(id, tr("Auth0 put the test off."), tr("The tenant's rate limit is used up."),
                       tr("Wait a minute, then test again."));
    case ApiError::Kind::Cancelled:
        return failure(id, tr("The test was cancelled."), {}, tr("Start it again when you want it."));
    default:
        return std::nullopt;
    }
}

/// What our own guard found in a token that had been issued.
std::optional<TestStep> diagnoseGuard(const ApiError &error)
{
    if (error.httpStatus != 0) {
        return std::nullopt;
    }
    if (error.errorCode == "wrong_tenant"_L1 || error.errorCode == "wrong_audience"_L1) {
        return failure(TestStep::Id::Tenant, tr("The token is not one for this tenant's Management API."),
                       error.message, {});
    }
    if (error.errorCode == "invalid_key"_L1) {
        return failure(TestStep::Id::Credential, tr("The private key cannot be used."), error.message, {});
    }
    if (error.errorCode == "expired_token"_L1 || error.errorCode == "invalid_token"_L1) {
        return failure(TestStep::Id::Token, tr("The token cannot be used."), error.message, {});
    }
    return std::nullopt;
}

/// Auth0 knows the client, but does not give it this token.
std::optional<TestStep> diagnoseGrant(const TenantProfile &profile, const ApiError &error)
{
    const QString &words = error.message;
    if (words.contains("Service not enabled"_L1) || words.contains("Service not found"_L1)) {
        return failure(TestStep::Id::Token, tr("%1 is a custom domain, or not the tenant's own.").arg(hostOf(profile)),
                       withWords(tr("Auth0 knows no Management API under this name: its audience is always of "
                                    "the tenant's own domain."),
                                 error),
                       tr("Enter the tenant's own domain, as acme.eu.auth0.com; the Auth0 dashboard shows it in "
                          "the audience of the Management API."));
    }
    if (words.contains("client-grant"_L1) || words.contains("not authorized to access"_L1)) {
        return failure(TestStep::Id::Token, tr("The application may not use the Management API."),
                       withWords(tr("It has no grant for %1.").arg(Domain::audienceOf(profile)), error),
                       tr("In the Auth0 dashboard, authorize it under APIs, Auth0 Management API, Machine to "
                          "Machine Applications, or copy the least-scope command."));
    }
    if (error.errorCode == "unauthorized_client"_L1 || words.contains("Grant type"_L1)) {
        return failure(TestStep::Id::Token, tr("The application may not fetch tokens with its own credentials."),
                       withWords(tr("Its type or its grants do not allow client credentials."), error),
                       tr("Use an application of type Machine to Machine, or allow the grant “Client "
                          "Credentials” in its advanced settings."));
    }
    if (words.contains("No audience"_L1)) {
        return failure(TestStep::Id::Token, tr("The tenant did not recognise the Management API."),
                       withWords({}, error), tr("Check that the domain is the tenant's own."));
    }
    return std::nullopt;
}

TestStep diagnoseCredential(const TenantProfile &profile, const ApiError &error)
{
    const QString &words = error.message;
    if (profile.credential == CredentialKind::PrivateKey) {
        const bool clock = words.contains("expired"_L1) || words.contains("iat"_L1) || words.contains("lifetime"_L1)
            || words.contains("nbf"_L1);
        if (clock) {
            return failure(TestStep::Id::Token, tr("Auth0 refused the signed assertion because of its time."),
                           withWords(tr("This computer's clock differs from Auth0's."), error),
                           tr("Set this computer's clock, then test again."));
        }
        return failure(TestStep::Id::Token, tr("Auth0 does not accept the client id together with this key."),
                       withWords(tr("The client id is wrong, the key's public half is not among the "
                                    "application's credentials, or the algorithm is not %1 there.")
                                     .arg(profile.keyAlgorithm),
                                 error),
                       tr("Check the client id, and compare key and algorithm with the application's "
                          "Credentials tab at Auth0."));
    }
    if (words.contains("private_key_jwt"_L1, Qt::CaseInsensitive) || words.contains("client_assertion"_L1)
        || words.contains("authentication method"_L1, Qt::CaseInsensitive)) {
        return failure(TestStep::Id::Token, tr("The application does not take a client secret."),
                       withWords(tr("At Auth0 it is set to another way of authentication."), error),
                       tr("Choose “Private key” in the profile, or set the application to Client Secret."));
    }
    return failure(TestStep::Id::Token, tr("Auth0 does not accept the client id together with this secret."),
                   withWords(tr("One of them is wrong, of another tenant, or the secret was rotated."), error),
                   tr("Copy both again from the settings of the application in this tenant's dashboard."));
}

} // namespace

TestStep diagnoseToken(const TenantProfile &profile, const ApiError &error)
{
    if (const auto guard = diagnoseGuard(error)) {
        return *guard;
    }
    // Auth0 answers a wrong domain of a grant with 403 and a wrong client with 401; the words tell more than the
    // status.
    if (const auto grant = diagnoseGrant(profile, error)) {
        return *grant;
    }
    if (const auto way = diagnoseWay(profile, error, TestStep::Id::Token)) {
        return *way;
    }
    if (error.httpStatus == 401 || error.httpStatus == 403 || error.httpStatus == 400) {
        return diagnoseCredential(profile, error);
    }
    return failure(TestStep::Id::Token, error.happened(), error.why(), error.advice());
}

std::optional<TestStep> diagnoseApi(const TenantProfile &profile, const ApiError &error)
{
    if (error.kind == ApiError::Kind::Scope || error.kind == ApiError::Kind::Forbidden) {
        return std::nullopt;
    }
    if (const auto way = diagnoseWay(profile, error, TestStep::Id::Api)) {
        return *way;
    }
    if (error.kind == ApiError::Kind::Auth) {
        return failure(TestStep::Id::Api, tr("The Management API does not accept the token."),
                       withWords(tr("It has expired, was revoked, or its signing key was rotated."), error),
                       tr("Get a new token, or give the profile a client secret or a key."));
    }
    return failure(TestStep::Id::Api, error.happened(), error.why(), error.advice());
}

} // namespace Auth
