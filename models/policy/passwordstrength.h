#pragma once

#include <QByteArrayView>
#include <QStringList>

namespace Policy {

/// What zxcvbn makes of a password: advice, never a rule of Auth0's.
struct PasswordStrength
{
    int score = 0; ///< 0 (too guessable) to 4 (very unguessable), by zxcvbn's own limits
    double guesses = 0; ///< power of ten: 6 means about a million guesses
    QStringList weaknesses; ///< for a person: what the guesses begin with
};

/// Of the first maximumBytes of a password, which is what Auth0 uses; a blank in between and other alphabets are fine.
/// `words` are the user's own, such as the parts of the profile. Takes a few milliseconds; keeps nothing.
PasswordStrength strengthOf(QByteArrayView password, const QStringList &words = {});

/// A word for a score: "very weak" to "very strong".
QString wordFor(const PasswordStrength &strength);

} // namespace Policy
