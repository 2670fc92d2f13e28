#include "sandbox/routes.h"

#include "sandbox/connectionrules.h"
#include "sandbox/paging.h"
#include "sandbox/text.h"
#include "sandbox/userrules.h"
#include "sandbox/validation.h"

#include <algorithm>

namespace Sandbox {

namespace {

const std::vector<std::string> extraFields{"id", "is_domain_connection"}; // sent whatever `fields` names

Response noConnection()
{
    return notFound("The connection does not exist", "inexistent_connection");
}

std::function<void(Json &)> optionsHider(const Request &request)
{
    if (request.hasScope("read:connections_options"))
        return {};
    return [](Json &connection) { connection.erase("options"); };
}

Response shown(int status, const Json &connection, const Request &request)
{
    Json view = projected(connection, request, extraFields);
    if (const auto hide = optionsHider(request))
        hide(view);
    return jsonResponse(status, view);
}

std::optional<Response> unknownStrategy(const std::vector<std::string> &strategies)
{
    for (const std::string &strategy : strategies) {
        if (!isStrategy(strategy))
            return invalidQuery("Query validation error: 'No enum match for: \"" + strategy
                                + "\"' on property strategy.");
    }
    return std::nullopt;
}

bool isIn(const std::vector<std::string> &wanted, const Json &object, const char *member)
{
    const auto found = object.find(member);
    return wanted.empty()
        || (found != object.end() && found->is_string()
            && std::find(wanted.begin(), wanted.end(), found->get_ref<const std::string &>()) != wanted.end());
}

Response list(TenantState &state, const Request &request)
{
    const std::vector<std::string> strategies = request.queryValues("strategy");
    const std::vector<std::string> names = request.queryValues("name");
    if (const auto error = unknownStrategy(strategies))
        return *error;
    PagedItems items = pagedCollection(state.connections, request, extraFields, optionsHider(request));
    if (!strategies.empty() || !names.empty()) {
        items.matches = [&](std::size_t i) {
            const Json &connection = state.connections.items()[i];
            return isIn(strategies, connection, "strategy") && isIn(names, connection, "name");
        };
    }
    return pagedResponse(request, {.key = "connections"}, items);
}

Response get(TenantState &state, const Request &request)
{
    const Json *connection = state.connections.find(request.param("id"));
    return connection == nullptr ? noConnection() : shown(200, *connection, request);
}

void setMetadata(Json &connection, const Json &sent)
{
    Json metadata = Json::object();
    for (const auto &[name, value] : sent.items()) {
        if (!value.is_null())
            metadata[name] = value;
    }
    connection["metadata"] = std::move(metadata);
}

Response patch(TenantState &state, const Request &request)
{
    Json *connection = state.connections.find(request.param("id"));
    if (connection == nullptr)
        return noConnection();
    if (const auto error = bodyError(connectionPatchSchema(), request))
        return *error;
    const auto options = request.json.find("options");
    if (options != request.json.end() && !request.hasScope("update:connections_options"))
        return errorResponse(403, "Insufficient scope, expected any of: update:connections_options",
                             "insufficient_scope");
    if (options != request.json.end()) {
        if (const auto error = conflictingOptions(*options))
            return *error;
    }
    for (const auto &[name, value] : request.json.items()) {
        if (name == "metadata")
            setMetadata(*connection, value);
        else if (name != "options")
            (*connection)[name] = value;
    }
    if (options != request.json.end() && options->is_object()) {
        (*connection)["options"] = *options;
        refillOptions((*connection)["options"], connection->value("strategy", std::string()));
    }
    if (connection->contains("display_name") && !request.json.contains("display_name"))
        (*connection)["display_name"] = (*connection)["name"];
    return shown(200, *connection, request);
}

bool nameTaken(const TenantState &state, const Json &name)
{
    const auto &items = state.connections.items();
    return std::any_of(items.begin(), items.end(),
                       [&name](const Json &item) { return item.value("name", Json()) == name; });
}

Json newConnection(const Json &body)
{
    const Json strategy = body.at("strategy");
    const bool database = strategy == "auth0";
    Json options = body.value("options", Json::object());
    if (options.is_null())
        options = Json::object();
    if (database) {
        // Since August 2026 a default flexible policy stands beside whatever was sent.
        if (options.value("enabledDatabaseCustomization", Json()) != true && !options.contains("password_options"))
            options["password_options"] = defaultPasswordOptions();
        refillOptions(options, "auth0");
    }
    Json connection{{"id", "con_" + randomText(16)},
                    {"options", std::move(options)},
                    {"strategy", strategy},
                    {"name", body.at("name")}};
    if (const auto name = body.find("display_name"); name != body.end())
        connection["display_name"] = *name;
    connection["is_domain_connection"] = body.value("is_domain_connection", false);
    if (const auto button = body.find("show_as_button"); button != body.end())
        connection["show_as_button"] = *button;
    connection["authentication"] = body.value("authentication", Json{{"active", true}});
    connection["connected_accounts"] = body.value("connected_accounts", Json{{"active", false}});
    connection["realms"] = body.value("realms", Json::array());
    if (connection["realms"].empty())
        connection["realms"] = Json::array({body.at("name")});
    if (const auto metadata = body.find("metadata"); metadata != body.end())
        setMetadata(connection, *metadata);
    return connection;
}

Response create(TenantState &state, const Request &request)
{
    if (const auto error = bodyError(newConnectionSchema(), request))
        return *error;
    if (const auto error = conflictingOptions(request.json.value("options", Json())))
        return *error;
    if (nameTaken(state, request.json.at("name")))
        return errorResponse(409, "A connection with the same name already exists", "connections_conflict");
    const Json clients = request.json.value("enabled_clients", Json::array());
    for (const Json &client : clients) {
        if (state.clients.find(client.get<std::string>()) == nullptr)
            return invalidBody("The client " + client.get<std::string>() + " does not exist.");
    }
    const Json &connection = state.connections.append(newConnection(request.json));
    for (const Json &client : clients)
        state.enabledClients.enable(connection.at("id").get<std::string>(), client.get<std::string>());
    return shown(201, connection, request);
}

Response remove(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    const Json *connection = state.connections.find(id);
    if (connection == nullptr)
        return noContent(); // gone already: Auth0 does not complain
    removeUsersOf(state, connection->value("name", std::string()));
    state.connections.remove(id);
    state.enabledClients.removeConnection(id);
    for (auto &[organization, entries] : state.organizationConnections)
        std::erase_if(entries, [&id](const Json &entry) { return entry.value("connection_id", std::string()) == id; });
    return jsonResponse(202, Json{{"deleted_at", isoTime(request.now)}});
}

/// Only connectors have a status: AD/LDAP.
Response status(TenantState &state, const Request &request)
{
    const Json *connection = state.connections.find(request.param("id"));
    const std::string strategy = connection == nullptr ? std::string() : connection->value("strategy", std::string());
    if (strategy != "ad" && strategy != "auth0-adldap")
        return noConnection();
    return jsonResponse(200, Json::object());
}

/// Nobody set up SCIM or directory provisioning here.
Response noProvisioning(TenantState &state, const Request &request)
{
    return state.connections.find(request.param("id")) == nullptr
        ? noConnection()
        : notFound("Not Found", "inexistent_provisioning_configuration");
}

} // namespace

Routes connectionRoutes()
{
    const auto family = RateFamily::ConnectionsRead;
    return {
        {"GET", "connections", "List connections", {{"read:connections"}}, family, list},
        {"POST", "connections", "Create a connection", {{"create:connections"}}, RateFamily::None, create},
        {"GET", "connections/{id}", "Get a connection", {{"read:connections"}}, family, get},
        {"PATCH", "connections/{id}", "Update a connection", {{"update:connections"}}, RateFamily::None, patch},
        {"DELETE", "connections/{id}", "Delete a connection", {{"delete:connections"}}, RateFamily::None, remove},
        {"GET", "connections/{id}/status", "Check connection status", {{"read:connections"}}, RateFamily::None, status},
        {"GET",
         "connections/{id}/scim-configuration",
         "Get SCIM configuration",
         {{"read:scim_config"}},
         RateFamily::None,
         noProvisioning},
        {"GET",
         "connections/{id}/directory-provisioning",
         "Get directory provisioning",
         {{"read:directory_provisionings"}},
         RateFamily::None,
         noProvisioning},
    };
}

} // namespace Sandbox
