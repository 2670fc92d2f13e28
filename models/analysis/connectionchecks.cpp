#include "analysis/connectionchecks.h"

#include "analysis/context.h"
#include "analysis/scriptsecrets.h"
#include "analysis/translation.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::Severity;
using Kind = Domain::FindingSubject::Kind;

/// From here on Auth0 calls the applications of a connection a constraint, without a number; one page of the list.
constexpr int manyApplicationsFrom = 1000;

/// The options of a database connection, or nullptr.
const Json::Value *databaseOptions(const Object &connection)
{
    if (Domain::kindOfStrategy(Json::stringAt(connection.json, "strategy")) != Domain::ConnectionKind::Database) {
        return nullptr;
    }
    const Json::Value *options = Json::memberAt(connection.json, "options");
    return options != nullptr && options->is_object() ? options : nullptr;
}

bool isCustomDatabase(const Json::Value &options)
{
    return Json::boolAt(options, "enabledDatabaseCustomization").value_or(false);
}

std::optional<Verdict> noApplication(const Context &context, const Object &connection)
{
    const bool isDatabase = Json::stringAt(connection.json, "strategy") == "auth0"_L1;
    if (!isDatabase || context.applicationCounts.value(connection.id) > 0) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low,
                   .message = tr("This database connection is enabled for no application."),
                   .count = 0};
}

std::optional<Verdict> manyApplications(const Context &context, const Object &connection)
{
    const int count = context.applicationCounts.value(connection.id);
    if (count < manyApplicationsFrom) {
        return std::nullopt;
    }
    return Verdict{
        .severity = Severity::Low, .message = tr("It is enabled for %L1 applications.").arg(count), .count = count};
}

std::optional<Verdict> bruteForceProtectionOff(const Context &, const Object &connection)
{
    const Json::Value *options = Json::memberAt(connection.json, "options");
    if (options == nullptr || Json::boolAt(*options, "brute_force_protection").value_or(true)) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::High,
                   .message = tr("Brute-force protection is off."),
                   .remedy = {Domain::Remedy::Kind::EnableBruteForceProtection, {connection.id}}};
}

std::optional<Verdict> signUpOpen(const Context &, const Object &connection)
{
    const Json::Value *options = databaseOptions(connection);
    const bool isAuth0sOwn = connection.name == "Username-Password-Authentication"_L1;
    if (options == nullptr || isAuth0sOwn || Json::boolAt(*options, "disable_signup").value_or(false)) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Medium,
                   .message = tr("Anybody can sign up."),
                   .remedy = {Domain::Remedy::Kind::DisableSignup, {connection.id}}};
}

std::optional<Verdict> customDatabaseScripts(const Context &, const Object &connection)
{
    const Json::Value *options = databaseOptions(connection);
    if (options == nullptr || !isCustomDatabase(*options)) {
        return std::nullopt;
    }
    static const Json::Value none = Json::Value::object();
    const Json::Value *scripts = Json::memberAt(*options, "customScripts");
    const auto lacks = [scripts](const char *name) {
        return Json::stringAt(scripts != nullptr ? *scripts : none, name).trimmed().isEmpty();
    };
    if (lacks("login")) {
        return Verdict{.severity = Severity::High,
                       .message = tr("The custom database has no script “login”: nobody can sign in."),
                       .objects = {u"login"_s}};
    }
    if (lacks("get_user")) {
        return Verdict{.severity = Severity::Medium,
                       .message = tr("The custom database has no script “get_user”: Auth0 cannot look users up."),
                       .objects = {u"get_user"_s}};
    }
    return std::nullopt;
}

std::optional<Verdict> scriptSecrets(const Context &, const Object &connection)
{
    const Json::Value *options = databaseOptions(connection);
    const Json::Value *scripts = options != nullptr ? Json::memberAt(*options, "customScripts") : nullptr;
    if (scripts == nullptr || !scripts->is_object() || !isCustomDatabase(*options)) {
        return std::nullopt;
    }
    QStringList found;
    for (const auto &[name, script] : scripts->items()) {
        const QStringList secrets = secretsIn(Json::stringAt(*scripts, name.c_str()));
        for (const QString &secret : secrets) {
            found.append(QString::fromStdString(name) + ": "_L1 + secret);
        }
    }
    if (found.isEmpty()) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Medium,
                   .message = tr("Secrets seem to stand in its scripts: %1").arg(someOf(found)),
                   .objects = found};
}

std::optional<Verdict> outsideStore(const Context &, const Object &connection)
{
    const Json::Value *options = databaseOptions(connection);
    if (options == nullptr || !isCustomDatabase(*options) || Json::boolAt(*options, "import_mode").value_or(false)) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low,
                   .message = tr("Its users stay in a database of your own, and none is moved to Auth0.")};
}

std::optional<Verdict> emailVerification(const Context &, const Object &connection)
{
    const Json::Value *options = databaseOptions(connection);
    const Json::Value *attributes = options != nullptr ? Json::memberAt(*options, "attributes") : nullptr;
    const Json::Value *email = attributes != nullptr ? Json::memberAt(*attributes, "email") : nullptr;
    if (email == nullptr) {
        return std::nullopt; // without attributes Auth0 sends its mails as ever: nothing was decided
    }
    const Json::Value *signUp = Json::memberAt(*email, "signup");
    const Json::Value *verification = signUp != nullptr ? Json::memberAt(*signUp, "verification") : nullptr;
    const bool isOpen = !Json::boolAt(*options, "disable_signup").value_or(false);
    if (isOpen && verification != nullptr && Json::boolAt(*verification, "active") == false) {
        return Verdict{.severity = Severity::Medium,
                       .message = tr("Who signs up need not prove that the e-mail address is theirs.")};
    }
    if (Json::stringAt(*email, "verification_method") == "link"_L1) {
        return Verdict{.severity = Severity::Low, .message = tr("E-mail addresses are verified with a link.")};
    }
    return std::nullopt;
}

/// Without a client id of the tenant's own, Auth0 signs people in with its shared one.
std::optional<Verdict> developerKeys(const Context &, const Object &connection)
{
    const QString strategy = Json::stringAt(connection.json, "strategy");
    const Json::Value *options = Json::memberAt(connection.json, "options");
    if (Domain::kindOfStrategy(strategy) != Domain::ConnectionKind::Social || options == nullptr
        || !options->is_object()) {
        return std::nullopt;
    }
    // OAuth 1 calls it otherwise; a strategy of the tenant's own has no shared keys.
    const bool hasOwn = !Json::stringAt(*options, "client_id").isEmpty()
        || !Json::stringAt(*options, "consumerKey").isEmpty() || strategy.startsWith("oauth"_L1);
    if (hasOwn) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Medium, .message = tr("It signs people in with Auth0's developer keys.")};
}

std::optional<Verdict> domainConnection(const Context &, const Object &connection)
{
    if (!Json::boolAt(connection.json, "is_domain_connection").value_or(false)) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low, .message = tr("It is a domain connection.")};
}

std::optional<Verdict> noPasskeys(const Context &, const Object &connection)
{
    const Json::Value *options = databaseOptions(connection);
    if (options == nullptr || isCustomDatabase(*options)) {
        return std::nullopt;
    }
    const Json::Value *methods = Json::memberAt(*options, "authentication_methods");
    const Json::Value *passkey = methods != nullptr ? Json::memberAt(*methods, "passkey") : nullptr;
    if (passkey != nullptr && Json::boolAt(*passkey, "enabled").value_or(false)) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low,
                   .message = tr("A password is the only way to sign in: passkeys are off.")};
}

std::optional<Verdict> metadataFull(const Context &context, const Object &connection)
{
    return metadataFullOf(context, connection, "metadata", u"connection.metadata-keys");
}

} // namespace

QList<Check> connectionChecks()
{
    constexpr Needs options = Need::Connections | Need::Options;
    return {
        {"connection.no-application"_L1, QT_TRANSLATE_NOOP("Analysis", "Database connection without application"),
         Kind::Connection, Need::Connections | Need::Map,
         QT_TRANSLATE_NOOP("Analysis",
                           "Its users can sign in nowhere. It may be left over from a customer who went, or a new one "
                           "that nobody turned on."),
         QT_TRANSLATE_NOOP("Analysis", "Enable it for the customer's application, or take it away with its users."),
         "https://auth0.com/docs/authenticate/database-connections", noApplication},
        {"connection.many-applications"_L1, QT_TRANSLATE_NOOP("Analysis", "Connection with very many applications"),
         Kind::Connection, Need::Connections | Need::Map,
         QT_TRANSLATE_NOOP("Analysis",
                           "Auth0 names connections with thousands of applications as a constraint of their own, "
                           "without a number; this is told from 1,000 on."),
         QT_TRANSLATE_NOOP("Analysis", "Turn it off for applications that do not use it."),
         "https://auth0.com/docs/get-started/auth0-overview/create-tenants/multi-tenant-apps-best-practices",
         manyApplications},
        {"connection.brute-force-protection-off"_L1, QT_TRANSLATE_NOOP("Analysis", "Brute-force protection is off"),
         Kind::Connection, options,
         QT_TRANSLATE_NOOP("Analysis",
                           "Nothing stops somebody who tries one password after another for an account of this "
                           "connection."),
         QT_TRANSLATE_NOOP("Analysis", "Turn brute-force protection on for this connection."),
         "https://auth0.com/docs/secure/attack-protection/brute-force-protection", bruteForceProtectionOff},
        {"connection.sign-up-open"_L1, QT_TRANSLATE_NOOP("Analysis", "Sign-up is open on a customer's connection"),
         Kind::Connection, options,
         QT_TRANSLATE_NOOP("Analysis",
                           "Who signs up on a customer's connection counts as one of the customer's users, and may see "
                           "what these see."),
         QT_TRANSLATE_NOOP("Analysis", "Disable sign-ups unless the customer wants them; invite users instead."),
         "https://auth0.com/docs/manage-users/user-accounts/manage-users-using-the-dashboard", signUpOpen},
        {"connection.custom-database-scripts"_L1,
         QT_TRANSLATE_NOOP("Analysis", "Custom database without a script it needs"), Kind::Connection, options,
         QT_TRANSLATE_NOOP("Analysis",
                           "Sign-in runs the script “login”; resets of a password and lookups run “get_user”."),
         QT_TRANSLATE_NOOP("Analysis", "Write the script in Auth0's Dashboard, or turn the custom database off."),
         "https://auth0.com/docs/authenticate/database-connections/custom-db/templates", customDatabaseScripts},
        {"connection.secrets-in-scripts"_L1,
         QT_TRANSLATE_NOOP("Analysis", "Secrets in the scripts of a custom database"), Kind::Connection, options,
         QT_TRANSLATE_NOOP("Analysis",
                           "Everybody who may read the connection reads them too, and each export and backup holds "
                           "them. It is a guess by the names in the scripts."),
         QT_TRANSLATE_NOOP("Analysis", "Keep them in the connection's settings, and read them from configuration."),
         "https://auth0.com/docs/authenticate/database-connections/custom-db/overview-custom-db-connections",
         scriptSecrets},
        {"connection.outside-user-store"_L1, QT_TRANSLATE_NOOP("Analysis", "Users stay in a database outside Auth0"),
         Kind::Connection, options,
         QT_TRANSLATE_NOOP("Analysis",
                           "Nobody signs in while that database does not answer, and how passwords are kept is up to "
                           "it."),
         QT_TRANSLATE_NOOP("Analysis", "Let Auth0 import users as they sign in, unless they must stay outside."),
         "https://auth0.com/docs/manage-users/user-migration/configure-automatic-migration-from-your-database",
         outsideStore},
        {"connection.email-verification"_L1, QT_TRANSLATE_NOOP("Analysis", "Weak verification of e-mail addresses"),
         Kind::Connection, options,
         QT_TRANSLATE_NOOP("Analysis",
                           "Who signs up with another's address may be taken for them; and programs that look through "
                           "mail open links before people do."),
         QT_TRANSLATE_NOOP("Analysis", "Verify addresses when people sign up, with a code."),
         "https://auth0.com/docs/authenticate/database-connections/flexible-identifiers-and-attributes",
         emailVerification},
        {"connection.developer-keys"_L1, QT_TRANSLATE_NOOP("Analysis", "Social connection with Auth0's developer keys"),
         Kind::Connection, options,
         QT_TRANSLATE_NOOP("Analysis",
                           "They are for trying out: people see Auth0's name when they consent, single sign-on and "
                           "custom domains do not work, and Auth0 may change them at any time."),
         QT_TRANSLATE_NOOP("Analysis", "Register with the provider, and enter keys of your own."),
         "https://auth0.com/docs/authenticate/identity-providers/social-identity-providers/devkeys", developerKeys},
        {"connection.domain-connection"_L1, QT_TRANSLATE_NOOP("Analysis", "Connection that every third party may use"),
         Kind::Connection, Need::Connections,
         QT_TRANSLATE_NOOP("Analysis",
                           "A domain connection is open to every third-party application of the tenant, also to those "
                           "that register themselves."),
         QT_TRANSLATE_NOOP("Analysis", "Make it an ordinary connection unless third-party applications need it."),
         "https://auth0.com/docs/get-started/applications/confidential-and-public-applications", domainConnection},
        {"connection.no-passkeys"_L1, QT_TRANSLATE_NOOP("Analysis", "Passwords without passkeys"), Kind::Connection,
         options, QT_TRANSLATE_NOOP("Analysis", "Passwords can be phished and guessed; passkeys cannot."),
         QT_TRANSLATE_NOOP("Analysis", "Offer passkeys beside passwords, where Universal Login is used."),
         "https://auth0.com/docs/authenticate/database-connections/passkeys", noPasskeys},
        {"connection.metadata-full"_L1, QT_TRANSLATE_NOOP("Analysis", "Metadata of a connection is full"),
         Kind::Connection, Need::Connections,
         QT_TRANSLATE_NOOP("Analysis", "Auth0 refuses a further key; a script that adds one fails."),
         QT_TRANSLATE_NOOP("Analysis", "Take keys away that nobody reads."), "https://auth0.com/docs/api/management/v2",
         metadataFull},
    };
}

} // namespace Analysis
