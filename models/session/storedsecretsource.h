#pragma once

#include "api/tokensource.h"
#include "auth/credentialstore.h"
#include "domain/tenant.h"

#include <QLatin1StringView>

#include <memory>

namespace Session {

/// Api::ApiError::errorCode where a secret could not be read since the keychain is missing or locked: no tenant's own
/// trouble, but that of all whose secrets lie there.
inline constexpr QLatin1StringView keychainErrorCode{"keychain_unavailable"};

/// The token source of a saved profile: asks the keychain for the secret when the first token is wanted, so that
/// opening the estate unlocks nothing, and asks again after it was replaced.
class StoredSecretSource : public Api::TokenSource
{
    Q_OBJECT
public:
    /// The store must outlive it.
    StoredSecretSource(Domain::TenantProfile profile, Auth::CredentialStore &store, QObject *parent = nullptr);
    ~StoredSecretSource() override;

    void fetch(Api::ManagementClient &client, Callback callback) override;
    bool canRenew() const override { return m_profile.credential != Domain::CredentialKind::Token; }

    /// The store holds another secret: the next token is fetched with that.
    void noteNewSecret() { m_isStale = true; }

private:
    const Domain::TenantProfile m_profile;
    Auth::CredentialStore &m_store;
    std::unique_ptr<Api::TokenSource> m_source; ///< made of the secret; nothing before it was read
    bool m_isStale = false;
};

} // namespace Session
