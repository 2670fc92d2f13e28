#pragma once

#include "reports/exportfolder.h"

#include <nlohmann/json_fwd.hpp>

namespace Reports {

/// Members of an application that only Auth0 sets, or that are secret: deploy-cli leaves alone what is not named.
const QStringList &clientMembersNotTaken();

/// An application without those members, as deploy-cli writes it back unchanged.
nlohmann::ordered_json deployClient(nlohmann::ordered_json client);

/// True for a name at which deploy-cli ends with an error.
bool endsDeployCli(const QString &name);

/// Why deploy-cli refuses a whole folder that holds a connection with these options, translated; empty where it does
/// not.
QString deployRefusal(const nlohmann::ordered_json &options, const QString &strategy);

/// What stands for a secret in tenant.yaml, until a mapping replaces it in the file's text.
nlohmann::ordered_json deployMarker(const ExportPlaceholder &placeholder);

} // namespace Reports
