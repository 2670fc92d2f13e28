#include "json/mask.h"

#include "json/scanner.h"
#include "json/slices.h"
#include "json/value.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace Json {

namespace {

bool isEmptyValue(QByteArrayView value)
{
    if (value == "null" || value == "\"\"") {
        return true;
    }
    if (value.startsWith('{') || value.startsWith('[')) {
        return Scanner(value).skipSpace(1) == value.size() - 1;
    }
    return false;
}

QByteArray keyOf(QByteArrayView written)
{
    return written.contains('\\') ? unquoted(QByteArray('"' + written.toByteArray() + '"')).toUtf8()
                                  : written.toByteArray();
}

} // namespace

SecretKeys::SecretKeys(QSet<QByteArray> keys)
    : m_keys(std::move(keys))
{ }

SecretKeys SecretKeys::fromResource()
{
    QFile file(u":/secrets.json"_s);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "Json::SecretKeys", "resources/secrets.json is not linked in");
    QSet<QByteArray> keys;
    if (const auto value = opened ? parse(file.readAll()) : tl::make_unexpected(ParseError())) {
        const QStringList names = stringsAt(*value, "keys");
        for (const QString &name : names) {
            keys.insert(name.toUtf8());
        }
    }
    Q_ASSERT(!keys.isEmpty());
    return SecretKeys(std::move(keys));
}

QByteArray masked(const QByteArray &text, const SecretKeys &secrets)
{
    // One pass over the bytes: a string followed by a colon is a key; where it is a secret's, its value is replaced.
    const Scanner scanner(text);
    QByteArray out;
    out.reserve(text.size());
    qsizetype copied = 0;
    qsizetype position = 0;
    while (position < text.size()) {
        if (text.at(position) != '"') {
            ++position;
            continue;
        }
        const qsizetype end = scanner.skipString(position);
        if (end < 0) {
            break;
        }
        const qsizetype colon = scanner.skipSpace(end);
        if (scanner.at(colon) == ':'
            && secrets.contains(keyOf(QByteArrayView(text).sliced(position + 1, end - position - 2)))) {
            const qsizetype value = scanner.skipSpace(colon + 1);
            const qsizetype valueEnd = scanner.skipValue(value);
            if (valueEnd >= 0 && !isEmptyValue(QByteArrayView(text).sliced(value, valueEnd - value))) {
                out += QByteArrayView(text).sliced(copied, value - copied);
                out += '"';
                out += maskText;
                out += '"';
                copied = position = valueEnd;
                continue;
            }
        }
        position = end;
    }
    out += QByteArrayView(text).sliced(copied);
    return out;
}

} // namespace Json
