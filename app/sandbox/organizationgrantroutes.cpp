#include "sandbox/routes.h"

#include "sandbox/paging.h"
#include "sandbox/validation.h"

namespace Sandbox {

namespace {

Response noOrganization()
{
    return notFound("No organization found by that id or name");
}

Response noGrant()
{
    return notFound("The grant does not exist.", "inexistent_client_grant");
}

/// What Auth0 shows of a grant here; the rest of it stands in client-grants.
Json shown(const Json &grant)
{
    Json view = Json::object();
    for (const char *name : {"id", "client_id", "audience", "scope", "organization_usage", "allow_any_organization"}) {
        if (const auto found = grant.find(name); found != grant.end())
            view[name] = *found;
    }
    return view;
}

Response list(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (state.organizations.find(id) == nullptr)
        return noOrganization();
    std::vector<const Json *> grants; // those that went with their application are gone here too
    for (const std::string &grant : state.organizationGrants[id].ids()) {
        if (const Json *found = state.clientGrants.find(grant))
            grants.push_back(found);
    }
    PagedItems items;
    items.size = grants.size();
    items.write = [&grants](std::size_t i, std::string &out) {
        out += shown(*grants[i]).dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    return offsetResponse(request, {.key = "client_grants"}, items);
}

Response add(TenantState &state, const Request &request)
{
    static const Json schema = Json::parse(R"({"type": "object", "additionalProperties": false,
        "required": ["grant_id"], "properties": {"grant_id": {"type": "string"}}})");
    const std::string &id = request.param("id");
    if (state.organizations.find(id) == nullptr)
        return noOrganization();
    if (const auto error = bodyError(schema, request))
        return *error;
    const Json *grant = state.clientGrants.find(request.json.at("grant_id").get<std::string>());
    if (grant == nullptr)
        return noGrant();
    if (!state.organizationGrants[id].insert(grant->at("id").get<std::string>()))
        return errorResponse(409, "The client grant has already been added to this organization.");
    return jsonResponse(201, shown(*grant));
}

Response remove(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (state.organizations.find(id) == nullptr)
        return noOrganization();
    return state.organizationGrants[id].erase(request.param("grantId")) ? noContent() : noGrant();
}

} // namespace

Routes organizationGrantRoutes()
{
    const std::string all = "organizations/{id}/client-grants";
    const auto family = RateFamily::None;
    return {
        {"GET", all, "Get an organization's client grants", {{"read:organization_client_grants"}}, family, list},
        {"POST", all, "Add a client grant to an organization", {{"create:organization_client_grants"}}, family, add},
        {"DELETE",
         all + "/{grantId}",
         "Remove a client grant from an organization",
         {{"delete:organization_client_grants"}},
         family,
         remove},
    };
}

} // namespace Sandbox
