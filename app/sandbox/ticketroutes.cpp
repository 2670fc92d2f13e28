#include "sandbox/routes.h"

#include "sandbox/text.h"
#include "sandbox/userrules.h"
#include "sandbox/validation.h"

namespace Sandbox {

namespace {

constexpr const char *kTicketCommon = R"(
    "result_url": {"type": "string", "minLength": 1}, "client_id": {"type": "string", "minLength": 1},
    "organization_id": {"type": "string", "maxLength": 50}, "ttl_sec": {"type": "integer", "minimum": 0},
    "includeEmailInRedirect": {"type": "boolean"}, "user_id": {"type": "string", "minLength": 1},
    "identity": {"type": "object", "required": ["user_id", "provider"], "properties": {
        "user_id": {"type": "string"}, "provider": {"type": "string"}, "connection_id": {"type": "string"}}})";

const Json &passwordSchema()
{
    static const Json schema = Json::parse(R"({"type": "object", "additionalProperties": false, "properties": {)"
                                           + std::string(kTicketCommon) + R"(, "email": {"type": "string"},
    "connection_id": {"type": "string", "pattern": "con_[A-Za-z0-9]{16}"}, "mark_email_as_verified": {"type": "boolean"}}})");
    return schema;
}

const Json &verificationSchema()
{
    static const Json schema
        = Json::parse(R"({"type": "object", "additionalProperties": false, "required": ["user_id"], "properties": {)"
                      + std::string(kTicketCommon) + "}}");
    return schema;
}

std::optional<Response> ticketError(const TenantState &state, const Json &body)
{
    if (body.contains("result_url") && body.contains("client_id"))
        return invalidBody("Payload validation error: 'client_id and result_url cannot be used together'.");
    if (body.contains("client_id") && !state.clients.find(body.at("client_id").get_ref<const std::string &>()))
        return notFound("The client does not exist.", "inexistent_client");
    if (body.contains("organization_id")
        && !state.organizations.find(body.at("organization_id").get_ref<const std::string &>()))
        return notFound("No organization found by that id or name");
    return std::nullopt;
}

/// The user a ticket is for: by id, or by connection and e-mail.
const Json *userFor(const TenantState &state, const Json &body)
{
    if (body.contains("user_id"))
        return state.users.find(body.at("user_id").get_ref<const std::string &>());
    const Json *connection = state.connections.find(body.value("connection_id", ""));
    if (!connection)
        return nullptr;
    const std::string name = connection->at("name");
    for (const Json &user : state.users.items()) {
        if (user.value("email", "") == lowerCase(body.value("email", "")) && isUserOf(user, name))
            return &user;
    }
    return nullptr;
}

Response ticket(const Request &request, const char *page)
{
    const std::string custom = customDomainOf(request);
    const std::string host = custom.empty() ? request.domain : custom;
    return jsonResponse(201, {{"ticket", "https://" + host + page + "?ticket=" + randomText(32) + '#'}});
}

Response passwordTicket(TenantState &state, const Request &request)
{
    if (const auto error = bodyError(passwordSchema(), request))
        return *error;
    const Json &body = request.json;
    if (!body.contains("user_id") && !(body.contains("connection_id") && body.contains("email")))
        return invalidBody("Payload validation error: 'Either user_id, or connection_id and email, is required'.");
    if (const auto error = ticketError(state, body))
        return *error;
    if (const auto error = customDomainError(state, request))
        return *error;
    const Json *user = userFor(state, body);
    if (!user)
        return noUser();
    if (!user->at("user_id").get_ref<const std::string &>().starts_with("auth0|"))
        return errorResponse(400, "The user's main connection does not support this operation",
                             "operation_not_supported");
    return ticket(request, "/u/reset-verify");
}

Response verificationTicket(TenantState &state, const Request &request)
{
    if (const auto error = bodyError(verificationSchema(), request))
        return *error;
    if (const auto error = ticketError(state, request.json))
        return *error;
    if (const auto error = customDomainError(state, request))
        return *error;
    const Json *user = userFor(state, request.json);
    if (!user)
        return noUser();
    if (!user->contains("email"))
        return errorResponse(400, "The user does not have an email address.", "operation_not_supported");
    return ticket(request, "/u/email-verification");
}

} // namespace

Routes ticketRoutes()
{
    const auto writes = RateFamily::UsersWrite;
    return {
        {"POST",
         "tickets/password-change",
         "Create a password change ticket",
         {{"create:user_tickets"}},
         writes,
         passwordTicket},
        {"POST",
         "tickets/email-verification",
         "Create an email verification ticket",
         {{"create:user_tickets"}},
         writes,
         verificationTicket},
    };
}

} // namespace Sandbox
