#pragma once

#include "auth/keychainentries.h"

#include <QMap>
#include <QMetaObject>

#include <optional>

/// A keychain in memory that outlives the stores on it and can stop in the middle: `stopAfter` writes or removals,
/// every further one is as if the program had been killed (no answer) or fails with `failure`.
struct FakeKeychain
{
    QMap<QString, QByteArray> entries;
    int stopAfter = -1;
    std::optional<Auth::StoreError::Kind> failure;
    int changes = 0;
    qsizetype longest = 0;

    bool stops() { return stopAfter >= 0 && changes >= stopAfter; }
};

class FakeEntries : public Auth::KeychainEntries
{
public:
    explicit FakeEntries(FakeKeychain &keychain)
        : m_keychain(keychain)
    { }

    void read(const QString &key, QObject *context, Callback<QByteArray> callback) override
    {
        Auth::StoreOutcome<QByteArray> outcome = tl::make_unexpected(storeError(Auth::StoreError::Kind::NotFound));
        if (m_keychain.entries.contains(key)) {
            outcome = m_keychain.entries.value(key);
        } else if (m_keychain.failure && m_keychain.stops()) {
            outcome = tl::make_unexpected(storeError(*m_keychain.failure));
        }
        QMetaObject::invokeMethod(
            context, [callback, outcome] { callback(outcome); }, Qt::QueuedConnection);
    }

    void write(const QString &key, const QByteArray &value, QObject *context, Callback<void> callback) override
    {
        change(context, callback, [this, key, value] {
            m_keychain.entries.insert(key, value);
            m_keychain.longest = qMax(m_keychain.longest, value.size());
        });
    }

    void remove(const QString &key, QObject *context, Callback<void> callback) override
    {
        change(context, callback, [this, key] { m_keychain.entries.remove(key); });
    }

private:
    void change(QObject *context, const Callback<void> &callback, const std::function<void()> &action)
    {
        Auth::StoreOutcome<void> outcome;
        if (m_keychain.stops()) {
            if (!m_keychain.failure) {
                return;
            }
            outcome = tl::make_unexpected(storeError(*m_keychain.failure));
        } else {
            action();
            ++m_keychain.changes;
        }
        QMetaObject::invokeMethod(
            context, [callback, outcome] { callback(outcome); }, Qt::QueuedConnection);
    }

    FakeKeychain &m_keychain;
};
