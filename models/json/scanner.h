#pragma once

#include <QByteArrayView>

namespace Json {

/// Walks over well-formed JSON text without building a tree. Positions are byte offsets; -1 is "the text ends first".
/// It checks nothing beyond what it needs to find its way, so its input must come from a checked text.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    { }

    QByteArrayView text() const { return m_text; }
    char at(qsizetype position) const { return position < m_text.size() ? m_text.at(position) : '\0'; }

    /// The first byte at or after `position` that is no white space.
    qsizetype skipSpace(qsizetype position) const;
    /// One past the string that starts at `position`.
    qsizetype skipString(qsizetype position) const;
    /// One past the value that starts at `position`. Not recursive, so that no depth can overflow the stack.
    qsizetype skipValue(qsizetype position) const;
    /// The deepest nesting of objects and arrays.
    int depth() const;

    /// Calls `visit(key, value)` for each member of the object at `position`, the key without its quotes and
    /// undecoded, until it returns false. The slices point into text().
    template <typename Visit> void eachMember(qsizetype position, Visit visit) const
    {
        position = skipSpace(position);
        if (at(position) != '{') {
            return;
        }
        position = skipSpace(position + 1);
        while (at(position) == '"') {
            const qsizetype keyEnd = skipString(position);
            const qsizetype colon = skipSpace(keyEnd);
            const qsizetype value = skipSpace(colon + 1);
            const qsizetype valueEnd = skipValue(value);
            if (keyEnd < 0 || valueEnd < 0) {
                return;
            }
            if (!visit(m_text.sliced(position + 1, keyEnd - position - 2), m_text.sliced(value, valueEnd - value))) {
                return;
            }
            position = skipSpace(valueEnd);
            if (at(position) != ',') {
                return;
            }
            position = skipSpace(position + 1);
        }
    }

    /// Calls `visit(element)` for each element of the array at `position` until it returns false.
    template <typename Visit> void eachElement(qsizetype position, Visit visit) const
    {
        position = skipSpace(position);
        if (at(position) != '[') {
            return;
        }
        position = skipSpace(position + 1);
        while (position < m_text.size() && at(position) != ']') {
            const qsizetype end = skipValue(position);
            if (end < 0 || !visit(m_text.sliced(position, end - position))) {
                return;
            }
            position = skipSpace(end);
            if (at(position) != ',') {
                return;
            }
            position = skipSpace(position + 1);
        }
    }

private:
    QByteArrayView m_text;
};

} // namespace Json
