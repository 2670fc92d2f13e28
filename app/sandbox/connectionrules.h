#pragma once

#include "sandbox/message.h"

#include <optional>
#include <string>

namespace Sandbox {

/// What Auth0 takes in POST and PATCH of a connection.
const Json &newConnectionSchema();
const Json &connectionPatchSchema();
/// 400 if the options mix generations or forms that exclude each other.
std::optional<Response> conflictingOptions(const Json &options);

/// `options` replace the old ones whole; then Auth0 puts back what it cannot do without: for strategy auth0
/// authentication_methods, passkey_options and brute_force_protection, and inside a partial password_options every
/// missing leaf (recorded 2022-2026: the rest vanishes).
void refillOptions(Json &options, const std::string &strategy);
/// The flexible policy that a new database connection gets if it names no policy of its own.
const Json &defaultPasswordOptions();

/// Every strategy that Auth0 knows.
bool isStrategy(const std::string &name);

} // namespace Sandbox
