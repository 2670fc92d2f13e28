#pragma once

#include "policy/policysetting.h"

#include <QByteArray>

namespace Policy {

/// One database connection as the grid of policies and `policy show` see it: the policy with its defaults filled in,
/// and the switches of the same panel in Auth0's Dashboard. A value.
struct PolicyRow
{
    QString id;
    QString name;
    /// False where the token lacks read:connections_options: then nothing below is known.
    bool hasOptions = false;
    bool isCustomDatabase = false;
    /// As the connection holds it; None where it has no policy member at all and is read as legacy level `none`.
    Domain::PolicyGeneration generation = Domain::PolicyGeneration::None;
    /// Both readings where both generations are there: which one Auth0 applies is not documented, so none is preferred.
    EffectivePolicy policy;

    // Switches; empty where the connection does not carry them.
    std::optional<bool> signupDisabled;
    std::optional<bool> selfServiceChangeDisabled;
    std::optional<bool> passwordEnabled;
    QString apiBehavior; ///< required | optional
    QString signupBehavior; ///< allow | block

    QList<Reading> readings() const; ///< legacy first
    friend bool operator==(const PolicyRow &, const PolicyRow &) = default;
};

/// The row of a connection as Auth0 sent it; nothing for what is no database connection.
std::optional<PolicyRow> policyRow(const QByteArray &connection);

/// The row as one JSON object, under the names of the settings. `readings` holds each reading; beside it stand the
/// settings in which all readings agree, null where they do not, and `min_length` is the one that is certain to be
/// asked for, as in filters.
QByteArray json(const PolicyRow &row, const QString &tenantName);

} // namespace Policy
