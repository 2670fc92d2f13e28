#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace Auth {

/// Bytes in one keychain entry: Windows' Credential Manager takes 2,560 and the others more.
inline constexpr qsizetype chunkSize = 2048;
/// Longest secret that is kept: a private key of 16,384 bits has 13 kB as PEM.
inline constexpr qsizetype maximumSecretSize = qsizetype(256) * 1024;

/// The head entry of a secret: which chunks make it up and what they must amount to. Writing it is the one step that
/// replaces an old secret by a new one.
struct ChunkHead
{
    QString generation; ///< 8 hex digits, different at every write
    int count = 0;
    QByteArray hash; ///< SHA-256 of the whole, in hex

    QByteArray toText() const;
    /// Nothing where the text is not a head.
    static std::optional<ChunkHead> fromText(const QByteArray &text);

    friend bool operator==(const ChunkHead &, const ChunkHead &) = default;
};

/// The head of a secret under a new generation.
ChunkHead newHead(const QByteArray &whole);
QList<QByteArray> chunksOf(const QByteArray &whole);
/// Keys of the chunks, in order: `{headKey}/{generation}/{n}`.
QStringList chunkKeys(const QString &headKey, const ChunkHead &head);
/// The chunks put together, or nothing where they are not what the head says.
std::optional<QByteArray> joined(const ChunkHead &head, const QList<QByteArray> &chunks);

} // namespace Auth
