#include "json/scanner.h"

#include <algorithm>

namespace Json {

namespace {
bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
} // namespace

qsizetype Scanner::skipSpace(qsizetype position) const
{
    if (position < 0) {
        return position;
    }
    while (position < m_text.size() && isSpace(m_text.at(position))) {
        ++position;
    }
    return position;
}

qsizetype Scanner::skipString(qsizetype position) const
{
    if (position < 0 || at(position) != '"') {
        return -1;
    }
    for (++position; position < m_text.size(); ++position) {
        const char c = m_text.at(position);
        if (c == '\\') {
            ++position;
        } else if (c == '"') {
            return position + 1;
        }
    }
    return -1;
}

qsizetype Scanner::skipValue(qsizetype position) const
{
    if (position < 0 || position >= m_text.size()) {
        return -1;
    }
    const char first = m_text.at(position);
    if (first == '"') {
        return skipString(position);
    }
    if (first != '{' && first != '[') {
        while (position < m_text.size()) {
            const char c = m_text.at(position);
            if (c == ',' || c == '}' || c == ']' || isSpace(c)) {
                break;
            }
            ++position;
        }
        return position;
    }
    qsizetype depth = 0;
    while (position < m_text.size()) {
        const char c = m_text.at(position);
        if (c == '"') {
            position = skipString(position);
            if (position < 0) {
                return -1;
            }
            continue;
        }
        if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (--depth == 0) {
                return position + 1;
            }
        }
        ++position;
    }
    return -1;
}

int Scanner::depth() const
{
    int depth = 0;
    int deepest = 0;
    for (qsizetype position = 0; position >= 0 && position < m_text.size(); ++position) {
        const char c = m_text.at(position);
        if (c == '"') {
            position = skipString(position) - 1;
            if (position < 0) {
                break;
            }
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

} // namespace Json
