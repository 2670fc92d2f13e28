#include "sandbox/routes.h"

#include "sandbox/paging.h"
#include "sandbox/text.h"
#include "sandbox/validation.h"

#include <algorithm>

namespace Sandbox {

namespace {

const PagingRules paging{.key = "organizations"};

constexpr const char *members = R"({
    "name": {"type": "string", "minLength": 1, "maxLength": 50, "pattern": "[a-z0-9][a-z0-9_-]*"},
    "display_name": {"type": "string", "minLength": 1, "maxLength": 255},
    "branding": {"type": "object", "additionalProperties": false, "properties": {
        "logo_url": {"type": ["string", "null"]},
        "colors": {"type": "object", "required": ["primary", "page_background"], "additionalProperties": false,
                   "properties": {"primary": {"type": "string"}, "page_background": {"type": "string"}}}}},
    "metadata": {"type": "object", "maxProperties": 25,
                 "additionalProperties": {"type": ["string", "null"], "maxLength": 255}},
    "token_quota": {"type": ["object", "null"]}
})";

constexpr const char *newConnections = R"({
    "type": "array", "maxItems": 10, "items": {"type": "object", "required": ["connection_id"], "additionalProperties": false,
        "properties": {"connection_id": {"type": "string"}, "assign_membership_on_login": {"type": "boolean"},
                       "show_as_button": {"type": "boolean"}, "is_signup_enabled": {"type": "boolean"}}}
})";

const Json &patchSchema()
{
    static const Json schema{{"type", "object"}, {"additionalProperties", false}, {"properties", Json::parse(members)}};
    return schema;
}

const Json &newSchema()
{
    static const Json schema = [] {
        Json made = patchSchema();
        made["required"] = Json::array({"name"});
        made["properties"]["enabled_connections"] = Json::parse(newConnections);
        return made;
    }();
    return schema;
}

Response noOrganization()
{
    return notFound("No organization found by that id or name");
}

const Json *findByName(const TenantState &state, const Json &name)
{
    const auto &items = state.organizations.items();
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&name](const Json &item) { return item.value("name", Json()) == name; });
    return found == items.end() ? nullptr : &*found;
}

Response list(TenantState &state, const Request &request)
{
    return pagedResponse(request, paging, pagedCollection(state.organizations, request, {}));
}

Response get(TenantState &state, const Request &request)
{
    const Json *organization = state.organizations.find(request.param("id"));
    return organization == nullptr ? noOrganization() : jsonResponse(200, *organization);
}

Response getByName(TenantState &state, const Request &request)
{
    const Json *organization = findByName(state, request.param("name"));
    return organization == nullptr ? noOrganization() : jsonResponse(200, *organization);
}

Json withoutNulls(const Json &metadata)
{
    Json kept = Json::object();
    for (const auto &[name, value] : metadata.items()) {
        if (!value.is_null())
            kept[name] = value;
    }
    return kept;
}

void apply(Json &organization, const Json &body)
{
    for (const auto &[name, value] : body.items()) {
        if (name == "metadata")
            organization[name] = withoutNulls(value);
        else if (name == "token_quota" && value.is_null())
            organization.erase(name);
        else if (name != "enabled_connections")
            organization[name] = value;
    }
}

Response nameConflict()
{
    return errorResponse(409, "An organization with this name already exists", "organization_conflict");
}

Response create(TenantState &state, const Request &request)
{
    if (const auto error = bodyError(newSchema(), request))
        return *error;
    if (findByName(state, request.json.at("name")) != nullptr)
        return nameConflict();
    const Json connections = request.json.value("enabled_connections", Json::array());
    for (const Json &entry : connections) {
        if (state.connections.find(entry.at("connection_id").get<std::string>()) == nullptr)
            return invalidBody("The connection " + entry.at("connection_id").get<std::string>() + " does not exist.");
    }
    const std::string id = "org_" + randomText(16);
    Json organization = Json::object();
    apply(organization, request.json);
    organization["id"] = id;
    state.organizationConnections[id] = connections.get<std::vector<Json>>();
    return jsonResponse(201, state.organizations.append(std::move(organization)));
}

Response patch(TenantState &state, const Request &request)
{
    Json *organization = state.organizations.find(request.param("id"));
    if (organization == nullptr)
        return noOrganization();
    if (const auto error = bodyError(patchSchema(), request))
        return *error;
    if (const auto name = request.json.find("name"); name != request.json.end()) {
        const Json *other = findByName(state, *name);
        if (other != nullptr && other != organization)
            return nameConflict();
    }
    apply(*organization, request.json);
    return jsonResponse(200, *organization);
}

Response remove(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (!state.organizations.remove(id))
        return noOrganization();
    state.organizationConnections.erase(id);
    state.organizationGrants.erase(id);
    state.organizationMembers.erase(id);
    state.organizationMemberRoles.erase(id);
    return noContent();
}

/// Lists that nothing here fills, for clients that ask: discovery domains, invitations.
std::function<Response(TenantState &, const Request &)> emptyList(const std::string &key)
{
    return [key](TenantState &state, const Request &request) {
        if (state.organizations.find(request.param("id")) == nullptr)
            return noOrganization();
        // The newest of them knows from/take only, the others page/per_page only.
        return key == "domains" ? checkpointResponse(request, {.key = key}, PagedItems{})
                                : offsetResponse(request, {.key = key}, PagedItems{});
    };
}

} // namespace

Routes organizationRoutes()
{
    const auto lists = RateFamily::OrganizationsRead;
    const auto byId = RateFamily::OrganizationById;
    const auto writes = RateFamily::OrganizationsWrite;
    return {
        {"GET",
         "organizations",
         "Get organizations",
         {{"read:organizations"}, {"read:organizations_summary"}},
         lists,
         list},
        {"POST", "organizations", "Create an organization", {{"create:organizations"}}, writes, create},
        {"GET", "organizations/name/{name}", "Get an organization by name", {{"read:organizations"}}, byId, getByName},
        {"GET",
         "organizations/{id}",
         "Get an organization",
         {{"read:organizations"}, {"read:organizations_summary"}},
         byId,
         get},
        {"PATCH", "organizations/{id}", "Update an organization", {{"update:organizations"}}, writes, patch},
        {"DELETE", "organizations/{id}", "Delete an organization", {{"delete:organizations"}}, writes, remove},
        {"GET",
         "organizations/{id}/discovery-domains",
         "Get an organization's discovery domains",
         {{"read:organization_discovery_domains"}},
         RateFamily::None,
         emptyList("domains")},
        {"GET",
         "organizations/{id}/invitations",
         "Get an organization's invitations",
         {{"read:organization_invitations"}},
         RateFamily::None,
         emptyList("invitations")},
    };
}

} // namespace Sandbox
