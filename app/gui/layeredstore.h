#pragma once

#include "auth/credentialstore.h"
#include "auth/memorystore.h"

namespace Gui {

/// Secrets as the sessions find them: those given "for this session only" first, then the keychain's. Writing goes to
/// the keychain; purging to both.
class LayeredStore : public Auth::CredentialStore
{
    Q_OBJECT
public:
    /// The keychain must outlive it.
    explicit LayeredStore(Auth::CredentialStore &keychain, QObject *parent = nullptr);

    Auth::MemoryStore &sessionOnly() { return m_sessionOnly; }

    void read(const Domain::TenantId &id, Auth::SecretKind kind, QObject *context,
              Callback<Auth::Secret> callback) override;
    void write(const Domain::TenantId &id, Auth::SecretKind kind, const Auth::Secret &secret, QObject *context,
               Callback<void> callback) override;
    void remove(const Domain::TenantId &id, Auth::SecretKind kind, QObject *context, Callback<void> callback) override;
    void purge(const Domain::TenantId &id, QObject *context, Callback<void> callback) override;
    bool isPersistent() const override { return m_keychain.isPersistent(); }

private:
    Auth::CredentialStore &m_keychain;
    Auth::MemoryStore m_sessionOnly;
};

} // namespace Gui
