#include "policy/policytitles.h"

#include "policy/translation.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

const QHash<QString, Key> &keysOfLeaves()
{
    static const QHash<QString, Key> keys{
        {u"passwordPolicy"_s, Key::Level},
        {u"password_complexity_options/min_length"_s, Key::MinLength},
        {u"password_dictionary/enable"_s, Key::Dictionary},
        {u"password_dictionary/dictionary"_s, Key::DictionaryWords},
        {u"password_history/enable"_s, Key::HistorySize},
        {u"password_history/size"_s, Key::HistorySize},
        {u"password_no_personal_info/enable"_s, Key::ProfileData},
        {u"password_options/complexity/min_length"_s, Key::MinLength},
        {u"password_options/complexity/character_types"_s, Key::CharacterTypes},
        {u"password_options/complexity/character_type_rule"_s, Key::CharacterTypeRule},
        {u"password_options/complexity/identical_characters"_s, Key::IdenticalCharacters},
        {u"password_options/complexity/sequential_characters"_s, Key::SequentialCharacters},
        {u"password_options/complexity/max_length_exceeded"_s, Key::MaxLengthExceeded},
        {u"password_options/dictionary/active"_s, Key::Dictionary},
        {u"password_options/dictionary/default"_s, Key::Dictionary},
        {u"password_options/dictionary/custom"_s, Key::DictionaryWords},
        {u"password_options/history/active"_s, Key::HistorySize},
        {u"password_options/history/size"_s, Key::HistorySize},
        {u"password_options/profile_data/active"_s, Key::ProfileData},
        {u"password_options/profile_data/blocked_fields"_s, Key::BlockedFields},
    };
    return keys;
}

} // namespace

QString titleOf(Key key)
{
    switch (key) {
    case Key::MinLength:
        return tr("Minimum length");
    case Key::CharacterTypes:
        return tr("Character types");
    case Key::CharacterTypeRule:
        return tr("Rule for types");
    case Key::IdenticalCharacters:
        return tr("Identical characters");
    case Key::SequentialCharacters:
        return tr("Sequences");
    case Key::MaxLengthExceeded:
        return tr("Over 72 bytes");
    case Key::Dictionary:
        return tr("Dictionary");
    case Key::HistorySize:
        return tr("Passwords in the history");
    case Key::ProfileData:
        return tr("Profile data blocked");
    case Key::Level:
        return tr("Level");
    case Key::DictionaryWords:
        return tr("Own words of the dictionary");
    case Key::BlockedFields:
        return tr("Blocked fields");
    }
    return {};
}

std::optional<LeafName> leafName(const QString &way)
{
    const auto found = keysOfLeaves().constFind(way);
    if (found == keysOfLeaves().cend()) {
        return std::nullopt;
    }
    const bool isSwitch = way.endsWith("/enable"_L1) || way.endsWith("/active"_L1);
    const QString title = *found == Key::HistorySize && isSwitch ? tr("History")
        : way.endsWith("/default"_L1)                            ? tr("Auth0's list of words")
                                                                 : titleOf(*found);
    return LeafName{*found, title};
}

} // namespace Policy
