#include "sandbox/defaultestate.h"
#include "sandbox/estate/connectionshapes.h"
#include "sandbox/estate/passwordshapes.h"
#include "sandbox/estate/seeded.h"
#include "sandbox/estate/tenantbuilder.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace Sandbox {

namespace {

const CustomerRow &customerRow(std::string_view slug)
{
    const auto rows = customerTable();
    return *std::find_if(rows.begin(), rows.end(), [&](const CustomerRow &row) { return row.slug == slug; });
}

Json &connection(TenantBuilder &tenant, std::string_view name)
{
    return *tenant.state().connections.find(tenant.connectionNamed(name).at("id").get_ref<const std::string &>());
}

Json &client(TenantBuilder &tenant, std::string_view name)
{
    return *tenant.state().clients.find(tenant.clientNamed(name).at("client_id").get_ref<const std::string &>());
}

std::string idOf(const Json &object)
{
    return object.at(object.contains("client_id") ? "client_id" : "id");
}

/// What the shapes of the policies bring along in every Auth0 tenant.
void noteWeakPolicies(TenantBuilder &tenant)
{
    for (const Json &object : tenant.state().connections.items()) {
        if (object.at("strategy") == "auth0" && object.at("options").value("passwordPolicy", Json()) == "none")
            tenant.note(Fault::WeakPolicy, idOf(object), object.at("name"));
    }
}

/// Lock shows all connections of a level the minimum of the last of them.
void noteMixedLengths(TenantBuilder &tenant, std::initializer_list<std::string_view> lockApplications)
{
    for (const std::string_view name : lockApplications)
        tenant.note(Fault::SameLevelDifferentMinLength, idOf(client(tenant, name)), std::string(name));
}

void noteUnused(TenantBuilder &tenant, std::initializer_list<std::string_view> databases)
{
    for (const std::string_view name : databases)
        tenant.note(Fault::DatabaseConnectionWithoutApplication, idOf(connection(tenant, name)), std::string(name));
}

void plantConnections(TenantBuilder &tenant)
{
    Json options = databaseOptions(false);
    addLegacyPolicy(options, 8);
    const std::string orphan = tenant.addConnection("tyrell-users-2019", "auth0", std::move(options));
    tenant.objectsOf(customerRow("tyrell")).connections.push_back(orphan);
    tenant.note(Fault::DatabaseConnectionWithoutApplication, orphan, "tyrell-users-2019");

    Json &unguarded = connection(tenant, "vandelay-users");
    unguarded["options"]["brute_force_protection"] = false;
    tenant.note(Fault::BruteForceProtectionOff, idOf(unguarded), "vandelay-users");

    for (const char *name : {"oscorp-users", "lexcorp-suppliers"}) {
        Json &open = connection(tenant, name);
        open["options"]["disable_signup"] = false;
        tenant.note(Fault::SignupOpenOnCustomerConnection, idOf(open), name);
    }
    Json &unverified = connection(tenant, "oscorp-users");
    unverified["options"].erase("requires_username");
    unverified["options"]["attributes"]
        = {{"email",
            {{"unique", true},
             {"identifier", {{"active", true}}},
             {"profile_required", true},
             {"verification_method", "otp"},
             {"signup", {{"status", "required"}, {"verification", {{"active", false}}}}}}}};
    tenant.note(Fault::UnverifiedSignups, idOf(unverified), "oscorp-users");
}

void plantApplications(TenantBuilder &tenant)
{
    const ApplicationRow row{"Old Campaign Site", "spa", 0, "", false, "campaign2021.ledgerline.example"};
    const std::string id = clientId(tenant.seed(), tenant.key("client", row.name));
    tenant.state().clients.append(applicationObject(row, tenant.state().name, id, clientSecret(tenant.seed(), id)));
    tenant.note(Fault::ApplicationWithoutConnection, id, std::string(row.name));

    Json &wild = client(tenant, "Ledgerline Supplier Network");
    wild["callbacks"].push_back("https://*.suppliers.ledgerline.example/callback");
    tenant.note(Fault::WildcardCallback, idOf(wild), "https://*.suppliers.ledgerline.example/callback");

    Json &plain = client(tenant, "Ledgerline Analytics");
    plain["callbacks"].push_back("http://analytics.ledgerline.example/callback");
    tenant.note(Fault::HttpCallback, idOf(plain), "http://analytics.ledgerline.example/callback");

    Json &erp = client(tenant, "ERP Connector");
    erp["grant_types"].push_back("http://auth0.com/oauth/grant-type/password-realm");
    tenant.note(Fault::DeprecatedGrant, idOf(erp), "http://auth0.com/oauth/grant-type/password-realm");
    Json &desk = client(tenant, "Support Desk");
    desk["grant_types"].push_back("implicit");
    tenant.note(Fault::DeprecatedGrant, idOf(desk), "implicit");

    Json &forecast = client(tenant, "Ledgerline Cash Forecast");
    forecast["callbacks"].push_back("http://localhost:4200/callback");
    forecast["web_origins"].push_back("http://localhost:4200");
    tenant.note(Fault::LocalUrl, idOf(forecast), "http://localhost:4200/callback");

    const std::string archive = idOf(client(tenant, "Ledgerline Archive (read only)"));
    tenant.enable(idOf(connection(tenant, "massive-dynamic-users")), archive);
    tenant.note(Fault::FlexiblePolicyOnLockApplication, archive, "massive-dynamic-users");

    const std::string portal = idOf(client(tenant, "Ledgerline Portal"));
    tenant.note(Fault::LockOverLimit, portal, "57 database connections");
    noteMixedLengths(
        tenant,
        {"Ledgerline Portal", "Ledgerline Approvals", "Ledgerline Invoice Capture", "Ledgerline Archive (read only)"});
    tenant.note(Fault::LockFull, idOf(client(tenant, "Ledgerline Approvals")), "50 database connections");
}

/// A key of an application's own, as Auth0 lists it.
Json keyCredential(TenantBuilder &tenant, const std::string &name, int daysLeft)
{
    constexpr std::int64_t day = 86400000;
    const std::int64_t expires = kEstateNow + daysLeft * day;
    return {{"id", shortId(tenant.seed(), "cred_", tenant.key("credential", name))},
            {"name", name},
            {"kid", shortId(tenant.seed(), "", tenant.key("kid", name))},
            {"credential_type", "public_key"},
            {"alg", "RS256"},
            {"created_at", estateTime(expires - 365 * day)},
            {"updated_at", estateTime(expires - 365 * day)},
            {"expires_at", estateTime(expires)}};
}

void giveKeys(TenantBuilder &tenant, Json &owner, std::vector<Json> keys)
{
    Json ids = Json::array();
    for (const Json &key : keys)
        ids.push_back({{"id", key.at("id")}});
    owner.erase("token_endpoint_auth_method"); // Auth0 names one or the other
    owner["client_authentication_methods"] = {{"private_key_jwt", {{"credentials", std::move(ids)}}}};
    tenant.state().clientCredentials[idOf(owner)] = std::move(keys);
}

void plantProofs(TenantBuilder &tenant)
{
    Json &developers = client(tenant, "Ledgerline Developer Portal");
    developers["token_endpoint_auth_method"] = "none";
    tenant.note(Fault::MissingClientAuthentication, idOf(developers), "none on a server");

    Json &kiosk = client(tenant, "Receipt Scanner (kiosk)");
    kiosk["grant_types"].push_back("client_credentials");
    tenant.note(Fault::UnfitGrant, idOf(kiosk), "client_credentials on a device");

    Json &outlook = client(tenant, "Outlook Add-in");
    outlook["refresh_token"]["infinite_token_lifetime"] = true;
    tenant.note(Fault::EndlessRefreshTokens, idOf(outlook), "infinite_token_lifetime");

    Json &warehouse = client(tenant, "Data Warehouse Export");
    giveKeys(tenant, warehouse, {keyCredential(tenant, "warehouse 2025", 12)});
    tenant.note(Fault::KeyExpiring, idOf(warehouse), "ends in 12 days");
    Json &bot = client(tenant, "Provisioning Bot");
    giveKeys(tenant, bot, {keyCredential(tenant, "bot 2025", -3), keyCredential(tenant, "bot 2026", 340)});
    tenant.note(Fault::KeyExpiring, idOf(bot), "ended 3 days ago");
    giveKeys(tenant, client(tenant, "Billing Sync Worker"), {keyCredential(tenant, "billing 2026", 200)});
}

void plantStores(TenantBuilder &tenant)
{
    bool hasSecret = false;
    for (const Json &object : tenant.state().connections.items()) {
        if (!object.at("options").value("enabledDatabaseCustomization", false))
            continue;
        tenant.note(Fault::OutsideUserStore, idOf(object), object.at("name"));
        if (tenant.region() != "eu" || std::exchange(hasSecret, true))
            continue;
        Json &scripts = tenant.state().connections.find(idOf(object))->at("options").at("customScripts");
        scripts["login"] = "const storeApiKey = 'led-4711-not-for-scripts';\n" + scripts["login"].get<std::string>();
        tenant.note(Fault::SecretInScript, idOf(object), "storeApiKey in the script login");
    }
}

void plantOrganizations(TenantBuilder &tenant)
{
    TenantState &state = tenant.state();
    const auto entry = [](std::string id) {
        return Json{{"connection_id", std::move(id)},
                    {"assign_membership_on_login", false},
                    {"show_as_button", true},
                    {"is_signup_enabled", false}};
    };
    CustomerObjects &umbrella = tenant.objectsOf(customerRow("umbrella"));
    const std::string contractors = tenant.addConnection(
        "umbrella-contractors", "oidc", enterpriseOptions("oidc", "contractors.umbrella.example", tenant.seed()));
    state.organizationConnections[umbrella.organizations.front()].push_back(entry(contractors));
    umbrella.connections.push_back(contractors);
    tenant.note(Fault::OrganizationConnectionWithoutApplication, contractors, "umbrella-contractors");

    const std::string stark = tenant.objectsOf(customerRow("stark")).organizations.front();
    for (const char *name : {"google-oauth2", "windowslive", "apple", "github", "email", "sms", "ledgerline-staff"}) {
        if (state.organizationConnections[stark].size() < 9)
            state.organizationConnections[stark].push_back(entry(idOf(connection(tenant, name))));
    }
    tenant.note(Fault::OrganizationNearConnectionLimit, stark, "9 of 10 connections");
}

void plantMetadata(TenantBuilder &tenant)
{
    const std::vector<std::string> &acme = tenant.objectsOf(customerRow("acme")).users;
    Json &mixed = *tenant.state().users.find(acme.at(1));
    mixed["app_metadata"]["company"]["id"] = "ACME-4711"; // a number everywhere else
    mixed["app_metadata"]["plan"] = Json::array({"business", "trial"}); // a string everywhere else
    tenant.note(Fault::MixedTypeAppMetadata, acme.at(1), "company.id and plan");

    Json &large = *tenant.state().users.find(acme.at(2));
    Json permissions = Json::array();
    for (unsigned i = 0; large.dump().size() + permissions.dump().size() < 9700; ++i)
        permissions.push_back("cost-center:" + std::to_string(100000 + i * 7) + ":approve");
    large["app_metadata"]["legacy_permissions"] = std::move(permissions);
    tenant.note(Fault::AppMetadataNearSizeCap, acme.at(2), "more than 9,600 of 10,240 bytes");
}

} // namespace

void plantFaults(TenantBuilder &tenant)
{
    noteWeakPolicies(tenant);
    plantStores(tenant);
    if (tenant.region() == "eu") {
        plantConnections(tenant);
        plantApplications(tenant);
        plantProofs(tenant);
        plantOrganizations(tenant);
        plantMetadata(tenant);
    } else if (tenant.region() == "us") {
        tenant.note(Fault::EnableClientConnections, tenant.state().name, "flags.enable_client_connections");
        noteMixedLengths(tenant, {"Ledgerline Portal"});
        noteUnused(tenant, {"massive-dynamic-users", "springfield-users"}); // new, and Lock cannot show them
    } else if (tenant.region() == "staging") {
        Json &preview = client(tenant, "Ledgerline Portal (pull requests)");
        preview["callbacks"] = {"https://*.pr.staging.ledgerline.example/callback", "http://localhost:3000/callback"};
        tenant.note(Fault::WildcardCallback, idOf(preview), "https://*.pr.staging.ledgerline.example/callback");
        tenant.note(Fault::LocalUrl, idOf(preview), "http://localhost:3000/callback");
        Json &borrowed = connection(tenant, "github");
        borrowed["options"].erase("client_id");
        borrowed["options"].erase("client_secret");
        tenant.note(Fault::DeveloperKeys, idOf(borrowed), "github");
        noteMixedLengths(tenant, {"Ledgerline Portal (staging)"});
        tenant.note(Fault::FlexiblePolicyOnLockApplication, idOf(client(tenant, "Ledgerline Portal (staging)")),
                    "hanbit-users");
    } else {
        tenant.state().settings["error_page"] = {{"html", ""}, {"show_log_link", true}, {"url", ""}};
        tenant.note(Fault::NoErrorPage, tenant.state().name, "error_page");
        noteUnused(tenant, {"Username-Password-Authentication"}); // Auth0's own, that nobody took away
    }
}

} // namespace Sandbox
