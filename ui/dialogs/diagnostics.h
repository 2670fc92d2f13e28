#pragma once

#include "domain/tenant.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace Ui {

/// What "Copy diagnostics" tells beside versions: what somebody who helps needs, and nothing of a tenant's content.
struct Diagnostics
{
    struct Tenant
    {
        Domain::TenantProfile profile;
        QStringList states; ///< "connections: partial, 1,000 of 5,230"
    };
    QList<Tenant> tenants;
    bool hasKeychain = false;
    QString theme;
    QStringList problems; ///< the last error texts
};

/// Plain text, redacted: no secret, no token, no client id, no name from a tenant but its domain, no path of the home
/// folder.
QString diagnosticsText(const Diagnostics &diagnostics);

} // namespace Ui
