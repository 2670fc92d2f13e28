#pragma once

#include "domain/passwordpolicy.h"

namespace Policy {

/// One reading of a policy with the defaults filled in: the columns that legacy and flexible policies share.
/// Sources: auth0.md 4.8 (levels), OpenAPI ConnectionPasswordOptions (ranges), Auth0's Terraform documentation
/// (flexible defaults).
struct Reading
{
    Domain::PolicyGeneration generation = Domain::PolicyGeneration::Legacy;
    QString level; ///< legacy only: none, low, fair, good, excellent
    int minLength = 1;
    QStringList characterTypes;
    QString characterTypeRule; ///< all | three_of_four; empty where no type is asked for
    bool blocksIdentical = false;
    bool blocksSequential = false;
    QString maxLengthExceeded; ///< truncate | error
    bool dictionary = false;
    QString dictionaryName; ///< en_10k | en_100k; empty where the dictionary is off
    QStringList dictionaryWords; ///< the policy's own; empty where the dictionary is off
    int historySize = 0; ///< 0: off
    bool blocksProfileData = false;
    QStringList blockedFields; ///< as paths into the user; empty where profile data is not looked at

    friend bool operator==(const Reading &, const Reading &) = default;
};

/// What a connection's policy amounts to. A connection that holds both generations has both readings: which one Auth0
/// applies is not documented, so none is preferred.
struct EffectivePolicy
{
    std::optional<Reading> legacy;
    std::optional<Reading> flexible;

    Domain::PolicyGeneration generation() const;
    QList<Reading> readings() const; ///< legacy first
    /// The lower of the readings' minimum lengths: the length that is certain to be asked for.
    int minLength() const;
    /// A few words for a table cell: "good, min 12", "flexible, min 15, all 4".
    QString summary() const;
};

/// The parts of the user that the legacy policy keeps out of passwords (Auth0's page "Password options"); of `email`
/// only what stands before the @.
const QStringList &legacyBlockedFields();
/// What Auth0 fills in for absent `blocked_fields` (auth0.md 4.13: recorded answers).
const QStringList &defaultBlockedFields();

/// What a legacy level asks for where nothing overrides it; a word that is no level counts as `none`, as in Auth0's
/// password-sheriff.
Reading readingOfLevel(const QString &level);

/// Fills in the defaults. A connection without any policy member is read as legacy level `none`.
EffectivePolicy normalise(const Domain::PasswordPolicy &policy);

/// The word for a generation in tables and filters: none, legacy, flexible, both.
QString wordFor(Domain::PolicyGeneration generation);

} // namespace Policy
