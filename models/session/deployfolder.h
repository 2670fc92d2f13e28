#pragma once

#include "analysis/comparedfields.h"
#include "store/problem.h"
#include "store/tenantstate.h"

namespace Session {

/// Whether a folder looks like an export of auth0-deploy-cli in JSON.
bool isDeployFolder(const QString &path);
/// Whether a file is called like an export of auth0-deploy-cli in YAML.
bool isDeployFile(const QString &path);

/// An export as it lies in a folder. A value.
struct DeployedState
{
    Store::TenantState state;
    Analysis::LeftOutByKind leftOut; ///< what Tenantry wrote beside it; what is in the state all the same is not in it
};

/// What `a0deploy export` wrote: with `--format directory` tenant.json, clients/*.json,
/// database-connections/*/database.json, connections/*.json and organizations/*.json; with `--format yaml`, as
/// Tenantry's own export, tenant.yaml; with the scripts and pages that these name, and what tenantry-left-out.json
/// says. `path` is the folder, or the YAML file. An object's id is its name, since the export has none. The folder is a
/// stranger's: nothing outside it is read, and no file that is larger than any object or, of YAML, any tenant.
Store::Outcome<DeployedState> readDeployFolder(const QString &path);

} // namespace Session
