#include "auth/memorystore.h"

#include <QMetaObject>

namespace Auth {

namespace {

/// Always later: so no caller comes to rely on an answer at once, which a keychain never gives.
template <typename T>
void answer(QObject *context, const CredentialStore::Callback<T> &callback, StoreOutcome<T> outcome)
{
    QMetaObject::invokeMethod(
        context, [callback, outcome = std::move(outcome)] { callback(outcome); }, Qt::QueuedConnection);
}

} // namespace

void MemoryStore::read(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<Secret> callback)
{
    const Secret secret = m_secrets.value(id).value(static_cast<int>(kind));
    answer<Secret>(context, callback,
                   secret.isEmpty() ? tl::make_unexpected(storeError(StoreError::Kind::NotFound))
                                    : StoreOutcome<Secret>(secret));
}

void MemoryStore::write(const Domain::TenantId &id, SecretKind kind, const Secret &secret, QObject *context,
                        Callback<void> callback)
{
    m_secrets[id].insert(static_cast<int>(kind), secret);
    answer<void>(context, callback, {});
}

void MemoryStore::remove(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<void> callback)
{
    if (const auto found = m_secrets.find(id); found != m_secrets.end()) {
        found->remove(static_cast<int>(kind));
    }
    answer<void>(context, callback, {});
}

void MemoryStore::purge(const Domain::TenantId &id, QObject *context, Callback<void> callback)
{
    m_secrets.remove(id);
    answer<void>(context, callback, {});
}

} // namespace Auth
