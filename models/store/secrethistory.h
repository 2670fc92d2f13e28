#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QHash>

#include <optional>

namespace Store {

class Database;
struct Object;

/// Shorter secrets are not followed: who has the file could try them out against it. Auth0 makes them of 64 characters.
inline constexpr qsizetype shortestSecret = 32;

/// The client secret of an application, as Auth0 sent it; empty where it did not, or where it is too short to follow.
QByteArray followedSecret(const QByteArray &application);

/// Since when the applications of one Auth0 tenant have their client secrets, as far as its snapshots tell. The secrets
/// themselves are in no file: of each there is a keyed fingerprint, which is shown nowhere. A value.
class SecretHistory
{
public:
    /// Of the tenant with this number in the file; 0: it has none.
    static SecretHistory read(Database &database, qint64 tenant);

    /// No secret of the tenant was ever seen.
    bool isEmpty() const { return m_known.isEmpty(); }
    /// The first snapshot that saw the secret that the application's body has; nothing where none did.
    std::optional<QDateTime> since(const QString &id, const QByteArray &application) const;

    friend bool operator==(const SecretHistory &, const SecretHistory &) = default;

private:
    struct Known
    {
        QByteArray fingerprint;
        QDateTime since; ///< UTC
        friend bool operator==(const Known &, const Known &) = default;
    };
    QByteArray m_key;
    QHash<QString, Known> m_known; ///< by application
};

/// Notes the secrets that a snapshot of this time sees for the first time, within a transaction of the caller. After
/// the applications were written. Whether there was any.
bool noteSecrets(Database &database, qint64 tenant, const QList<Object> &applications, const QDateTime &at);

} // namespace Store
