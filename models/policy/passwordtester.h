#pragma once

#include "policy/effectivepolicy.h"
#include "policy/passworddictionary.h"
#include "policy/profiledata.h"

namespace Policy {

/// The rules of a policy that a password can break, in the order in which they are told.
enum class Rule {
    MinLength, ///< UTF-16 units, as browsers count
    CharacterTypes,
    IdenticalCharacters, ///< more than 2 in a row
    SequentialCharacters, ///< 3 or more in a row
    MaxLength, ///< more than 72 bytes of UTF-8, where the policy makes that an error
    Dictionary,
    ProfileData,
};

/// The word for a rule in programs: min_length, character_types...
QLatin1StringView nameOf(Rule rule);

/// How many bytes of a password Auth0 uses (bcrypt; OpenAPI `max_length_exceeded`).
inline constexpr qsizetype maximumBytes = 72;

/// What one reading of a policy says of one password.
struct Verdict
{
    Domain::PolicyGeneration generation = Domain::PolicyGeneration::Legacy;
    QList<Rule> failed; ///< in the order of Rule
    /// The policy asks for Auth0's built-in dictionary and only our own short list was there to stand in for it.
    bool isApproximate = false;

    bool isOk() const { return failed.isEmpty(); }
    friend bool operator==(const Verdict &, const Verdict &) = default;
};

/// Tries passwords against a policy, here and without a request. Keeps nothing of them. A value.
///
/// The legacy rules and the flexible ones it has agree with Auth0's own password-sheriff, but for one thing: that fails
/// every rule of an empty password, and this only those that it breaks. What a policy knows about earlier passwords
/// (history) cannot be tried.
class PasswordTester
{
public:
    explicit PasswordTester(EffectivePolicy policy, PasswordDictionary dictionary = {},
                            const ProfileData &profile = {});

    /// One verdict per generation that the policy holds, legacy first. A connection that holds both has two: which one
    /// Auth0 applies is not documented. `password` is UTF-8; it is neither trimmed nor cut.
    QList<Verdict> test(QByteArrayView password) const;

    /// What fails in any of the verdicts: the one answer where only one can be given.
    static QList<Rule> failedInAny(const QList<Verdict> &verdicts);

private:
    struct Side
    {
        Reading reading;
        QSet<QString> ownWords; ///< of the policy, folded
        QStringList profileWords;
    };
    Side sideOf(const Reading &reading, const ProfileData &profile) const;
    bool fails(const Side &side, Rule rule, const QString &password, qsizetype bytes) const;

    QList<Side> m_sides;
    PasswordDictionary m_dictionary;
};

} // namespace Policy
