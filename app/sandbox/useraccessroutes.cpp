#include "sandbox/routes.h"

#include "sandbox/paging.h"
#include "sandbox/text.h"
#include "sandbox/userrules.h"
#include "sandbox/validation.h"

namespace Sandbox {

namespace {

// Factors

void forgetFactors(TenantState &state, const std::string &user)
{
    state.authenticationMethods.erase(user);
    state.users.find(user)->erase("multifactor");
}

Response methods(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    return offsetResponse(request, {.key = "authenticators"},
                          itemsOf(listOf(state.authenticationMethods, userParam(request))));
}

Response method(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    for (const Json &item : listOf(state.authenticationMethods, userParam(request))) {
        if (item.at("id") == request.param("authentication_method_id"))
            return jsonResponse(200, item);
    }
    return notFound("The authentication method does not exist.", "authentication_method_not_found");
}

Response removeMethods(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    forgetFactors(state, userParam(request));
    return noContent();
}

Response removeMethod(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    std::vector<Json> &list = state.authenticationMethods[userParam(request)];
    const std::size_t removed = std::erase_if(
        list, [&](const Json &item) { return item.at("id") == request.param("authentication_method_id"); });
    if (removed == 0)
        return notFound("The authentication method does not exist.", "authentication_method_not_found");
    if (list.empty())
        forgetFactors(state, userParam(request));
    return noContent();
}

Response removeProvider(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    const std::string &provider = request.param("provider");
    if (provider != "duo" && provider != "google-authenticator")
        return errorResponse(400, "Path validation error: 'No enum match for: " + provider + "' on property provider.",
                             "invalid_uri");
    Json &user = *state.users.find(userParam(request));
    if (user.contains("multifactor")) {
        Json left = Json::array();
        for (const Json &factor : user.at("multifactor")) {
            if (factor != provider)
                left.push_back(factor);
        }
        if (left.empty())
            user.erase("multifactor");
        else
            user["multifactor"] = std::move(left);
    }
    if (provider == "google-authenticator")
        std::erase_if(state.authenticationMethods[userParam(request)],
                      [](const Json &item) { return item.at("type") == "totp"; });
    return noContent();
}

Response enrollments(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    Json list = Json::array();
    for (const Json &item : listOf(state.authenticationMethods, userParam(request))) {
        const std::string type = item.at("type");
        if (type == "recovery-code")
            continue;
        list.push_back({{"id", item.at("id")},
                        {"status", "confirmed"},
                        {"type", type},
                        {"enrolled_at", item.value("enrolled_at", item.at("created_at").get<std::string>())},
                        {"auth_method", type == "phone" ? "sms" : "authenticator"}});
    }
    return jsonResponse(200, list);
}

Response newRecoveryCode(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    if (listOf(state.authenticationMethods, userParam(request)).empty())
        return notFound("Enrollment not found", "enrollment_not_found");
    return jsonResponse(200, {{"recovery_code", randomText(24)}});
}

Response done(TenantState &state, const Request &request)
{
    return isThere(state, request) ? noContent() : noUser();
}

// Sessions and refresh tokens: Auth0 answers 202 and forgets them a moment later; here at once.

Response accepted()
{
    Response response = noContent();
    response.status = 202;
    return response;
}

Response sessions(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    return checkpointResponse(request, {.key = "sessions"}, itemsOf(listOf(state.sessions, userParam(request))));
}

Response refreshTokens(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    return checkpointResponse(request, {.key = "tokens"}, itemsOf(listOf(state.refreshTokens, userParam(request))));
}

Response removeSessions(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    state.sessions.erase(userParam(request));
    return accepted();
}

Response removeRefreshTokens(TenantState &state, const Request &request)
{
    if (!isThere(state, request))
        return noUser();
    state.refreshTokens.erase(userParam(request));
    return accepted();
}

/// One session with its tokens, or all of the user's.
Response revokeAccess(TenantState &state, const Request &request)
{
    static const Json schema = Json::parse(R"({"type": "object", "additionalProperties": false, "properties": {
        "session_id": {"type": "string"}, "preserve_refresh_tokens": {"type": "boolean"}}})");
    if (!isThere(state, request))
        return noUser();
    const Json body = request.json.is_null() ? Json::object() : request.json;
    if (const auto wrong = violation(schema, body))
        return invalidBody(*wrong);
    const std::string session = body.value("session_id", "");
    const bool keepTokens = body.value("preserve_refresh_tokens", false);
    const auto isMeant = [&](const Json &item, const char *member) {
        return session.empty() || (item.contains(member) && item.at(member) == session);
    };
    std::erase_if(state.sessions[userParam(request)], [&](const Json &item) { return isMeant(item, "id"); });
    if (!keepTokens)
        std::erase_if(state.refreshTokens[userParam(request)],
                      [&](const Json &item) { return isMeant(item, "session_id"); });
    return accepted();
}

} // namespace

Routes userAccessRoutes()
{
    const auto reads = RateFamily::UsersRead, writes = RateFamily::UsersWrite;
    const std::string methodPath = "users/{id}/authentication-methods/{authentication_method_id}";
    return {
        {"GET",
         "users/{id}/authentication-methods",
         "Get a list of authentication methods",
         {{"read:authentication_methods"}},
         reads,
         methods},
        {"DELETE",
         "users/{id}/authentication-methods",
         "Delete all authentication methods",
         {{"delete:authentication_methods"}},
         writes,
         removeMethods},
        {"GET", methodPath, "Get an authentication method", {{"read:authentication_methods"}}, reads, method},
        {"DELETE",
         methodPath,
         "Delete an authentication method",
         {{"delete:authentication_methods"}},
         writes,
         removeMethod},
        {"DELETE",
         "users/{id}/authenticators",
         "Delete all authenticators",
         {{"delete:guardian_enrollments"}},
         writes,
         removeMethods},
        {"GET", "users/{id}/enrollments", "Get the first confirmed enrollments", {{"read:users"}}, reads, enrollments},
        {"DELETE",
         "users/{id}/multifactor/{provider}",
         "Delete a user's multi-factor provider",
         {{"update:users"}},
         writes,
         removeProvider},
        {"POST",
         "users/{id}/multifactor/actions/invalidate-remember-browser",
         "Invalidate all remembered browsers",
         {{"update:users"}},
         writes,
         done},
        {"POST",
         "users/{id}/recovery-code-regeneration",
         "Generate a new recovery code",
         {{"update:users"}},
         writes,
         newRecoveryCode},
        {"POST", "users/{id}/risk-assessments/clear", "Clear risk assessments", {{"update:users"}}, writes, done},
        {"GET", "users/{user_id}/sessions", "Get sessions for a user", {{"read:sessions"}}, reads, sessions},
        {"DELETE",
         "users/{user_id}/sessions",
         "Delete sessions for a user",
         {{"delete:sessions"}},
         writes,
         removeSessions},
        {"GET",
         "users/{user_id}/refresh-tokens",
         "Get refresh tokens for a user",
         {{"read:refresh_tokens"}},
         reads,
         refreshTokens},
        {"DELETE",
         "users/{user_id}/refresh-tokens",
         "Delete refresh tokens for a user",
         {{"delete:refresh_tokens"}},
         writes,
         removeRefreshTokens},
        {"POST",
         "users/{id}/revoke-access",
         "Revoke a user's access",
         {{"delete:sessions", "delete:refresh_tokens"}},
         writes,
         revokeAccess},
    };
}

} // namespace Sandbox
