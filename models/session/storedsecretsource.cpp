#include "session/storedsecretsource.h"

#include "api/managementclient.h"
#include "auth/tokensources.h"

#include <utility>

namespace Session {

namespace {

/// No tenant's own trouble: the keychain would refuse for all of them.
bool isOfKeychain(Auth::StoreError::Kind kind)
{
    using Kind = Auth::StoreError::Kind;
    return kind == Kind::Unavailable || kind == Kind::Locked;
}

} // namespace

StoredSecretSource::StoredSecretSource(Domain::TenantProfile profile, Auth::CredentialStore &store, QObject *parent)
    : Api::TokenSource(parent)
    , m_profile(std::move(profile))
    , m_store(store)
{ }

StoredSecretSource::~StoredSecretSource() = default;

void StoredSecretSource::fetch(Api::ManagementClient &client, Callback callback)
{
    if (m_source && !m_isStale) {
        m_source->fetch(client, std::move(callback));
        return;
    }
    m_isStale = false;
    // The client as context: when it goes, nobody is left to call back.
    m_store.read(m_profile.id, Auth::secretKindOf(m_profile.credential), &client,
                 [this, &client, callback = std::move(callback)](const Auth::StoreOutcome<Api::Secret> &secret) {
                     if (m_isStale) {
                         // Replaced while the store looked for the old one.
                         fetch(client, callback);
                         return;
                     }
                     if (!secret) {
                         m_isStale = true; // a later try looks again
                         Api::ApiError error;
                         error.kind = Api::ApiError::Kind::Auth;
                         error.errorCode = isOfKeychain(secret.error().kind) ? QString(keychainErrorCode) : QString();
                         error.message = secret.error().message;
                         callback(tl::make_unexpected(error));
                         return;
                     }
                     m_source = Auth::tokenSource(m_profile, *secret);
                     m_source->fetch(client, callback);
                 });
}

} // namespace Session
