#include "json/pointer.h"

#include <algorithm>

namespace Json {

namespace {

/// The token without its escapes; nothing where "~" stands before anything but 0 and 1.
std::optional<QString> unescaped(QStringView token)
{
    QString text;
    text.reserve(token.size());
    for (qsizetype i = 0; i < token.size(); ++i) {
        if (token[i] != u'~') {
            text += token[i];
            continue;
        }
        const QChar code = i + 1 < token.size() ? token[i + 1] : QChar();
        if (code != u'0' && code != u'1') {
            return std::nullopt;
        }
        text += code == u'0' ? u'~' : u'/';
        ++i;
    }
    return text;
}

} // namespace

std::optional<Pointer> Pointer::parse(QStringView text)
{
    if (text.isEmpty()) {
        return Pointer();
    }
    if (text[0] != u'/') {
        return std::nullopt;
    }
    QStringList tokens;
    const QList<QStringView> parts = text.sliced(1).split(u'/');
    tokens.reserve(parts.size());
    for (const QStringView part : parts) {
        const std::optional<QString> token = unescaped(part);
        if (!token) {
            return std::nullopt;
        }
        tokens.append(*token);
    }
    return Pointer(tokens);
}

QString Pointer::text() const
{
    QString text;
    for (QString token : m_tokens) {
        token.replace(u'~', QLatin1StringView("~0")).replace(u'/', QLatin1StringView("~1"));
        text += u'/' + token;
    }
    return text;
}

bool Pointer::holds(const Pointer &other) const
{
    return m_tokens.size() <= other.m_tokens.size()
        && std::equal(m_tokens.cbegin(), m_tokens.cend(), other.m_tokens.cbegin());
}

} // namespace Json
