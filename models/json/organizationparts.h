#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace Json {

/// What hangs on one organization, each as Auth0 sent it. A value.
struct OrganizationParts
{
    QList<QByteArray> connections; ///< of GET /organizations/{id}/connections, those that are switched off too
    QList<QByteArray> grants; ///< its client grants
    std::optional<QList<QByteArray>> domains; ///< its discovery domains; nothing: not read
};

} // namespace Json
