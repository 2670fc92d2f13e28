#pragma once

#include "auth/credentialstore.h"

namespace Auth::SecretService {

/// What stands behind `org.freedesktop.secrets` on this user's session bus.
enum class State {
    Absent, ///< no session bus, or nobody offers the service
    Locked, ///< it is there, but its default collection is locked
    Open,
};

/// Asks the desktop; answers once unless `context` goes first.
void askState(QObject *context, const std::function<void(State)> &callback);

/// Reads an entry that another program made, by the attributes `service` and `username` that Go's keyring library gives
/// its entries (auth0-cli keeps its secrets so). QtKeychain finds only its own. The bytes cross the session bus in
/// clear, as they do for the program that wrote them.
void readForeign(const QString &service, const QString &account, QObject *context,
                 const CredentialStore::Callback<Secret> &callback);

} // namespace Auth::SecretService
