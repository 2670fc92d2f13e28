#include "reports/terraformschema.h"

namespace Reports {

namespace {

using A = TerraformArgument;
using S = TerraformArgument::Shape;

constexpr A enabled[]{{"enabled", "enabled"}};
constexpr A active[]{{"active", "active"}};

constexpr A tokenQuotaOf[]{{"enforce", "enforce"}, {"per_day", "per_day"}, {"per_hour", "per_hour"}};
constexpr A tokenQuota[]{{"client_credentials", "client_credentials", S::Block, tokenQuotaOf}};

// Applications

constexpr A jwt[]{{"lifetime_in_seconds", "lifetime_in_seconds"},
                  {"secret_encoded", "secret_encoded"},
                  {"alg", "alg"},
                  {"scopes", "scopes", S::Map}};
constexpr A refreshPolicies[]{{"audience", "audience"}, {"scope", "scope", S::List}};
constexpr A refreshToken[]{{"rotation_type", "rotation_type"},
                           {"expiration_type", "expiration_type"},
                           {"leeway", "leeway"},
                           {"token_lifetime", "token_lifetime"},
                           {"infinite_token_lifetime", "infinite_token_lifetime"},
                           {"idle_token_lifetime", "idle_token_lifetime"},
                           {"infinite_idle_token_lifetime", "infinite_idle_token_lifetime"},
                           {"policies", "policies", S::Blocks, refreshPolicies}};
constexpr A android[]{{"app_package_name", "app_package_name"},
                      {"sha256_cert_fingerprints", "sha256_cert_fingerprints", S::List}};
constexpr A ios[]{{"team_id", "team_id"}, {"app_bundle_identifier", "app_bundle_identifier"}};
constexpr A mobile[]{{"android", "android", S::Block, android}, {"ios", "ios", S::Block, ios}};
constexpr A socialLogin[]{{"apple", "apple", S::Block, enabled},
                          {"facebook", "facebook", S::Block, enabled},
                          {"google", "google", S::Block, enabled}};
constexpr A defaultOrganization[]{{"organization_id", "organization_id"}, {"flows", "flows", S::List}};
constexpr A initiators[]{{"mode", "mode"}, {"selected_initiators", "selected_initiators", S::List}};
constexpr A sessionMetadata[]{{"include", "include"}};
constexpr A oidcLogout[]{
    {"backchannel_logout_urls", "backchannel_logout_urls", S::List},
    {"backchannel_logout_initiators", "backchannel_logout_initiators", S::Block, initiators},
    {"backchannel_logout_session_metadata", "backchannel_logout_session_metadata", S::Block, sessionMetadata}};
constexpr A sessionTransfer[]{{"can_create_session_transfer_token", "can_create_session_transfer_token"},
                              {"allowed_authentication_methods", "allowed_authentication_methods", S::List},
                              {"enforce_device_binding", "enforce_device_binding"},
                              {"allow_refresh_token", "allow_refresh_token"},
                              {"enforce_cascade_revocation", "enforce_cascade_revocation"},
                              {"enforce_online_refresh_tokens", "enforce_online_refresh_tokens"}};
constexpr A tokenExchange[]{{"allow_any_profile_of_type", "allow_any_profile_of_type", S::List}};
constexpr A myOrganization[]{{"allowed_strategies", "allowed_strategies", S::List},
                             {"connection_deletion_behavior", "connection_deletion_behavior"},
                             {"connection_profile_id", "connection_profile_id"},
                             {"user_attribute_profile_id", "user_attribute_profile_id"}};
constexpr A samlLogout[]{{"callback", "callback"}, {"slo_enabled", "slo_enabled"}};
constexpr A samlAddon[]{{"audience", "audience"},
                        {"recipient", "recipient"},
                        {"mappings", "mappings", S::Map},
                        {"createUpnClaim", "create_upn_claim"},
                        {"passthroughClaimsWithNoMapping", "passthrough_claims_with_no_mapping"},
                        {"mapUnknownClaimsAsIs", "map_unknown_claims_as_is"},
                        {"mapIdentities", "map_identities"},
                        {"signatureAlgorithm", "signature_algorithm"},
                        {"digestAlgorithm", "digest_algorithm"},
                        {"issuer", "issuer"},
                        {"destination", "destination"},
                        {"lifetimeInSeconds", "lifetime_in_seconds"},
                        {"signResponse", "sign_response"},
                        {"nameIdentifierFormat", "name_identifier_format"},
                        {"nameIdentifierProbes", "name_identifier_probes", S::List},
                        {"authnContextClassRef", "authn_context_class_ref"},
                        {"typedAttributes", "typed_attributes"},
                        {"includeAttributeNameFormat", "include_attribute_name_format"},
                        {"binding", "binding"},
                        {"signingCert", "signing_cert"},
                        {"logout", "logout", S::Block, samlLogout}};
constexpr A addons[]{{"samlp", "samlp", S::Block, samlAddon}, {"wsfed", "wsfed", S::Block, {}}};

constexpr A client[]{{"name", "name"},
                     {"description", "description"},
                     {"app_type", "app_type"},
                     {"logo_uri", "logo_uri"},
                     {"is_first_party", "is_first_party"},
                     {"is_token_endpoint_ip_header_trusted", "is_token_endpoint_ip_header_trusted"},
                     {"oidc_conformant", "oidc_conformant"},
                     {"callbacks", "callbacks", S::List},
                     {"allowed_origins", "allowed_origins", S::List},
                     {"web_origins", "web_origins", S::List},
                     {"allowed_logout_urls", "allowed_logout_urls", S::List},
                     {"allowed_clients", "allowed_clients", S::List},
                     {"client_aliases", "client_aliases", S::List},
                     {"grant_types", "grant_types", S::List},
                     {"initiate_login_uri", "initiate_login_uri"},
                     {"cross_origin_authentication", "cross_origin_auth"},
                     {"cross_origin_loc", "cross_origin_loc"},
                     {"custom_login_page_on", "custom_login_page_on"},
                     {"custom_login_page", "custom_login_page"},
                     {"form_template", "form_template"},
                     {"sso", "sso"},
                     {"sso_disabled", "sso_disabled"},
                     {"organization_usage", "organization_usage"},
                     {"organization_require_behavior", "organization_require_behavior"},
                     {"organization_discovery_methods", "organization_discovery_methods", S::List},
                     {"require_pushed_authorization_requests", "require_pushed_authorization_requests"},
                     {"require_proof_of_possession", "require_proof_of_possession"},
                     {"compliance_level", "compliance_level"},
                     {"resource_server_identifier", "resource_server_identifier"},
                     {"skip_non_verifiable_callback_uri_confirmation_prompt",
                      "skip_non_verifiable_callback_uri_confirmation_prompt", S::Text},
                     {"async_approval_notification_channels", "async_approval_notification_channels", S::List},
                     {"client_metadata", "client_metadata", S::Map},
                     {"jwt_configuration", "jwt_configuration", S::Block, jwt},
                     {"refresh_token", "refresh_token", S::Block, refreshToken},
                     {"mobile", "mobile", S::Block, mobile},
                     {"native_social_login", "native_social_login", S::Block, socialLogin},
                     {"default_organization", "default_organization", S::Block, defaultOrganization},
                     {"oidc_logout", "oidc_logout", S::Block, oidcLogout},
                     {"session_transfer", "session_transfer", S::Block, sessionTransfer},
                     {"token_exchange", "token_exchange", S::Block, tokenExchange},
                     {"token_quota", "token_quota", S::Block, tokenQuota},
                     {"my_organization_configuration", "my_organization_configuration", S::Block, myOrganization},
                     {"addons", "addons", S::Block, addons}};

// Connections

constexpr A connection[]{{"name", "name"},
                         {"strategy", "strategy"},
                         {"display_name", "display_name"},
                         {"is_domain_connection", "is_domain_connection"},
                         {"show_as_button", "show_as_button"},
                         {"realms", "realms", S::List},
                         {"metadata", "metadata", S::Map},
                         {"authentication", "authentication", S::Block, active},
                         {"connected_accounts", "connected_accounts", S::Block, active}};

constexpr A flag[]{{"enable", "enable"}};
constexpr A history[]{{"enable", "enable"}, {"size", "size"}};
constexpr A dictionary[]{{"enable", "enable"}, {"dictionary", "dictionary", S::List}};
constexpr A length[]{{"min_length", "min_length"}};
constexpr A complexity[]{{"min_length", "min_length"},
                         {"character_types", "character_types", S::List},
                         {"character_type_rule", "character_type_rule"},
                         {"identical_characters", "identical_characters"},
                         {"sequential_characters", "sequential_characters"},
                         {"max_length_exceeded", "max_length_exceeded"}};
constexpr A flexibleHistory[]{{"active", "active"}, {"size", "size"}};
constexpr A flexibleDictionary[]{{"active", "active"}, {"default", "default"}, {"custom", "custom", S::List}};
constexpr A profileData[]{{"active", "active"}, {"blocked_fields", "blocked_fields", S::List}};
constexpr A passwordOptions[]{{"complexity", "complexity", S::Block, complexity},
                              {"history", "history", S::Block, flexibleHistory},
                              {"dictionary", "dictionary", S::Block, flexibleDictionary},
                              {"profile_data", "profile_data", S::Block, profileData}};
constexpr A passwordMethod[]{
    {"enabled", "enabled"}, {"api_behavior", "api_behavior"}, {"signup_behavior", "signup_behavior"}};
constexpr A methods[]{{"password", "password", S::Block, passwordMethod},
                      {"passkey", "passkey", S::Block, enabled},
                      {"email_otp", "email_otp", S::Block, enabled},
                      {"phone_otp", "phone_otp", S::Block, enabled}};
constexpr A passkey[]{{"challenge_ui", "challenge_ui"},
                      {"progressive_enrollment_enabled", "progressive_enrollment_enabled"},
                      {"local_enrollment_enabled", "local_enrollment_enabled"}};
constexpr A identifier[]{{"active", "active"}, {"default_method", "default_method"}};
constexpr A signup[]{{"status", "status"}, {"verification", "verification", S::Block, active}};
constexpr A allowedTypes[]{{"email", "email"}, {"phone_number", "phone_number"}};
constexpr A nameValidation[]{{"min_length", "min_length"},
                             {"max_length", "max_length"},
                             {"allowed_types", "allowed_types", S::Block, allowedTypes}};
constexpr A emailAttribute[]{{"identifier", "identifier", S::Block, identifier},
                             {"profile_required", "profile_required"},
                             {"unique", "unique"},
                             {"verification_method", "verification_method"},
                             {"signup", "signup", S::Block, signup}};
constexpr A phoneAttribute[]{{"identifier", "identifier", S::Block, identifier},
                             {"profile_required", "profile_required"},
                             {"signup", "signup", S::Block, signup}};
constexpr A nameAttribute[]{{"identifier", "identifier", S::Block, identifier},
                            {"profile_required", "profile_required"},
                            {"signup", "signup", S::Block, signup},
                            {"validation", "validation", S::Block, nameValidation}};
constexpr A attributes[]{{"email", "email", S::Block, emailAttribute},
                         {"phone_number", "phone_number", S::Block, phoneAttribute},
                         {"username", "username", S::Block, nameAttribute}};
constexpr A nameLength[]{{"min", "min"}, {"max", "max"}};
constexpr A validation[]{{"username", "username", S::Block, nameLength}};
constexpr A mfa[]{{"active", "active"}, {"return_enroll_settings", "return_enroll_settings"}};
constexpr A totp[]{{"time_step", "time_step"}, {"length", "length"}};
constexpr A hashAction[]{{"action_id", "action_id"}};
constexpr A gateway[]{{"method", "method"},
                      {"subject", "subject"},
                      {"audience", "audience"},
                      {"secret", "secret"},
                      {"secret_base64_encoded", "secret_base64_encoded"}};
constexpr A keyPair[]{{"key", "key"}, {"cert", "cert"}};
constexpr A idpInitiated[]{{"enabled", "enabled"},
                           {"client_id", "client_id"},
                           {"client_protocol", "client_protocol"},
                           {"client_authorizequery", "client_authorize_query"}};
constexpr A attributeMap[]{
    {"mapping_mode", "mapping_mode"}, {"userinfo_scope", "userinfo_scope"}, {"attributes", "attributes", S::Encoded}};
constexpr A pkce[]{{"pkce", "pkce"}};

constexpr A options[]{
    {"name", "name"},
    {"client_id", "client_id"},
    {"client_secret", "client_secret"},
    {"app_secret", "client_secret"}, // of Apple
    {"team_id", "team_id"},
    {"kid", "key_id"},
    {"app_id", "app_id"},
    {"scopes", "scopes", S::List},
    {"allowed_audiences", "allowed_audiences", S::List},
    {"domain", "domain"},
    {"tenant_domain", "tenant_domain"},
    {"domain_aliases", "domain_aliases", S::List},
    {"icon_url", "icon_url"},
    {"type", "type"},
    {"issuer", "issuer"},
    {"discovery_url", "discovery_url"},
    {"jwks_uri", "jwks_uri"},
    {"authorization_endpoint", "authorization_endpoint"},
    {"authorizationURL", "authorization_endpoint"},
    {"token_endpoint", "token_endpoint"},
    {"tokenURL", "token_endpoint"},
    {"userinfo_endpoint", "userinfo_endpoint"},
    {"pkce_enabled", "pkce_enabled"},
    {"scripts", "scripts", S::Map},
    {"identity_api", "identity_api"},
    {"waad_protocol", "waad_protocol"},
    {"useCommonEndpoint", "waad_common_endpoint"},
    {"use_wsfed", "use_wsfed"},
    {"api_enable_users", "api_enable_users"},
    {"max_groups_to_retrieve", "max_groups_to_retrieve", S::Text},
    {"should_trust_email_verified_connection", "should_trust_email_verified_connection"},
    {"map_user_id_to_id", "map_user_id_to_id"},
    {"community_base_url", "community_base_url"},
    {"adfs_server", "adfs_server"},
    {"fedMetadataXml", "fed_metadata_xml"},
    {"certAuth", "use_cert_auth"},
    {"kerberos", "use_kerberos"},
    {"disable_cache", "disable_cache"},
    {"ips", "ips", S::List},
    {"debug", "debug"},
    {"signInEndpoint", "sign_in_endpoint"},
    {"signOutEndpoint", "sign_out_endpoint"},
    {"disableSignout", "disable_sign_out"},
    {"signingCert", "signing_cert"},
    {"signSAMLRequest", "sign_saml_request"},
    {"signatureAlgorithm", "signature_algorithm"},
    {"digestAlgorithm", "digest_algorithm"},
    {"protocolBinding", "protocol_binding"},
    {"requestTemplate", "request_template"},
    {"user_id_attribute", "user_id_attribute"},
    {"entityId", "entity_id"},
    {"metadataUrl", "metadata_url"},
    {"metadataXml", "metadata_xml"},
    {"pingFederateBaseUrl", "ping_federate_base_url"},
    {"fieldsMap", "fields_map", S::Encoded},
    {"idpinitiated", "idp_initiated", S::Block, idpInitiated},
    {"signing_key", "signing_key", S::Block, keyPair},
    {"decryptionKey", "decryption_key", S::Block, keyPair},
    {"from", "from"},
    {"subject", "subject"},
    {"syntax", "syntax"},
    {"template", "template"},
    {"twilio_sid", "twilio_sid"},
    {"twilio_token", "twilio_token"},
    {"messaging_service_sid", "messaging_service_sid"},
    {"provider", "provider"},
    {"gateway_url", "gateway_url"},
    {"forward_req_info", "forward_request_info"},
    {"gateway_authentication", "gateway_authentication", S::Block, gateway},
    {"authParams", "auth_params", S::Map},
    {"totp", "totp", S::Block, totp},
    {"attribute_map", "attribute_map", S::Block, attributeMap},
    {"connection_settings", "connection_settings", S::Block, pkce},
    {"upstream_params", "upstream_params", S::Encoded},
    {"strategy_version", "strategy_version"},
    {"set_user_root_attributes", "set_user_root_attributes"},
    {"non_persistent_attrs", "non_persistent_attrs", S::List},
    {"brute_force_protection", "brute_force_protection"},
    {"disable_signup", "disable_signup"},
    {"disable_self_service_change_password", "disable_self_service_change_password"},
    {"requires_username", "requires_username"},
    {"import_mode", "import_mode"},
    {"enabledDatabaseCustomization", "enabled_database_customization"},
    {"enable_script_context", "enable_script_context"},
    {"customScripts", "custom_scripts", S::Map},
    {"configuration", "configuration", S::Map},
    {"passwordPolicy", "password_policy"},
    {"password_complexity_options", "password_complexity_options", S::Block, length},
    {"password_history", "password_history", S::Block, history},
    {"password_dictionary", "password_dictionary", S::Block, dictionary},
    {"password_no_personal_info", "password_no_personal_info", S::Block, flag},
    {"password_options", "password_options", S::Block, passwordOptions},
    {"mfa", "mfa", S::Block, mfa},
    {"validation", "validation", S::Block, validation},
    {"precedence", "precedence", S::List},
    {"attributes", "attributes", S::Block, attributes},
    {"authentication_methods", "authentication_methods", S::Block, methods},
    {"passkey_options", "passkey_options", S::Block, passkey},
    {"custom_password_hash", "custom_password_hash", S::Block, hashAction},
};

// Organizations

constexpr A branding[]{{"logo_url", "logo_url"}, {"colors", "colors", S::Map}};
constexpr A organization[]{{"name", "name"},
                           {"display_name", "display_name"},
                           {"branding", "branding", S::Block, branding},
                           {"metadata", "metadata", S::Map},
                           {"token_quota", "token_quota", S::Block, tokenQuota}};
constexpr A organizationConnection[]{{"connection_id", "connection_id"},
                                     {"assign_membership_on_login", "assign_membership_on_login"},
                                     {"is_signup_enabled", "is_signup_enabled"},
                                     {"show_as_button", "show_as_button"}};

} // namespace

TerraformArguments terraformClient()
{
    return client;
}

TerraformArguments terraformConnection()
{
    return connection;
}

TerraformArguments terraformConnectionOptions()
{
    return options;
}

TerraformArguments terraformOrganization()
{
    return organization;
}

TerraformArguments terraformOrganizationConnection()
{
    return organizationConnection;
}

} // namespace Reports
