#include "sandbox/routes.h"

#include "sandbox/connectionrules.h"
#include "sandbox/paging.h"
#include "sandbox/validation.h"

#include <algorithm>

namespace Sandbox {

namespace {

/// GET /connections/{id}/clients
Response clientsOfConnection(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (state.connections.find(id) == nullptr)
        return notFound("The connection does not exist", "inexistent_connection");
    const auto write = [](const std::string &clientId, std::string &out) {
        out += Json{{"client_id", clientId}}.dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    return checkpointResponse(request, {.key = "clients", .maxTake = 1000},
                              pagedIds(state.enabledClients.clientsOf(id), write));
}

/// PATCH /connections/{id}/clients: a bare array of 1 to 50, all or nothing.
Response changeClients(TenantState &state, const Request &request)
{
    static const Json schema = Json::parse(R"({
        "type": "array", "minItems": 1, "maxItems": 50,
        "items": {"type": "object", "required": ["client_id", "status"], "additionalProperties": false,
                  "properties": {"client_id": {"type": "string"}, "status": {"type": "boolean"}}}})");
    const std::string &id = request.param("id");
    if (state.connections.find(id) == nullptr)
        return notFound("The connection does not exist", "inexistent_connection");
    if (const auto error = bodyError(schema, request))
        return *error;
    for (const Json &change : request.json) {
        const std::string clientId = change.at("client_id").get<std::string>();
        if (state.clients.find(clientId) == nullptr)
            return errorResponse(404, "The client " + clientId + " does not exist", "inexistent_client");
    }
    for (const Json &change : request.json) {
        const std::string clientId = change.at("client_id").get<std::string>();
        if (change.at("status").get<bool>())
            state.enabledClients.enable(id, clientId);
        else
            state.enabledClients.disable(id, clientId);
    }
    return noContent();
}

/// GET /clients/{id}/connections
Response connectionsOfClient(TenantState &state, const Request &request)
{
    const std::string &clientId = request.param("id");
    if (state.clients.find(clientId) == nullptr)
        return notFound("The client does not exist", "inexistent_client");
    const std::vector<std::string> strategies = request.queryValues("strategy");
    for (const std::string &strategy : strategies) {
        if (!isStrategy(strategy))
            return invalidQuery("Query validation error: 'No enum match for: \"" + strategy
                                + "\"' on property strategy.");
    }
    const bool options = request.hasScope("read:connections_options");
    const auto write = [&](const std::string &id, std::string &out) {
        Json view = projected(*state.connections.find(id), request, {"id", "is_domain_connection"});
        if (!options)
            view.erase("options");
        out += view.dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    const IdSet &ids = state.enabledClients.connectionsOf(clientId);
    PagedItems items = pagedIds(ids, write);
    items.matches = [&](std::size_t i) {
        const Json *connection = state.connections.find(ids.ids()[i]);
        if (connection == nullptr)
            return false;
        const std::string strategy = connection->value("strategy", std::string());
        return strategies.empty() || std::find(strategies.begin(), strategies.end(), strategy) != strategies.end();
    };
    return checkpointResponse(request, {.key = "connections"}, items);
}

} // namespace

Routes connectionClientRoutes()
{
    const auto family = RateFamily::ConnectionsRead; // Auth0 does not say; the narrower guess
    return {
        {"GET",
         "connections/{id}/clients",
         "Get enabled clients for a connection",
         {{"read:connections"}},
         family,
         clientsOfConnection},
        {"PATCH",
         "connections/{id}/clients",
         "Update enabled clients for a connection",
         {{"update:connections"}},
         RateFamily::None,
         changeClients},
        {"GET",
         "clients/{id}/connections",
         "Get enabled connections for a client",
         {{"read:connections", "read:clients"}, {"read:connections", "read:client_summary"}},
         family,
         connectionsOfClient},
    };
}

} // namespace Sandbox
