#include "analysis/safeguardchecks.h"

#include "analysis/context.h"
#include "analysis/daytext.h"
#include "analysis/translation.h"
#include "json/value.h"

#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::Severity;
using Kind = Domain::FindingSubject::Kind;

/// So long before a key ends it is time for the next: both must be known to Auth0 for a while.
constexpr int nearExpiryDays = 30;

bool hasGrant(const Json::Value &application, QLatin1StringView grant)
{
    return Json::stringsAt(application, "grant_types").contains(grant);
}

std::optional<Verdict> authentication(const Context &, const Object &application)
{
    const QString method = Json::stringAt(application.json, "token_endpoint_auth_method");
    if (isGlobal(application.json) || method.isEmpty()) {
        return std::nullopt;
    }
    const QString type = appTypeOf(application.json);
    if (method == "none"_L1 && (type == "regular_web"_L1 || type == "non_interactive"_L1)) {
        // With client credentials alone, whoever knows the client id, which is no secret, would be the application.
        return Verdict{.severity
                       = hasGrant(application.json, "client_credentials"_L1) ? Severity::High : Severity::Medium,
                       .message = tr("It runs on a server, and need not prove who it is.")};
    }
    if (method.startsWith("client_secret_"_L1) && isInOthersHands(application.json)) {
        return Verdict{.severity = Severity::Medium,
                       .message = tr("It runs on people's own devices, and is to prove who it is with a secret.")};
    }
    return std::nullopt;
}

/// Grants that fit no application of its type. Those that fit none at all are application.deprecated-grant's.
std::optional<Verdict> unfitGrants(const Context &, const Object &application)
{
    const QString type = appTypeOf(application.json);
    QStringList unfit;
    if (isInOthersHands(application.json)) {
        unfit = {u"client_credentials"_s};
    } else if (type == "non_interactive"_L1) {
        unfit = {u"authorization_code"_s, u"refresh_token"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s};
    }
    unfit.removeIf([&application](const QString &grant) {
        return !Json::stringsAt(application.json, "grant_types").contains(grant);
    });
    if (unfit.isEmpty()) {
        return std::nullopt;
    }
    const bool isMachine = type == "non_interactive"_L1;
    return Verdict{.severity = isMachine ? Severity::Low : Severity::Medium,
                   .message = isMachine
                       ? tr("It is a machine's, and may sign people in: %1").arg(someOf(unfit))
                       : tr("It runs on people's own devices, and may act without anybody: %1").arg(someOf(unfit)),
                   .objects = unfit};
}

std::optional<Verdict> endlessTokens(const Context &, const Object &application)
{
    const Json::Value *tokens = Json::memberAt(application.json, "refresh_token");
    if (tokens == nullptr || !hasGrant(application.json, "refresh_token"_L1)
        || Json::stringAt(*tokens, "rotation_type") != "rotating"_L1) {
        return std::nullopt; // those that do not rotate are application.refresh-token-not-rotating's
    }
    const bool isEndless = Json::stringAt(*tokens, "expiration_type") == "non-expiring"_L1
        || Json::boolAt(*tokens, "infinite_token_lifetime").value_or(false);
    if (!isEndless) {
        return std::nullopt;
    }
    return Verdict{.severity = Severity::Low,
                   .message = tr("Its refresh tokens rotate, and a chain of them has no end.")};
}

QString nameOf(const Domain::ClientCredential &credential)
{
    const QString &name = credential.name.isEmpty() ? credential.keyId : credential.name;
    return name.isEmpty() ? credential.id : name;
}

/// The key that ends first, of those that an end is known of. Where another key goes on, as in the middle of a
/// rotation, it is only one that can be taken away.
std::optional<Verdict> keyExpiry(const Context &context, const Object &application)
{
    QList<Domain::ClientCredential> ending = context.snapshot.credentials->value(application.id);
    const qsizetype all = ending.size();
    ending.removeIf([&context](const Domain::ClientCredential &credential) {
        return !credential.expiresAt.isValid() || credential.expiresAt > context.now.addDays(nearExpiryDays);
    });
    if (ending.isEmpty()) {
        return std::nullopt;
    }
    const bool goesOn = ending.size() < all;
    std::sort(ending.begin(), ending.end(),
              [](const auto &left, const auto &right) { return left.expiresAt < right.expiresAt; });
    Verdict verdict;
    QStringList names;
    for (const Domain::ClientCredential &credential : ending) {
        names.append(nameOf(credential));
        verdict.objects.append(credential.id);
    }
    const Domain::ClientCredential &first = ending.constFirst();
    const QString date = dayText(first.expiresAt);
    const bool isOver = first.expiresAt <= context.now;
    verdict.severity = goesOn ? Severity::Low : isOver ? Severity::High : Severity::Medium;
    verdict.message = isOver ? tr("A key is over since %1: %2").arg(date, someOf(names))
                             : tr("A key ends on %1: %2").arg(date, someOf(names));
    if (goesOn) {
        verdict.message += u' ' + tr("Another key goes on: this one can be taken away once nothing uses it.");
    }
    verdict.count = context.now.daysTo(first.expiresAt);
    return verdict;
}

bool takesCodes(const Json::Value &application)
{
    return hasGrant(application, "authorization_code"_L1);
}

bool takesCodesOnServer(const Json::Value &application)
{
    return takesCodes(application) && !isPublic(application);
}

bool getsTokens(const Json::Value &application)
{
    return takesCodes(application) || hasGrant(application, "refresh_token"_L1);
}

bool keepsSessions(const Json::Value &application)
{
    return appTypeOf(application) == "regular_web"_L1;
}

bool hasSecret(const Json::Value &application)
{
    return !isPublic(application) && !appTypeOf(application).isEmpty();
}

bool hearsOfSignOut(const Json::Value &application)
{
    // The first is the name of today, the second that of before.
    for (const char *member : {"oidc_logout", "oidc_backchannel_logout"}) {
        const Json::Value *logout = Json::memberAt(application, member);
        if (logout != nullptr && !Json::stringsAt(*logout, "backchannel_logout_urls").isEmpty()) {
            return true;
        }
    }
    return false;
}

bool pushesRequests(const Json::Value &application)
{
    return Json::boolAt(application, "require_pushed_authorization_requests").value_or(false);
}

bool signsRequests(const Json::Value &application)
{
    const Json::Value *request = Json::memberAt(application, "signed_request_object");
    return request != nullptr && Json::boolAt(*request, "required").value_or(false);
}

bool provesPossession(const Json::Value &application)
{
    return Json::boolAt(application, "require_proof_of_possession").value_or(false);
}

bool provesItselfByKey(const Json::Value &application)
{
    const Json::Value *methods = Json::memberAt(application, "client_authentication_methods");
    return methods != nullptr && methods->is_object() && !methods->empty();
}

/// Whether the secret is good for anything: the application proves with it who it is, or ID tokens are signed with it.
bool usesSecret(const Json::Value &application)
{
    const Json::Value *tokens = Json::memberAt(application, "jwt_configuration");
    const bool signsTokens = tokens != nullptr && Json::stringAt(*tokens, "alg") == "HS256"_L1;
    return signsTokens || (!isPublic(application) && !provesItselfByKey(application));
}

std::optional<Verdict> oldSecret(const Context &context, const Object &application)
{
    const auto &known = *context.snapshot.secretsSince;
    const auto since = known.constFind(application.id);
    if (since == known.cend() || isGlobal(application.json) || !usesSecret(application.json)) {
        return std::nullopt;
    }
    constexpr qint64 secondsPerDay = 86'400;
    const qint64 days = since->secsTo(context.now) / secondsPerDay;
    const qint64 limit = context.options.secretDays;
    if (days < limit) {
        return std::nullopt;
    }
    const QString date = dayText(*since);
    return Verdict{.severity = days < 2 * limit ? Severity::Low : Severity::Medium,
                   .message = tr("Its client secret is unchanged for at least %L1 days, since the first snapshot that "
                                 "Tenantry kept of it (%2).")
                                  .arg(days)
                                  .arg(date),
                   .count = days,
                   .limit = limit};
}

enum class Safeguard { BackChannelLogout, PushedRequests, SignedRequests, ProofOfPossession, Keys };

struct SafeguardRule
{
    bool (*couldUse)(const Json::Value &);
    bool (*uses)(const Json::Value &);
    const char *message; ///< how many do not, of how many that could
};

/// In the order of Safeguard.
constexpr std::array<SafeguardRule, 5> safeguardRules{{
    {keepsSessions, hearsOfSignOut,
     QT_TRANSLATE_NOOP("Analysis", "%1 of %2 web applications are not told when somebody signs out.")},
    {takesCodesOnServer, pushesRequests,
     QT_TRANSLATE_NOOP("Analysis", "%1 of %2 applications that could push their requests need not.")},
    {takesCodesOnServer, signsRequests,
     QT_TRANSLATE_NOOP("Analysis", "%1 of %2 applications that could sign their requests need not.")},
    {getsTokens, provesPossession,
     QT_TRANSLATE_NOOP("Analysis", "%1 of %2 applications get tokens that anybody can use who has them.")},
    {hasSecret, provesItselfByKey,
     QT_TRANSLATE_NOOP("Analysis", "%1 of %2 applications prove who they are with a shared secret.")},
}};

/// For all safeguards at once, so that every application is parsed once.
std::array<Context::Unguarded, safeguardRules.size()> unguardedOf(const Context &context)
{
    std::array<Context::Unguarded, safeguardRules.size()> unguarded;
    for (const Query::RecordPtr &record : *context.snapshot.applications) {
        if (context.stop.stop_requested()) {
            break; // the audit tells nothing then
        }
        const auto application = Json::parse(record->original);
        if (!application || isGlobal(*application)) {
            continue;
        }
        for (std::size_t i = 0; i < safeguardRules.size(); ++i) {
            const SafeguardRule &rule = safeguardRules[i];
            if (!rule.couldUse(*application)) {
                continue;
            }
            ++unguarded[i].of;
            if (!rule.uses(*application)) {
                unguarded[i].ids.append(record->id);
            }
        }
    }
    return unguarded;
}

/// One finding for the whole tenant where applications could use a safeguard and do not: on most tenants that is each
/// of them, and a finding for each would hide the others.
template <Safeguard safeguard> QList<Verdict> without(const Context &context)
{
    constexpr auto index = std::size_t(safeguard);
    if (!context.unguarded) {
        context.unguarded = unguardedOf(context);
    }
    const auto &[ids, of] = (*context.unguarded)[index];
    if (ids.isEmpty()) {
        return {};
    }
    const QLocale locale;
    return {{.severity = Severity::Low,
             .message = tr(safeguardRules[index].message).arg(locale.toString(ids.size()), locale.toString(of)),
             .count = ids.size(),
             .objects = ids}};
}

constexpr const char *regulated = "https://auth0.com/docs/secure/highly-regulated-identity";

QList<Check> tenantWideChecks()
{
    const Needs applications = Need::Applications;
    return {
        {"tenant.no-back-channel-logout"_L1,
         QT_TRANSLATE_NOOP("Analysis", "Sign-outs that applications do not hear of"), Kind::Tenant, applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "Who signs out at one application, or is blocked, stays signed in at the others until "
                           "their sessions end."),
         QT_TRANSLATE_NOOP("Analysis", "Give web applications that keep sessions an address for back-channel logout."),
         "https://auth0.com/docs/authenticate/login/logout/back-channel-logout", without<Safeguard::BackChannelLogout>},
        {"tenant.no-pushed-requests"_L1,
         QT_TRANSLATE_NOOP("Analysis", "Authorization requests pass through the browser"), Kind::Tenant, applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "What an application asks for can be read and changed on its way through the browser. Only "
                           "plans with Highly Regulated Identity have pushed requests."),
         QT_TRANSLATE_NOOP("Analysis", "Where the plan has them, require pushed authorization requests."), regulated,
         without<Safeguard::PushedRequests>},
        {"tenant.no-signed-requests"_L1, QT_TRANSLATE_NOOP("Analysis", "Authorization requests are not signed"),
         Kind::Tenant, applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "Auth0 cannot tell whether a request comes from the application. Only plans with Highly "
                           "Regulated Identity have signed requests."),
         QT_TRANSLATE_NOOP("Analysis", "Where the plan has them, require signed request objects."), regulated,
         without<Safeguard::SignedRequests>},
        {"tenant.no-proof-of-possession"_L1, QT_TRANSLATE_NOOP("Analysis", "Tokens are not bound to their application"),
         Kind::Tenant, applications,
         QT_TRANSLATE_NOOP("Analysis", "A token that was stolen works for the thief as it does for the application."),
         QT_TRANSLATE_NOOP("Analysis", "Where application and API can, bind tokens with DPoP or mutual TLS."),
         "https://auth0.com/docs/secure/sender-constraining", without<Safeguard::ProofOfPossession>},
        {"tenant.shared-secrets"_L1, QT_TRANSLATE_NOOP("Analysis", "Applications with a shared secret"), Kind::Tenant,
         applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "The secret lies with the application and with Auth0, and goes along with every request; "
                           "of a key the private half stays where it is. Auth0 tells of keys only to tokens with "
                           "read:client_keys or read:client_credentials."),
         QT_TRANSLATE_NOOP("Analysis", "Where the plan has it, let applications prove who they are with a key."),
         "https://auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-private-key-jwt",
         without<Safeguard::Keys>},
    };
}

} // namespace

QList<Check> safeguardChecks()
{
    const Needs applications = Need::Applications;
    const QList<Check> own{
        {"application.authentication"_L1, QT_TRANSLATE_NOOP("Analysis", "Wrong proof of who the application is"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "Without a proof, a client id is enough to fetch tokens in the application's name; a secret "
                           "that is handed out with the application is none."),
         QT_TRANSLATE_NOOP("Analysis",
                           "Ask applications on servers for a secret or a key, and those on people's devices for "
                           "none: they use PKCE."),
         "https://auth0.com/docs/get-started/applications/confidential-and-public-applications", authentication},
        {"application.unfit-grant"_L1, QT_TRANSLATE_NOOP("Analysis", "Grant that does not fit the application's type"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis", "A grant that the application does not need is one that somebody else can use."),
         QT_TRANSLATE_NOOP("Analysis", "Take the grant away, or correct the application's type."),
         "https://auth0.com/docs/get-started/applications/application-grant-types", unfitGrants},
        {"application.refresh-token-endless"_L1, QT_TRANSLATE_NOOP("Analysis", "Refresh tokens without an end"),
         Kind::Application, applications,
         QT_TRANSLATE_NOOP("Analysis",
                           "Whoever got hold of a device stays signed in as long as the token is used now and then."),
         QT_TRANSLATE_NOOP("Analysis", "Set an absolute lifetime for the refresh tokens."),
         "https://auth0.com/docs/secure/tokens/refresh-tokens/configure-refresh-token-expiration", endlessTokens},
        {"application.key-expiry"_L1, QT_TRANSLATE_NOOP("Analysis", "Key of an application ends"), Kind::Application,
         applications | Need::Credentials,
         QT_TRANSLATE_NOOP("Analysis",
                           "With its last key over, the application gets no tokens any more: it stops to work from one "
                           "minute to the next."),
         QT_TRANSLATE_NOOP("Analysis",
                           "Give the application a new key beside the old one, then take the old one away."),
         "https://auth0.com/docs/get-started/applications/rotate-credentials", keyExpiry},
        {"application.old-secret"_L1, QT_TRANSLATE_NOOP("Analysis", "Client secret that was not changed for long"),
         Kind::Application, applications | Need::SecretHistory,
         QT_TRANSLATE_NOOP("Analysis",
                           "A client secret never ends by itself. Whoever came by it, in a log, a ticket or as a "
                           "former colleague, can act as the application until it is another."),
         QT_TRANSLATE_NOOP("Analysis",
                           "Rotate it, without an outage: make the next secret, let the application try it where the "
                           "present one is refused, then make it the client_secret in Auth0, which may take 30 "
                           "seconds, and take the old one out of the application."),
         "https://auth0.com/docs/get-started/applications/rotate-client-secret", oldSecret},
    };
    return own + tenantWideChecks();
}

} // namespace Analysis
