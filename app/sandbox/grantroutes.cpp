#include "sandbox/routes.h"

#include "sandbox/paging.h"
#include "sandbox/text.h"

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
    return all;
}

} // namespace Sandbox
