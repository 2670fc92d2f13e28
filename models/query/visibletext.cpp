#include "query/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Query {

namespace {

QLatin1StringView bidiTag(char16_t unit)
{
    switch (unit) {
    case 0x061C:
        return "ALM"_L1;
    case 0x200E:
        return "LRM"_L1;
    case 0x200F:
        return "RLM"_L1;
    case 0x202A:
        return "LRE"_L1;
    case 0x202B:
        return "RLE"_L1;
    case 0x202C:
        return "PDF"_L1;
    case 0x202D:
        return "LRO"_L1;
    case 0x202E:
        return "RLO"_L1;
    case 0x2066:
        return "LRI"_L1;
    case 0x2067:
        return "RLI"_L1;
    case 0x2068:
        return "FSI"_L1;
    case 0x2069:
        return "PDI"_L1;
    default:
        return {};
    }
}

/// May be half of a pair that is text.
bool isNoText(QChar unit)
{
    return unit.isSurrogate() || unit.unicode() == 0xFFFE || unit.unicode() == 0xFFFF;
}

bool needsWork(QChar unit)
{
    const char16_t code = unit.unicode();
    return code < 0x20 || code == 0x7F || code == 0x2028 || code == 0x2029 || isNoText(unit)
        || !bidiTag(code).isEmpty();
}

} // namespace

QString visibleText(const QString &text)
{
    if (std::none_of(text.begin(), text.end(), needsWork)) {
        return text;
    }
    QString result;
    result.reserve(text.size() + 16);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar unit = text.at(i);
        const char16_t code = unit.unicode();
        if (unit.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            result += unit;
            result += text.at(++i);
        } else if (isNoText(unit)) {
            result += QChar(QChar::ReplacementCharacter);
        } else if (code < 0x20) {
            result += QChar(char16_t(0x2400 + code));
        } else if (code == 0x7F) {
            result += QChar(u'\u2421');
        } else if (code == 0x2028 || code == 0x2029) {
            result += QChar(u'\u2424');
        } else if (const QLatin1StringView tag = bidiTag(code); !tag.isEmpty()) {
            result += u'‹' + tag + u'›';
        } else {
            result += unit;
        }
    }
    return result;
}

} // namespace Query
