#pragma once

#include <QDateTime>
#include <QString>

namespace Domain {

/// A public key or certificate that an application proves with who it is. The key itself is not kept. A value.
struct ClientCredential
{
    QString id;
    QString name; ///< may be empty
    QString keyId; ///< may be empty
    QDateTime expiresAt; ///< invalid: never

    friend bool operator==(const ClientCredential &, const ClientCredential &) = default;
};

} // namespace Domain
