#include "query/textmatcher.h"

#include <algorithm>

namespace Query {

namespace {

constexpr char16_t firstBeyondAscii = 0x80;

char16_t folded(char16_t character)
{
    if (character < firstBeyondAscii) {
        return character >= u'A' && character <= u'Z' ? char16_t(character + (u'a' - u'A')) : character;
    }
    return QChar(character).toCaseFolded().unicode();
}

} // namespace

TextMatcher::TextMatcher(const QString &wanted)
    : m_isPlain(std::none_of(wanted.begin(), wanted.end(), [](QChar character) { return character.isSurrogate(); }))
    , m_general(wanted, Qt::CaseInsensitive)
{
    m_wanted.reserve(wanted.size());
    for (const QChar character : wanted) {
        m_wanted.append(QChar(folded(character.unicode())));
    }
    if (!m_wanted.isEmpty()) {
        m_first = m_wanted.front().unicode();
        m_firstUpper = m_first >= u'a' && m_first <= u'z' ? char16_t(m_first - (u'a' - u'A')) : m_first;
    }
}

bool TextMatcher::isIn(QStringView text) const
{
    if (m_wanted.isEmpty()) {
        return true;
    }
    if (!m_isPlain) {
        return m_general.indexIn(text) >= 0;
    }
    const char16_t *wanted = QStringView(m_wanted).utf16();
    const qsizetype length = m_wanted.size();
    const char16_t *characters = text.utf16();
    for (qsizetype at = 0; at + length <= text.size(); ++at) {
        const char16_t character = characters[at];
        const bool starts = character == m_first || character == m_firstUpper
            || (character >= firstBeyondAscii && folded(character) == m_first);
        if (!starts) {
            continue;
        }
        qsizetype same = 1;
        while (same < length && folded(characters[at + same]) == wanted[same]) {
            ++same;
        }
        if (same == length) {
            return true;
        }
    }
    return false;
}

} // namespace Query
