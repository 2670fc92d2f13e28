#include "sandbox/signup.h"

#include "sandbox/logrecord.h"
#include "sandbox/text.h"
#include "sandbox/userrules.h"

#include <algorithm>
#include <optional>

namespace Sandbox {

namespace {

/// As the Authentication API puts it: without the members of the Management API's errors.
Response refusal(int status, const std::string &code, const std::string &description)
{
    return jsonResponse(status, {{"name", "BadRequestError"}, {"code", code}, {"description", description}});
}

std::optional<Response> signUpError(const TenantState &state, const Request &request, const Json &connection)
{
    const std::string name = connection.at("name");
    const std::string email = lowerCase(request.json.at("email").get<std::string>());
    const Json options = connection.value("options", Json::object());
    if (!state.enabledClients.clientsOf(connection.at("id")).contains(request.json.at("client_id")))
        return refusal(400, "invalid_request", "The connection is not enabled for the client");
    if (options.value("disable_signup", false))
        return refusal(400, "public_signup_disabled", "Public signup is disabled");
    if (passwordError(connection, request.json.at("password")))
        return refusal(400, "invalid_password", "Password is too weak");
    const auto &users = state.users.items();
    const bool isTaken = std::any_of(users.begin(), users.end(), [&](const Json &user) {
        return isUserOf(user, name) && lowerCase(user.value("email", "")) == email;
    });
    // Auth0 does not say that there is such a user.
    return isTaken ? std::optional(refusal(400, "invalid_signup", "Invalid sign up")) : std::nullopt;
}

/// The event beside which Auth0 names the connection and, where there is one by now, the user.
void logSignUp(TenantState &state, const Request &request, const Json &connection, const std::string &user)
{
    Request named = request;
    named.clientId = request.json.at("client_id");
    appendLog(state, named, {user.empty() ? "fs" : "ss", "", {{"body", {{"connection", connection.at("name")}}}}});
    Json &event = *state.logs.find(state.logs.items().back().at("log_id").get_ref<const std::string &>());
    event["connection"] = connection.at("name");
    event["connection_id"] = connection.at("id");
    event["strategy"] = "auth0";
    event["strategy_type"] = "database";
    event["user_id"] = user;
    event["user_name"] = lowerCase(request.json.at("email").get<std::string>());
}

} // namespace

Response signUp(TenantState &state, const Request &request)
{
    for (const char *needed : {"client_id", "email", "password", "connection"}) {
        const bool isThere
            = request.json.is_object() && request.json.contains(needed) && request.json.at(needed).is_string();
        if (!isThere)
            return refusal(400, "invalid_request", std::string("missing ") + needed + " parameter");
    }
    const Json *connection = connectionByName(state, request.json.at("connection").get_ref<const std::string &>());
    if (!connection || connection->value("strategy", "") != "auth0")
        return refusal(400, "invalid_request", "Unknown or invalid connection");
    if (const auto error = signUpError(state, request, *connection)) {
        logSignUp(state, request, *connection, {});
        return *error;
    }
    const std::string email = lowerCase(request.json.at("email").get<std::string>());
    const std::string inner = lowerCase(randomText(24));
    const std::string now = isoTime(request.now);
    state.users.append({{"created_at", now},
                        {"email", email},
                        {"email_verified", false},
                        {"name", email},
                        {"nickname", email.substr(0, email.find('@'))},
                        {"identities",
                         Json::array({{{"connection", connection->at("name")},
                                       {"user_id", inner},
                                       {"provider", "auth0"},
                                       {"isSocial", false}}})},
                        {"updated_at", now},
                        {"user_id", "auth0|" + inner}});
    logSignUp(state, request, *connection, "auth0|" + inner);
    return jsonResponse(200, {{"_id", inner}, {"email", email}, {"email_verified", false}});
}

} // namespace Sandbox
