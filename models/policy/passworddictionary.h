#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace Policy {

/// The list of common passwords that stands in for the one Auth0 has built in, which nobody outside Auth0 holds for
/// certain. A value. Comparing ignores case (Auth0's page "Password options") and takes the whole password: neither the
/// page nor the OpenAPI document speaks of parts.
class PasswordDictionary
{
public:
    /// The small list of our own: what it holds is common beyond doubt, what it lacks may be in Auth0's all the same.
    PasswordDictionary();
    /// A word list as users have them: a word a line, in UTF-8; empty lines are left out.
    static PasswordDictionary fromText(const QByteArray &text);

    bool contains(const QString &password) const;
    /// True for the list of our own.
    bool isApproximate() const { return m_approximate; }
    qsizetype size() const { return m_words.size(); }

    /// How words and passwords are made comparable.
    static QString folded(const QString &word) { return word.toCaseFolded(); }

private:
    QSet<QString> m_words; ///< folded
    bool m_approximate = true;
};

} // namespace Policy
