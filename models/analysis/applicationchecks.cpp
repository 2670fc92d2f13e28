#include "analysis/applicationchecks.h"

#include "analysis/context.h"
#include "analysis/translation.h"
#include "analysis/urlrules.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::Severity;
using Kind = Domain::FindingSubject::Kind;

QStringList grantsOf(const Object &application)
{
    return Json::stringsAt(application.json, "grant_types");
}

/// The URLs of a member of which `isBad` says so.
QStringList urlsOf(const Object &application, const char *member, bool (*isBad)(const QString &))
{
    QStringList urls = Json::stringsAt(application.json, member);
    urls.removeIf([isBad](const QString &url) { return !isBad(url); });
    return urls;
}

std::optional<Verdict> noConnection(const Context &context, const Object &application)
{
    if (!isForPeople(application.json) || !context.connectionsOf(application.id).isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low,
                   .message = tr("No connection is enabled for this application: nobody can sign in to it."),
                   .count = 0};
}

std::optional<Verdict> callbacks(const Object &application, bool (*isBad)(const QString &), Severity severity,
                                 const char *message)
{
    const QStringList urls = urlsOf(application, "callbacks", isBad);
    if (urls.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = severity,
                   .message = tr(message).arg(someOf(urls)),
                   .objects = urls,
                   .remedy = {Domain::Remedy::Kind::RemoveCallbacks, urls}};
}

std::optional<Verdict> wildcardCallback(const Context &, const Object &application)
{
    return callbacks(application, hasWildcard, Severity::Medium,
                     QT_TRANSLATE_NOOP("Analysis", "Allowed callbacks with a wildcard: %1"));
}

std::optional<Verdict> httpCallback(const Context &, const Object &application)
{
    return callbacks(application, isPlainHttp, Severity::High,
                     QT_TRANSLATE_NOOP("Analysis", "Allowed callbacks without encryption: %1"));
}

/// On a customer's machine "localhost" is the customer's. Native applications listen there rightly (RFC 8252), and one
/// that knows no other place is a developer's.
std::optional<Verdict> localUrl(const Context &, const Object &application)
{
    const QString type = appTypeOf(application.json);
    const QStringList callbacks = Json::stringsAt(application.json, "callbacks");
    const bool isInUse = std::any_of(callbacks.begin(), callbacks.end(),
                                     [](const QString &url) { return url.startsWith("https://"_L1) && !isLocal(url); });
    if (isGlobal(application.json) || type == "native"_L1 || !isInUse) {
        return std::nullopt;
    }
    QStringList urls;
    for (const char *member : {"callbacks", "allowed_logout_urls", "web_origins", "allowed_origins"}) {
        urls += urlsOf(application, member, isLocal);
    }
    urls.removeDuplicates();
    if (urls.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low,
                   .message
                   = tr("Addresses of the user's own computer are allowed beside public ones: %1").arg(someOf(urls)),
                   .objects = urls};
}

std::optional<Verdict> looseOrigin(const Context &, const Object &application)
{
    QStringList urls = urlsOf(application, "web_origins", isLoose) + urlsOf(application, "allowed_origins", isLoose);
    urls.removeDuplicates();
    if (urls.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Medium,
                   .message = tr("Allowed origins with a wildcard or without encryption: %1").arg(someOf(urls)),
                   .objects = urls};
}

std::optional<Verdict> looseLogoutUrl(const Context &, const Object &application)
{
    const QStringList urls = urlsOf(application, "allowed_logout_urls", isLoose);
    if (urls.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low,
                   .message = tr("Allowed logout URLs with a wildcard or without encryption: %1").arg(someOf(urls)),
                   .objects = urls};
}

std::optional<Verdict> deprecatedGrant(const Context &, const Object &application)
{
    const auto showsPasswords = [](const QString &grant) {
        return grant == "password"_L1 || grant == "http://auth0.com/oauth/grant-type/password-realm"_L1
            || grant.startsWith("http://auth0.com/oauth/legacy/grant-type/"_L1);
    };
    Verdict verdict{.severity = Severity::Medium};
    for (const QString &grant : grantsOf(application)) {
        if (showsPasswords(grant)) {
            verdict.severity = Severity::High;
            verdict.objects.append(grant);
        } else if (grant == "implicit"_L1) {
            verdict.objects.append(grant);
        }
    }
    if (verdict.objects.isEmpty()) {
        return std::nullopt;
    }
    verdict.message = tr("Grants that are deprecated: %1").arg(someOf(verdict.objects));
    return verdict;
}

/// Members that Auth0 keeps for applications made long ago. Of those it always sends, only when they are on.
std::optional<Verdict> deprecatedField(const Context &, const Object &application)
{
    if (isGlobal(application.json)) {
        return std::nullopt;
    }
    QStringList fields;
    for (const QLatin1StringView flag : {"cross_origin_auth"_L1, "sso"_L1}) {
        if (Json::boolAt(application.json, flag.data()).value_or(false)) {
            fields.append(flag);
        }
    }
    if (!Json::stringsAt(application.json, "allowed_clients").isEmpty()) {
        fields.append(u"allowed_clients"_s);
    }
    // The add-ons of delegation, which Auth0 gave up in 2017.
    const Json::Value *addons = Json::memberAt(application.json, "addons");
    for (const QLatin1StringView addon : {"aws"_L1, "azure_blob"_L1, "azure_sb"_L1, "firebase"_L1, "layer"_L1, "rms"_L1,
                                          "salesforce_api"_L1, "salesforce_sandbox_api"_L1, "sap_api"_L1, "wams"_L1}) {
        const Json::Value *settings = addons != nullptr ? Json::memberAt(*addons, addon.data()) : nullptr;
        if (settings != nullptr && !settings->is_null() && *settings != false) {
            fields.append("addons."_L1 + addon);
        }
    }
    if (fields.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low,
                   .message = tr("Deprecated settings are in use: %1").arg(someOf(fields)),
                   .objects = fields};
}

std::optional<Verdict> notOidcConformant(const Context &, const Object &application)
{
    if (!isForPeople(application.json) || Json::boolAt(application.json, "oidc_conformant").value_or(true)) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low, .message = tr("It uses Auth0's pipeline from before OpenID Connect.")};
}

std::optional<Verdict> signsWithSecret(const Context &, const Object &application)
{
    const Json::Value *jwt = Json::memberAt(application.json, "jwt_configuration");
    if (isGlobal(application.json) || jwt == nullptr || Json::stringAt(*jwt, "alg") != "HS256"_L1) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Medium, .message = tr("Its ID tokens are signed with HS256.")};
}

std::optional<Verdict> crossOrigin(const Context &, const Object &application)
{
    if (isGlobal(application.json) || !Json::boolAt(application.json, "cross_origin_authentication").value_or(false)) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low, .message = tr("Cross-origin authentication is allowed.")};
}

std::optional<Verdict> refreshTokens(const Context &, const Object &application)
{
    const Json::Value *tokens = Json::memberAt(application.json, "refresh_token");
    if (tokens == nullptr || !grantsOf(application).contains("refresh_token"_L1)
        || Json::stringAt(*tokens, "rotation_type") != "non-rotating"_L1) {
        return std::nullopt;
    }
    if (isPublic(application.json)) {
        return Verdict{.severity = Severity::Medium,
                       .message = tr("Its refresh tokens do not rotate, and it keeps no secret beside them.")};
    }
    // An application that proves who it is may keep a token, but not for ever.
    if (Json::stringAt(*tokens, "expiration_type") == "non-expiring"_L1) {
        return Verdict{.severity = Severity::Low, .message = tr("Its refresh tokens neither rotate nor expire.")};
    }
    return std::nullopt;
}

std::optional<Verdict> noLoginUri(const Context &, const Object &application)
{
    const QString type = appTypeOf(application.json);
    const bool isOfBrowsers = type == "spa"_L1 || type == "regular_web"_L1;
    if (!isOfBrowsers || !Json::stringAt(application.json, "initiate_login_uri").isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low, .message = tr("It has no login URI.")};
}

std::optional<Verdict> metadataFull(const Context &context, const Object &application)
{
    return metadataFullOf(context, application, "client_metadata", u"application.metadata-keys");
}

constexpr const char *redirects = "https://auth0.com/docs/get-started/applications/wildcards-for-subdomains";
constexpr const char *bestPractice = "RFC 9700, Best Current Practice for OAuth 2.0 Security";

} // namespace

QList<Check> applicationChecks()
{
    const Needs applications = Need::Applications;
    return {
        {"application.no-connection"_L1, QT_TRANSLATE_NOOP("Analysis", "Application without connection"),
         Kind::Application, applications | Need::Map,
         QT_TRANSLATE_NOOP("Analysis", "It is either left over, or a customer waits to be let in."),
         QT_TRANSLATE_NOOP("Analysis", "Enable a connection for it, or take it away."),
         "https://auth0.com/docs/get-started/applications", noConnection},
        {"application.wildcard-callback"_L1, QT_TRANSLATE_NOOP("Analysis", "Callback with a wildcard"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "Whoever gets hold of any host below the wildcard can have people's codes and tokens sent "
                           "there."),
         QT_TRANSLATE_NOOP("Analysis", "Name each callback in full; for organizations use {organization_name}."),
         redirects, wildcardCallback},
        {"application.http-callback"_L1, QT_TRANSLATE_NOOP("Analysis", "Callback without encryption"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis", "Codes and tokens that are sent there can be read on the way."),
         QT_TRANSLATE_NOOP("Analysis", "Serve the callback with https, and take the http one away."), bestPractice,
         httpCallback},
        {"application.local-url"_L1, QT_TRANSLATE_NOOP("Analysis", "Local addresses beside public ones"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "A program on somebody's computer can listen there and take their codes and tokens, and "
                           "Auth0 asks people for consent again and again."),
         QT_TRANSLATE_NOOP("Analysis", "Develop with an application of its own, and take the local addresses away."),
         bestPractice, localUrl},
        {"application.loose-origin"_L1, QT_TRANSLATE_NOOP("Analysis", "Origin with a wildcard or without encryption"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis", "A page of any such origin may talk to Auth0 in the name of the application."),
         QT_TRANSLATE_NOOP("Analysis", "Name each origin in full, with https."), redirects, looseOrigin},
        {"application.loose-logout-url"_L1,
         QT_TRANSLATE_NOOP("Analysis", "Logout URL with a wildcard or without encryption"), Kind::Application,
         applications,
         QT_TRANSLATE_NOOP("Analysis", "A link can send people who sign out to a page that is not yours."),
         QT_TRANSLATE_NOOP("Analysis", "Name each logout URL in full, with https."), redirects, looseLogoutUrl},
        {"application.deprecated-grant"_L1, QT_TRANSLATE_NOOP("Analysis", "Deprecated grants"), Kind::Application,
         applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "With the password grants an application sees people's passwords; with the implicit grant "
                           "tokens pass through the browser's address."),
         QT_TRANSLATE_NOOP("Analysis", "Use the authorization code with PKCE, and take the grant away."), bestPractice,
         deprecatedGrant},
        {"application.deprecated-field"_L1, QT_TRANSLATE_NOOP("Analysis", "Deprecated settings of an application"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis", "Auth0 keeps them for old applications only, and may stop to."),
         QT_TRANSLATE_NOOP("Analysis", "Find out who relies on them, and turn them off."),
         "https://auth0.com/docs/troubleshoot/product-lifecycle/deprecations-and-migrations", deprecatedField},
        {"application.not-oidc-conformant"_L1, QT_TRANSLATE_NOOP("Analysis", "Application not OIDC conformant"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "Endpoints and tokens behave as before 2017: no audiences of APIs, more in ID tokens than "
                           "was asked for."),
         QT_TRANSLATE_NOOP("Analysis", "Try the application with “OIDC Conformant” in a test tenant, then turn it on."),
         "https://auth0.com/docs/authenticate/login/oidc-conformant-authentication", notOidcConformant},
        {"application.hs256"_L1, QT_TRANSLATE_NOOP("Analysis", "ID tokens signed with a shared secret"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "Whoever checks the signature holds the client secret, and can sign tokens with it."),
         QT_TRANSLATE_NOOP("Analysis", "Change the algorithm to RS256 once the application can check it."),
         "https://auth0.com/docs/get-started/applications/signing-algorithms", signsWithSecret},
        {"application.cross-origin-authentication"_L1,
         QT_TRANSLATE_NOOP("Analysis", "Cross-origin authentication is allowed"), Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "Passwords are typed into the application's own page, and browsers that block third-party "
                           "cookies refuse it unless a custom domain is used."),
         QT_TRANSLATE_NOOP("Analysis", "Use Universal Login; where Lock is embedded, a custom domain."),
         "https://auth0.com/docs/authenticate/login/cross-origin-authentication", crossOrigin},
        {"application.refresh-token-not-rotating"_L1, QT_TRANSLATE_NOOP("Analysis", "Refresh tokens do not rotate"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis", "A refresh token that was stolen works until it is revoked, unseen."),
         QT_TRANSLATE_NOOP("Analysis", "Turn rotation on, or let the tokens expire."),
         "https://auth0.com/docs/secure/tokens/refresh-tokens/refresh-token-rotation", refreshTokens},
        {"application.no-login-uri"_L1, QT_TRANSLATE_NOOP("Analysis", "Application without login URI"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "Auth0 cannot send people back to sign in: after an invitation, a password reset or a "
                           "bookmarked login page they see an error."),
         QT_TRANSLATE_NOOP("Analysis", "Set the application's login URI."),
         "https://auth0.com/docs/authenticate/login/auth0-universal-login/configure-default-login-routes", noLoginUri},
        {"application.metadata-full"_L1, QT_TRANSLATE_NOOP("Analysis", "Metadata of an application is full"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis", "Auth0 refuses a further key; a script that adds one fails."),
         QT_TRANSLATE_NOOP("Analysis", "Take keys away that nobody reads."), "https://auth0.com/docs/api/management/v2",
         metadataFull},
    };
}

} // namespace Analysis
