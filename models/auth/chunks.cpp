#include "auth/chunks.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace Auth {

namespace {

QByteArray hashOf(const QByteArray &whole)
{
    return QCryptographicHash::hash(whole, QCryptographicHash::Sha256).toHex();
}

int countOf(const QByteArray &whole)
{
    return static_cast<int>((whole.size() + chunkSize - 1) / chunkSize);
}

} // namespace

QByteArray ChunkHead::toText() const
{
    return "tenantry 1 " + generation.toLatin1() + ' ' + QByteArray::number(count) + ' ' + hash;
}

std::optional<ChunkHead> ChunkHead::fromText(const QByteArray &text)
{
    static const QRegularExpression shape(u"\\Atenantry 1 ([0-9a-f]{8}) ([1-9][0-9]{0,3}) ([0-9a-f]{64})\\z"_s);
    const auto match = shape.match(QString::fromLatin1(text));
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    ChunkHead head{match.captured(1), match.captured(2).toInt(), match.captured(3).toLatin1()};
    if (head.count > maximumSecretSize / chunkSize) {
        return std::nullopt;
    }
    return head;
}

ChunkHead newHead(const QByteArray &whole)
{
    const quint32 generation = QRandomGenerator::system()->generate();
    return {u"%1"_s.arg(generation, 8, 16, QLatin1Char('0')), countOf(whole), hashOf(whole)};
}

QList<QByteArray> chunksOf(const QByteArray &whole)
{
    QList<QByteArray> chunks;
    for (qsizetype start = 0; start < whole.size(); start += chunkSize) {
        chunks.append(whole.mid(start, chunkSize));
    }
    return chunks;
}

QStringList chunkKeys(const QString &headKey, const ChunkHead &head)
{
    QStringList keys;
    for (int i = 0; i < head.count; ++i) {
        keys.append(u"%1/%2/%3"_s.arg(headKey, head.generation, QString::number(i)));
    }
    return keys;
}

std::optional<QByteArray> joined(const ChunkHead &head, const QList<QByteArray> &chunks)
{
    QByteArray whole = chunks.join();
    if (chunks.size() != head.count || hashOf(whole) != head.hash) {
        return std::nullopt;
    }
    return whole;
}

} // namespace Auth
