#pragma once

#include "policy/passwordtester.h"

namespace Policy {

/// What a policy says of a password under one rule, for the table of the password tester.
struct RuleCheck
{
    enum class State {
        NotChecked, ///< the rule is off
        Passed,
        Failed,
    };
    State state = State::NotChecked;
    /// For a person: what is asked for, or which part of the password breaks the rule.
    QString detail{};
    bool isPart = false; ///< the detail is a part of the password

    friend bool operator==(const RuleCheck &, const RuleCheck &) = default;
};

/// The rules in the order in which they are told.
const QList<Rule> &allRules();

/// One check per rule. Of a policy that holds both generations the stricter one speaks: which one Auth0 applies is not
/// documented. `password` is UTF-8.
QList<RuleCheck> checkRules(const EffectivePolicy &policy, QByteArrayView password,
                            const PasswordDictionary &dictionary, const ProfileData &profile);

} // namespace Policy
