#include "auth/keychainstore.h"

#include "auth/chunks.h"
#include "auth/keychainentries.h"

#include "settings/credentialkeys.h"

#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;
using Domain::TenantId;

namespace Auth {

namespace {

QString headKey(const TenantId &id, SecretKind kind)
{
    const QLatin1StringView word = kind == SecretKind::ClientSecret ? "secret"_L1
        : kind == SecretKind::PrivateKey                            ? "key"_L1
                                                                    : "token"_L1;
    return u"tenantry/%1/%2"_s.arg(id.text(), word);
}

tl::unexpected<StoreError> failed(const Settings::Problem &problem)
{
    return tl::make_unexpected(StoreError{StoreError::Kind::Failed, problem.message});
}

/// Heads before chunks: once its head is gone, a secret is gone.
void sortHeadsFirst(QStringList &keys)
{
    std::stable_sort(keys.begin(), keys.end(),
                     [](const QString &left, const QString &right) { return left.count(u'/') < right.count(u'/'); });
}

} // namespace

/// A write on its way.
struct KeychainStore::Writing
{
    TenantId id;
    QString headKey;
    ChunkHead head;
    QList<QByteArray> chunks;
    QStringList keys; ///< of the chunks
    QStringList fresh; ///< all of these that nothing was kept under before
    Callback<void> done;
};

KeychainStore::KeychainStore(std::unique_ptr<KeychainEntries> entries, Settings::CredentialKeys &keys, QObject *parent)
    : CredentialStore(parent)
    , m_entries(std::move(entries))
    , m_keys(keys)
{ }

KeychainStore::~KeychainStore() = default;

void KeychainStore::enqueue(const Operation &operation)
{
    m_waiting.enqueue(operation);
    if (!m_isBusy) {
        m_isBusy = true;
        m_waiting.dequeue()();
    }
}

void KeychainStore::next()
{
    if (m_waiting.isEmpty()) {
        m_isBusy = false;
        return;
    }
    m_waiting.dequeue()();
}

template <typename T> CredentialStore::Callback<T> KeychainStore::ending(QObject *context, Callback<T> callback)
{
    return
        [this, context = QPointer<QObject>(context), callback = std::move(callback)](const StoreOutcome<T> &outcome) {
            m_isMissing = !outcome && outcome.error().kind == StoreError::Kind::Unavailable;
            const QPointer<KeychainStore> self(this);
            if (context) {
                callback(outcome);
            }
            if (self) {
                next();
            }
        };
}

void KeychainStore::read(const TenantId &id, SecretKind kind, QObject *context, Callback<Secret> callback)
{
    enqueue([this, head = headKey(id, kind), done = ending<Secret>(context, std::move(callback))] {
        readHead(head, false, done);
    });
}

void KeychainStore::readHead(const QString &head, bool isRetry, const Callback<Secret> &done)
{
    m_entries->read(head, this, [this, head, isRetry, done](const StoreOutcome<QByteArray> &text) {
        if (!text) {
            done(tl::make_unexpected(text.error()));
            return;
        }
        if (const auto read = ChunkHead::fromText(*text)) {
            readChunks(head, *read, {}, isRetry, done);
        } else {
            done(tl::make_unexpected(storeError(StoreError::Kind::Damaged)));
        }
    });
}

void KeychainStore::readChunks(const QString &head, const ChunkHead &read, const QList<QByteArray> &chunks,
                               bool isRetry, const Callback<Secret> &done)
{
    if (chunks.size() == read.count) {
        if (const auto whole = joined(read, chunks)) {
            done(Secret(*whole));
        } else {
            done(tl::make_unexpected(storeError(StoreError::Kind::Damaged)));
        }
        return;
    }
    const QString key = chunkKeys(head, read).at(chunks.size());
    m_entries->read(key, this, [this, head, read, chunks, isRetry, done](const StoreOutcome<QByteArray> &chunk) {
        if (chunk) {
            readChunks(head, read, chunks + QList{*chunk}, isRetry, done);
        } else if (chunk.error().kind != StoreError::Kind::NotFound) {
            done(tl::make_unexpected(chunk.error()));
        } else if (!isRetry) {
            // Another Tenantry may have replaced the secret between the two reads: its head names other chunks.
            readHead(head, true, done);
        } else {
            done(tl::make_unexpected(storeError(StoreError::Kind::Damaged)));
        }
    });
}

void KeychainStore::write(const TenantId &id, SecretKind kind, const Secret &secret, QObject *context,
                          Callback<void> callback)
{
    enqueue([this, id, kind, secret, done = ending<void>(context, std::move(callback))] {
        const QByteArray whole = secret.reveal();
        if (whole.isEmpty() || whole.size() > maximumSecretSize) {
            done(tl::make_unexpected(StoreError{
                StoreError::Kind::Failed,
                tr("The secret was not kept: it is empty or longer than 256 KiB, which no client secret, key or token "
                   "is. Check what was pasted.")}));
            return;
        }
        auto writing = std::make_shared<Writing>();
        writing->id = id;
        writing->headKey = headKey(id, kind);
        writing->head = newHead(whole);
        writing->chunks = chunksOf(whole);
        writing->keys = chunkKeys(writing->headKey, writing->head);
        writing->done = done;
        const QStringList known = m_keys.keys(id);
        writing->fresh = QStringList{writing->headKey} + writing->keys;
        writing->fresh.removeIf([&known](const QString &key) { return known.contains(key); });
        if (const auto noted = m_keys.add(id, QStringList{writing->headKey} + writing->keys); !noted) {
            done(failed(noted.error()));
            return;
        }
        writeChunks(writing, 0);
    });
}

void KeychainStore::writeChunks(const std::shared_ptr<Writing> &writing, int index)
{
    if (index == writing->keys.size()) {
        writeHead(writing);
        return;
    }
    m_entries->write(
        writing->keys[index], writing->chunks[index], this, [this, writing, index](const StoreOutcome<void> &written) {
            if (written) {
                writeChunks(writing, index + 1);
                return;
            }
            const bool isUntouched = index == 0 && written.error().kind == StoreError::Kind::Unavailable;
            if (isUntouched) { // there is no keychain that could hold any of it
                m_keys.remove(writing->id, writing->fresh);
                writing->done(written);
                return;
            }
            removeKeys(writing->id, writing->keys, {}, [this, writing, written](const StoreOutcome<void> &removed) {
                if (removed) {
                    m_keys.remove(writing->id, writing->fresh);
                }
                writing->done(written);
            });
        });
}

void KeychainStore::writeHead(const std::shared_ptr<Writing> &writing)
{
    m_entries->write(writing->headKey, writing->head.toText(), this,
                     [this, writing](const StoreOutcome<void> &written) {
                         if (!written) {
                             // Whether the head was replaced is not known, so both generations stay; the next write
                             // removes one.
                             writing->done(written);
                             return;
                         }
                         QStringList old = m_keys.keys(writing->id);
                         old.removeIf([&writing](const QString &key) {
                             return !key.startsWith(writing->headKey + u'/') || writing->keys.contains(key);
                         });
                         // The new secret is kept; old chunks that would not go are named in the settings and go with
                         // the next write.
                         removeKeys(writing->id, old, {}, [writing](const StoreOutcome<void> &) { writing->done({}); });
                     });
}

void KeychainStore::removeKeys(const TenantId &id, QStringList keys, const QStringList &removed,
                               const Callback<void> &done)
{
    if (keys.isEmpty()) {
        const auto forgotten = m_keys.remove(id, removed);
        done(forgotten ? StoreOutcome<void>() : failed(forgotten.error()));
        return;
    }
    const QString key = keys.takeFirst();
    m_entries->remove(key, this, [this, id, keys, removed, key, done](const StoreOutcome<void> &outcome) {
        if (outcome) {
            removeKeys(id, keys, removed + QStringList{key}, done);
            return;
        }
        m_keys.remove(id, removed);
        done(outcome);
    });
}

void KeychainStore::remove(const TenantId &id, SecretKind kind, QObject *context, Callback<void> callback)
{
    enqueue([this, id, head = headKey(id, kind), done = ending<void>(context, std::move(callback))] {
        QStringList keys = m_keys.keys(id);
        keys.removeIf([&head](const QString &key) { return !key.startsWith(head + u'/'); });
        keys.prepend(head);
        removeKeys(id, keys, {}, done);
    });
}

void KeychainStore::purge(const TenantId &id, QObject *context, Callback<void> callback)
{
    enqueue([this, id, done = ending<void>(context, std::move(callback))] {
        QStringList keys = m_keys.keys(id);
        sortHeadsFirst(keys);
        removeKeys(id, keys, {}, done);
    });
}

} // namespace Auth
