#pragma once

#include "policy/policyrow.h"

#include <map>

namespace Policy {

/// A switch of PolicyRow, in the same panel of Auth0's Dashboard as the policy.
enum class Switch {
    DisableSignup,
    DisableSelfServiceChange,
    PasswordEnabled,
    ApiBehavior, ///< required | optional
    SignupBehavior, ///< allow | block
};
const QList<Switch> &allSwitches();
/// What a row says of a switch; nothing where the connection does not carry it.
std::optional<Setting> settingOf(const PolicyRow &row, Switch which);

/// What several connections say of one setting.
struct FieldSummary
{
    QList<Setting> values; ///< each once; numbers in their order
    QList<int> counts; ///< of each value, by how many policies
    /// No connection has it written out: Auth0 fills it in, or the level brings it along.
    bool isDefault = true;

    bool differs() const { return values.size() > 1; }
    friend bool operator==(const FieldSummary &, const FieldSummary &) = default;
};

/// What several database connections have in common, and where they differ. A value.
struct PolicySummary
{
    int connections = 0; ///< database connections, all of the below
    int unknown = 0; ///< came without options: nothing is known of them
    int customDatabases = 0; ///< counted in the generations as well
    int legacy = 0; ///< those without any policy member among them
    int none = 0; ///< without any policy member, which is read as legacy level none
    int flexible = 0;
    int both = 0;
    std::map<Key, FieldSummary> fields; ///< without an entry where no connection has such a setting
    std::map<QString, int> types; ///< how many readings ask for a type of character
    int readings = 0; ///< a connection that holds both generations has two
    std::map<Switch, FieldSummary> switches;

    void add(const QByteArray &connection);
};

/// Whether the connection has a setting written out in this generation.
bool isWrittenOut(const Domain::PasswordPolicy &policy, Domain::PolicyGeneration generation, Key key);

} // namespace Policy
