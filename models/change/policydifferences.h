#pragma once

#include "policy/policyrow.h"
#include "policy/policysummary.h"

namespace Change {

/// A setting of the password policy that two connections do not have alike; in words for people.
struct PolicyDifference
{
    QString title; ///< within a sentence: "history"
    QString before; ///< "off"
    QString after;
    bool isInSummary = false; ///< EffectivePolicy::summary() tells it already

    friend bool operator==(const PolicyDifference &, const PolicyDifference &) = default;
};

/// Setting by setting; what a level brings along is not told beside the level. Nothing where either came without
/// options.
QList<PolicyDifference> policyDifferences(const Policy::PolicyRow &before, const Policy::PolicyRow &after);

/// What a connection does where it does not say; nothing where Auth0 fills it in.
std::optional<Policy::Setting> switchValue(const Policy::PolicyRow &row, Policy::Switch which);
/// The switches beside the policy that both are known to have, each otherwise.
QList<Policy::Switch> differingSwitches(const Policy::PolicyRow &left, const Policy::PolicyRow &right);

/// In which settings and switches two connections differ, as Auth0 sent them: "history", "dictionary". Nothing where
/// either is no database connection.
QStringList policyDifferenceTitles(const QByteArray &left, const QByteArray &right);

} // namespace Change
