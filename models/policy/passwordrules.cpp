#include "policy/passwordrules.h"

#include <QString>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Policy {

namespace {

bool isLowercase(char16_t unit)
{
    return unit >= u'a' && unit <= u'z';
}

bool isUppercase(char16_t unit)
{
    return unit >= u'A' && unit <= u'Z';
}

bool isNumber(char16_t unit)
{
    return unit >= u'0' && unit <= u'9';
}

bool isAlphanumeric(char16_t unit)
{
    return isLowercase(unit) || isUppercase(unit) || isNumber(unit);
}

/// OWASP's list is what is left of printable ASCII.
bool isSpecial(char16_t unit)
{
    return unit >= u' ' && unit <= u'~' && !isAlphanumeric(unit);
}

} // namespace

bool CharacterTypes::holds(QStringView name) const
{
    return (lowercase && name == "lowercase"_L1) || (uppercase && name == "uppercase"_L1)
        || (number && name == "number"_L1) || (special && name == "special"_L1);
}

CharacterTypes characterTypesOf(QStringView password)
{
    CharacterTypes types;
    for (const QChar character : password) {
        const char16_t unit = character.unicode();
        types.lowercase = types.lowercase || isLowercase(unit);
        types.uppercase = types.uppercase || isUppercase(unit);
        types.number = types.number || isNumber(unit);
        types.special = types.special || isSpecial(unit);
    }
    return types;
}

int longestRun(QStringView password)
{
    int longest = 0;
    int current = 0;
    for (qsizetype i = 0; i < password.size(); ++i) {
        current = i > 0 && password[i] == password[i - 1] ? current + 1 : 1;
        longest = std::max(longest, current);
    }
    return longest;
}

int longestSequence(QStringView password)
{
    int longest = std::min(1, int(password.size()));
    int current = 1;
    int direction = 0;
    for (qsizetype i = 1; i < password.size(); ++i) {
        const char16_t before = password[i - 1].unicode();
        const char16_t unit = password[i].unicode();
        const int step = isAlphanumeric(before) && isAlphanumeric(unit) ? int(unit) - int(before) : 0;
        if (step != 1 && step != -1) {
            current = 1;
            direction = 0;
        } else {
            current = step == direction ? current + 1 : 2; // the unit before starts a run the other way
            direction = step;
        }
        longest = std::max(longest, current);
    }
    return longest;
}

} // namespace Policy
