#pragma once

#include "api/secret.h"

#include <QDateTime>
#include <QString>

#include <tl/expected.hpp>

#include <chrono>

namespace Auth {

/// The algorithms that Auth0 takes for private_key_jwt (auth0.md 4.12).
enum class SigningAlgorithm { RS256, RS384, PS256 };

/// How long an assertion is good: long enough for one request over a slow line, too short to be of use to a thief.
inline constexpr std::chrono::seconds assertionLifetime(60);
/// Auth0 refuses shorter RSA keys.
inline constexpr int minimumKeyBits = 2048;

/// What a client assertion says (RFC 7523): who signs, for whom, and since when.
struct AssertionClaims
{
    QString clientId; ///< issuer and subject
    /// The tenant's issuer as one string, `https://acme.eu.auth0.com/`: since October 2025 Auth0 takes neither a list
    /// nor the token endpoint.
    QString audience;
    QString id; ///< `jti`, used once
    QDateTime issuedAt;

    /// Claims of a fresh assertion with an id of its own.
    static AssertionClaims fresh(const QString &clientId, const QString &audience, const QDateTime &now);
};

/// Nothing where the word is none of the three.
tl::expected<SigningAlgorithm, QString> signingAlgorithm(const QString &word);

/// The signed assertion, or why the key cannot sign it: what happened, why, what to do. An RSA key in PEM, PKCS#1 or
/// PKCS#8, without a passphrase.
tl::expected<Api::Secret, QString> signedAssertion(const AssertionClaims &claims, const Api::Secret &privateKey,
                                                   SigningAlgorithm algorithm);

/// Why this cannot be the private key of a client; empty where it can.
QString problemWithKey(const Api::Secret &privateKey);

} // namespace Auth
