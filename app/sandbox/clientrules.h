#pragma once

#include "sandbox/message.h"

#include <optional>

namespace Sandbox {

/// What Auth0 takes in POST and PATCH of an application.
const Json &newClientSchema();
const Json &clientPatchSchema();

/// Applies a PATCH body: members are replaced, null removes one, client_metadata merges key by key.
/// An error leaves the application as it was.
std::optional<Response> applyClientPatch(Json &client, const Json &body);

/// A new application from a POST body, with the ids, keys and defaults that Auth0 adds.
Json newClient(const Json &body, const std::string &tenantName);

/// The application as this token may see it: without its secrets, or id, type, name and description only.
Json visibleClient(const Json &client, const Request &request);
bool seesClientSecrets(const Request &request);

} // namespace Sandbox
