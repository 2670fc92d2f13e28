#pragma once

#include "store/problem.h"
#include "store/tenantstate.h"

namespace Session {

/// Whether a folder looks like an export of auth0-deploy-cli.
bool isDeployFolder(const QString &path);

/// What `a0deploy export --format directory` wrote: tenant.json, clients/*.json, database-connections/*/database.json,
/// connections/*.json and organizations/*.json, with the scripts and pages that these name. An object's id is its name,
/// since the export has none. The folder is a stranger's: nothing outside it is read, and no file that is larger than
/// any object.
Store::Outcome<Store::TenantState> readDeployFolder(const QString &path);

} // namespace Session
