#pragma once

#include "api/secret.h"
#include "domain/tenant.h"

#include <QDateTime>
#include <QStringList>

#include <tl/expected.hpp>

#include <optional>

namespace Auth {

/// What an access token says about itself, read without checking its signature: only Auth0 can use it wrongly, and
/// Auth0 checks. Holds nothing that would let anybody use the token.
struct TokenClaims
{
    QString issuer; ///< `https://acme.eu.auth0.com/`
    QStringList audience;
    QStringList scopes;
    QString clientId; ///< `azp`, `client_id`, or `sub` of a machine-to-machine application
    std::optional<QDateTime> issuedAt;
    std::optional<QDateTime> expiresAt;

    friend bool operator==(const TokenClaims &, const TokenClaims &) = default;
};

/// Why a token cannot be used, before anything is sent.
struct TokenProblem
{
    enum class Kind {
        NotAToken, ///< not the three parts of a JWT; opaque tokens are for /userinfo
        Encrypted, ///< five parts: only the API it is for can read it
        WrongTenant, ///< another issuer
        WrongAudience, ///< a token of this tenant, but for another API
        UserToken, ///< an id token, or a token of the signed-in user alone
        Expired,
        NotYetValid, ///< or this computer's clock is behind
    };
    Kind kind = Kind::NotAToken;
    QString what; ///< what is wrong, one sentence
    QString why;
    QString remedy; ///< what to do

    /// All three, separated by spaces.
    QString text() const;
    friend bool operator==(const TokenProblem &, const TokenProblem &) = default;
};

/// Longest token that is looked at; Auth0 allows a few kB.
inline constexpr qsizetype maximumTokenSize = qsizetype(64) * 1024;

/// The claims of a token; surrounding blanks and a "Bearer " before it are ignored.
tl::expected<TokenClaims, TokenProblem> readClaims(const Api::Secret &token);

/// The wrong-tenant guard: nothing where this token is one for the Management API of the profile's tenant.
std::optional<TokenProblem> tenantProblem(const TokenClaims &claims, const Domain::TenantProfile &profile);
/// Nothing where the token is good at `now`, by the server's clock where that is known.
std::optional<TokenProblem> timeProblem(const TokenClaims &claims, const QDateTime &now);

/// The token as it goes behind "Bearer ": without surrounding blanks, line breaks of a pasted text, and the word.
Api::Secret bareToken(const Api::Secret &pasted);

} // namespace Auth
