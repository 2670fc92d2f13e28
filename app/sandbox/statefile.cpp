#include "sandbox/seed.h"

#include <fstream>
#include <iterator>

namespace Sandbox {

namespace {

namespace fs = std::filesystem;

constexpr const char *kFormat = "tenantry-sandbox-state";
constexpr int kVersion = 1;

template <class Tenant> auto collectionsOf(Tenant &tenant)
{
    using Pair = std::pair<const char *, decltype(&tenant.connections)>;
    return std::vector<Pair>{{"connections", &tenant.connections},
                             {"clients", &tenant.clients},
                             {"organizations", &tenant.organizations},
                             {"users", &tenant.users},
                             {"roles", &tenant.roles},
                             {"custom_domains", &tenant.customDomains},
                             {"logs", &tenant.logs},
                             {"jobs", &tenant.jobs},
                             {"client_grants", &tenant.clientGrants},
                             {"resource_servers", &tenant.resourceServers}};
}

template <class Tenant> auto listsOf(Tenant &tenant)
{
    using Pair = std::pair<const char *, decltype(&tenant.sessions)>;
    return std::vector<Pair>{{"client_credentials", &tenant.clientCredentials},
                             {"organization_connections", &tenant.organizationConnections},
                             {"authentication_methods", &tenant.authenticationMethods},
                             {"sessions", &tenant.sessions},
                             {"refresh_tokens", &tenant.refreshTokens},
                             {"blocks", &tenant.blocks}};
}

template <class Tenant> auto idSetsOf(Tenant &tenant)
{
    using Pair = std::pair<const char *, decltype(&tenant.userRoles)>;
    return std::vector<Pair>{{"organization_members", &tenant.organizationMembers},
                             {"organization_client_grants", &tenant.organizationGrants},
                             {"user_roles", &tenant.userRoles}};
}

// Maps are written in the order of a std::map, so that equal states give equal files.
template <class Map, class Value> Json sorted(const Map &map, Value value)
{
    std::map<std::string, Json> entries;
    for (const auto &[key, item] : map) {
        if (Json json = value(item); !json.empty())
            entries.emplace(key, std::move(json));
    }
    Json result = Json::object();
    for (auto &[key, json] : entries)
        result.push_back({key, std::move(json)});
    return result;
}

Json enabledClients(const TenantState &tenant)
{
    Json result = Json::object();
    for (const Json &connection : tenant.connections.items()) {
        const std::string &id = connection.at("id").get_ref<const std::string &>();
        if (const IdSet &clients = tenant.enabledClients.clientsOf(id); clients.size() > 0)
            result.push_back({id, clients.ids()});
    }
    return result;
}

Json toJson(const TenantState &tenant)
{
    Json json;
    json["name"] = tenant.name;
    json["domain"] = tenant.domain;
    json["environment"] = tenant.environment;
    json["settings"] = tenant.settings;
    json["branding"] = tenant.branding;
    for (const auto &[name, objects] : collectionsOf(tenant))
        json[name] = objects->items();
    json["enabled_clients"] = enabledClients(tenant);
    for (const auto &[name, lists] : listsOf(tenant))
        json[name] = sorted(*lists, [](const std::vector<Json> &items) { return Json(items); });
    for (const auto &[name, sets] : idSetsOf(tenant))
        json[name] = sorted(*sets, [](const IdSet &set) { return Json(set.ids()); });
    json["organization_member_roles"] = sorted(tenant.organizationMemberRoles, [](const auto &members) {
        return sorted(members, [](const IdSet &roles) { return Json(roles.ids()); });
    });
    json["daily_stats"] = tenant.dailyStats;
    return json;
}

void insertAll(IdSet &set, const Json &ids)
{
    for (const Json &id : ids)
        set.insert(id);
}

TenantState fromJson(Json json)
{
    TenantState tenant;
    tenant.name = json.at("name");
    tenant.domain = json.value("domain", "");
    tenant.environment = json.at("environment");
    tenant.settings = std::move(json.at("settings"));
    tenant.branding = std::move(json.at("branding"));
    for (const auto &[name, objects] : collectionsOf(tenant)) {
        objects->reserve(json.at(name).size());
        for (Json &object : json.at(name))
            objects->append(std::move(object));
    }
    for (const auto &[connection, clients] : json.at("enabled_clients").items()) {
        for (const Json &client : clients)
            tenant.enabledClients.enable(connection, client);
    }
    for (const auto &[name, lists] : listsOf(tenant)) {
        // One that was saved before there were credentials has none.
        if (std::string_view(name) == "client_credentials" && !json.contains(name))
            continue;
        for (const auto &[key, items] : json.at(name).items())
            (*lists)[key] = items.get<std::vector<Json>>();
    }
    for (const auto &[name, sets] : idSetsOf(tenant)) {
        // Nor has one grants of organizations that was saved before there were any.
        if (std::string_view(name) == "organization_client_grants" && !json.contains(name))
            continue;
        for (const auto &[key, ids] : json.at(name).items())
            insertAll((*sets)[key], ids);
    }
    for (const auto &[organization, members] : json.at("organization_member_roles").items()) {
        for (const auto &[user, roles] : members.items())
            insertAll(tenant.organizationMemberRoles[organization][user], roles);
    }
    tenant.dailyStats = json.at("daily_stats").get<std::vector<Json>>();
    return tenant;
}

} // namespace

Loaded<void> saveState(const std::vector<TenantState> &tenants, const fs::path &file)
{
    fs::path temporary = file;
    temporary += ".new";
    {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        // One tenant at a time: a state of 100,000 objects needs its text once, not twice.
        out << "{\"format\":\"" << kFormat << "\",\"version\":" << kVersion << ",\"tenants\":[";
        for (std::size_t i = 0; i < tenants.size(); ++i)
            out << (i ? ",\n" : "\n") << toJson(tenants[i]).dump(-1, ' ', false, Json::error_handler_t::replace);
        out << "\n]}\n";
        out.flush();
        if (!out) {
            std::error_code ignored;
            out.close();
            fs::remove(temporary, ignored);
            return tl::unexpected("Could not write " + temporary.string()
                                  + ". Check that the folder exists and has room.");
        }
    }
    std::error_code error;
    fs::rename(temporary, file, error);
    if (error)
        return tl::unexpected("Could not rename " + temporary.string() + " to " + file.string() + ": " + error.message()
                              + '.');
    return {};
}

Loaded<std::vector<TenantState>> loadState(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return tl::unexpected("Could not read " + file.string()
                              + ". Name a seed folder, or a file that --state wrote.");
    try {
        Json json = Json::parse(in);
        if (!json.is_object() || json.value("format", "") != kFormat)
            return tl::unexpected(file.string() + " is not a sandbox state. Name a file that --state wrote.");
        if (json.value("version", 0) != kVersion)
            return tl::unexpected(file.string() + " was written by another version of the sandbox. Start without it.");
        std::vector<TenantState> tenants;
        for (Json &tenant : json.at("tenants"))
            tenants.push_back(fromJson(std::move(tenant)));
        return tenants;
    } catch (const Json::exception &error) {
        return tl::unexpected(file.string() + " is damaged: " + error.what() + ". Start without it.");
    }
}

} // namespace Sandbox
