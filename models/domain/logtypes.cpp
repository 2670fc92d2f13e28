#include "domain/logtypes.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Domain {

namespace {

using enum LogClass;

/// By code, so that one is found by halving.
const QList<LogType> types{
    {"acls_summary"_L1, QT_TRANSLATE_NOOP("Domain", "Network access lists: summary of matches"), Warning},
    {"actions_execution_failed"_L1, QT_TRANSLATE_NOOP("Domain", "An Action failed"), Failure},
    {"acul_sdk_notice"_L1, QT_TRANSLATE_NOOP("Domain", "Notice about the SDK of custom login pages"), Warning},
    {"admin_update_launch"_L1, QT_TRANSLATE_NOOP("Domain", "Auth0 update launched"), Change},
    {"api_limit"_L1, QT_TRANSLATE_NOOP("Domain", "Rate limit of the API reached"), Failure},
    {"api_limit_warning"_L1, QT_TRANSLATE_NOOP("Domain", "Rate limit of the API nearly reached"), Warning},
    {"appi"_L1, QT_TRANSLATE_NOOP("Domain", "Peak performance of the API began"), Warning},
    {"ciba_exchange_failed"_L1, QT_TRANSLATE_NOOP("Domain", "Backchannel sign-in: no token given"), Failure},
    {"ciba_exchange_succeeded"_L1, QT_TRANSLATE_NOOP("Domain", "Backchannel sign-in: token given"), Success},
    {"ciba_start_failed"_L1, QT_TRANSLATE_NOOP("Domain", "Backchannel sign-in could not begin"), Failure},
    {"ciba_start_succeeded"_L1, QT_TRANSLATE_NOOP("Domain", "Backchannel sign-in began"), Success},
    {"cls"_L1, QT_TRANSLATE_NOOP("Domain", "Code or link sent"), Success},
    {"coff"_L1, QT_TRANSLATE_NOOP("Domain", "AD/LDAP connector went offline"), Failure},
    {"con"_L1, QT_TRANSLATE_NOOP("Domain", "AD/LDAP connector came online"), Success},
    {"cs"_L1, QT_TRANSLATE_NOOP("Domain", "Code sent"), Success},
    {"custom_domain_verification_failed"_L1, QT_TRANSLATE_NOOP("Domain", "Custom domain not verified"), Failure},
    {"depnote"_L1, QT_TRANSLATE_NOOP("Domain", "Deprecation notice"), Warning},
    {"du"_L1, QT_TRANSLATE_NOOP("Domain", "User deleted"), Change},
    {"f"_L1, QT_TRANSLATE_NOOP("Domain", "Login failed"), Failure},
    {"fapi"_L1, QT_TRANSLATE_NOOP("Domain", "API operation failed"), Failure},
    {"fc"_L1, QT_TRANSLATE_NOOP("Domain", "Login through the connector failed"), Failure},
    {"fce"_L1, QT_TRANSLATE_NOOP("Domain", "Change of e-mail failed"), Failure},
    {"fco"_L1, QT_TRANSLATE_NOOP("Domain", "Origin not allowed (CORS)"), Failure},
    {"fcoa"_L1, QT_TRANSLATE_NOOP("Domain", "Cross-origin login failed"), Failure},
    {"fcp"_L1, QT_TRANSLATE_NOOP("Domain", "Change of password failed"), Failure},
    {"fcph"_L1, QT_TRANSLATE_NOOP("Domain", "Hook after a password change failed"), Failure},
    {"fcpn"_L1, QT_TRANSLATE_NOOP("Domain", "Change of phone number failed"), Failure},
    {"fcpr"_L1, QT_TRANSLATE_NOOP("Domain", "Request for a password change failed"), Failure},
    {"fcpro"_L1, QT_TRANSLATE_NOOP("Domain", "AD/LDAP connector not provisioned"), Failure},
    {"fcu"_L1, QT_TRANSLATE_NOOP("Domain", "Change of user name failed"), Failure},
    {"fd"_L1, QT_TRANSLATE_NOOP("Domain", "Delegation failed"), Failure},
    {"fdeac"_L1, QT_TRANSLATE_NOOP("Domain", "Device not activated"), Failure},
    {"fdeaz"_L1, QT_TRANSLATE_NOOP("Domain", "Device not authorized"), Failure},
    {"fdecc"_L1, QT_TRANSLATE_NOOP("Domain", "Device confirmation cancelled by the user"), Warning},
    {"fdu"_L1, QT_TRANSLATE_NOOP("Domain", "Deletion of a user failed"), Failure},
    {"feacft"_L1, QT_TRANSLATE_NOOP("Domain", "No token given for a code"), Failure},
    {"feccft"_L1, QT_TRANSLATE_NOOP("Domain", "No token given to an application"), Failure},
    {"fecte"_L1, QT_TRANSLATE_NOOP("Domain", "Custom token exchange failed"), Failure},
    {"fede"_L1, QT_TRANSLATE_NOOP("Domain", "No token given for a device code"), Failure},
    {"federated_logout_failed"_L1, QT_TRANSLATE_NOOP("Domain", "Federated logout failed"), Failure},
    {"fens"_L1, QT_TRANSLATE_NOOP("Domain", "Native social login failed"), Failure},
    {"feoobft"_L1, QT_TRANSLATE_NOOP("Domain", "No token given for a password and an out-of-band factor"), Failure},
    {"feotpft"_L1, QT_TRANSLATE_NOOP("Domain", "No token given for a password and a one-time code"), Failure},
    {"fepft"_L1, QT_TRANSLATE_NOOP("Domain", "No token given for a password"), Failure},
    {"fepotpft"_L1, QT_TRANSLATE_NOOP("Domain", "No token given for a passwordless code"), Failure},
    {"fercft"_L1, QT_TRANSLATE_NOOP("Domain", "No token given for a password and a recovery code"), Failure},
    {"ferrt"_L1, QT_TRANSLATE_NOOP("Domain", "Rotating refresh token refused"), Failure},
    {"fertft"_L1, QT_TRANSLATE_NOOP("Domain", "No token given for a refresh token"), Failure},
    {"festft"_L1, QT_TRANSLATE_NOOP("Domain", "No token given for a subject token"), Failure},
    {"fi"_L1, QT_TRANSLATE_NOOP("Domain", "Invitation not accepted"), Failure},
    {"flo"_L1, QT_TRANSLATE_NOOP("Domain", "Logout failed"), Failure},
    {"flows_execution_completed"_L1, QT_TRANSLATE_NOOP("Domain", "A flow ended"), Success},
    {"flows_execution_failed"_L1, QT_TRANSLATE_NOOP("Domain", "A flow failed"), Failure},
    {"fn"_L1, QT_TRANSLATE_NOOP("Domain", "Notification not sent"), Failure},
    {"forms_submission_failed"_L1, QT_TRANSLATE_NOOP("Domain", "Form not submitted"), Failure},
    {"forms_submission_succeeded"_L1, QT_TRANSLATE_NOOP("Domain", "Form submitted"), Success},
    {"fp"_L1, QT_TRANSLATE_NOOP("Domain", "Wrong password"), Failure},
    {"fpar"_L1, QT_TRANSLATE_NOOP("Domain", "Pushed authorization request failed"), Failure},
    {"fpurh"_L1, QT_TRANSLATE_NOOP("Domain", "Hook after a registration failed"), Failure},
    {"fs"_L1, QT_TRANSLATE_NOOP("Domain", "Sign-up failed"), Failure},
    {"fsa"_L1, QT_TRANSLATE_NOOP("Domain", "Silent login failed"), Failure},
    {"fu"_L1, QT_TRANSLATE_NOOP("Domain", "Wrong e-mail or user name"), Failure},
    {"fui"_L1, QT_TRANSLATE_NOOP("Domain", "Import of users failed"), Failure},
    {"fv"_L1, QT_TRANSLATE_NOOP("Domain", "E-mail not verified"), Failure},
    {"fvr"_L1, QT_TRANSLATE_NOOP("Domain", "Verification mail not sent"), Failure},
    {"gd_auth_email_verification"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: e-mail confirmed"), Success},
    {"gd_auth_fail_email_verification"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: e-mail not confirmed"), Failure},
    {"gd_auth_failed"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: wrong code"), Failure},
    {"gd_auth_rejected"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: rejected by the user"), Failure},
    {"gd_auth_succeed"_L1, QT_TRANSLATE_NOOP("Domain", "MFA passed"), Success},
    {"gd_enrollment_complete"_L1, QT_TRANSLATE_NOOP("Domain", "MFA set up"), Success},
    {"gd_module_switch"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: factor switched"), Change},
    {"gd_otp_rate_limit_exceed"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: too many wrong codes"), Failure},
    {"gd_recovery_failed"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: wrong recovery code"), Failure},
    {"gd_recovery_rate_limit_exceed"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: too many wrong recovery codes"), Failure},
    {"gd_recovery_succeed"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: recovery code used"), Success},
    {"gd_send_email"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: e-mail sent"), Success},
    {"gd_send_email_verification"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: mail to confirm the address sent"), Success},
    {"gd_send_email_verification_failure"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: mail to confirm the address not sent"),
     Failure},
    {"gd_send_pn"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: push notification sent"), Success},
    {"gd_send_pn_failure"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: push notification not sent"), Failure},
    {"gd_send_sms"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: text message sent"), Success},
    {"gd_send_sms_failure"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: text message not sent"), Failure},
    {"gd_send_voice"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: phone call made"), Success},
    {"gd_send_voice_failure"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: phone call failed"), Failure},
    {"gd_start_auth"_L1, QT_TRANSLATE_NOOP("Domain", "MFA asked for"), Success},
    {"gd_start_enroll"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: set-up began"), Success},
    {"gd_start_enroll_failed"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: set-up could not begin"), Failure},
    {"gd_tenant_update"_L1, QT_TRANSLATE_NOOP("Domain", "MFA settings of the tenant changed"), Change},
    {"gd_unenroll"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: device removed"), Warning},
    {"gd_update_device_account"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: device updated"), Success},
    {"gd_user_delete"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: user deleted"), Change},
    {"gd_webauthn_challenge_failed"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: security key refused"), Failure},
    {"gd_webauthn_enrollment_failed"_L1, QT_TRANSLATE_NOOP("Domain", "MFA: security key not set up"), Failure},
    {"kms_key_management_failure"_L1, QT_TRANSLATE_NOOP("Domain", "Encryption key operation failed"), Failure},
    {"kms_key_management_success"_L1, QT_TRANSLATE_NOOP("Domain", "Encryption key operation"), Change},
    {"kms_key_state_changed"_L1, QT_TRANSLATE_NOOP("Domain", "State of an encryption key changed"), Change},
    {"limit_delegation"_L1, QT_TRANSLATE_NOOP("Domain", "Too many delegation calls"), Failure},
    {"limit_mu"_L1, QT_TRANSLATE_NOOP("Domain", "IP address blocked: many failed logins"), Failure},
    {"limit_sul"_L1, QT_TRANSLATE_NOOP("Domain", "User blocked: too many logins a minute"), Failure},
    {"limit_ui"_L1, QT_TRANSLATE_NOOP("Domain", "Too many calls for user information"), Failure},
    {"limit_wc"_L1, QT_TRANSLATE_NOOP("Domain", "User blocked: wrong password too often"), Failure},
    {"mfar"_L1, QT_TRANSLATE_NOOP("Domain", "MFA required"), Success},
    {"mgmt_api_read"_L1, QT_TRANSLATE_NOOP("Domain", "API read"), Success},
    {"my_account_authentication_method_failed"_L1,
     QT_TRANSLATE_NOOP("Domain", "My Account: change of a sign-in method failed"), Failure},
    {"my_account_authentication_method_succeeded"_L1, QT_TRANSLATE_NOOP("Domain", "My Account: sign-in method changed"),
     Success},
    {"oidc_backchannel_logout_failed"_L1, QT_TRANSLATE_NOOP("Domain", "Back-channel logout failed"), Failure},
    {"oidc_backchannel_logout_succeeded"_L1, QT_TRANSLATE_NOOP("Domain", "Back-channel logout"), Success},
    {"organization_member_added"_L1, QT_TRANSLATE_NOOP("Domain", "Member added to an organization"), Change},
    {"passkey_challenge_failed"_L1, QT_TRANSLATE_NOOP("Domain", "Passkey refused"), Failure},
    {"passkey_challenge_started"_L1, QT_TRANSLATE_NOOP("Domain", "Passkey asked for"), Success},
    {"pla"_L1, QT_TRANSLATE_NOOP("Domain", "Assessment before a login"), Warning},
    {"pwd_leak"_L1, QT_TRANSLATE_NOOP("Domain", "Login blocked: breached password"), Failure},
    {"reset_pwd_leak"_L1, QT_TRANSLATE_NOOP("Domain", "Reset with a breached password"), Failure},
    {"resource_cleanup"_L1, QT_TRANSLATE_NOOP("Domain", "Refresh tokens cleaned up: too many"), Warning},
    {"rich_consents_access_error"_L1, QT_TRANSLATE_NOOP("Domain", "Consent details could not be read"), Failure},
    {"s"_L1, QT_TRANSLATE_NOOP("Domain", "Successful login"), Success},
    {"sapi"_L1, QT_TRANSLATE_NOOP("Domain", "API operation"), Change},
    {"sce"_L1, QT_TRANSLATE_NOOP("Domain", "E-mail changed"), Success},
    {"scoa"_L1, QT_TRANSLATE_NOOP("Domain", "Successful cross-origin login"), Success},
    {"scp"_L1, QT_TRANSLATE_NOOP("Domain", "Password changed"), Success},
    {"scph"_L1, QT_TRANSLATE_NOOP("Domain", "Hook after a password change ran"), Success},
    {"scpn"_L1, QT_TRANSLATE_NOOP("Domain", "Phone number changed"), Success},
    {"scpr"_L1, QT_TRANSLATE_NOOP("Domain", "Password change asked for"), Success},
    {"scu"_L1, QT_TRANSLATE_NOOP("Domain", "User name changed"), Success},
    {"scv"_L1, QT_TRANSLATE_NOOP("Domain", "Credentials checked"), Success},
    {"sd"_L1, QT_TRANSLATE_NOOP("Domain", "Delegation"), Success},
    {"sdu"_L1, QT_TRANSLATE_NOOP("Domain", "User deleted"), Change},
    {"seacft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a code"), Success},
    {"seccft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given to an application"), Success},
    {"secte"_L1, QT_TRANSLATE_NOOP("Domain", "Custom token exchange"), Success},
    {"sede"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a device code"), Success},
    {"sens"_L1, QT_TRANSLATE_NOOP("Domain", "Native social login"), Success},
    {"seoobft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a password and an out-of-band factor"), Success},
    {"seotpft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a password and a one-time code"), Success},
    {"sepft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a password"), Success},
    {"sepkoobft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a passkey and an out-of-band factor"), Success},
    {"sepkotpft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a passkey and a one-time code"), Success},
    {"sepkrcft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a passkey and a recovery code"), Success},
    {"sepotpft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a passwordless code"), Success},
    {"sercft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a password and a recovery code"), Success},
    {"sertft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a refresh token"), Success},
    {"sestft"_L1, QT_TRANSLATE_NOOP("Domain", "Token given for a subject token"), Success},
    {"si"_L1, QT_TRANSLATE_NOOP("Domain", "Invitation accepted"), Success},
    {"signup_pwd_leak"_L1, QT_TRANSLATE_NOOP("Domain", "Sign-up blocked: breached password"), Failure},
    {"slo"_L1, QT_TRANSLATE_NOOP("Domain", "Logout"), Success},
    {"srrt"_L1, QT_TRANSLATE_NOOP("Domain", "Refresh token revoked"), Success},
    {"ss"_L1, QT_TRANSLATE_NOOP("Domain", "Sign-up"), Success},
    {"ss_sso_failure"_L1, QT_TRANSLATE_NOOP("Domain", "Self-service single sign-on failed"), Failure},
    {"ss_sso_info"_L1, QT_TRANSLATE_NOOP("Domain", "Self-service single sign-on: note"), Change},
    {"ss_sso_success"_L1, QT_TRANSLATE_NOOP("Domain", "Self-service single sign-on set up"), Change},
    {"ssa"_L1, QT_TRANSLATE_NOOP("Domain", "Silent login"), Success},
    {"sscim"_L1, QT_TRANSLATE_NOOP("Domain", "SCIM operation"), Change},
    {"sui"_L1, QT_TRANSLATE_NOOP("Domain", "Users imported"), Change},
    {"sv"_L1, QT_TRANSLATE_NOOP("Domain", "E-mail verified"), Success},
    {"svr"_L1, QT_TRANSLATE_NOOP("Domain", "Verification mail asked for"), Success},
    {"sys_os_update_end"_L1, QT_TRANSLATE_NOOP("Domain", "System update of Auth0 ended"), Change},
    {"sys_os_update_start"_L1, QT_TRANSLATE_NOOP("Domain", "System update of Auth0 began"), Change},
    {"sys_update_end"_L1, QT_TRANSLATE_NOOP("Domain", "Update of Auth0 ended"), Change},
    {"sys_update_start"_L1, QT_TRANSLATE_NOOP("Domain", "Update of Auth0 began"), Change},
    {"too_many_records"_L1, QT_TRANSLATE_NOOP("Domain", "Too many sign-in methods of a user"), Warning},
    {"ublkdu"_L1, QT_TRANSLATE_NOOP("Domain", "Block of a user lifted"), Success},
    {"universal_logout_failed"_L1, QT_TRANSLATE_NOOP("Domain", "Universal logout failed"), Failure},
    {"universal_logout_succeeded"_L1, QT_TRANSLATE_NOOP("Domain", "Universal logout"), Success},
    {"w"_L1, QT_TRANSLATE_NOOP("Domain", "Warning at a login"), Warning},
    {"wn"_L1, QT_TRANSLATE_NOOP("Domain", "Warning about a notification"), Warning},
    {"wum"_L1, QT_TRANSLATE_NOOP("Domain", "Warning about user management"), Warning},
};

} // namespace

const QList<LogType> &logTypes()
{
    return types;
}

const LogType *logTypeFor(QStringView code)
{
    const auto found = std::lower_bound(types.begin(), types.end(), code,
                                        [](const LogType &type, QStringView wanted) { return type.code < wanted; });
    return found != types.end() && found->code == code ? &*found : nullptr;
}

QString wordsForLogType(const QString &code)
{
    const LogType *type = logTypeFor(code);
    return type ? QCoreApplication::translate("Domain", type->words) : code;
}

LogClass logClassOf(QStringView code)
{
    const LogType *type = logTypeFor(code);
    return type ? type->outcome : Unknown;
}

QString wordFor(LogClass outcome)
{
    switch (outcome) {
    case Unknown:
        return {};
    case Success:
        return u"success"_s;
    case Change:
        return u"change"_s;
    case Warning:
        return u"warning"_s;
    case Failure:
        return u"failure"_s;
    }
    return {};
}

LogClass logClassFor(QStringView word)
{
    for (const LogClass outcome : {Success, Change, Warning, Failure}) {
        if (wordFor(outcome) == word) {
            return outcome;
        }
    }
    return Unknown;
}

} // namespace Domain
