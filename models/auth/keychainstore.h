#pragma once

#include "auth/credentialstore.h"

#include <QQueue>

#include <memory>

namespace Settings {
class CredentialKeys;
}

namespace Auth {

class KeychainEntries;
struct ChunkHead;

/// Keeps secrets in the desktop's keychain. An entry holds at most 2,048 bytes, so a secret lies in chunks:
///
///     tenantry/{profile}/{kind}                 the head: generation, count, hash
///     tenantry/{profile}/{kind}/{generation}/n  the chunks
///
///     write:  key names -> settings | chunks | head | old chunks away
///     read:   head | chunks | compare with the hash
///
/// Whenever a write breaks off, the head names either the old chunks or the new ones, and the settings name every entry
/// there may be, so that the next write or purge() takes the rest away. One operation runs at a time.
class KeychainStore : public CredentialStore
{
    Q_OBJECT
public:
    /// `keys` must outlive the store.
    KeychainStore(std::unique_ptr<KeychainEntries> entries, Settings::CredentialKeys &keys, QObject *parent = nullptr);
    ~KeychainStore() override;

    void read(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<Secret> callback) override;
    void write(const Domain::TenantId &id, SecretKind kind, const Secret &secret, QObject *context,
               Callback<void> callback) override;
    void remove(const Domain::TenantId &id, SecretKind kind, QObject *context, Callback<void> callback) override;
    void purge(const Domain::TenantId &id, QObject *context, Callback<void> callback) override;
    /// False once the keychain has proved to be missing.
    bool isPersistent() const override { return !m_isMissing; }

private:
    struct Writing;

    using Operation = std::function<void()>;
    void enqueue(const Operation &operation);
    /// Ends the running operation and starts the next.
    void next();
    /// The callback as the last step of an operation: skipped where its context is gone.
    template <typename T> Callback<T> ending(QObject *context, Callback<T> callback);

    void readHead(const QString &head, bool isRetry, const Callback<Secret> &done);
    void readChunks(const QString &head, const ChunkHead &read, const QList<QByteArray> &chunks, bool isRetry,
                    const Callback<Secret> &done);
    void writeChunks(const std::shared_ptr<Writing> &writing, int index);
    void writeHead(const std::shared_ptr<Writing> &writing);
    void removeKeys(const Domain::TenantId &id, QStringList keys, const QStringList &removed,
                    const Callback<void> &done);

    std::unique_ptr<KeychainEntries> m_entries;
    Settings::CredentialKeys &m_keys;
    QQueue<Operation> m_waiting;
    bool m_isBusy = false;
    bool m_isMissing = false; ///< at the last try
};

} // namespace Auth
