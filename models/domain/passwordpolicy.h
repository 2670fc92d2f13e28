#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace Domain {

/// Which of Auth0's two policy generations a database connection holds. `Both` since August 2026 (auth0.md 4.13):
/// which one Auth0 then applies is not documented.
enum class PolicyGeneration { None, Legacy, Flexible, Both };

/// The legacy policy: `passwordPolicy` and its neighbours in `options`. An empty optional is a member that the
/// connection does not carry.
struct LegacyPasswordPolicy
{
    std::optional<QString> level; ///< none | low | fair | good | excellent
    std::optional<int> minLength; ///< UTF-16 units, 1-128
    std::optional<bool> historyEnabled;
    std::optional<int> historySize; ///< 0-24
    std::optional<bool> dictionaryEnabled;
    QStringList dictionary; ///< at most 200 words of 50 characters
    std::optional<bool> noPersonalInfo;

    friend bool operator==(const LegacyPasswordPolicy &, const LegacyPasswordPolicy &) = default;
};

/// The flexible policy: `options.password_options`. An empty optional is a member that the connection does not carry.
struct FlexiblePasswordPolicy
{
    std::optional<int> minLength; ///< 1-72
    std::optional<QStringList> characterTypes; ///< of uppercase, lowercase, number, special
    std::optional<QString> characterTypeRule; ///< all | three_of_four
    std::optional<QString> identicalCharacters; ///< allow | block
    std::optional<QString> sequentialCharacters; ///< allow | block
    std::optional<QString> maxLengthExceeded; ///< truncate | error, at 72 bytes
    std::optional<bool> dictionaryActive;
    std::optional<QString> dictionaryDefault; ///< en_10k | en_100k
    QStringList dictionaryCustom;
    std::optional<bool> historyActive;
    std::optional<int> historySize; ///< 1-24
    std::optional<bool> profileDataActive;
    /// At most 12, of 100 characters; an empty list blocks nothing, an absent one Auth0 fills in.
    std::optional<QStringList> blockedFields;

    friend bool operator==(const FlexiblePasswordPolicy &, const FlexiblePasswordPolicy &) = default;
};

/// Both generations as a connection holds them, before any default is filled in.
struct PasswordPolicy
{
    std::optional<LegacyPasswordPolicy> legacy;
    std::optional<FlexiblePasswordPolicy> flexible;

    PolicyGeneration generation() const
    {
        if (legacy && flexible) {
            return PolicyGeneration::Both;
        }
        return legacy ? PolicyGeneration::Legacy : flexible ? PolicyGeneration::Flexible : PolicyGeneration::None;
    }

    friend bool operator==(const PasswordPolicy &, const PasswordPolicy &) = default;
};

} // namespace Domain
