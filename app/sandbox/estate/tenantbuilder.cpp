#include "sandbox/estate/tenantbuilder.h"

#include "sandbox/defaultestate.h"
#include "sandbox/estate/connectionshapes.h"
#include "sandbox/estate/passwordshapes.h"
#include "sandbox/estate/seeded.h"

#include <algorithm>
#include <stdexcept>

namespace Sandbox {

namespace {

constexpr std::string_view kSharedDatabase = "Username-Password-Authentication";

const Json &named(const Collection &objects, std::string_view name)
{
    const auto it = std::find_if(objects.items().begin(), objects.items().end(),
                                 [&](const Json &object) { return object.at("name") == name; });
    if (it == objects.items().end())
        throw std::logic_error("no such object in the estate: " + std::string(name));
    return *it;
}

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> result;
    while (!text.empty()) {
        const std::size_t space = std::min(text.find(' '), text.size());
        result.push_back(text.substr(0, space));
        text.remove_prefix(std::min(space + 1, text.size()));
    }
    return result;
}

bool has(std::string_view letters, char letter)
{
    return letters.find(letter) != std::string_view::npos;
}

} // namespace

TenantBuilder::TenantBuilder(TenantState &state, EstateTruth &truth, std::string_view region, std::uint64_t seed)
    : m_state(state)
    , m_truth(truth)
    , m_region(region)
    , m_seed(seed)
{ }

std::string TenantBuilder::key(std::string_view kind, std::string_view name) const
{
    return m_state.name + '/' + std::string(kind) + '/' + std::string(name);
}

void TenantBuilder::note(Fault fault, std::string subject, std::string detail)
{
    m_truth.faults.push_back({fault, m_state.name, std::move(subject), std::move(detail)});
}

const Json &TenantBuilder::connectionNamed(std::string_view name) const
{
    return named(m_state.connections, name);
}

const Json &TenantBuilder::clientNamed(std::string_view name) const
{
    return named(m_state.clients, name);
}

CustomerObjects &TenantBuilder::objectsOf(const CustomerRow &row)
{
    CustomerTruth &customer = m_truth.customers.at(m_truth.customerBySlug.at(std::string(row.slug)));
    for (CustomerObjects &objects : customer.objects) {
        if (objects.tenant == m_state.name)
            return objects;
    }
    customer.objects.push_back({m_state.name, {}, {}, {}, {}});
    return customer.objects.back();
}

std::string TenantBuilder::addConnection(std::string_view name, std::string_view strategy, Json options)
{
    std::string id = connectionId(m_seed, key("connection", name));
    m_state.connections.append(connectionObject(id, name, strategy, std::move(options)));
    return id;
}

void TenantBuilder::enable(const std::string &connectionId, const std::string &clientId)
{
    m_state.enabledClients.enable(connectionId, clientId);
}

void TenantBuilder::addTenantWide()
{
    m_state.settings = tenantSettings(m_region);
    m_state.branding = {{"colors", {{"primary", "#0f6b5c"}, {"page_background", "#f7f5f0"}}},
                        {"favicon_url", "https://cdn.ledgerline.example/favicon.ico"},
                        {"logo_url", "https://cdn.ledgerline.example/logo.svg"},
                        {"font", {{"url", "https://cdn.ledgerline.example/inter.woff2"}}}};
    addSharedConnections();
    addMachinery();
}

void TenantBuilder::addSharedConnections()
{
    Json options = databaseOptions(m_region == "staging");
    addLegacyPolicy(options, 0);
    m_state.connections.append(connectionObject(connectionId(m_seed, key("connection", kSharedDatabase)),
                                                kSharedDatabase, "auth0", std::move(options)));
    addConnection("google-oauth2", "google-oauth2", sharedOptions("google-oauth2", m_seed));
    if (m_region == "wayne") {
        addConnection("wayne-samlp", "samlp", enterpriseOptions("samlp", "wayne.example", m_seed));
        return;
    }
    for (const char *strategy : {"windowslive", "github", "apple", "email", "sms"})
        addConnection(strategy, strategy, sharedOptions(strategy, m_seed));
    addConnection("ledgerline-staff", "waad", enterpriseOptions("waad", "ledgerline.example", m_seed));
}

void TenantBuilder::addMachinery()
{
    const auto role = [&](const char *name, const char *description) {
        m_state.roles.append({{"id", roleId(m_seed, key("role", name))}, {"name", name}, {"description", description}});
    };
    role("Account Owner", "May invite colleagues and change the plan");
    role("Approver", "May approve invoices up to a limit");
    role("Bookkeeper", "May enter and match invoices");
    role("Auditor", "May read everything of the own company");
    role("Support", "Staff of Ledgerline");

    const std::string audience = "https://api.ledgerline.example/" + m_region;
    m_state.resourceServers.append({{"id", objectId(m_seed, key("api", "own"))},
                                    {"name", "Ledgerline API"},
                                    {"identifier", audience},
                                    {"allow_offline_access", true},
                                    {"skip_consent_for_verifiable_first_party_clients", true},
                                    {"token_lifetime", 86400},
                                    {"token_lifetime_for_web", 7200},
                                    {"signing_alg", "RS256"},
                                    {"scopes",
                                     {{{"value", "read:invoices"}, {"description", "Read invoices"}},
                                      {{"value", "approve:invoices"}, {"description", "Approve invoices"}}}}});
    const std::string domain
        = m_region == "eu" ? "login.ledgerline.example" : "login." + m_region + ".ledgerline.example";
    const auto addDomain = [this](const std::string &name, bool isPrimary, const char *status) {
        m_state.customDomains.append(
            {{"custom_domain_id", shortId(m_seed, "cd_", key("domain", name))},
             {"domain", name},
             {"primary", isPrimary},
             {"status", status},
             {"type", "auth0_managed_certs"},
             {"verification", {{"methods", {{{"name", "cname"}, {"record", "ledgerline.edge.tenants.example"}}}}}},
             {"tls_policy", "recommended"}});
    };
    addDomain(domain, true, "ready");
    if (m_region == "eu") {
        // Two brands, and a third to come.
        addDomain("signin.paperclip.example", false, "ready");
        addDomain("login.inkwell.example", false, "pending_verification");
    }
}

void TenantBuilder::addCustomer(const CustomerRow &row)
{
    const std::string_view letters = lettersFor(row, m_region);
    if (letters.empty())
        return;
    addDatabases(row, letters);
    if (has(letters, 'E')) {
        const std::string name = std::string(row.slug) + '-' + std::string(row.enterprise);
        const std::string id
            = addConnection(name, row.enterprise, enterpriseOptions(row.enterprise, row.domain, m_seed));
        m_state.connections.find(id)->at("display_name") = row.name;
        objectsOf(row).connections.push_back(id);
    }
    if (has(letters, 'A'))
        addOwnApplication(row);
    if (has(letters, 'O'))
        addOrganization(row);
}

void TenantBuilder::addDatabases(const CustomerRow &row, std::string_view letters)
{
    for (const char letter : letters) {
        if (std::string_view("DdKFB").find(letter) == std::string_view::npos)
            continue;
        const char *suffix = letter == 'd' ? "-suppliers" : letter == 'K' ? "-legacy-store" : "-users";
        const std::string name = std::string(row.slug) + suffix;
        Json options = databaseOptions(false);
        if (letter != 'F')
            addLegacyPolicy(options, m_legacyShape++);
        if (letter == 'F')
            addFlexiblePolicy(options, m_flexibleShape++);
        else if (letter == 'B')
            addDormantFlexiblePolicy(options);
        else if (letter == 'K')
            addCustomDatabase(options, m_seed, key("store", name));
        Seeded random(m_seed, key("extra", name));
        // Members that no public schema names, and nulls, as old connections carry them.
        if (random.percent(25))
            options["non_persistent_attrs"] = Json::array({"groups"});
        if (random.percent(15))
            options["upstream_params"] = nullptr;
        if (random.percent(10))
            options["ledgerline_import_batch"]
                = {{"source", "crm"}, {"row", 1000 + random.below(9000)}, {"weight", 1.0}};
        const std::string id = addConnection(name, "auth0", std::move(options));
        if (random.percent(40))
            m_state.connections.find(id)->operator[]("metadata") = {{"customer", row.slug}};
        (letter == 'F' ? m_newDatabases : m_legacyDatabases).push_back(id);
        objectsOf(row).connections.push_back(id);
    }
}

void TenantBuilder::addOwnApplication(const CustomerRow &row)
{
    const std::string name = std::string(row.name) + " Portal";
    const std::string host = std::string(row.slug) + ".ledgerline.example";
    const ApplicationRow application{name, "regular_web", 0, "", false, host};
    std::string id = clientId(m_seed, key("client", name));
    Json client = applicationObject(application, m_state.name, id, clientSecret(m_seed, key("client", name)));
    client["client_metadata"] = {{"customer", row.slug}, {"team", "delivery"}};
    client["logo_uri"] = "https://cdn.ledgerline.example/customers/" + std::string(row.slug) + ".png";
    m_state.clients.append(std::move(client));
    for (const std::string &connection : objectsOf(row).connections)
        enable(connection, id);
    if (objectsOf(row).connections.empty())
        enable(connectionNamed(kSharedDatabase).at("id"), id);
    objectsOf(row).clients.push_back(std::move(id));
}

void TenantBuilder::addOrganization(const CustomerRow &row)
{
    const std::string id = organizationId(m_seed, key("organization", row.slug));
    Seeded random(m_seed, id);
    Json organization;
    organization["id"] = id;
    organization["name"] = row.slug;
    organization["display_name"] = row.name;
    organization["branding"]
        = {{"logo_url", "https://cdn.ledgerline.example/customers/" + std::string(row.slug) + ".png"},
           {"colors",
            {{"primary", '#' + random.text("0123456789abcdef", 6)},
             {"page_background", random.percent(50) ? "#ffffff" : "#f4f4f8"}}}};
    organization["metadata"]
        = {{"crm_id", "ACC-" + random.text("0123456789", 6)}, {"plan", random.percent(40) ? "enterprise" : "business"}};
    m_state.organizations.append(std::move(organization));
    objectsOf(row).organizations.push_back(id);

    std::vector<std::string> connections = objectsOf(row).connections;
    if (connections.empty())
        connections.push_back(connectionNamed(kSharedDatabase).at("id"));
    for (const std::string &connection : connections) {
        const bool database = m_state.connections.find(connection)->at("strategy") == "auth0";
        m_state.organizationConnections[id].push_back({{"connection_id", connection},
                                                       {"assign_membership_on_login", !database},
                                                       {"show_as_button", true},
                                                       {"is_signup_enabled", false}});
    }
}

void TenantBuilder::addApplications()
{
    // Lock shows the old databases first; the one application with the new login shows the others.
    std::vector<std::string> databases = m_legacyDatabases;
    databases.insert(databases.end(), m_newDatabases.begin(), m_newDatabases.end());
    if (databases.empty())
        databases.push_back(connectionNamed(kSharedDatabase).at("id"));
    for (const ApplicationRow &row : applicationTable(m_region)) {
        const std::string id = clientId(m_seed, key("client", row.name));
        m_state.clients.append(applicationObject(row, m_state.name, id, clientSecret(m_seed, key("client", row.name))));
        const std::vector<std::string> &shown = row.name == "Ledgerline Next (beta)" ? m_newDatabases : databases;
        const std::size_t count = std::min<std::size_t>(row.databases, shown.size());
        for (std::size_t i = 0; i < count; ++i)
            enable(shown[i], id);
        for (const std::string_view other : words(row.others))
            enable(connectionNamed(other).at("id"), id);
        if (row.name == "Ledgerline Portal" || row.name == "Ledgerline Portal (staging)") {
            for (const Json &connection : m_state.connections.items()) {
                if (connection.contains("display_name"))
                    enable(connection.at("id"), id);
            }
        }
        if (row.type == "non_interactive") {
            m_state.clientGrants.append({{"id", shortId(m_seed, "cgr_", key("grant", row.name))},
                                         {"client_id", id},
                                         {"audience", "https://api.ledgerline.example/" + m_region},
                                         {"scope", {"read:invoices"}},
                                         {"subject_type", "client"}});
        }
    }
    m_state.clients.append(globalApplication(m_state.name, clientId(m_seed, key("client", "global")),
                                             clientSecret(m_seed, key("client", "global"))));
}

void TenantBuilder::addDailyStats()
{
    constexpr std::int64_t day = 86400000;
    Seeded random(m_seed, key("stats", ""));
    const std::size_t people = m_state.users.size();
    for (std::int64_t i = 30; i > 0; --i) {
        const std::int64_t midnight = (kEstateNow / day - i) * day;
        const bool weekend = (midnight / day + 4) % 7 == 0 || (midnight / day + 4) % 7 == 6;
        m_state.dailyStats.push_back({{"date", estateTime(midnight)},
                                      {"logins", (weekend ? people / 6 : people) + random.below(20)},
                                      {"signups", random.below(4)},
                                      {"leaked_passwords", random.below(30) == 0 ? 1 : 0},
                                      {"updated_at", estateTime(midnight + day + 600000)},
                                      {"created_at", estateTime(midnight + 3600000)}});
    }
}

} // namespace Sandbox
