#pragma once

#include <QByteArray>
#include <QSet>

namespace Json {

/// What stands in place of a secret (DESIGN 5).
inline constexpr char maskText[] = "[REDACTED]";

/// The keys whose values are secrets, at any depth. A value; read once from `resources/secrets.json`.
class SecretKeys
{
public:
    SecretKeys() = default;
    /// Reads the list of the resource file; empty, and a failed assertion in debug builds, where it is broken.
    static SecretKeys fromResource();
    explicit SecretKeys(QSet<QByteArray> keys);

    bool contains(const QByteArray &key) const { return m_keys.contains(key); }
    const QSet<QByteArray> &keys() const { return m_keys; }

private:
    QSet<QByteArray> m_keys;
};

/// The text with the value of each secret key replaced by "[REDACTED]", every other byte kept. null and empty
/// values (`""`, `[]`, `{}`) stay, so that a reader sees that nothing was set. `text` must be well-formed JSON.
QByteArray masked(const QByteArray &text, const SecretKeys &secrets);

} // namespace Json
