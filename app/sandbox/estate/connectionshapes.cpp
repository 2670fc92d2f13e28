#include "sandbox/estate/connectionshapes.h"

#include "sandbox/estate/seeded.h"

namespace Sandbox {

namespace {

bool isEnterprise(std::string_view strategy)
{
    return strategy == "samlp" || strategy == "waad" || strategy == "okta" || strategy == "oidc" || strategy == "adfs"
        || strategy == "ad";
}

Json samlOptions(const std::string &domain, Seeded &random)
{
    Json options;
    options["signInEndpoint"] = "https://sso." + domain + "/saml2/login";
    options["signOutEndpoint"] = nullptr;
    options["signingCert"] = "-----BEGIN CERTIFICATE-----\n"
        + random.text("ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789+/", 64) + "\n-----END CERTIFICATE-----\n";
    options["subject"] = {{"commonName", "sso." + domain}};
    options["expires"] = "2028-03-31T23:59:59.000Z";
    options["thumbprints"] = {random.text("0123456789abcdef", 40)};
    options["debug"] = false;
    options["signSAMLRequest"] = true;
    options["signatureAlgorithm"] = "rsa-sha256";
    options["digestAlgorithm"] = "sha256";
    options["protocolBinding"] = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
    // Both spellings occur in real maps: one attribute, or several in order of preference.
    options["fieldsMap"] = {{"email", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"},
                            {"given_name", {"givenName", "urn:oid:2.5.4.42"}},
                            {"family_name", {"sn", "urn:oid:2.5.4.4"}}};
    options["tenant_domain"] = domain;
    options["domain_aliases"] = {domain, "mail." + domain};
    options["idpinitiated"] = {{"enabled", false}, {"client_id", nullptr}};
    return options;
}

Json entraOptions(const std::string &domain, Seeded &random)
{
    constexpr std::string_view hex = "0123456789abcdef";
    Json options;
    options["client_id"] = random.text(hex, 8) + "-" + random.text(hex, 4) + "-4" + random.text(hex, 3) + "-8"
        + random.text(hex, 3) + "-" + random.text(hex, 12);
    options["client_secret"] = random.text("ABCDEFGHabcdefgh0123456789~_", 40);
    options["tenant_domain"] = domain;
    options["domain"] = domain;
    options["domain_aliases"] = {domain};
    options["identity_api"] = "microsoft-identity-platform-v2.0";
    options["waad_protocol"] = "openid-connect";
    options["useCommonEndpoint"] = false;
    options["basic_profile"] = true;
    options["ext_groups"] = true;
    options["ext_nested_groups"] = false;
    options["api_enable_users"] = false;
    options["max_groups_to_retrieve"] = "50";
    options["should_trust_email_verified_connection"] = "never_set_emails_as_verified";
    options["ips"] = nullptr;
    return options;
}

Json openIdOptions(std::string_view strategy, const std::string &domain, Seeded &random)
{
    const std::string host = strategy == "okta" ? domain.substr(0, domain.find('.')) + ".okta.example" : "id." + domain;
    Json options;
    options["type"] = "back_channel";
    options["scope"] = "openid profile email";
    if (strategy == "okta")
        options["domain"] = host;
    options["issuer"] = "https://" + host;
    options["jwks_uri"] = "https://" + host + "/oauth2/v1/keys";
    options["client_id"] = random.text("0123456789abcdefghijklmnopqrstuvwxyz", 20);
    options["client_secret"] = random.text("ABCDEFGHabcdefgh0123456789-_", 40);
    options["attribute_map"] = {{"mapping_mode", strategy == "okta" ? "basic_profile" : "use_map"}};
    options["oidc_metadata"] = {{"issuer", "https://" + host},
                                {"token_endpoint", "https://" + host + "/oauth2/v1/token"},
                                {"authorization_endpoint", "https://" + host + "/oauth2/v1/authorize"},
                                {"scopes_supported", {"openid", "email", "profile"}}};
    options["token_endpoint"] = "https://" + host + "/oauth2/v1/token";
    options["userinfo_endpoint"] = nullptr;
    options["authorization_endpoint"] = "https://" + host + "/oauth2/v1/authorize";
    options["tenant_domain"] = domain;
    options["domain_aliases"] = {domain};
    return options;
}

Json directoryOptions(std::string_view strategy, const std::string &domain, Seeded &random)
{
    Json options;
    if (strategy == "adfs") {
        options["adfs_server"] = "https://adfs." + domain + "/FederationMetadata/2007-06/FederationMetadata.xml";
        options["signInEndpoint"] = "https://adfs." + domain + "/adfs/ls/";
        options["thumbprints"] = {random.text("0123456789ABCDEF", 40)};
        options["should_trust_email_verified_connection"] = "always_set_emails_as_verified";
    } else {
        options["brute_force_protection"] = true;
        options["disable_cache"] = false;
        options["kerberos"] = false;
        options["agentMode"] = true;
        options["agentVersion"] = "6.1.8";
        options["thumbprints"] = {random.text("0123456789abcdef", 40)};
    }
    options["tenant_domain"] = domain;
    options["domain_aliases"] = {domain};
    options["ips"] = nullptr;
    return options;
}

} // namespace

Json databaseOptions(bool signupOpen)
{
    Json options;
    options["mfa"] = {{"active", true}, {"return_enroll_settings", true}};
    options["disable_signup"] = !signupOpen;
    options["strategy_version"] = 2;
    options["requires_username"] = false;
    options["brute_force_protection"] = true;
    options["authentication_methods"]
        = {{"passkey", {{"enabled", false}}},
           {"password", {{"enabled", true}, {"api_behavior", "required"}, {"signup_behavior", "allow"}}}};
    options["passkey_options"]
        = {{"challenge_ui", "both"}, {"local_enrollment_enabled", true}, {"progressive_enrollment_enabled", true}};
    options["disable_self_service_change_password"] = false;
    return options;
}

Json enterpriseOptions(std::string_view strategy, std::string_view domain, std::uint64_t seed)
{
    const std::string at(domain);
    Seeded random(seed, std::string(strategy) + at);
    Json options = strategy == "samlp"             ? samlOptions(at, random)
        : strategy == "waad"                       ? entraOptions(at, random)
        : strategy == "okta" || strategy == "oidc" ? openIdOptions(strategy, at, random)
                                                   : directoryOptions(strategy, at, random);
    options["set_user_root_attributes"] = random.percent(70) ? "on_each_login" : "on_first_login";
    options["non_persistent_attrs"] = random.percent(50) ? Json(nullptr) : Json::array();
    options["upstream_params"] = nullptr;
    return options;
}

Json sharedOptions(std::string_view strategy, std::uint64_t seed)
{
    Seeded random(seed, "shared " + std::string(strategy));
    const std::string secret = random.text("ABCDEFGHabcdefgh0123456789-_", 40);
    if (strategy == "email") {
        return {{"name", "email"},
                {"email",
                 {{"from", "{{ application.name }} <no-reply@ledgerline.example>"},
                  {"subject", "Your sign-in code"},
                  {"body", "Your code is {{ code }}."},
                  {"syntax", "liquid"}}},
                {"totp", {{"length", 6}, {"time_step", 180}}},
                {"authParams", Json::object()},
                {"disable_signup", true},
                {"brute_force_protection", true}};
    }
    if (strategy == "sms") {
        return {{"name", "sms"},
                {"from", "+15005550006"},
                {"syntax", "md_with_macros"},
                {"template", "Your code is @@password@@"},
                {"totp", {{"length", 6}, {"time_step", 180}}},
                {"messaging_service_sid", nullptr},
                {"twilio_sid", "AC" + random.text("0123456789abcdef", 32)},
                {"twilio_token", secret},
                {"disable_signup", true},
                {"brute_force_protection", true}};
    }
    if (strategy == "google-oauth2") {
        return {
            {"email", true},           {"scope", {"email", "profile"}},
            {"profile", true},         {"client_id", random.text("0123456789", 12) + ".apps.googleusercontent.example"},
            {"client_secret", secret}, {"allowed_audiences", Json::array()}};
    }
    if (strategy == "apple") {
        return {{"scope", "name email"},
                {"name", true},
                {"email", true},
                {"team_id", random.text("ABCDEFGHJKLMNP0123456789", 10)},
                {"kid", random.text("ABCDEFGHJKLMNP0123456789", 10)},
                {"client_id", "example.ledgerline.login"},
                {"app_secret", secret}};
    }
    return {{"scope", strategy == "github" ? Json({"read:user", "user:email"}) : Json({"openid", "email"})},
            {"profile", true},
            {"client_id", random.text("0123456789abcdef", 20)},
            {"client_secret", secret}};
}

Json connectionObject(std::string id, std::string_view name, std::string_view strategy, Json options)
{
    Json connection;
    connection["id"] = std::move(id);
    connection["options"] = std::move(options);
    connection["strategy"] = strategy;
    connection["name"] = name;
    if (isEnterprise(strategy)) {
        connection["show_as_button"] = false;
        connection["display_name"] = name;
    }
    connection["is_domain_connection"] = false;
    connection["authentication"] = {{"active", true}};
    connection["connected_accounts"] = {{"active", false}};
    connection["realms"] = Json::array({name});
    return connection;
}

} // namespace Sandbox
