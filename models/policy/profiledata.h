#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace Policy {

/// What a user's profile says, as a policy looks at it: texts by their path, such as `user_metadata.first`. A value.
class ProfileData
{
public:
    ProfileData() = default;
    /// `text` is a user as Auth0 sends it. An error says what is wrong, without the text.
    static tl::expected<ProfileData, QString> fromJson(const QByteArray &text);

    bool isEmpty() const { return m_texts.isEmpty(); }
    /// What may not stand in a password because of these fields. Of an `email`, the part before the @ as well, which is
    /// what the legacy policy checks ("firstpart@example.com" in Auth0's page "Password options"; the part is not split
    /// further, says Auth0's support). What the flexible policy does with `email` is documented nowhere; the
    /// stricter reading is taken.
    QStringList wordsOf(const QStringList &fields) const;

private:
    QHash<QString, QString> m_texts;
};

} // namespace Policy
