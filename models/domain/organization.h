#pragma once

#include "domain/id.h"

#include <QByteArray>

#include <optional>

namespace Domain {

/// An organization as Auth0 sent it; `original` is the object byte for byte.
struct Organization
{
    OrganizationId id;
    QString name;
    QString displayName;
    QString logoUrl;
    QString primaryColor; ///< branding.colors.primary, "#rrggbb"
    int metadataKeys = 0;
    QByteArray original;

    friend bool operator==(const Organization &, const Organization &) = default;
};

/// One entry of an organization's enabled_connections.
struct OrganizationConnection
{
    ConnectionId connection;
    std::optional<bool> assignMembershipOnLogin;
    std::optional<bool> showAsButton;
    std::optional<bool> isSignupEnabled;

    friend bool operator==(const OrganizationConnection &, const OrganizationConnection &) = default;
};

} // namespace Domain
