#include "sandbox/scale.h"

#include "sandbox/defaultestate.h"
#include "sandbox/estate/applicationshapes.h"
#include "sandbox/estate/connectionshapes.h"
#include "sandbox/estate/customertable.h"
#include "sandbox/estate/passwordshapes.h"
#include "sandbox/estate/seeded.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace Sandbox {

namespace {

constexpr const char *kStrategies[] = {"samlp", "waad", "okta", "oidc", "adfs", "ad"};
constexpr const char *kProducts[] = {"Orders", "Invoices", "Stock", "Payroll", "Tickets", "Fleet", "Clinic", "Campus"};
constexpr const char *kTypes[] = {"spa", "regular_web", "regular_web", "native", "non_interactive"};
constexpr const char *kGiven[]
    = {"Anna", "José", "Zoë", "Łukasz", "Yuki", "Milton", "Björk", "Samir", "Ελένη", "Huong"};
constexpr const char *kFamily[]
    = {"Schmidt", "García", "van der Meer", "Wójcik", "Tanaka", "Waddams", "Groß", "Nguyễn"};

const CustomerRow &customer(Seeded &random)
{
    const auto rows = customerTable();
    return rows[random.below(rows.size())];
}

/// Says what is wrong, or nothing.
std::string readPart(std::string_view part, Scale &scale, std::vector<std::string> &seen)
{
    const std::size_t equals = part.find('=');
    const std::string kind(part.substr(0, equals));
    std::size_t *count = kind == "connections" ? &scale.connections
        : kind == "applications"               ? &scale.applications
        : kind == "organizations"              ? &scale.organizations
        : kind == "users"                      ? &scale.users
                                               : nullptr;
    if (!count || equals == std::string_view::npos) {
        return '"' + std::string(part)
            + "\" is no part of a scale. Write connections=N, applications=N, organizations=N or users=N, separated by "
              "commas.";
    }
    if (std::find(seen.begin(), seen.end(), kind) != seen.end())
        return '"' + kind + "\" stands twice in the scale. Give each kind once.";
    seen.push_back(kind);
    const std::string_view digits = part.substr(equals + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), *count);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || *count > kMostScaled) {
        return '"' + std::string(part) + "\": the count of " + kind + " must be a whole number from 0 to "
            + std::to_string(kMostScaled) + '.';
    }
    return {};
}

Json databaseOf(Seeded &random, const std::string &name)
{
    Json options = databaseOptions(random.percent(10));
    const std::size_t shape = random.below(legacyPolicyCount() * flexiblePolicyCount());
    if (random.percent(75)) {
        addLegacyPolicy(options, shape);
        if (random.percent(8))
            addDormantFlexiblePolicy(options);
        else if (random.percent(4))
            addCustomDatabase(options, random.next(), name);
    } else {
        addFlexiblePolicy(options, shape);
    }
    if (random.percent(3))
        options["brute_force_protection"] = false;
    return options;
}

std::vector<std::string> addConnections(TenantState &state, std::size_t count, std::uint64_t seed)
{
    std::vector<std::string> databases;
    state.connections.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        Seeded random(seed, "scale connection " + number);
        const CustomerRow &row = customer(random);
        std::string id = connectionId(seed, number);
        if (random.percent(90)) {
            const std::string name = std::string(row.slug) + '-' + number;
            state.connections.append(connectionObject(id, name, "auth0", databaseOf(random, name)));
            databases.push_back(std::move(id));
        } else {
            const char *strategy = random.pick(kStrategies);
            const std::string name = std::string(row.slug) + '-' + strategy + '-' + number;
            Json connection = connectionObject(std::move(id), name, strategy,
                                               enterpriseOptions(strategy, row.domain, random.next()));
            connection["display_name"] = std::string(row.name) + ' ' + number;
            state.connections.append(std::move(connection));
        }
    }
    return databases;
}

/// Most have a handful, some a few dozen, one in thirty is near or over Lock's limit.
std::size_t databaseCount(Seeded &random)
{
    const std::size_t dice = random.below(30);
    if (dice == 0)
        return 40 + random.below(30);
    return dice < 8 ? 10 + random.below(25) : 1 + random.below(8);
}

void addApplications(TenantState &state, std::size_t count, const std::vector<std::string> &databases,
                     std::uint64_t seed)
{
    state.clients.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        Seeded random(seed, "scale application " + number);
        const char *product = random.pick(kProducts);
        const char *type = random.pick(kTypes);
        const bool machine = std::string_view(type) == "non_interactive";
        const std::size_t wanted = machine ? 0 : std::min(databaseCount(random), databases.size());
        const std::string name = std::string(product) + ' ' + number + " (" + std::to_string(wanted) + ')';
        const std::string host = machine ? std::string() : "app" + number + ".ledgerline.example";
        const ApplicationRow row{name, type, 0, "", random.percent(30), host};
        const std::string id = clientId(seed, number);
        state.clients.append(applicationObject(row, state.name, id, clientSecret(seed, number)));
        // A run from a random place: distinct connections, and each is shared by few applications.
        const std::size_t start = databases.empty() ? 0 : random.below(databases.size());
        for (std::size_t k = 0; k < wanted; ++k)
            state.enabledClients.enable(databases[(start + k) % databases.size()], id);
    }
}

void addOrganizations(TenantState &state, std::size_t count, std::uint64_t seed)
{
    state.organizations.reserve(count);
    const std::size_t connections = state.connections.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        Seeded random(seed, "scale organization " + number);
        const CustomerRow &row = customer(random);
        const std::string id = organizationId(seed, number);
        Json organization;
        organization["id"] = id;
        organization["name"] = std::string(row.slug) + '-' + number;
        organization["display_name"] = std::string(row.name) + ' ' + number;
        if (random.percent(60)) {
            organization["branding"]
                = {{"colors", {{"primary", '#' + random.text("0123456789abcdef", 6)}, {"page_background", "#ffffff"}}}};
        }
        if (random.percent(70))
            organization["metadata"]
                = {{"crm_id", "ACC-" + number}, {"plan", random.percent(30) ? "enterprise" : "business"}};
        state.organizations.append(std::move(organization));
        for (std::size_t k = random.below(4); connections > 0 && k > 0; --k) {
            state.organizationConnections[id].push_back(
                {{"connection_id", state.connections.items()[(i * 7 + k * 31) % connections].at("id")},
                 {"assign_membership_on_login", random.percent(30)},
                 {"show_as_button", true},
                 {"is_signup_enabled", false}});
        }
    }
}

Json scaledUser(Seeded &random, std::size_t number, const Json &connection, std::uint64_t seed)
{
    const std::string text = std::to_string(number);
    const CustomerRow &row = customer(random);
    const std::string strategy = connection.at("strategy");
    const std::string email = "person" + text + '@' + std::string(row.domain);
    const std::string inner = strategy == "auth0" ? objectId(seed, text) : email;
    const std::int64_t created = kEstateNow - static_cast<std::int64_t>(random.below(1500)) * 86400000;
    const char *given = random.pick(kGiven), *family = random.pick(kFamily);
    Json user;
    user["created_at"] = estateTime(created);
    user["email"] = email;
    user["email_verified"] = !random.percent(10);
    user["family_name"] = family;
    user["given_name"] = given;
    user["name"] = std::string(given) + ' ' + family;
    user["nickname"] = "person" + text;
    user["updated_at"] = estateTime(created + 86400000);
    user["user_id"] = strategy + '|' + inner;
    user["identities"] = Json::array(
        {{{"connection", connection.at("name")}, {"user_id", inner}, {"provider", strategy}, {"isSocial", false}}});
    if (random.percent(70)) {
        user["app_metadata"]
            = {{"tenant", row.slug}, {"plan", random.percent(50) ? "business" : "enterprise"}, {"seat", number}};
    }
    if (random.percent(80)) {
        user["last_login"] = estateTime(kEstateNow - static_cast<std::int64_t>(random.below(90)) * 86400000);
        user["logins_count"] = 1 + random.below(300);
    }
    if (random.percent(2))
        user["blocked"] = true;
    return user;
}

void addUsers(TenantState &state, std::size_t count, std::uint64_t seed)
{
    state.users.reserve(count);
    if (count > 0 && state.connections.size() == 0) {
        constexpr const char *name = "Username-Password-Authentication";
        Json options = databaseOptions(false);
        addLegacyPolicy(options, 0);
        state.connections.append(connectionObject(connectionId(seed, name), name, "auth0", std::move(options)));
    }
    const std::vector<Json> &organizations = state.organizations.items();
    for (std::size_t i = 0; i < count; ++i) {
        Seeded random(seed, "scale user " + std::to_string(i));
        Json user = scaledUser(random, i, state.connections.items()[i % state.connections.size()], seed);
        if (!organizations.empty() && random.percent(50)) {
            const std::string organization = organizations[i % organizations.size()].at("id");
            state.organizationMembers[organization].insert(user.at("user_id"));
        }
        state.users.append(std::move(user));
    }
}

} // namespace

Loaded<Scale> parseScale(std::string_view text)
{
    Scale scale;
    std::vector<std::string> seen;
    while (true) {
        const std::size_t comma = text.find(',');
        if (const std::string wrong = readPart(text.substr(0, comma), scale, seen); !wrong.empty())
            return tl::unexpected(wrong);
        if (comma == std::string_view::npos)
            return scale;
        text.remove_prefix(comma + 1);
    }
}

TenantState scaleEstate(const Scale &scale, std::uint64_t randomSeed)
{
    TenantState state;
    state.name = "ledgerline-scale";
    state.environment = "development";
    state.settings = {{"friendly_name", "Ledgerline at scale"},
                      {"flags", {{"enable_client_connections", false}, {"enable_sso", true}}},
                      {"session_lifetime", 168.0},
                      {"idle_session_lifetime", 72.0},
                      {"enabled_locales", {"en"}},
                      {"sandbox_version", "22"}};
    const std::vector<std::string> databases = addConnections(state, scale.connections, randomSeed);
    addApplications(state, scale.applications, databases, randomSeed);
    addOrganizations(state, scale.organizations, randomSeed);
    addUsers(state, scale.users, randomSeed);
    return state;
}

} // namespace Sandbox
