#include "sandbox/routes.h"

#include "sandbox/paging.h"
#include "sandbox/text.h"
#include "sandbox/validation.h"

#include <algorithm>

namespace Sandbox {

namespace {

/// `name_filter` of GET /roles: contained in the name, whatever the case.
bool nameContains(const Json &object, const std::string &part)
{
    return lowerCase(object.value("name", std::string())).find(part) != std::string::npos;
}

using Member = Collection TenantState::*;

/// A list and a single object that only serve what the state holds.
Routes readOnly(const std::string &path, const std::string &key, const std::string &scope, Member collection,
                const Response &missing)
{
    const auto list = [key, collection](TenantState &state, const Request &request) {
        PagedItems items = pagedCollection(state.*collection, request, {});
        const std::string name = lowerCase(request.queryValue("name_filter"));
        if (!name.empty())
            items.matches = [&state, collection, name](std::size_t i) {
                return nameContains((state.*collection).items()[i], name);
            };
        return pagedResponse(request, {.key = key}, items);
    };
    const auto get = [collection, missing](TenantState &state, const Request &request) {
        const Json *object = (state.*collection).find(request.param("id"));
        return object == nullptr ? missing : jsonResponse(200, *object);
    };
    return {{"GET", path, "Get " + key, {{scope}}, RateFamily::None, list},
            {"GET", path + "/{id}", "Get one of " + key, {{scope}}, RateFamily::None, get}};
}

constexpr const char *newGrant
    = R"({"type": "object", "additionalProperties": false, "required": ["audience"], "properties": {
    "client_id": {"type": "string"}, "audience": {"type": "string", "minLength": 1},
    "scope": {"type": "array", "items": {"type": "string", "minLength": 1, "maxLength": 280}},
    "organization_usage": {"type": "string", "enum": ["deny", "allow", "require"]},
    "allow_any_organization": {"type": "boolean"},
    "subject_type": {"type": "string", "enum": ["client", "user"]}}})";

/// Which default members Auth0 fills in is not documented; it sends back what was given.
Response createGrant(TenantState &state, const Request &request)
{
    static const Json schema = Json::parse(newGrant);
    if (const auto error = bodyError(schema, request))
        return *error;
    const std::string client = request.json.value("client_id", std::string());
    const std::string audience = request.json.at("audience");
    const auto &servers = state.resourceServers.items();
    if (std::none_of(servers.begin(), servers.end(),
                     [&audience](const Json &server) { return server.value("identifier", "") == audience; }))
        return notFound("Resource server not found", "inexistent_resource_server");
    if (state.clients.find(client) == nullptr)
        return notFound("The client does not exist", "inexistent_client");
    const auto &grants = state.clientGrants.items();
    if (std::any_of(grants.begin(), grants.end(), [&](const Json &grant) {
            return grant.value("client_id", "") == client && grant.value("audience", "") == audience;
        }))
        return errorResponse(409, "A resource server with the same identifier already exists.");
    Json grant{{"id", "cgr_" + randomText(16)}};
    grant.update(request.json);
    return jsonResponse(201, state.clientGrants.append(std::move(grant)));
}

} // namespace

Routes grantRoutes()
{
    Routes all = readOnly("roles", "roles", "read:roles", &TenantState::roles, notFound("The role does not exist."));
    const Routes grants = readOnly("client-grants", "client_grants", "read:client_grants", &TenantState::clientGrants,
                                   notFound("The grant does not exist.", "inexistent_client_grant"));
    const Routes servers
        = readOnly("resource-servers", "resource_servers", "read:resource_servers", &TenantState::resourceServers,
                   notFound("The resource server does not exist", "inexistent_resource_server"));
    all.insert(all.end(), grants.begin(), grants.end());
    all.insert(all.end(), servers.begin(), servers.end());
    all.push_back(
        {"POST", "client-grants", "Create client grant", {{"create:client_grants"}}, RateFamily::None, createGrant});
    return all;
}

} // namespace Sandbox
