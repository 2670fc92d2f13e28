#include "sandbox/clientscript.h"

#include <algorithm>

namespace Sandbox {

namespace {

constexpr std::size_t databasesInScript = 50;
constexpr std::string_view suffix = ".js";

/// The application's connections in the order in which they were made.
std::vector<const Json *> connectionsOf(const TenantState &state, const std::string &clientId)
{
    std::vector<std::size_t> positions;
    for (const std::string &id : state.enabledClients.connectionsOf(clientId).ids()) {
        if (const auto position = state.connections.indexOf(id))
            positions.push_back(*position);
    }
    std::sort(positions.begin(), positions.end());
    std::vector<const Json *> connections;
    for (const std::size_t position : positions)
        connections.push_back(&state.connections.items()[position]);
    return connections;
}

Json described(const Json &connection)
{
    Json out{{"name", connection.value("name", std::string())}};
    if (connection.value("strategy", std::string()) != "auth0")
        return out;
    const Json options = connection.value("options", Json::object());
    const auto take = [&options, &out](const char *from, const char *to) {
        if (const auto found = options.find(from); found != options.end() && !found->is_null())
            out[to] = *found;
    };
    take("passwordPolicy", "passwordPolicy");
    take("password_complexity_options", "password_complexity_options");
    take("requires_username", "requires_username");
    take("validation", "validation");
    out["showSignup"] = !options.value("disable_signup", false);
    out["showForgot"] = true;
    return out;
}

} // namespace

Response clientScript(const TenantState &state, const std::string &fileName, const Request &request)
{
    const std::string clientId
        = fileName.ends_with(suffix) ? fileName.substr(0, fileName.size() - suffix.size()) : std::string();
    const Json *client = state.clients.find(clientId);
    if (client == nullptr)
        return notFound("Not Found");
    Json strategies = Json::array();
    std::size_t databases = 0;
    for (const Json *connection : connectionsOf(state, clientId)) {
        const std::string name = connection->value("strategy", std::string());
        if (name == "auth0" && ++databases > databasesInScript)
            continue;
        const auto known = std::find_if(strategies.begin(), strategies.end(),
                                        [&name](const Json &strategy) { return strategy["name"] == name; });
        Json &strategy = known == strategies.end()
            ? strategies.emplace_back(Json{{"name", name}, {"connections", Json::array()}})
            : *known;
        strategy["connections"].push_back(described(*connection));
    }
    const Json info{{"id", clientId},
                    {"tenant", state.name},
                    {"allowedOrigins", client->value("allowed_origins", Json::array())},
                    {"callback", client->value("callbacks", Json::array())},
                    {"subscription", "dev"},
                    {"authorize", request.baseUrl + "/authorize"},
                    {"change_password", request.baseUrl + "/dbconnections/change_password"},
                    {"strategies", strategies}};
    Response response;
    response.contentType = "application/javascript; charset=utf-8";
    response.body = "Auth0.setClient(" + info.dump(-1, ' ', false, Json::error_handler_t::replace) + ");";
    return response;
}

} // namespace Sandbox
