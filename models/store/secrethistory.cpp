#include "store/secrethistory.h"

#include "store/database.h"
#include "store/tenantstate.h"

#include "json/slices.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <array>

using namespace Qt::StringLiterals;

namespace Store {

namespace {

constexpr std::size_t keyWords = 8; ///< of 32 bits each
/// Enough that two secrets of an application never look alike, and too little to tell a random secret by.
constexpr qsizetype fingerprintSize = 8;

/// Empty where the file has none yet.
QByteArray keyOf(Database &database)
{
    Statement find(database, u"SELECT value FROM meta WHERE name = 'fingerprint_key'"_s);
    find.run();
    return find.next() ? find.bytes(0) : QByteArray();
}

QByteArray keyMade(Database &database)
{
    QByteArray known = keyOf(database);
    if (!known.isEmpty() || database.hasFailed()) {
        return known;
    }
    std::array<quint32, keyWords> words{};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    QByteArray key(reinterpret_cast<const char *>(words.data()), qsizetype(sizeof words));
    Statement add(database, u"INSERT INTO meta (name, value) VALUES ('fingerprint_key', ?)"_s);
    add.run(key);
    return key;
}

/// Of the secret and of whose it is: that two applications share one is not to be seen either.
QByteArray fingerprintOf(const QByteArray &key, const QString &id, const QByteArray &secret)
{
    return QMessageAuthenticationCode::hash(id.toUtf8() + '\0' + secret, key, QCryptographicHash::Sha256)
        .first(fingerprintSize);
}

/// Since the file was opened.
qint64 rowsWritten(Database &database)
{
    return database.number(u"SELECT total_changes()"_s);
}

} // namespace

QByteArray followedSecret(const QByteArray &application)
{
    const auto secret = Json::memberSlice(application, "client_secret");
    if (!secret || !secret->startsWith('"')) {
        return {};
    }
    QByteArray text = Json::unquoted(*secret).toUtf8();
    return text.size() < shortestSecret ? QByteArray() : text;
}

SecretHistory SecretHistory::read(Database &database, qint64 tenant)
{
    SecretHistory history;
    history.m_key = keyOf(database);
    Statement rows(database,
                   u"SELECT name, fingerprint, since FROM secret JOIN object ON object.id = secret.object "
                   "WHERE tenant = ? AND part = ?"_s);
    rows.run(tenant, int(Part::Applications));
    while (rows.next()) {
        history.m_known.insert(rows.text(0), {rows.bytes(1), QDateTime::fromMSecsSinceEpoch(rows.number(2), Qt::UTC)});
    }
    return history;
}

std::optional<QDateTime> SecretHistory::since(const QString &id, const QByteArray &application) const
{
    const auto known = m_known.constFind(id);
    if (known == m_known.cend()) {
        return std::nullopt;
    }
    const QByteArray secret = followedSecret(application);
    if (secret.isEmpty() || fingerprintOf(m_key, id, secret) != known->fingerprint) {
        return std::nullopt;
    }
    return known->since;
}

bool noteSecrets(Database &database, qint64 tenant, const QList<Object> &applications, const QDateTime &at)
{
    // An application that came without its secret keeps what is known: the same secret may be seen again.
    Statement note(database,
                   u"INSERT INTO secret (object, fingerprint, since) SELECT id, ?, ? FROM object WHERE tenant = ? AND "
                   "part = ? AND name = ? ON CONFLICT (object) DO UPDATE SET fingerprint = excluded.fingerprint, "
                   "since = excluded.since WHERE fingerprint <> excluded.fingerprint"_s);
    QByteArray key;
    qint64 before = 0;
    for (const Object &application : applications) {
        const QByteArray secret = followedSecret(application.body);
        if (secret.isEmpty()) {
            continue;
        }
        if (key.isEmpty()) {
            key = keyMade(database);
            before = rowsWritten(database);
        }
        note.run(fingerprintOf(key, application.id, secret), at.toMSecsSinceEpoch(), tenant, int(Part::Applications),
                 application.id);
    }
    return !key.isEmpty() && rowsWritten(database) > before;
}

} // namespace Store
