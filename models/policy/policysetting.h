#pragma once

#include "policy/effectivepolicy.h"

#include <tl/expected.hpp>

#include <QList>

#include <variant>

namespace Policy {

/// What can be set of a policy, named alike for both generations. The first ten are the keys of the command line.
enum class Key {
    MinLength,
    CharacterTypes,
    CharacterTypeRule,
    IdenticalCharacters,
    SequentialCharacters,
    MaxLengthExceeded,
    Dictionary,
    HistorySize,
    ProfileData,
    Level,
    DictionaryWords,
    BlockedFields,
};

const QList<Key> &allKeys();
/// The word for a key: min_length, character_types...
QLatin1StringView nameOf(Key key);
std::optional<Key> keyFor(QStringView name);
/// Whether its value is an `int`.
bool isNumber(Key key);

/// The value of a key:
/// - `int`: MinLength, HistorySize (0: off)
/// - `bool`: ProfileData
/// - `QStringList`: CharacterTypes, DictionaryWords, BlockedFields
/// - `QString`: the others; of Dictionary off, on (whichever list the policy names), en_10k or en_100k
using Setting = std::variant<bool, int, QString, QStringList>;

/// One setting as it is to be.
struct Edit
{
    Key key = Key::MinLength;
    Setting value;
    /// Of a number (isNumber()): what is as much already, or more, stays.
    bool onlyRaise = false;

    friend bool operator==(const Edit &, const Edit &) = default;
};

/// Checks a value against the limits of the OpenAPI document (schemas ConnectionPassword...); the wider ones where the
/// generations differ. The error is for a person.
tl::expected<Edit, QString> checkedEdit(Key key, const Setting &value);
/// Reads `key=value` as it is typed: lists with commas, `none` for an empty one, on/off or true/false for switches.
tl::expected<Edit, QString> parseEdit(const QString &text);

/// How many entries a list takes, and how long each may be in characters; both 0 for a key that has no such list.
struct ListLimits
{
    int entries = 0;
    int characters = 0;
};
ListLimits listLimitsOf(Key key);

/// What a reading says of a key. Level is empty in a flexible reading.
Setting settingOf(const Reading &reading, Key key);
/// Equal, where the order of a list's entries means nothing.
bool isSame(const Setting &left, const Setting &right);
/// As it is typed and shown.
QString textOf(const Setting &value);

} // namespace Policy
