#pragma once

#include "api/request.h"
#include "api/tokensource.h"

namespace Api {

/// A token by client ID and secret. The body holds the secret: never show or log it.
Request<AccessToken> clientCredentialsToken(const QString &clientId, const Secret &clientSecret,
                                            const QString &audience);
/// A token by client ID and a signed assertion (private_key_jwt), which counts as a secret while it is valid.
Request<AccessToken> assertionToken(const QString &clientId, const Secret &assertion, const QString &audience);

/// The scopes in a scope text, "read:users read:clients".
QStringList scopesIn(const QString &text);

} // namespace Api
