#pragma once

#include "auth/tokenclaims.h"

#include "api/tokensource.h"
#include "domain/tenant.h"

#include <QMap>

#include <memory>

namespace Auth {

/// Fetches tokens with the profile's client id and secret, or with an assertion signed by its private key. A token that
/// is not for the profile's tenant and Management API is never handed on.
class ClientCredentialsSource : public Api::TokenSource
{
    Q_OBJECT
public:
    /// `secret` is a client secret, or a private key in PEM where the profile says so.
    ClientCredentialsSource(Domain::TenantProfile profile, Api::Secret secret, QObject *parent = nullptr);

    void fetch(Api::ManagementClient &client, Callback callback) override;
    bool canRenew() const override { return true; }

private:
    Api::Outcome<Api::Secret> assertion(const Api::ManagementClient &client) const;

    Domain::TenantProfile m_profile;
    Api::Secret m_secret;
};

/// Hands out one token that the user pasted or a variable holds, as long as it is good; it is never renewed.
class PastedTokenSource : public Api::TokenSource
{
    Q_OBJECT
public:
    PastedTokenSource(Domain::TenantProfile profile, const Api::Secret &token, QObject *parent = nullptr);

    void fetch(Api::ManagementClient &client, Callback callback) override;
    bool canRenew() const override { return false; }

private:
    Domain::TenantProfile m_profile;
    Api::Secret m_token;
};

/// The source that this kind of profile needs.
std::unique_ptr<Api::TokenSource> tokenSource(const Domain::TenantProfile &profile, const Api::Secret &secret);

/// A credential that the environment holds.
struct EnvironmentCredential
{
    Domain::CredentialKind kind = Domain::CredentialKind::Token;
    Api::Secret secret;
    QString variable; ///< where it was found
};

/// With a client id AUTH0_CLIENT_SECRET, else or without that AUTH0_ACCESS_TOKEN or AUTH0_API_TOKEN: the names that
/// Auth0's own tools use. The error says what to set.
tl::expected<EnvironmentCredential, QString> credentialFrom(const QMap<QString, QString> &environment,
                                                            bool hasClientId);
/// The variables of this process.
QMap<QString, QString> processEnvironment();

/// `problem` as the client reports errors.
Api::ApiError apiError(const TokenProblem &problem);

} // namespace Auth
