#pragma once

#include "auth/credentialstore.h"

#include <QEventLoop>
#include <QTimer>

#include <optional>

namespace Waiting {

/// Runs the event loop until the operation has answered; nothing if it never does within `limit`.
template <typename T>
std::optional<Auth::StoreOutcome<T>>
answer(const std::function<void(QObject *, Auth::CredentialStore::Callback<T>)> &operation, int limit = 30000)
{
    QEventLoop loop;
    std::optional<Auth::StoreOutcome<T>> outcome;
    operation(&loop, [&outcome, &loop](const Auth::StoreOutcome<T> &result) {
        outcome = result;
        loop.quit();
    });
    if (!outcome) {
        QTimer::singleShot(limit, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return outcome;
}

inline std::optional<Auth::StoreOutcome<Auth::Secret>> read(Auth::CredentialStore &store, const Domain::TenantId &id,
                                                            Auth::SecretKind kind)
{
    return answer<Auth::Secret>([&](QObject *context, auto callback) { store.read(id, kind, context, callback); });
}

inline std::optional<Auth::StoreOutcome<void>> write(Auth::CredentialStore &store, const Domain::TenantId &id,
                                                     Auth::SecretKind kind, const QByteArray &secret)
{
    return answer<void>(
        [&](QObject *context, auto callback) { store.write(id, kind, Auth::Secret(secret), context, callback); });
}

inline std::optional<Auth::StoreOutcome<void>> remove(Auth::CredentialStore &store, const Domain::TenantId &id,
                                                      Auth::SecretKind kind)
{
    return answer<void>([&](QObject *context, auto callback) { store.remove(id, kind, context, callback); });
}

inline std::optional<Auth::StoreOutcome<void>> purge(Auth::CredentialStore &store, const Domain::TenantId &id)
{
    return answer<void>([&](QObject *context, auto callback) { store.purge(id, context, callback); });
}

} // namespace Waiting
