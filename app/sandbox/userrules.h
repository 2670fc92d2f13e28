#pragma once

#include "sandbox/message.h"
#include "sandbox/paging.h"

#include <optional>
#include <string>

namespace Sandbox {

/// Limits of the body of POST and PATCH /users, from Auth0's OpenAPI document.
const Json &userCreateSchema();
const Json &userUpdateSchema();

/// What is wrong with the metadata of a body: keys that Auth0 reserves, names with "." or "$".
std::optional<Response> metadataError(const Json &body);

/// Merges `change` into the user's app_metadata or user_metadata as Auth0 does: first level only, null removes the key,
/// {} removes app_metadata altogether and leaves user_metadata as {} (recorded).
void mergeMetadata(Json &user, const char *member, const Json &change);

/// The connection with this name, or nullptr. Owned by the state.
const Json *connectionByName(const TenantState &state, std::string_view name);

/// The identity of the user in this connection; the first one if the name is empty; nullptr if there is none.
Json *identityIn(Json &user, std::string_view connection);

/// True if one of the user's identities is in the connection of this name.
bool isUserOf(const Json &user, std::string_view connection);

/// False while the user is too new for searches, which lag behind; by Request::searchedUntil.
bool isInSearch(const Json &user, const Request &request);

/// Auth0 refuses what is shorter than the connection's own minimum; the rest of a policy is not looked at here.
std::optional<Response> passwordError(const Json &connection, const std::string &password);

/// 404 inexistent_user.
Response noUser();

/// Takes away everything that belongs to the user, and the user.
void removeUser(TenantState &state, const std::string &id);

/// Takes away the users whose own account, which is their first identity, is in the connection of this name. Users that
/// only have a linked identity there stay.
void removeUsersOf(TenantState &state, const std::string &connection);

/// The user as the token may see it: without tokens of identity providers unless read:user_idp_tokens is held.
Json visibleUser(const Json &user, const Request &request);

/// The user a request is about, by the name its route has for it.
const std::string &userParam(const Request &request);
bool isThere(const TenantState &state, const Request &request);

/// What is kept for the user; empty where nothing is. Owned by the state.
const std::vector<Json> &listOf(const std::unordered_map<std::string, std::vector<Json>> &lists,
                                const std::string &user);
/// A list paged by position; it must outlive the answer.
PagedItems itemsOf(const std::vector<Json> &list);

/// Profiles above this are to be refused from March 2027 on; until then Auth0 only logs a `depnote`.
inline constexpr std::size_t kLargestProfile = 10240;

} // namespace Sandbox
