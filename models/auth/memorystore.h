#pragma once

#include "auth/credentialstore.h"

#include <QHash>

namespace Auth {

/// Keeps secrets until the program ends: "this session only". Nothing reaches a disk.
class MemoryStore : public CredentialStore
{
    Q_OBJECT
public:
    using CredentialStore::CredentialStore;

    void read(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<Secret> callback) override;
    void write(const Domain::TenantId &id, SecretKind kind, const Secret &secret, QObject *context,
               Callback<void> callback) override;
    void remove(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<void> callback) override;
    void purge(const Domain::TenantId &id, QObject *context, Callback<void> callback) override;
    bool isPersistent() const override { return false; }

private:
    QHash<Domain::TenantId, QHash<int, Secret>> m_secrets;
};

} // namespace Auth
