#include "sandbox/routes.h"

#include "sandbox/paging.h"
#include "sandbox/text.h"
#include "sandbox/userrules.h"
#include "sandbox/validation.h"

#include <algorithm>

namespace Sandbox {

namespace {

constexpr std::size_t kMostRoles = 50; // Auth0's entity limit per user

std::string text(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// Roles

const Json &rolesSchema()
{
    static const Json schema = Json::parse(R"({"type": "object", "required": ["roles"], "additionalProperties": false,
        "properties": {"roles": {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}}}})");
    return schema;
}

Response roles(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    const auto write = [&](const std::string &id, std::string &out) {
        const Json *role = state.roles.find(id);
        out += text(role ? *role : Json{{"id", id}});
    };
    return offsetResponse(request, {.key = "roles"}, pagedIds(state.userRoles[userParam(request)], write));
}

Response addRoles(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    if (const auto error = bodyError(rolesSchema(), request))
        return *error;
    IdSet &held = state.userRoles[userParam(request)];
    for (const Json &role : request.json.at("roles")) {
        if (!state.roles.find(role.get_ref<const std::string &>()))
            return notFound("The role does not exist.");
    }
    if (held.size() + request.json.at("roles").size() > kMostRoles)
        return errorResponse(400, "A user can have at most 50 roles.", "too_many_entities");
    for (const Json &role : request.json.at("roles"))
        held.insert(role);
    return noContent();
}

Response removeRoles(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    if (const auto error = bodyError(rolesSchema(), request))
        return *error;
    for (const Json &role : request.json.at("roles"))
        state.userRoles[userParam(request)].erase(role);
    return noContent();
}

// Organizations, permissions, logs

Response organizations(TenantState &state, const Request &request)
{
    std::vector<Json> joined;
    for (const Json &organization : state.organizations.items()) {
        const auto members = state.organizationMembers.find(organization.at("id"));
        if (members != state.organizationMembers.end() && members->second.contains(userParam(request)))
            joined.push_back(organization);
    }
    return offsetResponse(request, {.key = "organizations"}, itemsOf(joined));
}

Response permissions(TenantState &state, const Request &request)
{
    const std::vector<Json> none; // the sandbox has roles, but no permissions of their own
    return isThere(state, request) ? offsetResponse(request, {.key = "permissions"}, itemsOf(none)) : noUser();
}

/// Newest first only where `sort=date:-1` asks for it: Auth0 names no order that it has by itself.
Response logs(TenantState &state, const Request &request)
{
    const std::vector<Json> &all = state.logs.items();
    const bool newestFirst = request.queryValue("sort") == "date:-1";
    std::vector<std::size_t> own;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto user = all[i].find("user_id");
        if (user != all[i].end() && *user == userParam(request))
            own.push_back(i);
    }
    if (newestFirst)
        std::reverse(own.begin(), own.end());
    std::size_t written = 0;
    PagedItems items;
    items.size = own.size();
    items.write = [&](std::size_t i, std::string &out) {
        ++written;
        out += text(all[own[i]]);
    };
    Response response = offsetResponse(request, {.key = "logs"}, items);
    if (response.status == 200 && request.queryValue("include_totals") == "true")
        response.body.insert(response.body.find(",\"logs\":"), ",\"length\":" + std::to_string(written));
    return response;
}

// Brute-force blocks

/// Unless brute-force protection is off in the connection that it is of.
bool blocksLogins(const TenantState &state, const Json &block)
{
    const Json *connection = connectionByName(state, block.value("connection", ""));
    return !connection || connection->value("/options/brute_force_protection"_json_pointer, true);
}

Response blocksOfUser(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    std::vector<Json> blocks = listOf(state.blocks, userParam(request));
    if (request.queryValue("consider_brute_force_enablement") == "true")
        std::erase_if(blocks, [&](const Json &block) { return !blocksLogins(state, block); });
    return jsonResponse(200, {{"blocked_for", blocks}});
}

Response unblockUser(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    state.blocks.erase(userParam(request));
    return noContent();
}

Response blocksOfIdentifier(TenantState &state, const Request &request)
{
    const std::string identifier = request.queryValue("identifier");
    if (identifier.empty())
        return invalidQuery("Query validation error: 'Missing required property: identifier'.");
    Json found = Json::array();
    for (const auto &[user, blocks] : state.blocks) {
        for (const Json &block : blocks) {
            if (block.value("identifier", "") == identifier)
                found.push_back(block);
        }
    }
    return jsonResponse(200, {{"blocked_for", found}});
}

Response unblockIdentifier(TenantState &state, const Request &request)
{
    const std::string identifier = request.queryValue("identifier");
    if (identifier.empty())
        return invalidQuery("Query validation error: 'Missing required property: identifier'.");
    for (auto &[user, blocks] : state.blocks)
        std::erase_if(blocks, [&](const Json &block) { return block.value("identifier", "") == identifier; });
    std::erase_if(state.blocks, [](const auto &entry) { return entry.second.empty(); });
    return noContent();
}

} // namespace

Routes userSupportRoutes()
{
    const auto reads = RateFamily::UsersRead, writes = RateFamily::UsersWrite;
    const ScopeSets readRoles{{"read:users", "read:roles"}, {"read:role_members"}};
    return {
        {"GET", "users/{id}/roles", "Get a user's roles", readRoles, reads, roles},
        {"POST",
         "users/{id}/roles",
         "Assign roles to a user",
         {{"update:users"}, {"create:role_members"}},
         writes,
         addRoles},
        {"DELETE",
         "users/{id}/roles",
         "Remove roles from a user",
         {{"update:users"}, {"delete:role_members"}},
         writes,
         removeRoles},
        {"GET",
         "users/{id}/organizations",
         "List a user's organizations",
         {{"read:organizations"}},
         RateFamily::UserOrganizations,
         organizations},
        {"GET", "users/{id}/permissions", "Get a user's permissions", {{"read:users"}}, reads, permissions},
        {"GET",
         "users/{id}/logs",
         "Get a user's log events",
         {{"read:logs"}, {"read:logs_users"}},
         RateFamily::LogsRead,
         logs},
        {"GET", "user-blocks/{id}", "Get a user's blocks", {{"read:users"}}, reads, blocksOfUser},
        {"DELETE", "user-blocks/{id}", "Unblock a user", {{"update:users"}}, writes, unblockUser},
        {"GET", "user-blocks", "Get blocks by identifier", {{"read:users"}}, reads, blocksOfIdentifier},
        {"DELETE", "user-blocks", "Unblock by identifier", {{"update:users"}}, writes, unblockIdentifier},
    };
}

} // namespace Sandbox
