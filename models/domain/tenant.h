#pragma once

#include "domain/id.h"

#include <QStringList>
#include <QUrl>

namespace Domain {

/// What an Auth0 tenant is used for. The operator says so; Auth0's own environment tag is only a proposal.
enum class Environment { Development, Staging, Production };

/// How a profile gets its tokens.
enum class CredentialKind { ClientSecret, PrivateKey, Token };

/// What is saved of an Auth0 tenant on this computer. Holds no secret: those live in the keychain under `id`.
struct TenantProfile
{
    TenantId id;
    QString name; ///< the operator's name for it; unique among the profiles
    /// The tenant's default domain (`acme.eu.auth0.com`); empty where baseUrl is set.
    QString domain;
    /// A loopback server instead of a domain: `http://127.0.0.1:PORT`, without a trailing slash.
    QUrl baseUrl;
    QString clientId;
    CredentialKind credential = CredentialKind::ClientSecret;
    QString keyAlgorithm; ///< RS256 | RS384 | PS256, for CredentialKind::PrivateKey
    Environment environment = Environment::Development;
    QString color; ///< "#rrggbb"; empty: the environment's own colour
    bool readOnly = true; ///< a profile marked read-only refuses every write unlock
    /// Share of each rate limit left to others, 0-0.9; negative: Settings::shareLeftToOthers() decides.
    double reservedShare = -1.0;
    QString caFile; ///< extra CA certificates (PEM) for this tenant; empty: the system's alone
    QString metadataSchemaFile; ///< JSON Schema that metadata is held against; empty: none
    QString plan; ///< of planWords(); empty: unknown. The API does not tell it (auth0.md 4.2).

    friend bool operator==(const TenantProfile &, const TenantProfile &) = default;
};

/// The plans that Auth0's limits tell apart: free, self-service, enterprise. Not translated: they stand in files.
const QStringList &planWords();

/// Where requests of this profile go: `https://domain`, or the loopback base URL.
QUrl originOf(const TenantProfile &profile);
/// The token audience: always of the default domain, even where a custom domain is in use (auth0.md 4.12).
QString audienceOf(const TenantProfile &profile);
/// The word shown beside a tenant's name: DEV, STAGING, PROD. Not translated: people search for it.
QString tagOf(Environment environment);

} // namespace Domain
