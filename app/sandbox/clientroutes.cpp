#include "sandbox/routes.h"

#include "sandbox/clientrules.h"
#include "sandbox/paging.h"
#include "sandbox/text.h"
#include "sandbox/validation.h"

#include <algorithm>

namespace Sandbox {

namespace {

const std::vector<std::string> extraFields{"tenant", "client_id"}; // sent whatever `fields` names

Response noClient()
{
    return notFound("The client does not exist", "inexistent_client");
}

/// True if the query does not name the member, or names this value.
bool fits(const Request &request, const char *parameter, const Json &client, const char *member)
{
    if (!request.query.contains(parameter))
        return true;
    const std::string wanted = request.queryValue(parameter);
    const auto found = client.find(member);
    if (found == client.end())
        return wanted == "false";
    if (!found->is_string())
        return wanted == found->dump();
    const std::vector<std::string> choices = split(wanted, ',');
    return std::find(choices.begin(), choices.end(), found->get<std::string>()) != choices.end();
}

Response list(TenantState &state, const Request &request)
{
    std::function<void(Json &)> hide;
    if (!seesClientSecrets(request))
        hide = [&request](Json &client) { client = visibleClient(client, request); };
    PagedItems items = pagedCollection(state.clients, request, extraFields, hide);
    items.matches = [&](std::size_t i) {
        const Json &client = state.clients.items()[i];
        return fits(request, "is_global", client, "global") && fits(request, "is_first_party", client, "is_first_party")
            && fits(request, "app_type", client, "app_type");
    };
    Response response = pagedResponse(request, {.key = "clients", .defaultPerPage = 100, .offsetCap = 0}, items);
    response.revealsSecrets = seesClientSecrets(request);
    return response;
}

Response get(TenantState &state, const Request &request)
{
    const Json *client = state.clients.find(request.param("id"));
    if (client == nullptr)
        return noClient();
    Response response = jsonResponse(200, projected(visibleClient(*client, request), request, extraFields));
    response.revealsSecrets = seesClientSecrets(request);
    return response;
}

/// Answers to writes name the certificate's subject; reads call it deprecated (recorded).
Response changed(int status, const Json &client, const Request &request)
{
    Json view = visibleClient(client, request);
    if (const auto keys = view.find("signing_keys"); keys != view.end() && keys->is_array()) {
        for (Json &key : *keys) {
            if (key.is_object())
                key["subject"] = "/CN=" + request.domain;
        }
    }
    return jsonResponse(status, view);
}

Response create(TenantState &state, const Request &request)
{
    if (const auto error = bodyError(newClientSchema(), request))
        return *error;
    const Json &client = state.clients.append(newClient(request.json, state.name));
    const Json flags = state.settings.value("flags", Json::object());
    if (flags.value("enable_client_connections", false)) {
        const std::string id = client.at("client_id").get<std::string>();
        for (const Json &connection : state.connections.items())
            state.enabledClients.enable(connection.at("id").get<std::string>(), id);
    }
    return changed(201, client, request);
}

Response patch(TenantState &state, const Request &request)
{
    Json *client = state.clients.find(request.param("id"));
    if (client == nullptr)
        return noClient();
    if (const auto error = bodyError(clientPatchSchema(), request))
        return *error;
    const bool keys = request.json.contains("client_secret") || request.json.contains("encryption_key");
    if (keys && !request.hasScope("update:client_keys"))
        return errorResponse(403, "Insufficient scope, expected any of: update:client_keys", "insufficient_scope");
    if (const auto error = applyClientPatch(*client, request.json))
        return *error;
    return changed(200, *client, request);
}

Response remove(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (state.clients.remove(id))
        state.enabledClients.removeClient(id);
    state.clientGrants.removeIf([&id](const Json &grant) { return grant.value("client_id", std::string()) == id; });
    state.clientCredentials.erase(id);
    return noContent();
}

Response rotateSecret(TenantState &state, const Request &request)
{
    Json *client = state.clients.find(request.param("id"));
    if (client == nullptr)
        return noClient();
    (*client)["client_secret"] = randomText(64);
    return changed(200, *client, request);
}

Response credentials(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (state.clients.find(id) == nullptr)
        return noClient();
    const auto found = state.clientCredentials.find(id);
    return jsonResponse(200, found == state.clientCredentials.end() ? Json::array() : Json(found->second));
}

} // namespace

Routes clientRoutes()
{
    const ScopeSets read{{"read:clients"}, {"read:client_keys"}, {"read:client_credentials"}, {"read:client_summary"}};
    const ScopeSets update{{"update:clients"}, {"update:client_keys"}, {"update:client_credentials"}};
    return {
        {"GET", "clients", "Get clients", read, RateFamily::ClientsRead, list},
        {"POST", "clients", "Create a client", {{"create:clients"}}, RateFamily::None, create},
        {"GET", "clients/{id}", "Get a client", read, RateFamily::ClientsRead, get},
        {"PATCH", "clients/{id}", "Update a client", update, RateFamily::None, patch},
        {"DELETE", "clients/{id}", "Delete a client", {{"delete:clients"}}, RateFamily::None, remove},
        {"POST",
         "clients/{id}/rotate-secret",
         "Rotate a client secret",
         {{"update:client_keys"}},
         RateFamily::None,
         rotateSecret},
        {"GET",
         "clients/{id}/credentials",
         "Get client credentials",
         {{"read:client_credentials"}},
         RateFamily::None,
         credentials},
    };
}

} // namespace Sandbox
