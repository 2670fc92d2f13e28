#pragma once

#include "reports/exportfolder.h"
#include "reports/exportinput.h"

namespace Json {
class SecretKeys;
}

namespace Reports {

/// The objects as a folder that `a0deploy import` of auth0-deploy-cli 8 takes: tenant.yaml, the scripts of database
/// connections, login pages and templates of e-mails beside it, README.txt and a configuration to fill in. No secret is
/// in it: keyword markers stand for those that an import must not lose, and what deploy-cli leaves alone where it is
/// not named is left out. Importing it into the Auth0 tenant that it came from changes nothing. The same input gives
/// the same bytes. Pure; it belongs on a worker thread.
ExportFolder deployFolder(const ExportInput &input, const Json::SecretKeys &secrets);

} // namespace Reports
