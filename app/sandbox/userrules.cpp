#include "sandbox/userrules.h"

#include "sandbox/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

namespace Sandbox {

namespace {

// Auth0's list of app_metadata keys that are refused.
constexpr std::array<std::string_view, 18> kReserved
    = {"__tenant",       "_id",        "blocked",        "clientID",         "created_at",
       "email_verified", "email",      "globalClientID", "global_client_id", "identities",
       "lastIP",         "lastLogin",  "loginsCount",    "metadata",         "multifactor_last_modified",
       "multifactor",    "updated_at", "user_id"};

constexpr const char *kCommon = R"(
    "user_metadata": {"type": "object"},
    "app_metadata": {"type": "object"},
    "blocked": {"type": "boolean"},
    "email_verified": {"type": "boolean"},
    "phone_verified": {"type": "boolean"},
    "verify_email": {"type": "boolean"},
    "connection": {"type": "string", "minLength": 1},)";

Json schemaOf(const std::string &text)
{
    return Json::parse(text);
}

/// Members that POST takes as text and PATCH as text or null, which unsets them.
std::string texts(const std::string &type)
{
    return R"("email": {"type": )" + type + R"(, "pattern": "[^@\\s]+@[^@\\s]+", "maxLength": 320},
    "phone_number": {"type": )"
        + type + R"(, "pattern": "\\+[0-9]{1,15}"},
    "given_name": {"type": )"
        + type + R"(, "minLength": 1, "maxLength": 150},
    "family_name": {"type": )"
        + type + R"(, "minLength": 1, "maxLength": 150},
    "name": {"type": )"
        + type + R"(, "minLength": 1, "maxLength": 300},
    "nickname": {"type": )"
        + type + R"(, "minLength": 1, "maxLength": 300},
    "picture": {"type": )"
        + type + R"(},
    "password": {"type": )"
        + type + R"(, "minLength": 1},
    "username": {"type": )"
        + type + R"(, "minLength": 1, "maxLength": 128})";
}

std::optional<std::string> badName(const Json &value)
{
    if (value.is_array()) {
        for (const Json &item : value) {
            if (auto bad = badName(item))
                return bad;
        }
    } else if (value.is_object()) {
        for (const auto &[name, member] : value.items()) {
            if (name.find('.') != std::string::npos || name.starts_with('$'))
                return name;
            if (auto bad = badName(member))
                return bad;
        }
    }
    return std::nullopt;
}

std::size_t minimumLength(const Json &options)
{
    if (const auto flexible = options.find("password_options"); flexible != options.end() && flexible->is_object()) {
        if (!options.contains("passwordPolicy") && flexible->contains("complexity"))
            return flexible->at("complexity").value("min_length", std::size_t(15));
    }
    if (const auto own = options.find("password_complexity_options"); own != options.end() && own->is_object())
        return own->value("min_length", std::size_t(1));
    const auto level = options.find("passwordPolicy");
    const std::string name = level != options.end() && level->is_string() ? level->get<std::string>() : "none";
    return name == "low" ? 6 : name == "fair" || name == "good" ? 8 : name == "excellent" ? 10 : 1;
}

void removeUsers(TenantState &state, const std::unordered_set<std::string> &gone)
{
    const auto ofGone = [&gone](const auto &entry) { return gone.contains(entry.first); };
    state.users.removeIf([&gone](const Json &user) { return gone.contains(user.at("user_id").get<std::string>()); });
    for (auto &[organization, members] : state.organizationMembers)
        members.eraseAll(gone);
    for (auto &[organization, members] : state.organizationMemberRoles)
        std::erase_if(members, ofGone);
    std::erase_if(state.userRoles, ofGone);
    for (auto *lists : {&state.authenticationMethods, &state.sessions, &state.refreshTokens, &state.blocks})
        std::erase_if(*lists, ofGone);
}

} // namespace

const Json &userCreateSchema()
{
    static const Json schema = schemaOf(R"({"type": "object", "additionalProperties": false, "required": ["connection"],
    "properties": {)" + std::string(kCommon)
                                        + R"("user_id": {"type": "string", "maxLength": 255, "pattern": "\\S*"},)"
                                        + texts(R"("string")") + "}}");
    return schema;
}

const Json &userUpdateSchema()
{
    static const Json schema
        = schemaOf(R"({"type": "object", "additionalProperties": false, "minProperties": 1, "properties": {)"
                   + std::string(kCommon) + R"("verify_phone_number": {"type": "boolean"},
    "verify_password": {"type": "boolean"}, "client_id": {"type": "string", "minLength": 1},)"
                   + texts(R"(["string", "null"])") + "}}");
    return schema;
}

std::optional<Response> metadataError(const Json &body)
{
    const auto app = body.find("app_metadata");
    if (app != body.end()) {
        for (const auto &[name, value] : app->items()) {
            if (std::find(kReserved.begin(), kReserved.end(), name) != kReserved.end())
                return invalidBody("Payload validation error: 'Invalid key: " + name + "' on property app_metadata.");
        }
    }
    for (const char *member : {"app_metadata", "user_metadata"}) {
        if (const auto found = body.find(member); found != body.end()) {
            if (const auto bad = badName(*found)) {
                return invalidBody("Payload validation error: 'Key names must not contain . or start with $: " + *bad
                                   + "' on property " + member + '.');
            }
        }
    }
    return std::nullopt;
}

void mergeMetadata(Json &user, const char *member, const Json &change)
{
    if (change.empty()) {
        if (std::string_view(member) == "app_metadata")
            user.erase(member);
        else
            user[member] = Json::object();
        return;
    }
    Json merged = user.value(member, Json::object());
    for (const auto &[name, value] : change.items()) {
        if (value.is_null())
            merged.erase(name);
        else
            merged[name] = value;
    }
    if (!merged.empty() || user.contains(member))
        user[member] = std::move(merged);
}

const Json *connectionByName(const TenantState &state, std::string_view name)
{
    const std::vector<Json> &all = state.connections.items();
    const auto it = std::find_if(all.begin(), all.end(), [&](const Json &item) {
        const auto own = item.find("name");
        return own != item.end() && *own == name;
    });
    return it == all.end() ? nullptr : &*it;
}

Json *identityIn(Json &user, std::string_view connection)
{
    const auto identities = user.find("identities");
    if (identities == user.end() || !identities->is_array())
        return nullptr;
    for (Json &identity : *identities) {
        if (connection.empty() || identity.value("connection", "") == connection)
            return &identity;
    }
    return nullptr;
}

bool isUserOf(const Json &user, std::string_view connection)
{
    const auto identities = user.find("identities");
    return identities != user.end() && std::any_of(identities->begin(), identities->end(), [&](const Json &identity) {
               return identity.value("connection", "") == connection;
           });
}

bool isInSearch(const Json &user, const Request &request)
{
    return request.searchedUntil.empty() || user.value("created_at", "") <= request.searchedUntil;
}

std::optional<Response> passwordError(const Json &connection, const std::string &password)
{
    if (password.size() >= minimumLength(connection.value("options", Json::object())))
        return std::nullopt;
    return errorResponse(400, "PasswordStrengthError: Password is too weak", "invalid_password");
}

Response noUser()
{
    return notFound("The user does not exist.", "inexistent_user");
}

void removeUser(TenantState &state, const std::string &id)
{
    removeUsers(state, {id});
}

void removeUsersOf(TenantState &state, const std::string &connection)
{
    std::unordered_set<std::string> gone;
    for (const Json &user : state.users.items()) {
        const auto identities = user.find("identities");
        if (identities != user.end() && !identities->empty()
            && identities->front().value("connection", "") == connection)
            gone.insert(user.at("user_id").get<std::string>());
    }
    if (!gone.empty())
        removeUsers(state, gone);
}

const std::string &userParam(const Request &request)
{
    return request.param(request.params.contains("id") ? "id" : "user_id");
}

bool isThere(const TenantState &state, const Request &request)
{
    return state.users.find(userParam(request)) != nullptr;
}

const std::vector<Json> &listOf(const std::unordered_map<std::string, std::vector<Json>> &lists,
                                const std::string &user)
{
    static const std::vector<Json> none;
    const auto it = lists.find(user);
    return it == lists.end() ? none : it->second;
}

PagedItems itemsOf(const std::vector<Json> &list)
{
    PagedItems items;
    items.size = list.size();
    items.sequenceAt = [](std::size_t i) { return i + 1; };
    items.indexAfter = [](std::uint64_t sequence) { return static_cast<std::size_t>(sequence); };
    items.write = [&list](std::size_t i, std::string &out) {
        out += list[i].dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    return items;
}

Json visibleUser(const Json &user, const Request &request)
{
    if (request.hasScope("read:user_idp_tokens") || !user.contains("identities"))
        return user;
    Json shown = user;
    for (Json &identity : shown["identities"]) {
        for (const char *token : {"access_token", "access_token_secret", "refresh_token"})
            identity.erase(token);
    }
    return shown;
}

} // namespace Sandbox
