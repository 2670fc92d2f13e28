#include "sandbox/routes.h"

#include "sandbox/paging.h"
#include "sandbox/validation.h"

#include <algorithm>
#include <optional>

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

const Json &newerPatchSchema()
{
    static const Json schema = [] {
        Json made = patchSchema();
        made["properties"].update(Json::parse(R"({
            "is_enabled": {"type": ["boolean", "null"]},
            "organization_connection_name": {"type": ["string", "null"], "minLength": 1, "maxLength": 50},
            "organization_access_level": {"type": ["string", "null"],
                                          "enum": ["none", "readonly", "limited", "full", null]}})"));
        return made;
    }();
    return schema;
}

Json withConnectionId(Json schema)
{
    schema["required"] = Json::array({"connection_id"});
    schema["properties"]["connection_id"]["type"] = "string";
    return schema;
}

std::string connectionOf(const Json &entry)
{
    return entry.value("connection_id", std::string());
}

/// `organizations/{id}/connections` is the newer twin of `enabled_connections`: it also holds connections that are
/// switched off, and says so.
bool isNewer(const Request &request)
{
    return request.path.find("/enabled_connections") == std::string::npos;
}

/// Null leaves it at what it is when nothing is said: enabled.
bool isEnabled(const Json &entry)
{
    const auto found = entry.find("is_enabled");
    return found == entry.end() || found->is_null() || found->get<bool>();
}

/// Auth0's entity limit of connections per organization; those that are switched off do not count.
constexpr std::ptrdiff_t mostEnabled = 10;

/// The refusal of one more enabled connection where the organization is full. How Auth0 words it is not documented.
std::optional<Response> isFull(const std::vector<Json> &entries)
{
    if (std::count_if(entries.begin(), entries.end(), isEnabled) < mostEnabled)
        return std::nullopt;
    return errorResponse(400, "An organization can have at most 10 enabled connections.", "too_many_entities");
}

/// As Auth0 sends it: with every switch, and with the connection's name and strategy.
Json shown(const TenantState &state, const Json &entry, const Request &request)
{
    Json view{{"connection_id", connectionOf(entry)},
              {"assign_membership_on_login", entry.value("assign_membership_on_login", false)},
              {"is_signup_enabled", entry.value("is_signup_enabled", false)},
              {"show_as_button", entry.value("show_as_button", true)}};
    if (isNewer(request)) {
        view["is_enabled"] = isEnabled(entry);
        for (const char *name : {"organization_connection_name", "organization_access_level"}) {
            if (const auto found = entry.find(name); found != entry.end() && !found->is_null())
                view[name] = *found;
        }
    }
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

Response list(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (state.organizations.find(id) == nullptr)
        return noOrganization();
    const std::vector<Json> &entries = state.organizationConnections[id];
    PagedItems items;
    items.size = entries.size();
    items.write = [&](std::size_t i, std::string &out) {
        out += shown(state, entries[i], request).dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    if (isNewer(request)) {
        if (request.query.contains("is_enabled"))
            items.matches
                = [&](std::size_t i) { return isEnabled(entries[i]) == (request.queryValue("is_enabled") == "true"); };
        return offsetResponse(request, {.key = "connections"}, items);
    }
    items.matches = [&entries](std::size_t i) { return isEnabled(entries[i]); };
    return offsetResponse(request, {.key = "enabled_connections", .limitIsCount = true}, items);
}

Response get(TenantState &state, const Request &request)
{
    if (state.organizations.find(request.param("id")) == nullptr)
        return noOrganization();
    const Json *entry = findEntry(state.organizationConnections[request.param("id")], request.param("connectionId"));
    return entry == nullptr ? noEntry() : jsonResponse(200, shown(state, *entry, request));
}

Response add(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (state.organizations.find(id) == nullptr)
        return noOrganization();
    static const Json schema = withConnectionId(patchSchema());
    static const Json newerSchema = withConnectionId(newerPatchSchema());
    if (const auto error = bodyError(isNewer(request) ? newerSchema : schema, request))
        return *error;
    const std::string connectionId = connectionOf(request.json);
    if (state.connections.find(connectionId) == nullptr)
        return notFound("The connection does not exist", "inexistent_connection");
    std::vector<Json> &entries = state.organizationConnections[id];
    if (findEntry(entries, connectionId) != nullptr)
        return errorResponse(409, "The connection is already enabled for the organization");
    if (isEnabled(request.json)) {
        if (const auto full = isFull(entries))
            return *full;
    }
    entries.push_back(request.json);
    return jsonResponse(201, shown(state, entries.back(), request));
}

Response patch(TenantState &state, const Request &request)
{
    if (state.organizations.find(request.param("id")) == nullptr)
        return noOrganization();
    Json *entry = findEntry(state.organizationConnections[request.param("id")], request.param("connectionId"));
    if (entry == nullptr)
        return noEntry();
    if (const auto error = bodyError(isNewer(request) ? newerPatchSchema() : patchSchema(), request))
        return *error;
    Json changed = *entry;
    changed.update(request.json);
    if (isEnabled(changed) && !isEnabled(*entry)) {
        if (const auto full = isFull(state.organizationConnections[request.param("id")]))
            return *full;
    }
    *entry = std::move(changed);
    return jsonResponse(200, shown(state, *entry, request));
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
    Routes routes;
    for (const std::string all : {"organizations/{id}/enabled_connections", "organizations/{id}/connections"}) {
        const std::string one = all + "/{connectionId}";
        const Routes some{
            {"GET", all, "Get an organization's connections", {{"read:organization_connections"}}, reads, list},
            {"POST", all, "Add a connection to an organization", {{"create:organization_connections"}}, writes, add},
            {"GET", one, "Get an organization's connection", {{"read:organization_connections"}}, reads, get},
            {"PATCH", one, "Update an organization's connection", {{"update:organization_connections"}}, writes, patch},
            {"DELETE",
             one,
             "Remove a connection from an organization",
             {{"delete:organization_connections"}},
             writes,
             remove}};
        routes.insert(routes.end(), some.begin(), some.end());
    }
    return routes;
}

} // namespace Sandbox
