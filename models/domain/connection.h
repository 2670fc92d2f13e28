#pragma once

#include "domain/id.h"
#include "domain/passwordpolicy.h"

#include <QByteArray>

#include <optional>

namespace Domain {

/// How Auth0's Dashboard groups strategies. Only Database counts against Lock's 50.
enum class ConnectionKind { Unknown, Database, Enterprise, Social, Passwordless };

/// A connection as Auth0 sent it. `original` is the object byte for byte, so that members we do not model
/// survive a round trip; it holds secrets and must pass Json::masked() before it leaves the program.
struct Connection
{
    ConnectionId id;
    QString name;
    QString displayName;
    QString strategy;
    ConnectionKind kind = ConnectionKind::Unknown;
    std::optional<bool> isDomainConnection;
    std::optional<bool> showAsButton;
    /// False where the token lacks read:connections_options: then nothing is known of the options, and nothing
    /// may be written (DESIGN 3.5).
    bool hasOptions = false;
    /// The connection uses a custom database (`options.enabledDatabaseCustomization`).
    bool isCustomDatabase = false;
    std::optional<bool> signupDisabled;
    std::optional<bool> bruteForceProtection;
    /// Only for strategy auth0 with options.
    std::optional<PasswordPolicy> policy;
    QByteArray original;

    friend bool operator==(const Connection &, const Connection &) = default;
};

/// The Dashboard's group of a strategy; Social for a name that is in no other group (custom social connections
/// bring their own names).
ConnectionKind kindOfStrategy(const QString &strategy);

} // namespace Domain
