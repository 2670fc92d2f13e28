#pragma once

#include "auth/credentialstore.h"

#include <QByteArray>

namespace Auth {

/// A keychain as it is: single entries by key. KeychainStore builds whole secrets out of them; tests bring a keychain
/// that breaks off in the middle. Each call answers once, unless `context` goes first.
class KeychainEntries : public QObject
{
    Q_OBJECT
public:
    template <typename T> using Callback = CredentialStore::Callback<T>;

    using QObject::QObject;

    virtual void read(const QString &key, QObject *context, Callback<QByteArray> callback) = 0;
    virtual void write(const QString &key, const QByteArray &value, QObject *context, Callback<void> callback) = 0;
    /// Absent counts as removed.
    virtual void remove(const QString &key, QObject *context, Callback<void> callback) = 0;
};

} // namespace Auth
