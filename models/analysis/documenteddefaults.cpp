#include "analysis/documenteddefaults.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Defaults = QHash<QString, QByteArray>;

// Defaults: Auth0's OpenAPI document, Get...ResponseContent and Create...RequestContent; below a connection's options
// what Auth0 fills in by itself (auth0.md 4.13) and its documents of password options.

const Defaults &settingsDefaults()
{
    static const Defaults defaults{
        {u"/change_password/enabled"_s, "false"},
        {u"/guardian_mfa_page/enabled"_s, "false"},
        {u"/error_page/show_log_link"_s, "false"},
        {u"/device_flow/charset"_s, R"("base20")"},
        {u"/device_flow/mask"_s, R"("****-****")"},
        {u"/flags/change_pwd_flow_v1"_s, "false"},
        {u"/flags/enable_apis_section"_s, "false"},
        {u"/flags/disable_impersonation"_s, "false"},
        {u"/flags/enable_client_connections"_s, "true"},
        {u"/flags/enable_pipeline2"_s, "true"},
        {u"/flags/enable_dynamic_client_registration"_s, "false"},
        {u"/flags/disable_management_api_sms_obfuscation"_s, "true"},
        {u"/flags/trust_azure_adfs_email_verified_connection_property"_s, "false"},
        {u"/flags/custom_domains_provisioning"_s, "false"},
        {u"/session_lifetime"_s, "168"},
        {u"/idle_session_lifetime"_s, "72"},
        {u"/ephemeral_session_lifetime"_s, "72"},
        {u"/idle_ephemeral_session_lifetime"_s, "24"},
        {u"/session_cookie/mode"_s, R"("persistent")"},
        {u"/sessions/oidc_logout_prompt_enabled"_s, "true"},
        {u"/oidc_logout/rp_logout_end_session_endpoint_discovery"_s, "true"},
        {u"/allow_organization_name_in_authentication_api"_s, "false"},
        {u"/customize_mfa_in_postlogin_action"_s, "false"},
        {u"/mtls/enable_endpoint_aliases"_s, "false"},
        {u"/pushed_authorization_requests_supported"_s, "false"},
        {u"/authorization_response_iss_parameter_supported"_s, "false"},
        {u"/resource_parameter_profile"_s, R"("audience")"},
        {u"/client_id_metadata_document_supported"_s, "false"},
    };
    return defaults;
}

const Defaults &applicationDefaults()
{
    static const Defaults defaults{
        {u"/is_first_party"_s, "true"},
        {u"/oidc_conformant"_s, "false"},
        {u"/sso"_s, "false"},
        {u"/sso_disabled"_s, "false"},
        {u"/cross_origin_auth"_s, "false"},
        {u"/cross_origin_authentication"_s, "false"},
        {u"/custom_login_page_on"_s, "true"},
        {u"/is_token_endpoint_ip_header_trusted"_s, "false"},
        {u"/jwt_configuration/lifetime_in_seconds"_s, "36000"},
        {u"/native_social_login/apple/enabled"_s, "false"},
        {u"/native_social_login/facebook/enabled"_s, "false"},
        {u"/native_social_login/google/enabled"_s, "false"},
        {u"/refresh_token/rotation_type"_s, R"("non-rotating")"},
        {u"/refresh_token/expiration_type"_s, R"("non-expiring")"},
        {u"/refresh_token/leeway"_s, "0"},
        {u"/refresh_token/infinite_idle_token_lifetime"_s, "false"},
        {u"/organization_usage"_s, R"("deny")"},
        {u"/organization_require_behavior"_s, R"("no_prompt")"},
        {u"/require_pushed_authorization_requests"_s, "false"},
        {u"/require_proof_of_possession"_s, "false"},
        {u"/signed_request_object/required"_s, "false"},
        {u"/session_transfer/can_create_session_transfer_token"_s, "false"},
        {u"/session_transfer/enforce_cascade_revocation"_s, "true"},
        {u"/session_transfer/enforce_device_binding"_s, R"("ip")"},
        {u"/session_transfer/allow_refresh_token"_s, "false"},
        {u"/session_transfer/enforce_online_refresh_tokens"_s, "true"},
        {u"/session_transfer/delegation/allow_delegated_access"_s, "false"},
        {u"/session_transfer/delegation/enforce_device_binding"_s, R"("ip")"},
        {u"/my_organization_configuration/connection_deletion_behavior"_s, R"("allow")"},
    };
    return defaults;
}

const Defaults &connectionDefaults()
{
    static const Defaults defaults{
        {u"/is_domain_connection"_s, "false"},
        {u"/show_as_button"_s, "false"},
        {u"/options/set_user_root_attributes"_s, R"("on_each_login")"},
        {u"/options/brute_force_protection"_s, "true"},
        {u"/options/authentication_methods/password/enabled"_s, "true"},
        {u"/options/authentication_methods/password/api_behavior"_s, R"("required")"},
        {u"/options/authentication_methods/password/signup_behavior"_s, R"("allow")"},
        {u"/options/authentication_methods/passkey/enabled"_s, "false"},
        {u"/options/passkey_options/challenge_ui"_s, R"("both")"},
        {u"/options/passkey_options/progressive_enrollment_enabled"_s, "true"},
        {u"/options/passkey_options/local_enrollment_enabled"_s, "true"},
        {u"/options/password_history/enable"_s, "false"},
        {u"/options/password_no_personal_info/enable"_s, "false"},
        {u"/options/password_dictionary/enable"_s, "false"},
        {u"/options/password_options/complexity/min_length"_s, "15"},
        {u"/options/password_options/complexity/character_type_rule"_s, R"("all")"},
        {u"/options/password_options/complexity/identical_characters"_s, R"("allow")"},
        {u"/options/password_options/complexity/sequential_characters"_s, R"("allow")"},
        {u"/options/password_options/complexity/max_length_exceeded"_s, R"("error")"},
        {u"/options/password_options/profile_data/active"_s, "false"},
        {u"/options/password_options/history/active"_s, "false"},
        {u"/options/password_options/history/size"_s, "3"},
        {u"/options/password_options/dictionary/active"_s, "false"},
        {u"/options/password_options/dictionary/default"_s, R"("en_100k")"},
    };
    return defaults;
}

const Defaults &defaultsOf(ComparedKind kind)
{
    static const Defaults none;
    switch (kind) {
    case ComparedKind::Settings:
        return settingsDefaults();
    case ComparedKind::Application:
        return applicationDefaults();
    case ComparedKind::Connection:
        return connectionDefaults();
    case ComparedKind::Organization:
        break;
    }
    return none;
}

} // namespace

QByteArray documentedDefault(ComparedKind kind, const QString &pointer)
{
    return defaultsOf(kind).value(pointer);
}

} // namespace Analysis
