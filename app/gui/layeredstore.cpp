#include "gui/layeredstore.h"

#include <QPointer>

namespace Gui {

LayeredStore::LayeredStore(Auth::CredentialStore &keychain, QObject *parent)
    : CredentialStore(parent)
    , m_keychain(keychain)
{ }

void LayeredStore::read(const Domain::TenantId &id, Auth::SecretKind kind, QObject *context,
                        Callback<Auth::Secret> callback)
{
    m_sessionOnly.read(id, kind, context,
                       [this, id, kind, context = QPointer(context),
                        callback = std::move(callback)](const Auth::StoreOutcome<Auth::Secret> &found) {
                           if (found) {
                               callback(found);
                           } else if (context) {
                               m_keychain.read(id, kind, context, callback);
                           }
                       });
}

void LayeredStore::write(const Domain::TenantId &id, Auth::SecretKind kind, const Auth::Secret &secret,
                         QObject *context, Callback<void> callback)
{
    // One kept for the session would hide the new one.
    m_sessionOnly.remove(id, kind, this, [](const Auth::StoreOutcome<void> &) {});
    m_keychain.write(id, kind, secret, context, std::move(callback));
}

void LayeredStore::remove(const Domain::TenantId &id, Auth::SecretKind kind, QObject *context, Callback<void> callback)
{
    m_sessionOnly.remove(id, kind, this, [](const Auth::StoreOutcome<void> &) {});
    m_keychain.remove(id, kind, context, std::move(callback));
}

void LayeredStore::purge(const Domain::TenantId &id, QObject *context, Callback<void> callback)
{
    m_sessionOnly.purge(id, this, [](const Auth::StoreOutcome<void> &) {});
    m_keychain.purge(id, context, std::move(callback));
}

} // namespace Gui
