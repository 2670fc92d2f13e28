#include "sandbox/routes.h"

#include "sandbox/paging.h"
#include "sandbox/validation.h"

#include <algorithm>

namespace Sandbox {

namespace {

const Json &patchSchema()
{
    static const Json schema = Json::parse(R"({
        "type": "object", "additionalProperties": false, "properties": {
            "assign_membership_on_login": {"type": "boolean"}, "show_as_button": {"type": "boolean"},
            "is_signup_enabled": {"type": "boolean"}}})");
    return schema;
}

const Json &newSchema()
{
    static const Json schema = [] {
        Json made = patchSchema();
        made["required"] = Json::array({"connection_id"});
        made["properties"]["connection_id"] = Json{{"type", "string"}};
        return made;
    }();
    return schema;
}

std::string connectionOf(const Json &entry)
{
    return entry.value("connection_id", std::string());
}

/// As Auth0 sends it: with every switch, and with the connection's name and strategy.
Json shown(const TenantState &state, const Json &entry)
{
    Json view{{"connection_id", connectionOf(entry)},
              {"assign_membership_on_login", entry.value("assign_membership_on_login", false)},
              {"is_signup_enabled", entry.value("is_signup_enabled", false)},
              {"show_as_button", entry.value("show_as_button", true)}};
    if (const Json *connection = state.connections.find(connectionOf(entry)))
        view["connection"]
            = {{"name", connection->value("name", Json())}, {"strategy", connection->value("strategy", Json())}};
    return view;
}

Response noOrganization()
{
    return notFound("No organization found by that id or name");
}

Response noEntry()
{
    return notFound("No connection found by that id in the organization");
}

Json *findEntry(std::vector<Json> &entries, const std::string &connectionId)
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&connectionId](const Json &entry) { return connectionOf(entry) == connectionId; });
    return found == entries.end() ? nullptr : &*found;
}

/// Answers with the organization's entries, each as `view` shows it.
Response listed(TenantState &state, const Request &request, const PagingRules &rules,
                Json (*view)(const TenantState &, const Json &))
{
    const std::string &id = request.param("id");
    if (state.organizations.find(id) == nullptr)
        return noOrganization();
    const std::vector<Json> &entries = state.organizationConnections[id];
    PagedItems items;
    items.size = entries.size();
    items.write = [&](std::size_t i, std::string &out) {
        out += view(state, entries[i]).dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    return offsetResponse(request, rules, items);
}

Response list(TenantState &state, const Request &request)
{
    return listed(state, request, {.key = "enabled_connections", .limitIsCount = true}, shown);
}

/// The newer list, which also knows connections that are switched off. The sandbox keeps none of those.
Response listAll(TenantState &state, const Request &request)
{
    return listed(state, request, {.key = "connections"}, [](const TenantState &of, const Json &entry) {
        Json view = shown(of, entry);
        view["is_enabled"] = true;
        return view;
    });
}

Response get(TenantState &state, const Request &request)
{
    if (state.organizations.find(request.param("id")) == nullptr)
        return noOrganization();
    const Json *entry = findEntry(state.organizationConnections[request.param("id")], request.param("connectionId"));
    return entry == nullptr ? noEntry() : jsonResponse(200, shown(state, *entry));
}

Response add(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (state.organizations.find(id) == nullptr)
        return noOrganization();
    if (const auto error = bodyError(newSchema(), request))
        return *error;
    const std::string connectionId = connectionOf(request.json);
    if (state.connections.find(connectionId) == nullptr)
        return notFound("The connection does not exist", "inexistent_connection");
    std::vector<Json> &entries = state.organizationConnections[id];
    if (findEntry(entries, connectionId) != nullptr)
        return errorResponse(409, "The connection is already enabled for the organization");
    entries.push_back(request.json);
    return jsonResponse(201, shown(state, entries.back()));
}

Response patch(TenantState &state, const Request &request)
{
    if (state.organizations.find(request.param("id")) == nullptr)
        return noOrganization();
    Json *entry = findEntry(state.organizationConnections[request.param("id")], request.param("connectionId"));
    if (entry == nullptr)
        return noEntry();
    if (const auto error = bodyError(patchSchema(), request))
        return *error;
    entry->update(request.json);
    return jsonResponse(200, shown(state, *entry));
}

Response remove(TenantState &state, const Request &request)
{
    if (state.organizations.find(request.param("id")) == nullptr)
        return noOrganization();
    std::erase_if(state.organizationConnections[request.param("id")],
                  [&](const Json &entry) { return connectionOf(entry) == request.param("connectionId"); });
    return noContent();
}

} // namespace

Routes organizationConnectionRoutes()
{
    const auto reads = RateFamily::OrganizationConnectionsRead;
    const auto writes = RateFamily::OrganizationConnectionsWrite;
    const std::string all = "organizations/{id}/enabled_connections";
    const std::string one = all + "/{connectionId}";
    return {
        {"GET", all, "Get an organization's enabled connections", {{"read:organization_connections"}}, reads, list},
        {"POST", all, "Enable a connection for an organization", {{"create:organization_connections"}}, writes, add},
        {"GET", one, "Get an organization's enabled connection", {{"read:organization_connections"}}, reads, get},
        {"PATCH", one, "Update an organization's connection", {{"update:organization_connections"}}, writes, patch},
        {"DELETE",
         one,
         "Disable a connection for an organization",
         {{"delete:organization_connections"}},
         writes,
         remove},
        {"GET",
         "organizations/{id}/connections",
         "Get an organization's connections",
         {{"read:organization_connections"}},
         reads,
         listAll},
    };
}

} // namespace Sandbox
