#include "sandbox/seed.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>

namespace Sandbox {

namespace {

namespace fs = std::filesystem;

/// The first whole number that no 64-bit type holds: the parser would round it, and the sandbox promises to serve what
/// it was given. Empty if there is none.
std::string numberTooLong(const std::string &text)
{
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"')
            quoted = !quoted;
        if (quoted) {
            i += c == '\\' ? 1 : 0;
            continue;
        }
        if (c != '-' && !std::isdigit(static_cast<unsigned char>(c)))
            continue;
        const std::size_t end = std::min(text.find_first_not_of("+-.0123456789Ee", i), text.size());
        std::string number = text.substr(i, end - i);
        i = end - 1;
        std::int64_t negative = 0;
        std::uint64_t positive = 0;
        const char *last = number.data() + number.size();
        const auto result = c == '-' ? std::from_chars(number.data(), last, negative)
                                     : std::from_chars(number.data(), last, positive);
        if (result.ec == std::errc::result_out_of_range && result.ptr == last)
            return number;
    }
    return {};
}

Loaded<Json> parsed(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (!in && !in.eof())
        return tl::unexpected("Could not read " + file.string() + ". Check that it is a file you may read.");
    if (const std::string number = numberTooLong(text); !number.empty()) {
        return tl::unexpected(file.string() + " holds the number " + number
                              + ", which cannot be kept exactly. Write it as a text, or take the object out.");
    }
    try {
        return Json::parse(text);
    } catch (const Json::exception &error) {
        return tl::unexpected(file.string() + " is not JSON: " + error.what());
    }
}

/// Null if the file is absent.
Loaded<Json> optionalFile(const fs::path &folder, const char *name, Json::value_t type)
{
    const fs::path file = folder / name;
    if (!fs::exists(file))
        return Json();
    Loaded<Json> json = parsed(file);
    if (json && json->type() != type) {
        return tl::unexpected(file.string() + " must hold one JSON "
                              + (type == Json::value_t::array ? "array" : "object") + ", as Auth0 sends it.");
    }
    return json;
}

Loaded<void> fill(Collection &objects, const fs::path &folder, const char *name)
{
    Loaded<Json> array = optionalFile(folder, name, Json::value_t::array);
    if (!array)
        return tl::unexpected(array.error());
    objects.reserve(array->size());
    std::size_t position = 0;
    for (Json &object : *array) {
        const auto id = object.is_object() ? object.find(objects.idKey()) : object.end();
        if (!object.is_object() || id == object.end() || !id->is_string()) {
            return tl::unexpected((folder / name).string() + ": element " + std::to_string(position)
                                  + " has no text member \"" + objects.idKey()
                                  + "\". Every object needs the id Auth0 gave it.");
        }
        objects.append(std::move(object));
        ++position;
    }
    return {};
}

void moveEnabledClientsToTheMap(TenantState &state)
{
    for (const Json &connection : state.connections.items()) {
        const auto clients = connection.find("enabled_clients");
        if (clients == connection.end())
            continue;
        const std::string id = connection.at("id");
        if (clients->is_array()) {
            for (const Json &client : *clients) {
                if (client.is_string())
                    state.enabledClients.enable(id, client);
            }
        }
        state.connections.find(id)->erase("enabled_clients");
    }
}

/// Calls `take(organization id, entry)` for each entry of a file about organizations, whichever of the two shapes it
/// has.
template <class Take>
Loaded<void> eachOfOrganization(const fs::path &folder, const char *name, const char *list, Take take)
{
    const fs::path file = folder / name;
    if (!fs::exists(file))
        return {};
    const Loaded<Json> json = parsed(file);
    if (!json)
        return tl::unexpected(json.error());
    if (json->is_object()) {
        for (const auto &[organization, entries] : json->items()) {
            for (const Json &entry : entries)
                take(organization, entry);
        }
        return {};
    }
    for (const Json &entry : *json) {
        if (!entry.is_object() || !entry.contains("organization_id")) {
            return tl::unexpected(file.string()
                                  + ": every element needs \"organization_id\", or the file is one object of "
                                    "arrays by organization id.");
        }
        const std::string organization = entry.at("organization_id");
        if (!entry.contains(list)) {
            take(organization, entry);
            continue;
        }
        for (const Json &item : entry.at(list))
            take(organization, item);
    }
    return {};
}

Loaded<void> fillOrganizations(TenantState &state, const fs::path &folder)
{
    const auto member = [&](const std::string &organization, const Json &entry) {
        const Json &id = entry.is_object() ? entry.value("user_id", Json()) : entry;
        if (!id.is_string())
            return;
        state.organizationMembers[organization].insert(id);
        if (!entry.is_object() || !entry.contains("roles"))
            return;
        for (const Json &role : entry.at("roles"))
            state.organizationMemberRoles[organization][id].insert(role.is_object() ? role.at("id") : role);
    };
    if (auto done = eachOfOrganization(folder, "organization_members.json", "members", member); !done)
        return done;
    return eachOfOrganization(folder, "organization_connections.json", "enabled_connections",
                              [&](const std::string &organization, Json entry) {
                                  entry.erase("organization_id");
                                  entry.erase("connection"); // the server adds name and strategy itself
                                  state.organizationConnections[organization].push_back(std::move(entry));
                              });
}

std::string tenantName(const TenantState &state, const fs::path &folder)
{
    std::map<std::string, std::size_t> names;
    for (const Json &client : state.clients.items()) {
        if (const auto tenant = client.find("tenant"); tenant != client.end() && tenant->is_string())
            ++names[*tenant];
    }
    const auto most = std::max_element(names.begin(), names.end(),
                                       [](const auto &a, const auto &b) { return a.second < b.second; });
    if (most != names.end())
        return most->first;
    const fs::path clean = fs::absolute(folder).lexically_normal();
    std::string name = (clean.has_filename() ? clean : clean.parent_path()).filename().string();
    // It becomes part of a domain.
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return c >= 128 || (!std::isalnum(c) && c != '-'); }, '-');
    return name.empty() ? "seed" : name;
}

} // namespace

Loaded<TenantState> loadSeedFolder(const fs::path &folder)
{
    std::error_code error;
    if (!fs::is_directory(folder, error))
        return tl::unexpected(folder.string()
                              + " is not a folder. Name a folder that holds connections.json, clients.json...");
    TenantState state;
    state.environment = "development";
    try {
        const std::pair<Collection *, const char *> files[] = {{&state.connections, "connections.json"},
                                                               {&state.clients, "clients.json"},
                                                               {&state.organizations, "organizations.json"},
                                                               {&state.users, "users.json"},
                                                               {&state.roles, "roles.json"},
                                                               {&state.logs, "logs.json"},
                                                               {&state.clientGrants, "client_grants.json"},
                                                               {&state.resourceServers, "resource_servers.json"},
                                                               {&state.customDomains, "custom_domains.json"}};
        for (const auto &[objects, name] : files) {
            if (const Loaded<void> done = fill(*objects, folder, name); !done)
                return tl::unexpected(done.error());
        }
        const std::pair<Json *, const char *> single[]
            = {{&state.settings, "tenant_settings.json"}, {&state.branding, "branding.json"}};
        for (const auto &[target, name] : single) {
            Loaded<Json> object = optionalFile(folder, name, Json::value_t::object);
            if (!object)
                return tl::unexpected(object.error());
            if (!object->is_null())
                *target = std::move(*object);
        }
        moveEnabledClientsToTheMap(state);
        if (const Loaded<void> done = fillOrganizations(state, folder); !done)
            return tl::unexpected(done.error());
    } catch (const std::exception &wrong) {
        return tl::unexpected("The seed in " + folder.string() + " is not shaped as Auth0 sends it: " + wrong.what());
    }
    state.name = tenantName(state, folder);
    return state;
}

Loaded<std::vector<TenantState>> loadSeed(const fs::path &path)
{
    std::error_code error;
    if (!fs::is_directory(path, error))
        return loadState(path);
    return loadSeedFolder(path).map([](TenantState state) {
        std::vector<TenantState> tenants;
        tenants.push_back(std::move(state));
        return tenants;
    });
}

} // namespace Sandbox
