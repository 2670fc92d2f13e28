#pragma once

#include "reports/exportfolder.h"
#include "reports/exportinput.h"

namespace Json {
class SecretKeys;
}

namespace Reports {

/// The objects as resources of the Terraform provider auth0/auth0 1, with an import block for each, so that the first
/// plan takes them in instead of making them: applications.tf, connections.tf, organizations.tf, imports.tf, a
/// sensitive variable for each secret, and README.txt. No secret is in it. The same input gives the same bytes. Pure;
/// it belongs on a worker thread.
ExportFolder terraformFolder(const ExportInput &input, const Json::SecretKeys &secrets);

} // namespace Reports
