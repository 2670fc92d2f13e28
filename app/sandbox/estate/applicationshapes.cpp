#include "sandbox/estate/applicationshapes.h"

#include <array>

namespace Sandbox {

namespace {

constexpr auto kEu = std::to_array<ApplicationRow>({
    {"Ledgerline Portal", "regular_web", 57, "google-oauth2 windowslive", true, "portal.ledgerline.example"},
    {"Ledgerline Approvals", "regular_web", 50, "windowslive", true, "approvals.ledgerline.example"},
    {"Ledgerline Invoice Capture", "spa", 44, "google-oauth2", true, "capture.ledgerline.example"},
    {"Ledgerline Expenses for iOS and Android", "native", 12, "apple google-oauth2 sms", false,
     "expenses.ledgerline.example"},
    {"Ledgerline Supplier Network", "regular_web", 28, "Username-Password-Authentication email google-oauth2", false,
     "suppliers.ledgerline.example"},
    {"Ledgerline Analytics", "spa", 17, "Username-Password-Authentication windowslive", false,
     "analytics.ledgerline.example"},
    {"Ledgerline Archive (read only)", "regular_web", 33, "", true, "archive.ledgerline.example"},
    {"Ledgerline Next (beta)", "spa", 8, "google-oauth2", false, "next.ledgerline.example"},
    {"Ledgerline Cash Forecast", "spa", 6, "google-oauth2", false, "forecast.ledgerline.example"},
    {"Ledgerline Developer Portal", "regular_web", 0, "github", false, "developers.ledgerline.example"},
    {"Ledgerline Admin Console", "spa", 0, "ledgerline-staff", false, "admin.ledgerline.example"},
    {"Support Desk", "regular_web", 0, "ledgerline-staff", false, "support.ledgerline.example"},
    {"Outlook Add-in", "spa", 4, "windowslive", false, "outlook.ledgerline.example"},
    {"Receipt Scanner (kiosk)", "native", 2, "email sms", false, "kiosk.ledgerline.example"},
    {"ERP Connector", "non_interactive", 0, "", false, ""},
    {"Billing Sync Worker", "non_interactive", 0, "", false, ""},
    {"Data Warehouse Export", "non_interactive", 0, "", false, ""},
    {"Provisioning Bot", "non_interactive", 0, "", false, ""},
    {"Tenantry", "non_interactive", 0, "", false, ""},
});

constexpr auto kUs = std::to_array<ApplicationRow>({
    {"Ledgerline Portal", "regular_web", 14, "google-oauth2 windowslive", true, "portal.us.ledgerline.example"},
    {"Ledgerline Approvals", "regular_web", 11, "Username-Password-Authentication windowslive", false,
     "approvals.us.ledgerline.example"},
    {"Ledgerline Invoice Capture", "spa", 9, "Username-Password-Authentication google-oauth2", false,
     "capture.us.ledgerline.example"},
    {"Ledgerline Expenses for iOS and Android", "native", 4, "apple google-oauth2", false,
     "expenses.us.ledgerline.example"},
    {"Ledgerline Admin Console", "spa", 0, "ledgerline-staff", false, "admin.us.ledgerline.example"},
    {"ERP Connector", "non_interactive", 0, "", false, ""},
    {"Billing Sync Worker", "non_interactive", 0, "", false, ""},
    {"Tenantry", "non_interactive", 0, "", false, ""},
});

constexpr auto kStaging = std::to_array<ApplicationRow>({
    {"Ledgerline Portal (staging)", "regular_web", 6, "google-oauth2", true, "portal.staging.ledgerline.example"},
    {"Ledgerline Portal (pull requests)", "spa", 3, "github", false, "pr.staging.ledgerline.example"},
    {"Ledgerline Approvals (staging)", "regular_web", 5, "", false, "approvals.staging.ledgerline.example"},
    {"End-to-end Tests", "regular_web", 2, "Username-Password-Authentication", false, "e2e.staging.ledgerline.example"},
    {"Load Test Runner", "non_interactive", 0, "", false, ""},
    {"Tenantry", "non_interactive", 0, "", false, ""},
});

constexpr auto kWayne = std::to_array<ApplicationRow>({
    {"Ledgerline for Wayne Enterprises", "regular_web", 2, "wayne-samlp", false, "wayne.ledgerline.example"},
    {"Ledgerline Mobile for Wayne Enterprises", "native", 1, "wayne-samlp", false, "mobile.wayne.ledgerline.example"},
    {"Tenantry", "non_interactive", 0, "", false, ""},
});

// Enough of a Classic login page for a look at it to tell that the application shows Lock.
constexpr std::string_view kLockPage
    = "<!DOCTYPE html>\n<html>\n<head><title>Sign in to Ledgerline</title></head>\n<body>\n"
      "<script src=\"https://cdn.auth0.com/js/lock/12.5/lock.min.js\"></script>\n<script>\n"
      "  var config = JSON.parse(decodeURIComponent(escape(window.atob('@@config@@'))));\n"
      "  new Auth0Lock(config.clientID, config.auth0Domain, { allowSignUp: false }).show();\n"
      "</script>\n</body>\n</html>\n";

Json refreshTokens(bool rotating)
{
    return {{"expiration_type", rotating ? "expiring" : "non-expiring"},
            {"leeway", 0},
            {"infinite_token_lifetime", !rotating},
            {"infinite_idle_token_lifetime", !rotating},
            {"token_lifetime", rotating ? 2592000 : 31557600},
            {"idle_token_lifetime", rotating ? 1296000 : 2592000},
            {"rotation_type", rotating ? "rotating" : "non-rotating"}};
}

Json grantTypes(std::string_view type)
{
    if (type == "non_interactive")
        return Json::array({"client_credentials"});
    if (type == "regular_web")
        return Json::array({"authorization_code", "refresh_token", "client_credentials"});
    return Json::array({"authorization_code", "refresh_token"});
}

void addUrls(Json &client, const ApplicationRow &row)
{
    const std::string origin = "https://" + std::string(row.host);
    if (row.host.empty()) {
        client["callbacks"] = Json::array();
        return;
    }
    client["callbacks"] = Json::array({origin + "/callback", origin + "/silent"});
    if (row.type == "native")
        client["callbacks"] = Json::array({"example.ledgerline.expenses://" + std::string(row.host) + "/ios/callback"});
    client["allowed_logout_urls"] = Json::array({origin + "/goodbye"});
    if (row.type == "spa") {
        client["web_origins"] = Json::array({origin});
        client["allowed_origins"] = Json::array({origin});
    }
    client["initiate_login_uri"] = origin + "/login";
}

} // namespace

std::span<const ApplicationRow> applicationTable(std::string_view region)
{
    if (region == "eu")
        return kEu;
    if (region == "us")
        return kUs;
    if (region == "staging")
        return kStaging;
    return kWayne;
}

Json applicationObject(const ApplicationRow &row, std::string_view tenant, std::string id, std::string secret)
{
    const bool browser = row.type == "spa" || row.type == "native";
    Json client;
    client["tenant"] = tenant;
    client["global"] = false;
    client["is_token_endpoint_ip_header_trusted"] = false;
    client["name"] = row.name;
    client["is_first_party"] = true;
    client["oidc_conformant"] = true;
    client["sso_disabled"] = false;
    client["cross_origin_auth"] = false;
    client["cross_origin_authentication"] = row.lock;
    client["refresh_token"] = refreshTokens(browser);
    client["client_metadata"] = Json::object();
    if (!row.host.empty())
        client["client_metadata"] = {{"team", "product"}, {"login", row.lock ? "lock" : "universal"}};
    client["allowed_clients"] = Json::array();
    addUrls(client, row);
    client["native_social_login"]
        = {{"apple", {{"enabled", row.type == "native"}}}, {"facebook", {{"enabled", false}}}};
    client["signing_keys"]
        = Json::array({{{"cert", "-----BEGIN CERTIFICATE-----\nMIIDleGerL1ne\n-----END CERTIFICATE-----"},
                        {"pkcs7", "-----BEGIN PKCS7-----\nMIIDleGerL1ne\n-----END PKCS7-----"},
                        {"subject", "deprecated"}}});
    client["encryption_key"] = nullptr;
    client["client_id"] = std::move(id);
    client["callback_url_template"] = false;
    client["client_secret"] = std::move(secret);
    client["jwt_configuration"]
        = {{"alg", "RS256"}, {"lifetime_in_seconds", 36000}, {"secret_encoded", false}, {"scopes", Json::object()}};
    client["client_aliases"] = Json::array();
    client["token_endpoint_auth_method"] = browser ? "none" : "client_secret_post";
    client["app_type"] = row.type;
    client["grant_types"] = grantTypes(row.type);
    if (row.lock)
        client["custom_login_page"] = kLockPage;
    client["custom_login_page_on"] = true;
    return client;
}

Json globalApplication(std::string_view tenant, std::string id, std::string secret)
{
    Json client;
    client["tenant"] = tenant;
    client["global"] = true;
    client["callbacks"] = Json::array();
    client["is_first_party"] = true;
    client["name"] = "All Applications";
    client["refresh_token"] = refreshTokens(true);
    client["owners"] = Json::array({"mr|google-oauth2|100000000000000000001"});
    client["custom_login_page"] = "";
    client["cross_origin_authentication"] = true;
    client["signing_keys"] = nullptr;
    client["client_id"] = std::move(id);
    client["client_secret"] = std::move(secret);
    client["custom_login_page_on"] = true;
    return client;
}

} // namespace Sandbox
