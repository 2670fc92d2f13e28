#pragma once

#include <QStringView>

namespace Policy {

/// The types of character that a password holds. Only ASCII counts: A-Z, a-z, 0-9, and OWASP's list of special
/// characters with the blank (password-sheriff, lib/rules/contains.js). A letter of another alphabet is of no type.
struct CharacterTypes
{
    bool lowercase = false;
    bool uppercase = false;
    bool number = false;
    bool special = false;

    /// `name` is one of lowercase, uppercase, number, special; another is never held.
    bool holds(QStringView name) const;
};
CharacterTypes characterTypesOf(QStringView password);

/// Longest run of one character, in UTF-16 units: 3 in "aaab".
int longestRun(QStringView password);

/// Longest run of letters and digits (ASCII) whose codes rise by one each or fall by one each: 3 in "xabc" and "321".
/// From 9 to : and from Z to [ no run goes on, since a run is of letters and digits only. 1 where there is none.
int longestSequence(QStringView password);

} // namespace Policy
