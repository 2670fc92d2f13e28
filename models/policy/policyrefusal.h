#pragma once

#include "json/value.h"

#include <QString>

#include <optional>

namespace Policy {

/// Why a policy is left as it is. `reason` is for a person.
struct Refusal
{
    enum class Kind {
        NoOptions, ///< not readable: a missing scope
        NotADatabase, ///< strategy other than auth0
        CustomDatabase, ///< its options cannot be sent back safely (auth0.md 4.6)
        Unreadable, ///< a member is not what the OpenAPI document says it is
        BothGenerations, ///< and nobody said which to keep
        OtherGeneration, ///< the connection does not hold the generation that was named
        CannotHold, ///< the generation has no place for the setting
        Invalid, ///< Auth0 would refuse the result
    };
    Kind kind = Kind::NoOptions;
    QString reason;

    friend bool operator==(const Refusal &, const Refusal &) = default;
};

/// What forbids any change of the policy in `options`, which is null where the connection came without them.
std::optional<Refusal> refusalOf(const Json::Value *options, const QString &strategy);

/// The first member of the policy whose type, or word, is not one of the OpenAPI document, in words for a person.
/// Limits of numbers are not looked at: what Auth0 holds, it took.
std::optional<QString> misreadIn(const Json::Value &options);

} // namespace Policy
