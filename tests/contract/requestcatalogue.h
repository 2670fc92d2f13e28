#pragma once

#include "api/wire.h"

#include "sandbox/tenantstate.h"

#include <QList>
#include <QString>

namespace Contract {

/// One request as the client would send it, named after the function of models/api/requests that made it.
struct CataloguedRequest
{
    QString function;
    QString variant; ///< what is special about these arguments
    Api::WireRequest wire;
};

/// Every function of models/api/requests for the Management API, with the arguments that change its path, query or
/// body, about objects that `tenant` holds. In an order in which they can be sent one after the other.
QList<CataloguedRequest> requestCatalogue(const Sandbox::TenantState &tenant);

/// Names of the functions that models/api/requests/*.h declare: whatever returns a Request or a list of them.
QStringList declaredRequestFunctions(const QString &sourceFolder);

} // namespace Contract
