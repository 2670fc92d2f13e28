#include "sandbox/routes.h"

#include "sandbox/logrecord.h"
#include "sandbox/paging.h"
#include "sandbox/text.h"
#include "sandbox/userrules.h"
#include "sandbox/usersearch.h"
#include "sandbox/validation.h"

#include <algorithm>
#include <optional>
#include <regex>

namespace Sandbox {

namespace {

constexpr std::size_t kLongestQuery = 8000; // longer ones get 414 from Auth0

/// A field to sort by, as sort=created_at:-1.
struct Order
{
    std::vector<std::string> path;
    bool descending = false;
};

std::optional<Response> orderError(const std::string &text, Order &order)
{
    static const std::regex form("([a-zA-Z0-9_.]+):(1|-1)");
    std::smatch parts;
    if (!std::regex_match(text, parts, form))
        return invalidQuery("Query validation error: 'String does not match pattern: " + text + "' on property sort.");
    order.path = split(parts[1].str(), '.');
    order.descending = parts[2] == "-1";
    if (order.path.front() == "app_metadata" || order.path.front() == "user_metadata")
        return invalidQuery("Sorting by metadata is not supported.");
    return std::nullopt;
}

Json sortKey(const Json &user, const std::vector<std::string> &path)
{
    const Json *at = &user;
    for (const std::string &name : path) {
        if (!at->is_object() || !at->contains(name))
            return nullptr;
        at = &at->at(name);
    }
    return at->is_string() ? Json(lowerCase(at->get_ref<const std::string &>())) : *at;
}

void sortUsers(std::vector<std::size_t> &found, const std::vector<Json> &users, const Order &order)
{
    std::vector<std::pair<Json, std::size_t>> keyed;
    keyed.reserve(found.size());
    for (const std::size_t position : found)
        keyed.emplace_back(sortKey(users[position], order.path), position);
    std::stable_sort(keyed.begin(), keyed.end(), [&](const auto &a, const auto &b) {
        return order.descending ? b.first < a.first : a.first < b.first;
    });
    for (std::size_t i = 0; i < found.size(); ++i)
        found[i] = keyed[i].second;
}

Response list(TenantState &state, const Request &request)
{
    const std::string text = request.queryValue("q");
    if (text.size() > kLongestQuery)
        return errorResponse(414, "The query is too long.");
    if (const std::string engine = request.queryValue("search_engine", "v3"); engine != "v3")
        return errorResponse(400, "Search engine " + engine + " is no longer available. Use v3.",
                             "operation_not_supported");
    const auto query = UserQuery::parse(text);
    if (!query)
        return invalidQuery(query.error());
    Order order;
    if (request.query.contains("sort")) {
        if (const auto error = orderError(request.queryValue("sort"), order))
            return *error;
    }
    const std::vector<Json> &users = state.users.items();
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < users.size(); ++i) {
        if (isInSearch(users[i], request) && query->matches(users[i], state))
            found.push_back(i);
    }
    if (!order.path.empty())
        sortUsers(found, users, order);

    std::size_t written = 0;
    PagedItems items;
    items.size = found.size();
    items.write = [&](std::size_t i, std::string &out) {
        ++written;
        out += projected(visibleUser(users[found[i]], request), request, {})
                   .dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    Response response = offsetResponse(request, {.key = "users"}, items);
    // Users are the one list whose envelope counts the page as well.
    if (response.status == 200 && request.queryValue("include_totals") == "true")
        response.body.insert(response.body.find(",\"users\":"), ",\"length\":" + std::to_string(written));
    return response;
}

/// As kept: Auth0 compares the case, and stores addresses of its own databases in lower case.
Response byEmail(TenantState &state, const Request &request)
{
    if (!request.query.contains("email"))
        return invalidQuery("Query validation error: 'Missing required property: email'.");
    const std::string email = request.queryValue("email");
    Json found = Json::array();
    for (const Json &user : state.users.items()) {
        const auto own = user.find("email");
        if (own != user.end() && *own == email)
            found.push_back(projected(visibleUser(user, request), request, {}));
    }
    return jsonResponse(200, found);
}

Response get(TenantState &state, const Request &request)
{
    const Json *user = state.users.find(request.param("id"));
    return user ? jsonResponse(200, projected(visibleUser(*user, request), request, {})) : noUser();
}

bool isTaken(const TenantState &state, const std::string &connection, const std::string &email,
             const std::string &exceptId)
{
    return std::any_of(state.users.items().begin(), state.users.items().end(), [&](const Json &user) {
        return user.at("user_id") != exceptId && lowerCase(user.value("email", "")) == lowerCase(email)
            && isUserOf(user, connection);
    });
}

std::optional<Response> creationError(const TenantState &state, const Request &request, const Json *connection)
{
    const Json &body = request.json;
    if (!connection)
        return errorResponse(400, "The connection does not exist.", "inexistent_connection");
    const std::string strategy = connection->value("strategy", "");
    const auto needs = [&](const char *member) { return !body.contains(member); };
    if (strategy == "auth0") {
        const bool named = body.contains("email") || body.contains("username") || body.contains("phone_number");
        if (!named)
            return invalidBody("Payload validation error: 'Missing required property: email'.");
        if (needs("password"))
            return invalidBody("Payload validation error: 'Missing required property: password'.");
        if (auto weak = passwordError(*connection, body.at("password")))
            return weak;
    } else if (strategy == "email" ? needs("email") : strategy == "sms" && needs("phone_number")) {
        return invalidBody("Payload validation error: 'Missing required property: "
                           + std::string(strategy == "email" ? "email" : "phone_number") + "'.");
    } else if (strategy != "email" && strategy != "sms") {
        return errorResponse(400, "Users can be created in database and passwordless connections only.",
                             "invalid_connection");
    }
    if (body.contains("email") && isTaken(state, body.at("connection"), body.at("email"), {}))
        return errorResponse(409, "The user already exists.", "auth0_idp_error");
    return metadataError(body);
}

Response create(TenantState &state, const Request &request)
{
    if (const auto error = bodyError(userCreateSchema(), request))
        return *error;
    if (const auto error = customDomainError(state, request))
        return *error;
    const Json &body = request.json;
    const Json *connection = connectionByName(state, body.at("connection").get_ref<const std::string &>());
    if (const auto error = creationError(state, request, connection))
        return *error;
    const std::string strategy = connection->at("strategy");
    const std::string inner = body.value("user_id", lowerCase(randomText(24)));
    const std::string id = strategy + '|' + inner;
    if (state.users.find(id))
        return errorResponse(409, "The user already exists.", "auth0_idp_error");

    const std::string now = isoTime(request.now);
    Json user;
    user["created_at"] = now;
    for (const auto &[name, value] : body.items()) {
        if (name != "connection" && name != "password" && name != "verify_email" && name != "user_id")
            user[name] = value;
    }
    if (body.contains("email") && strategy == "auth0")
        user["email"] = lowerCase(body.at("email").get_ref<const std::string &>());
    if (!user.contains("email_verified"))
        user["email_verified"] = false;
    if (!user.contains("name"))
        user["name"] = user.value("email", body.value("username", inner));
    if (!user.contains("nickname"))
        user["nickname"] = user.at("name").get<std::string>().substr(0, user.at("name").get<std::string>().find('@'));
    if (user.contains("app_metadata") && user.at("app_metadata").empty())
        user.erase("app_metadata");
    user["identities"] = Json::array(
        {{{"connection", body.at("connection")}, {"user_id", inner}, {"provider", strategy}, {"isSocial", false}}});
    user["updated_at"] = now;
    user["user_id"] = id;
    return jsonResponse(201, state.users.append(std::move(user)));
}

/// What PATCH may not do with this user, whatever the form of the body.
std::optional<Response> updateError(const TenantState &state, const Request &request, const Json &user,
                                    const Json *identity)
{
    const Json &body = request.json;
    const auto has = [&](const char *member) { return body.contains(member); };
    if (!request.hasScope("update:users")) {
        const bool onlyApp = body.size() == 1 && has("app_metadata") && request.hasScope("update:users_app_metadata");
        if (!onlyApp)
            return errorResponse(403, "Insufficient scope, expected any of: update:users", "insufficient_scope");
    }
    for (const auto &[a, b] : {std::pair("email", "password"), std::pair("email", "username"),
                               std::pair("username", "password"), std::pair("email_verified", "password")}) {
        if (has(a) && has(b))
            return invalidBody(std::string("Cannot update ") + a + " and " + b + " simultaneously");
    }
    const std::string provider = identity ? identity->value("provider", "") : "";
    if (has("connection") && !identity)
        return errorResponse(400, "The user has no identity in that connection.", "inexistent_connection");
    if ((has("password") || has("username")) && provider != "auth0")
        return errorResponse(400, "Password and username can only be changed for users of database connections.",
                             "operation_not_supported");
    if (has("email_verified") && provider != "auth0" && provider != "email")
        return errorResponse(400, "email_verified cannot be changed for this connection.", "operation_not_supported");
    const Json *connection = identity ? connectionByName(state, identity->value("connection", "")) : nullptr;
    if (has("password") && body.at("password").is_string() && connection) {
        if (auto weak = passwordError(*connection, body.at("password")))
            return weak;
    }
    if (has("email") && body.at("email").is_string() && identity
        && isTaken(state, identity->value("connection", ""), body.at("email"), user.at("user_id")))
        return errorResponse(400, "The specified new email already exists", "auth0_idp_error");
    return metadataError(body);
}

void applyUpdate(Json &user, Json *identity, const Json &body)
{
    const bool secondary = identity && identity != &user.at("identities").front();
    for (const auto &[name, value] : body.items()) {
        if (name == "app_metadata" || name == "user_metadata") {
            mergeMetadata(user, name.c_str(), value);
            continue;
        }
        if (name == "connection" || name == "client_id" || name == "password" || name.starts_with("verify_"))
            continue;
        const bool ofIdentity = name.starts_with("email") || name.starts_with("phone_") || name == "username";
        Json &target = secondary && ofIdentity ? (*identity)["profileData"] : user;
        if (value.is_null())
            target.erase(name);
        else
            target[name] = value;
    }
    if (body.contains("email") && body.at("email").is_string()) {
        Json &target = secondary ? (*identity)["profileData"] : user;
        if (identity && identity->value("provider", "") == "auth0")
            target["email"] = lowerCase(body.at("email").get_ref<const std::string &>());
        if (!body.contains("email_verified"))
            target["email_verified"] = false;
    }
    if (body.contains("password"))
        user.erase("blocked"); // Auth0's own trap: a password reset lifts the administrator's block
}

Response update(TenantState &state, const Request &request)
{
    Json *user = state.users.find(request.param("id"));
    if (!user)
        return noUser();
    if (const auto error = bodyError(userUpdateSchema(), request))
        return *error;
    if (const auto error = customDomainError(state, request))
        return *error;
    Json *identity = identityIn(*user, request.json.value("connection", ""));
    if (const auto error = updateError(state, request, *user, identity))
        return *error;
    applyUpdate(*user, identity, request.json);
    (*user)["updated_at"] = isoTime(request.now);
    const std::size_t size = user->dump(-1, ' ', false, Json::error_handler_t::replace).size();
    if (size > kLargestProfile) {
        appendLog(state, request,
                  {"depnote", "User profile of " + std::to_string(size) + " bytes is above the limit of 10 KB.", {}});
    }
    return jsonResponse(200, visibleUser(*user, request));
}

Response remove(TenantState &state, const Request &request)
{
    removeUser(state, request.param("id"));
    return noContent(); // also where there was no such user
}

} // namespace

Routes userRoutes()
{
    const auto reads = RateFamily::UsersRead, writes = RateFamily::UsersWrite;
    return {
        {"GET", "users", "List or search users", {{"read:users"}}, reads, list},
        {"POST", "users", "Create a user", {{"create:users"}}, writes, create},
        {"GET", "users-by-email", "Search users by email", {{"read:users"}}, reads, byEmail},
        {"GET", "users/{id}", "Get a user", {{"read:users"}}, reads, get},
        {"PATCH", "users/{id}", "Update a user", {{"update:users"}, {"update:users_app_metadata"}}, writes, update},
        {"DELETE", "users/{id}", "Delete a user", {{"delete:users"}}, writes, remove},
    };
}

} // namespace Sandbox
