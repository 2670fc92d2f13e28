#include "sandbox/routes.h"

#include "sandbox/paging.h"
#include "sandbox/userrules.h"
#include "sandbox/validation.h"

namespace Sandbox {

namespace {

constexpr std::size_t rolesPerMember = 50; // Auth0's entity limit

const Json &memberSchema()
{
    static const Json schema = Json::parse(R"({"type": "object", "required": ["members"], "properties": {
        "members": {"type": "array", "minItems": 1, "maxItems": 10, "items": {"type": "string", "maxLength": 300}}}})");
    return schema;
}

const Json &roleSchema()
{
    static const Json schema = Json::parse(R"({"type": "object", "required": ["roles"], "additionalProperties": false,
        "properties": {"roles": {"type": "array", "minItems": 1, "maxItems": 50, "items": {"type": "string"}}}})");
    return schema;
}

Response noOrganization()
{
    return notFound("No organization found by that id or name");
}

Json roleList(const TenantState &state, const IdSet &roles)
{
    Json list = Json::array();
    for (const std::string &id : roles.ids()) {
        if (const Json *role = state.roles.find(id))
            list.push_back({{"id", id}, {"name", role->value("name", Json())}});
    }
    return list;
}

const IdSet &rolesOf(TenantState &state, const std::string &organization, const std::string &user)
{
    return state.organizationMemberRoles[organization][user];
}

Response list(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (state.organizations.find(id) == nullptr)
        return noOrganization();
    const bool withRoles = request.queryValue("fields").find("roles") != std::string::npos;
    if (withRoles && !request.hasScope("read:organization_member_roles"))
        return errorResponse(403, "Insufficient scope, expected any of: read:organization_member_roles",
                             "insufficient_scope");
    const auto write = [&state, &request, &id, withRoles](const std::string &userId, std::string &out) {
        Json member{{"user_id", userId}};
        if (const Json *user = state.users.find(userId)) {
            for (const char *name : {"email", "picture", "name"}) {
                if (const auto found = user->find(name); found != user->end())
                    member[name] = *found;
            }
        }
        if (withRoles)
            member["roles"] = roleList(state, rolesOf(state, id, userId));
        out += projected(member, request, {}).dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    const IdSet &members = state.organizationMembers[id];
    PagedItems items = pagedIds(members, write);
    if (!request.searchedUntil.empty())
        items.matches = [&state, &request, &members](std::size_t i) {
            const Json *user = state.users.find(members.ids()[i]);
            return user == nullptr || isInSearch(*user, request);
        };
    return pagedResponse(request, {.key = "members", .nextOnEveryNonEmptyPage = true}, items);
}

Response add(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (state.organizations.find(id) == nullptr)
        return noOrganization();
    if (const auto error = bodyError(memberSchema(), request))
        return *error;
    for (const Json &user : request.json.at("members")) {
        if (state.users.find(user.get<std::string>()) == nullptr)
            return errorResponse(404, "The user does not exist.", "inexistent_user");
    }
    for (const Json &user : request.json.at("members"))
        state.organizationMembers[id].insert(user.get<std::string>());
    return noContent();
}

Response remove(TenantState &state, const Request &request)
{
    const std::string &id = request.param("id");
    if (state.organizations.find(id) == nullptr)
        return noOrganization();
    if (const auto error = bodyError(memberSchema(), request))
        return *error;
    for (const Json &user : request.json.at("members")) {
        state.organizationMembers[id].erase(user.get<std::string>());
        state.organizationMemberRoles[id].erase(user.get<std::string>());
    }
    return noContent();
}

bool isMember(TenantState &state, const Request &request)
{
    return state.organizations.find(request.param("id")) != nullptr
        && state.organizationMembers[request.param("id")].contains(request.param("user_id"));
}

Response noMember()
{
    return notFound("The user is not a member of the organization");
}

Response listRoles(TenantState &state, const Request &request)
{
    if (!isMember(state, request))
        return noMember();
    const auto write = [&state](const std::string &id, std::string &out) {
        const Json *role = state.roles.find(id);
        out += (role == nullptr ? Json{{"id", id}} : *role).dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    return offsetResponse(request, {.key = "roles"},
                          pagedIds(rolesOf(state, request.param("id"), request.param("user_id")), write));
}

Response addRoles(TenantState &state, const Request &request)
{
    if (!isMember(state, request))
        return noMember();
    if (const auto error = bodyError(roleSchema(), request))
        return *error;
    IdSet &held = state.organizationMemberRoles[request.param("id")][request.param("user_id")];
    for (const Json &role : request.json.at("roles")) {
        if (state.roles.find(role.get<std::string>()) == nullptr)
            return notFound("The role does not exist.");
    }
    if (held.size() + request.json.at("roles").size() > rolesPerMember)
        return errorResponse(400, "A member can have at most 50 roles.", "too_many_entities");
    for (const Json &role : request.json.at("roles"))
        held.insert(role.get<std::string>());
    return noContent();
}

Response removeRoles(TenantState &state, const Request &request)
{
    if (!isMember(state, request))
        return noMember();
    if (const auto error = bodyError(roleSchema(), request))
        return *error;
    for (const Json &role : request.json.at("roles"))
        state.organizationMemberRoles[request.param("id")][request.param("user_id")].erase(role.get<std::string>());
    return noContent();
}

} // namespace

Routes organizationMemberRoutes()
{
    const auto reads = RateFamily::OrganizationMembersRead;
    const auto writes = RateFamily::OrganizationMembersWrite;
    const std::string all = "organizations/{id}/members";
    const std::string roles = all + "/{user_id}/roles";
    return {
        {"GET", all, "Get an organization's members", {{"read:organization_members"}}, reads, list},
        {"POST", all, "Add members to an organization", {{"create:organization_members"}}, writes, add},
        {"DELETE", all, "Delete members from an organization", {{"delete:organization_members"}}, writes, remove},
        {"GET", roles, "Get a member's roles", {{"read:organization_member_roles"}}, reads, listRoles},
        {"POST", roles, "Assign roles to a member", {{"create:organization_member_roles"}}, writes, addRoles},
        {"DELETE", roles, "Remove roles from a member", {{"delete:organization_member_roles"}}, writes, removeRoles},
    };
}

} // namespace Sandbox
