#include "analysis/tenantchecks.h"

#include "analysis/context.h"
#include "analysis/translation.h"
#include "analysis/urlrules.h"
#include "json/value.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::Severity;
using Kind = Domain::FindingSubject::Kind;

/// What Auth0 gives a new tenant, in hours.
constexpr double defaultSessionHours = 168;
constexpr double defaultIdleHours = 72;

/// A flag of the tenant; nothing where Auth0 did not send it: old tenants lack some, and what then holds is not
/// documented.
std::optional<bool> flagOf(const Object &tenant, const char *name)
{
    const Json::Value *flags = Json::memberAt(tenant.json, "flags");
    return flags != nullptr ? Json::boolAt(*flags, name) : std::nullopt;
}

std::optional<Verdict> flagIs(const Object &tenant, QLatin1StringView name, bool bad, Severity severity,
                              const char *message)
{
    if (flagOf(tenant, name.data()) != bad) {
        return std::nullopt;
    }
    return Verdict{.severity = severity, .message = tr(message), .objects = {name}};
}

std::optional<Verdict> isSet(const Object &tenant, QLatin1StringView name, const char *message)
{
    const QString value = Json::stringAt(tenant.json, name.data());
    if (value.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low, .message = tr(message).arg(value), .objects = {name}};
}

std::optional<Verdict> clientConnections(const Context &context, const Object &tenant)
{
    if (flagOf(tenant, "enable_client_connections") != true) {
        return std::nullopt;
    }
    Verdict verdict{.severity = Severity::Medium,
                    .message = tr("Each new application receives every connection there is."),
                    .objects = {u"enable_client_connections"_s}};
    if (context.snapshot.connections) {
        verdict.count = context.databaseCount;
        verdict.limit = context.options.lock.full;
        verdict.message += u' ' + tr("It starts with %L1 database connections.").arg(context.databaseCount);
        verdict.severity = context.databaseCount > context.options.lock.full ? Severity::High : Severity::Medium;
    }
    return verdict;
}

std::optional<Verdict> legacyFlags(const Context &, const Object &tenant)
{
    QStringList flags;
    for (const QLatin1StringView flag : {"allow_legacy_delegation_grant_types"_L1, "allow_legacy_ro_grant_types"_L1,
                                         "allow_legacy_tokeninfo_endpoint"_L1, "enable_legacy_profile"_L1,
                                         "enable_idtoken_api2"_L1, "change_pwd_flow_v1"_L1}) {
        if (flagOf(tenant, flag.data()) == true) {
            flags.append(flag);
        }
    }
    if (flags.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Medium,
                   .message = tr("Legacy behaviour is on: %1").arg(flags.join(", "_L1)),
                   .objects = flags};
}

std::optional<Verdict> sessionLifetime(const Context &, const Object &tenant)
{
    const auto hours = [&tenant](const char *member) {
        const Json::Value *value = Json::memberAt(tenant.json, member);
        return value != nullptr && value->is_number() ? value->get<double>() : 0.0;
    };
    const double session = hours("session_lifetime");
    const double idle = hours("idle_session_lifetime");
    if (session <= defaultSessionHours && idle <= defaultIdleHours) {
        return std::nullopt;
    }
    const bool isLong = session > defaultSessionHours;
    return Verdict{.severity = Severity::Low,
                   .message = tr("Sessions last %1 hours, %2 without use.")
                                  .arg(QLocale().toString(session, 'g', 4), QLocale().toString(idle, 'g', 4)),
                   .count = qint64(isLong ? session : idle),
                   .limit = qint64(isLong ? defaultSessionHours : defaultIdleHours)};
}

std::optional<Verdict> dynamicRegistration(const Context &, const Object &tenant)
{
    return flagIs(tenant, "enable_dynamic_client_registration"_L1, true, Severity::High,
                  QT_TRANSLATE_NOOP("Analysis", "Anybody can register an application without a token."));
}

std::optional<Verdict> clickjacking(const Context &, const Object &tenant)
{
    return flagIs(tenant, "disable_clickjack_protection_headers"_L1, true, Severity::Medium,
                  QT_TRANSLATE_NOOP("Analysis", "Login pages go out without headers against clickjacking."));
}

std::optional<Verdict> userExists(const Context &, const Object &tenant)
{
    return flagIs(tenant, "enable_public_signup_user_exists_error"_L1, true, Severity::Low,
                  QT_TRANSLATE_NOOP("Analysis", "Sign-up tells whether an address has an account."));
}

std::optional<Verdict> enterpriseDisclosed(const Context &, const Object &tenant)
{
    return flagIs(tenant, "no_disclose_enterprise_connections"_L1, false, Severity::Medium,
                  QT_TRANSLATE_NOOP("Analysis", "Lock's public file names the domains of enterprise connections."));
}

std::optional<Verdict> defaultDirectory(const Context &, const Object &tenant)
{
    return isSet(tenant, "default_directory"_L1, QT_TRANSLATE_NOOP("Analysis", "The default directory is “%1”."));
}

std::optional<Verdict> defaultAudience(const Context &, const Object &tenant)
{
    return isSet(tenant, "default_audience"_L1, QT_TRANSLATE_NOOP("Analysis", "The default audience is “%1”."));
}

std::optional<Verdict> supportContact(const Context &, const Object &tenant)
{
    QStringList fields;
    for (const QLatin1StringView field : {"support_email"_L1, "support_url"_L1}) {
        if (Json::stringAt(tenant.json, field.data()).isEmpty()) {
            fields.append(field);
        }
    }
    if (fields.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{
        .severity = Severity::Low, .message = tr("Not set: %1").arg(fields.join(", "_L1)), .objects = fields};
}

std::optional<Verdict> loginUri(const Context &, const Object &tenant)
{
    if (!Json::stringAt(tenant.json, "default_redirection_uri").isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low, .message = tr("The tenant has no login URI.")};
}

std::optional<Verdict> logoutUrls(const Context &, const Object &tenant)
{
    QStringList urls = Json::stringsAt(tenant.json, "allowed_logout_urls");
    urls.removeIf([](const QString &url) { return !isLoose(url); });
    if (urls.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low,
                   .message = tr("Allowed logout URLs with a wildcard or without encryption: %1").arg(someOf(urls)),
                   .objects = urls};
}

/// Held against what Auth0 itself offers the tenant: no list of versions here can be out of date.
std::optional<Verdict> nodeVersion(const Context &, const Object &tenant)
{
    const QString version = Json::stringAt(tenant.json, "sandbox_version");
    int newest = 0;
    for (const QString &offered : Json::stringsAt(tenant.json, "sandbox_versions_available")) {
        newest = std::max(newest, offered.toInt());
    }
    if (version.toInt() == 0 || version.toInt() >= newest) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low,
                   .message = tr("Scripts run on Node.js %1; Auth0 offers %2.").arg(version).arg(newest),
                   .count = version.toInt(),
                   .limit = newest};
}

std::optional<Verdict> noErrorPage(const Context &, const Object &tenant)
{
    const Json::Value *page = Json::memberAt(tenant.json, "error_page");
    const bool hasOwn = page != nullptr
        && (!Json::stringAt(*page, "url").isEmpty() || !Json::stringAt(*page, "html").trimmed().isEmpty());
    if (hasOwn) {
        return std::nullopt;
    }
    return Verdict{
        .severity = Severity::Low, .message = tr("People see Auth0's own error page."), .objects = {u"error_page"_s}};
}

constexpr const char *settingsPage = "https://auth0.com/docs/get-started/tenant-settings";
constexpr const char *openApi = "https://auth0.com/docs/api/management/v2/tenants/tenant-settings-route";

/// What the tenant hands out, or lets happen, more than it must.
QList<Check> flagChecks()
{
    const Needs settings = Need::Settings;
    return {
        {"tenant.enable-client-connections"_L1,
         QT_TRANSLATE_NOOP("Analysis", "New applications receive every connection"), Kind::Tenant, settings,
         QT_TRANSLATE_NOOP("Analysis",
                           "Every customer's users can sign in to each new application, and with more than 50 "
                           "database connections it is over Lock's limit from the start."),
         QT_TRANSLATE_NOOP("Analysis", "Turn enable_client_connections off in the tenant's advanced settings."),
         settingsPage, clientConnections},
        {"tenant.legacy-flags"_L1, QT_TRANSLATE_NOOP("Analysis", "Legacy behaviour is on"), Kind::Tenant, settings,
         QT_TRANSLATE_NOOP("Analysis", "It lets applications use grants and tokens that Auth0 gave up for safety."),
         QT_TRANSLATE_NOOP("Analysis", "Find the applications that use it in the log, then turn it off."),
         "https://auth0.com/docs/troubleshoot/product-lifecycle/deprecations-and-migrations", legacyFlags},
        {"tenant.dynamic-client-registration"_L1, QT_TRANSLATE_NOOP("Analysis", "Applications register themselves"),
         Kind::Tenant, settings,
         QT_TRANSLATE_NOOP("Analysis",
                           "An application of anybody's may then ask your users to sign in, through every domain "
                           "connection."),
         QT_TRANSLATE_NOOP("Analysis", "Turn dynamic client registration off unless third parties need it."),
         "https://auth0.com/docs/get-started/applications/dynamic-client-registration", dynamicRegistration},
        {"tenant.clickjacking"_L1, QT_TRANSLATE_NOOP("Analysis", "No protection against clickjacking"), Kind::Tenant,
         settings,
         QT_TRANSLATE_NOOP("Analysis", "Another site can show the login page in a frame and have people click in it."),
         QT_TRANSLATE_NOOP("Analysis", "Turn the headers on again."), openApi, clickjacking},
        {"tenant.user-exists-error"_L1, QT_TRANSLATE_NOOP("Analysis", "Sign-up tells who has an account"), Kind::Tenant,
         settings,
         QT_TRANSLATE_NOOP("Analysis", "Whoever has a list of addresses learns which of them are your users."),
         QT_TRANSLATE_NOOP("Analysis", "Show a generic error instead."), openApi, userExists},
        {"tenant.enterprise-connections-disclosed"_L1,
         QT_TRANSLATE_NOOP("Analysis", "Enterprise connections are public"), Kind::Tenant, settings,
         QT_TRANSLATE_NOOP("Analysis",
                           "The file that Lock reads needs no token: anybody can read which companies are customers."),
         QT_TRANSLATE_NOOP("Analysis", "Turn no_disclose_enterprise_connections on, unless Lock needs the domains."),
         openApi, enterpriseDisclosed},
        {"tenant.default-directory"_L1, QT_TRANSLATE_NOOP("Analysis", "Default directory is set"), Kind::Tenant,
         settings,
         QT_TRANSLATE_NOOP("Analysis",
                           "Passwords that come without a connection are tried there, whichever customer they belong "
                           "to."),
         QT_TRANSLATE_NOOP("Analysis", "Leave it empty unless an application uses the password grant."), settingsPage,
         defaultDirectory},
        {"tenant.default-audience"_L1, QT_TRANSLATE_NOOP("Analysis", "Default audience is set"), Kind::Tenant, settings,
         QT_TRANSLATE_NOOP("Analysis", "Every application receives a token for this API without asking for it."),
         QT_TRANSLATE_NOOP("Analysis", "Leave it empty, and let applications name the API they need."), settingsPage,
         defaultAudience},
    };
}

/// What people see, and how long they stay signed in.
QList<Check> careChecks()
{
    const Needs settings = Need::Settings;
    return {
        {"tenant.session-lifetime"_L1, QT_TRANSLATE_NOOP("Analysis", "Long sessions"), Kind::Tenant, settings,
         QT_TRANSLATE_NOOP("Analysis",
                           "A session that was taken over, or left open on a shared computer, stays useful longer. "
                           "Auth0 begins with 168 hours, 72 without use."),
         QT_TRANSLATE_NOOP("Analysis", "Shorten the sessions to what people need."),
         "https://auth0.com/docs/manage-users/sessions/session-lifetime-limits", sessionLifetime},
        {"tenant.support-contact"_L1, QT_TRANSLATE_NOOP("Analysis", "No contact for support"), Kind::Tenant, settings,
         QT_TRANSLATE_NOOP("Analysis", "Error pages and mails name nobody whom people can ask."),
         QT_TRANSLATE_NOOP("Analysis", "Set the tenant's support address and page."), settingsPage, supportContact},
        {"tenant.no-login-uri"_L1, QT_TRANSLATE_NOOP("Analysis", "Tenant without login URI"), Kind::Tenant, settings,
         QT_TRANSLATE_NOOP("Analysis",
                           "Who follows an old link or a bookmark of the login page sees an error instead of a login."),
         QT_TRANSLATE_NOOP("Analysis", "Set the tenant's login URI."),
         "https://auth0.com/docs/authenticate/login/auth0-universal-login/configure-default-login-routes", loginUri},
        {"tenant.loose-logout-url"_L1,
         QT_TRANSLATE_NOOP("Analysis", "Logout URL of the tenant with a wildcard or without encryption"), Kind::Tenant,
         settings, QT_TRANSLATE_NOOP("Analysis", "A link can send people who sign out to a page that is not yours."),
         QT_TRANSLATE_NOOP("Analysis", "Name each logout URL in full, with https."),
         "https://auth0.com/docs/authenticate/login/logout/redirect-users-after-logout", logoutUrls},
        {"tenant.node-version"_L1, QT_TRANSLATE_NOOP("Analysis", "Old Node.js for scripts"), Kind::Tenant, settings,
         QT_TRANSLATE_NOOP("Analysis", "Old versions get no security fixes, and Auth0 takes them away in the end."),
         QT_TRANSLATE_NOOP("Analysis", "Try rules and database scripts with the newest version, then change to it."),
         "https://auth0.com/docs/customize/extensions/migrate-to-node-22", nodeVersion},
        {"tenant.no-error-page"_L1, QT_TRANSLATE_NOOP("Analysis", "No error page of your own"), Kind::Tenant, settings,
         QT_TRANSLATE_NOOP("Analysis",
                           "When something fails before the login page, people end on a page that knows neither you "
                           "nor a way on."),
         QT_TRANSLATE_NOOP("Analysis", "Set the address of an error page of yours in the tenant's settings."),
         "https://auth0.com/docs/customize/login-pages/custom-error-pages", noErrorPage},
    };
}

} // namespace

QList<Check> tenantChecks()
{
    return flagChecks() + careChecks();
}

} // namespace Analysis
