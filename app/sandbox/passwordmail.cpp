#include "sandbox/passwordmail.h"

#include "sandbox/logrecord.h"
#include "sandbox/text.h"
#include "sandbox/userrules.h"

#include <algorithm>

namespace Sandbox {

namespace {

constexpr double kBurst = 10;
constexpr double kPerSecond = 1.0 / 60;

/// As the Authentication API puts it: without the members of the Management API's errors.
Response refusal(int status, const std::string &code, const std::string &description)
{
    return jsonResponse(status, {{"error", code}, {"error_description", description}});
}

} // namespace

bool PasswordMailBudget::take(const std::string &email, TimePoint now)
{
    const auto [entry, made] = m_buckets.try_emplace(email, Bucket{kBurst, now});
    Bucket &bucket = entry->second;
    const std::chrono::duration<double> passed = now - bucket.refilled;
    bucket.tokens = std::min(kBurst, bucket.tokens + std::max(0.0, passed.count()) * kPerSecond);
    bucket.refilled = now;
    if (bucket.tokens < 1)
        return false;
    bucket.tokens -= 1;
    return true;
}

Response passwordMail(TenantState &state, const Request &request, PasswordMailBudget &budget)
{
    for (const char *needed : {"client_id", "email", "connection"}) {
        const bool isThere = request.json.is_object() && request.json.contains(needed)
            && request.json.at(needed).is_string() && !request.json.at(needed).get_ref<const std::string &>().empty();
        if (!isThere)
            return refusal(400, "invalid_request", std::string(needed) + " is required");
    }
    const std::string client = request.json.at("client_id");
    const std::string email = lowerCase(request.json.at("email").get<std::string>());
    const Json *connection = connectionByName(state, request.json.at("connection").get_ref<const std::string &>());
    if (!state.clients.find(client))
        return refusal(400, "invalid_request", "Unknown client: " + client);
    if (!connection || connection->value("strategy", "") != "auth0")
        return refusal(400, "invalid_request", "Unknown or invalid connection");
    if (!state.enabledClients.clientsOf(connection->at("id")).contains(client))
        return refusal(400, "invalid_request", "The connection is not enabled for the client");
    if (!budget.take(email, request.now)) {
        Response response = refusal(429, "too_many_requests", "Too many password change requests for this address");
        response.headers.emplace("Retry-After", "60");
        return response;
    }
    const std::string name = connection->at("name");
    const auto &users = state.users.items();
    const auto user = std::find_if(users.begin(), users.end(), [&](const Json &one) {
        return isUserOf(one, name) && lowerCase(one.value("email", "")) == email;
    });
    const bool isThere = user != users.end();
    Json details{{"title", "Change Password Request"}, {"email", email}, {"connection", name}};
    if (isThere)
        details["user_id"] = user->at("user_id");
    Request named = request;
    named.clientId = client;
    appendLog(
        state, named,
        {isThere ? "scpr" : "fcpr", isThere ? "" : "The user does not exist in the connection.", std::move(details)});
    Response response;
    response.body = "We've just sent you an email to reset your password.";
    response.contentType = "text/html; charset=utf-8";
    return response;
}

} // namespace Sandbox
