#include "auth/layeredstore.h"

#include <QPointer>

namespace Auth {

LayeredStore::LayeredStore(CredentialStore &keychain, QObject *parent)
    : CredentialStore(parent)
    , m_keychain(keychain)
{ }

void LayeredStore::read(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<Secret> callback)
{
    m_sessionOnly.read(id, kind, this,
                       [this, id, kind, context = QPointer(context),
                        callback = std::move(callback)](const StoreOutcome<Secret> &found) {
                           if (!context) {
                               return;
                           }
                           if (found) {
                               callback(found);
                           } else {
                               m_keychain.read(id, kind, context, callback);
                           }
                       });
}

void LayeredStore::write(const Domain::TenantId &id, SecretKind kind, const Secret &secret, QObject *context,
                         Callback<void> callback)
{
    // One kept for the session would hide the new one; while the keychain has not taken that, it is the only one. Ours
    // is the context, so that this holds for who does not wait for the answer, too.
    m_keychain.write(
        id, kind, secret, this,
        [this, id, kind, context = QPointer(context), callback = std::move(callback)](const StoreOutcome<void> &kept) {
            if (kept) {
                m_sessionOnly.remove(id, kind, this, [](const StoreOutcome<void> &) {});
            }
            if (context) {
                callback(kept);
            }
        });
}

void LayeredStore::remove(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<void> callback)
{
    m_sessionOnly.remove(id, kind, this, [](const StoreOutcome<void> &) {});
    m_keychain.remove(id, kind, context, std::move(callback));
}

void LayeredStore::purge(const Domain::TenantId &id, QObject *context, Callback<void> callback)
{
    m_sessionOnly.purge(id, this, [](const StoreOutcome<void> &) {});
    m_keychain.purge(id, context, std::move(callback));
}

} // namespace Auth
