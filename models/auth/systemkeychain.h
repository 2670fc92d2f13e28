#pragma once

#include "auth/keychainentries.h"

namespace QKeychain {
class Job;
}

namespace Auth {

/// The desktop's own keychain, by way of QtKeychain and never with its plaintext fallback.
class SystemKeychain : public KeychainEntries
{
    Q_OBJECT
public:
    using KeychainEntries::KeychainEntries;

    void read(const QString &key, QObject *context, Callback<QByteArray> callback) override;
    void write(const QString &key, const QByteArray &value, QObject *context, Callback<void> callback) override;
    void remove(const QString &key, QObject *context, Callback<void> callback) override;

private:
    void start(QKeychain::Job *job, const QString &key, QObject *context, std::function<void(QKeychain::Job *)> done);
};

} // namespace Auth
