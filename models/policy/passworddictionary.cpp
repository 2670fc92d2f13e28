#include "policy/passworddictionary.h"

#include "policy/commonpasswords.h"

namespace Policy {

PasswordDictionary::PasswordDictionary()
    : m_words(commonPasswords())
{ }

PasswordDictionary PasswordDictionary::fromText(const QByteArray &text)
{
    PasswordDictionary dictionary;
    dictionary.m_words.clear();
    dictionary.m_approximate = false;
    for (QByteArray line : text.split('\n')) {
        if (line.endsWith('\r')) {
            line.chop(1);
        }
        if (!line.isEmpty()) {
            dictionary.m_words.insert(folded(QString::fromUtf8(line)));
        }
    }
    return dictionary;
}

bool PasswordDictionary::contains(const QString &password) const
{
    return m_words.contains(folded(password));
}

} // namespace Policy
