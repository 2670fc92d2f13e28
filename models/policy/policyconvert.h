#pragma once

#include "policy/policydeviation.h"
#include "policy/policyrefusal.h"

namespace Policy {

/// Something that a conversion does not carry over.
struct Loss
{
    /// What it means for the passwords to come; Different where they stay as they are, and only the way back, or
    /// something not documented, is lost.
    Direction direction = Direction::Different;
    QString text; ///< for a person
    /// The setting that would differ, where the loss is just that.
    std::optional<Key> key{};

    friend bool operator==(const Loss &, const Loss &) = default;
};

/// The options of a connection with the policy in the other generation; nothing else of them differs.
struct Conversion
{
    Json::Value options;
    QList<Loss> losses;
};

/// Converts between the generations (auth0.md 4.8; Auth0's page "Flexible password policy"). `options` is null where
/// the connection came without them. Options that already hold the wanted generation alone come back as they are. `to`
/// is Legacy or Flexible. Whether Auth0 takes a flexible policy also depends on what is not in the options: Universal
/// Login, and no customised page for resetting passwords.
tl::expected<Conversion, Refusal> convert(const Json::Value *options, const QString &strategy,
                                          Domain::PolicyGeneration to);

} // namespace Policy
