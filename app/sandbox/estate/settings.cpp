#include "sandbox/estate/tenantbuilder.h"

namespace Sandbox {

namespace {

struct SettingsRow
{
    std::string_view region;
    const char *friendlyName;
    double sessionHours, idleHours; // Auth0 sends fractions of an hour: 3 hours and a minute are 3.0166...
    bool clientConnections;
    bool universalLogin;
};

constexpr SettingsRow kSettings[] = {
    {"eu", "Ledgerline", 168.0, 72.0, false, true},
    {"us", "Ledgerline US", 168.0, 3.0166666666666666, true, true},
    {"staging", "Ledgerline (staging)", 720.0, 24.5, false, true},
    {"wayne", "Ledgerline for Wayne Enterprises", 12.0, 0.5, false, true},
};

} // namespace

Json tenantSettings(std::string_view region)
{
    const SettingsRow *row = kSettings;
    while (row->region != region)
        ++row;
    Json settings;
    settings["allowed_logout_urls"] = Json::array({"https://ledgerline.example/goodbye"});
    settings["change_password"] = {{"enabled", false}, {"html", ""}};
    settings["default_audience"] = "";
    settings["default_directory"] = region == "staging" ? "Username-Password-Authentication" : "";
    settings["enabled_locales"] = {"en", "de", "fr", "es", "ja"};
    settings["error_page"]
        = {{"html", ""}, {"show_log_link", false}, {"url", "https://status.ledgerline.example/login"}};
    settings["flags"] = {{"allow_changing_enable_sso", false},
                         {"allow_legacy_delegation_grant_types", false},
                         {"allow_legacy_ro_grant_types", region == "eu"},
                         {"change_pwd_flow_v1", false},
                         {"disable_clickjack_protection_headers", false},
                         {"disable_impersonation", true},
                         {"enable_apis_section", false},
                         {"enable_client_connections", row->clientConnections},
                         {"enable_pipeline2", true},
                         {"enable_public_signup_user_exists_error", region == "staging"},
                         {"enable_sso", true},
                         {"no_disclose_enterprise_connections", true},
                         {"revoke_refresh_token_grant", false}};
    settings["friendly_name"] = row->friendlyName;
    settings["guardian_mfa_page"] = nullptr;
    settings["idle_session_lifetime"] = row->idleHours;
    settings["picture_url"] = "https://cdn.ledgerline.example/logo.svg";
    settings["sandbox_version"] = "22";
    settings["sandbox_versions_available"] = {"22", "18", "16", "12"};
    settings["session_lifetime"] = row->sessionHours;
    settings["session_cookie"] = {{"mode", "persistent"}};
    settings["support_email"] = "support@ledgerline.example";
    settings["support_url"] = "https://ledgerline.example/support";
    settings["default_redirection_uri"] = "https://portal.ledgerline.example/";
    settings["customize_mfa_in_postlogin_action"] = false;
    settings["allow_organization_name_in_authentication_api"] = false;
    settings["acr_values_supported"] = nullptr;
    settings["mtls"] = nullptr;
    settings["pushed_authorization_requests_supported"] = false;
    return settings;
}

} // namespace Sandbox
