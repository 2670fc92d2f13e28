#pragma once

#include "auth/credentialstore.h"
#include "auth/memorystore.h"

namespace Auth {

/// Secrets as the sessions find them: those given "for this session only" first, then the keychain's. Writing goes to
/// the keychain, and what it took replaces the one of this session; removing and purging go to both.
class LayeredStore : public CredentialStore
{
    Q_OBJECT
public:
    /// The keychain must outlive it.
    explicit LayeredStore(CredentialStore &keychain, QObject *parent = nullptr);

    MemoryStore &sessionOnly() { return m_sessionOnly; }

    void read(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<Secret> callback) override;
    void write(const Domain::TenantId &id, SecretKind kind, const Secret &secret, QObject *context,
               Callback<void> callback) override;
    void remove(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<void> callback) override;
    void purge(const Domain::TenantId &id, QObject *context, Callback<void> callback) override;
    bool isPersistent() const override { return m_keychain.isPersistent(); }

private:
    CredentialStore &m_keychain;
    MemoryStore m_sessionOnly;
};

} // namespace Auth
