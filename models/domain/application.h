#pragma once

#include "domain/id.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace Domain {

/// An application (Auth0 client) as Auth0 sent it. `original` is the object byte for byte; it may hold secrets and
/// must pass Json::masked() before it leaves the program.
struct Application
{
    ApplicationId id;
    QString name;
    QString description;
    QString type; ///< Auth0's app_type: spa, native, regular_web, non_interactive...; empty where it is not set
    std::optional<bool> isFirstParty;
    /// The tenant's own "All Applications" client; it is not an application anyone logs in to.
    bool isGlobal = false;
    QStringList grantTypes;
    QStringList callbacks;
    QStringList allowedLogoutUrls;
    QByteArray original;

    friend bool operator==(const Application &, const Application &) = default;
};

/// Whether people sign in to an application of this type, Auth0's app_type. Auth0 leaves the type out where the
/// application was made through the API: then its grants tell.
inline bool signsPeopleIn(const QString &type, const QStringList &grants)
{
    if (type.isEmpty()) {
        return grants != QStringList{QStringLiteral("client_credentials")};
    }
    return type != QLatin1StringView("non_interactive") && type != QLatin1StringView("resource_server");
}

} // namespace Domain
