#pragma once

#include <QString>
#include <QStringMatcher>
#include <QStringView>

namespace Query {

/// Looks for a text in others, ignoring case as QString::contains() does. Made for many short texts: a keystroke in the
/// filter line looks through every cell of the table, where QStringMatcher folds each character by Unicode's tables.
class TextMatcher
{
public:
    TextMatcher() = default;
    explicit TextMatcher(const QString &wanted);

    bool isIn(QStringView text) const;

private:
    QString m_wanted; ///< folded
    char16_t m_first = 0;
    char16_t m_firstUpper = 0;
    bool m_isPlain = true; ///< no surrogates; else m_general looks
    QStringMatcher m_general;
};

} // namespace Query
