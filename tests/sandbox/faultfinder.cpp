#include "sandbox/faultfinder.h"

#include "sandbox/defaultestate.h"
#include "sandbox/estate/seeded.h"

#include <algorithm>
#include <functional>
#include <map>

using namespace Sandbox;

namespace {

Subjects idsWhere(const Collection &objects, const std::function<bool(const Json &)> &isFaulty)
{
    Subjects ids;
    for (const Json &object : objects.items()) {
        if (isFaulty(object))
            ids.insert(object.at(objects.idKey()).get<std::string>());
    }
    return ids;
}

bool isDatabase(const Json &connection)
{
    return connection.at("strategy") == "auth0";
}

/// Not the one that Auth0 makes in every new tenant.
bool isOfACustomer(const Json &connection)
{
    return isDatabase(connection) && connection.at("name") != "Username-Password-Authentication";
}

bool showsLock(const Json &client)
{
    return client.value("custom_login_page", "").find("new Auth0Lock(") != std::string::npos;
}

/// Signs people in: neither a machine nor a tool of Auth0's own.
bool isForPeople(const Json &client)
{
    return client.value("app_type", "") != "non_interactive" && !client.value("global", false);
}

std::vector<const Json *> databasesOf(const TenantState &tenant, const Json &client)
{
    std::vector<const Json *> databases;
    for (const std::string &id : tenant.enabledClients.connectionsOf(client.at("client_id")).ids()) {
        const Json *connection = tenant.connections.find(id);
        if (connection && isDatabase(*connection))
            databases.push_back(connection);
    }
    return databases;
}

bool hasCallback(const Json &client, const std::function<bool(const std::string &)> &matches)
{
    const Json callbacks = client.value("callbacks", Json::array());
    return std::any_of(callbacks.begin(), callbacks.end(), matches);
}

bool isPlainHttp(const std::string &url)
{
    return url.starts_with("http://") && !url.starts_with("http://localhost") && !url.starts_with("http://127.0.0.1");
}

bool hasGrant(const Json &client, const std::set<std::string> &deprecated)
{
    const Json grants = client.value("grant_types", Json::array());
    return std::any_of(grants.begin(), grants.end(),
                       [&](const Json &grant) { return deprecated.contains(grant.get<std::string>()); });
}

/// One level of the legacy policy with minimum lengths that the level's own name does not tell.
bool mixesLengths(const TenantState &tenant, const Json &client)
{
    std::map<std::string, std::set<int>> lengths;
    for (const Json *database : databasesOf(tenant, client)) {
        const Json &options = database->at("options");
        const Json level = options.value("passwordPolicy", Json());
        const Json complexity = options.value("password_complexity_options", Json());
        if (level.is_string() && complexity.is_object())
            lengths[level].insert(complexity.value("min_length", 0));
    }
    return std::any_of(lengths.begin(), lengths.end(), [](const auto &entry) { return entry.second.size() > 1; });
}

bool isFlexible(const Json &database)
{
    const Json &options = database.at("options");
    return options.contains("password_options") && !options.contains("passwordPolicy")
        && !options.contains("password_complexity_options");
}

/// The type of every member of app_metadata, by its path.
void collectTypes(const Json &value, const std::string &path, std::map<std::string, std::string> &types)
{
    types[path] = value.is_number() ? "number" : value.type_name();
    if (value.is_object()) {
        for (const auto &[name, member] : value.items())
            collectTypes(member, std::string(path).append("/").append(name), types);
    }
}

/// Users with a member of another type than most others have it.
Subjects ofMixedTypes(const TenantState &tenant)
{
    std::map<std::string, std::map<std::string, Subjects>> holders; // path -> type -> users
    for (const Json &user : tenant.users.items()) {
        std::map<std::string, std::string> types;
        collectTypes(user.value("app_metadata", Json::object()), "", types);
        for (const auto &[path, type] : types)
            holders[path][type].insert(user.at("user_id").get<std::string>());
    }
    Subjects found;
    for (const auto &[path, byType] : holders) {
        const auto usual = std::max_element(byType.begin(), byType.end(), [](const auto &left, const auto &right) {
            return left.second.size() < right.second.size();
        });
        for (auto type = byType.begin(); type != byType.end(); ++type) {
            if (type != usual)
                found.insert(type->second.begin(), type->second.end());
        }
    }
    return found;
}

/// Connections of organizations through which no application lets anybody in.
Subjects deadEnds(const TenantState &tenant)
{
    Subjects found;
    for (const auto &[organization, entries] : tenant.organizationConnections) {
        for (const Json &entry : entries) {
            const std::string id = entry.at("connection_id");
            if (tenant.enabledClients.clientsOf(id).size() == 0)
                found.insert(id);
        }
    }
    return found;
}

/// Applications with a key that ended, or ends within 30 days of the estate's own time.
Subjects ofEndingKeys(const TenantState &tenant)
{
    const std::string soon = estateTime(kEstateNow + 30LL * 86400000);
    Subjects found;
    for (const auto &[client, credentials] : tenant.clientCredentials) {
        const bool isEnding = std::any_of(credentials.begin(), credentials.end(), [&](const Json &credential) {
            return credential.contains("expires_at") && credential.at("expires_at").get<std::string>() <= soon;
        });
        if (isEnding)
            found.insert(client);
    }
    return found;
}

} // namespace

Subjects faulty(const TenantState &tenant, Fault fault)
{
    const auto option = [](const Json &connection, const char *name) {
        return connection.value("options", Json::object()).value(name, Json());
    };
    switch (fault) {
    case Fault::DatabaseConnectionWithoutApplication:
        return idsWhere(tenant.connections, [&](const Json &item) {
            return isDatabase(item) && tenant.enabledClients.clientsOf(item.at("id")).size() == 0;
        });
    case Fault::ApplicationWithoutConnection:
        return idsWhere(tenant.clients, [&](const Json &item) {
            return isForPeople(item) && tenant.enabledClients.connectionsOf(item.at("client_id")).size() == 0;
        });
    case Fault::WildcardCallback:
        return idsWhere(tenant.clients, [](const Json &item) {
            return hasCallback(item, [](const std::string &url) { return url.find('*') != std::string::npos; });
        });
    case Fault::HttpCallback:
        return idsWhere(tenant.clients, [](const Json &item) { return hasCallback(item, isPlainHttp); });
    case Fault::BruteForceProtectionOff:
        return idsWhere(tenant.connections,
                        [&](const Json &item) { return option(item, "brute_force_protection") == false; });
    case Fault::SignupOpenOnCustomerConnection:
        return idsWhere(tenant.connections, [&](const Json &item) {
            return isOfACustomer(item) && option(item, "disable_signup") == false;
        });
    case Fault::DeprecatedGrant:
        return idsWhere(tenant.clients, [](const Json &item) {
            return hasGrant(item, {"implicit", "password", "http://auth0.com/oauth/grant-type/password-realm"});
        });
    case Fault::MixedTypeAppMetadata:
        return ofMixedTypes(tenant);
    case Fault::AppMetadataNearSizeCap:
        return idsWhere(tenant.users, [](const Json &item) {
            const std::size_t size = item.dump().size();
            return size > 9600 && size < 10240;
        });
    case Fault::SameLevelDifferentMinLength:
        return idsWhere(tenant.clients,
                        [&](const Json &item) { return showsLock(item) && mixesLengths(tenant, item); });
    case Fault::FlexiblePolicyOnLockApplication:
        return idsWhere(tenant.clients, [&](const Json &item) {
            const auto databases = databasesOf(tenant, item);
            return showsLock(item)
                && std::any_of(databases.begin(), databases.end(), [](const Json *one) { return isFlexible(*one); });
        });
    case Fault::EnableClientConnections:
        return tenant.settings.at("flags").value("enable_client_connections", false) ? Subjects{tenant.name}
                                                                                     : Subjects();
    case Fault::OrganizationConnectionWithoutApplication:
        return deadEnds(tenant);
    case Fault::LockOverLimit:
        return idsWhere(tenant.clients, [&](const Json &item) { return databasesOf(tenant, item).size() > 50; });
    case Fault::LockFull:
        return idsWhere(tenant.clients, [&](const Json &item) { return databasesOf(tenant, item).size() == 50; });
    case Fault::OrganizationNearConnectionLimit:
        return idsWhere(tenant.organizations, [&](const Json &item) {
            const auto entries = tenant.organizationConnections.find(item.at("id"));
            return entries != tenant.organizationConnections.end() && entries->second.size() >= 9;
        });
    case Fault::LocalUrl:
        return idsWhere(tenant.clients, [&](const Json &item) {
            return item.value("app_type", "") != "native"
                && hasCallback(item, [](const std::string &url) { return url.starts_with("http://localhost"); });
        });
    case Fault::MissingClientAuthentication:
        return idsWhere(tenant.clients, [](const Json &item) {
            const std::string type = item.value("app_type", "");
            return item.value("token_endpoint_auth_method", Json()) == "none" && type != "spa" && type != "native";
        });
    case Fault::UnfitGrant:
        return idsWhere(tenant.clients, [](const Json &item) {
            const std::string type = item.value("app_type", "");
            return (type == "spa" || type == "native") && hasGrant(item, {"client_credentials"});
        });
    case Fault::EndlessRefreshTokens:
        return idsWhere(tenant.clients, [](const Json &item) {
            const Json tokens = item.value("refresh_token", Json::object());
            return !item.value("global", false) && tokens.value("rotation_type", "") == "rotating"
                && tokens.value("infinite_token_lifetime", false);
        });
    case Fault::KeyExpiring:
        return ofEndingKeys(tenant);
    case Fault::DeveloperKeys:
        return idsWhere(tenant.connections, [&](const Json &item) {
            const std::set<std::string> social{"google-oauth2", "windowslive", "github", "apple"};
            return social.contains(item.at("strategy")) && option(item, "client_id").is_null();
        });
    case Fault::SecretInScript:
        return idsWhere(tenant.connections, [&](const Json &item) {
            const Json scripts = option(item, "customScripts");
            return !scripts.is_null() && scripts.dump().find("ApiKey = '") != std::string::npos;
        });
    case Fault::OutsideUserStore:
        return idsWhere(tenant.connections, [&](const Json &item) {
            return option(item, "enabledDatabaseCustomization") == true && option(item, "import_mode") != true;
        });
    case Fault::UnverifiedSignups:
        return idsWhere(tenant.connections, [&](const Json &item) {
            const Json::json_pointer active("/email/signup/verification/active");
            const Json attributes = option(item, "attributes");
            return attributes.contains(active) && attributes.at(active) == false
                && option(item, "disable_signup") == false;
        });
    case Fault::NoErrorPage: {
        const Json page = tenant.settings.value("error_page", Json::object());
        return page.value("url", "").empty() && page.value("html", "").empty() ? Subjects{tenant.name} : Subjects();
    }
    case Fault::DeprecationNotice:
        return idsWhere(tenant.logs, [](const Json &item) { return item.at("type") == "depnote"; });
    case Fault::WeakPolicy:
        return idsWhere(tenant.connections,
                        [&](const Json &item) { return isDatabase(item) && option(item, "passwordPolicy") == "none"; });
    }
    return {};
}
