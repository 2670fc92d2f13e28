#pragma once

#include <QByteArray>
#include <QSet>

namespace Json {

/// What stands in place of a secret (DESIGN 5).
inline constexpr char maskText[] = "[REDACTED]";

/// The keys whose values are secrets, at any depth: `key`; `parent/key`, a key that is one only there; `parent/*`,
/// every value below a key. A value; read once from `resources/secrets.json`.
class SecretKeys
{
public:
    SecretKeys() = default;
    explicit SecretKeys(QSet<QByteArray> keys);
    /// Reads the list of the resource file, which must be linked in; without it nothing could be masked, so that the
    /// program ends there.
    static SecretKeys fromResource();

    bool names(const QByteArray &parent, const QByteArray &key) const;
    bool namesAllBelow(const QByteArray &key) const { return m_keys.contains(key + "/*"); }
    const QSet<QByteArray> &keys() const { return m_keys; }

private:
    QSet<QByteArray> m_keys;
};

/// The text with each secret replaced by "[REDACTED]" and every other byte kept. Texts and numbers are secrets, also
/// inside a list; an object under a secret's name is looked through, since Auth0 keeps settings under such names
/// (`refresh_token` of an application, `password` of authentication_methods). null, flags and empty texts stay, so that
/// a reader sees that nothing was set. `text` must be well-formed JSON.
QByteArray masked(const QByteArray &text, const SecretKeys &secrets);

} // namespace Json
