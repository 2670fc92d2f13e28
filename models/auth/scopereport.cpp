#include "auth/scopereport.h"

#include "api/shelltext.h"
#include "auth/translation.h"
#include "json/value.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Auth {

namespace {

struct Feature
{
    const char *id;
    const char *title;
    const char *scopes; ///< blank-separated; alternatives as a|b
    const char *cost;
};

#define N(text) QT_TRANSLATE_NOOP("Auth::Scopes", text)

constexpr std::array features{
    Feature{"inventory.applications", N("List applications"), "read:clients|read:client_summary",
            N("No applications are shown, and nothing can be said about Lock's limit of 50 connections.")},
    Feature{"inventory.connections", N("List connections"), "read:connections",
            N("No connections are shown: no customers, no password policies, no limits.")},
    Feature{"inventory.options", N("Read password policies"), "read:connections read:connections_options",
            N("Auth0 leaves out the options of every connection: password policies cannot be shown, compared or "
              "edited.")},
    Feature{"inventory.organizations", N("List organizations"),
            "read:organizations read:organization_connections read:organization_members",
            N("Customers that are organizations, their connections and members are not shown.")},
    Feature{"inventory.users", N("Find users"), "read:users",
            N("No users are shown, and customers kept in app_metadata cannot be counted.")},
    Feature{"inventory.settings", N("Read tenant settings"), "read:tenant_settings",
            N("Settings that set the limits for new applications are not checked.")},
    Feature{"inventory.domains", N("Read custom domains"), "read:custom_domains",
            N("Mails and links to users cannot be sent under the customer's own domain.")},
    Feature{"inventory.logs", N("Read logs"), "read:logs|read:logs_users",
            N("The log of the tenant and of single users is not shown; diagnosis lacks its best witness.")},
    Feature{"inventory.stats", N("Read statistics"), "read:stats",
            N("Logins per day and active users are missing from reports.")},
    Feature{"checks.security", N("Audit the tenant's protection"),
            "read:attack_protection read:guardian_factors read:mfa_policies",
            N("Attack protection and multi-factor settings are left out of the audit.")},
    Feature{"checks.access", N("Audit who may do what"),
            "read:client_grants read:resource_servers read:roles read:log_streams read:actions",
            N("Grants, APIs, roles, log streams and actions are left out of the audit.")},
    Feature{"change.policies", N("Edit password policies"),
            "read:connections read:connections_options update:connections update:connections_options",
            N("Password policies can be planned, but not applied.")},
    Feature{"change.enabled", N("Enable connections for applications"), "read:connections update:connections",
            N("Which applications use a connection can be shown, but not changed.")},
    Feature{"change.applications", N("Edit applications"), "read:clients update:clients",
            N("The metadata of applications cannot be edited.")},
    Feature{"change.organizations", N("Edit organizations"), "read:organizations update:organizations",
            N("The metadata of organizations cannot be edited.")},
    Feature{"change.app_metadata", N("Edit users' app_metadata"), "read:users update:users|update:users_app_metadata",
            N("Users' app_metadata can be read only.")},
    Feature{"support.users", N("Help users: block, unblock, edit"), "read:users update:users",
            N("Users cannot be blocked, unblocked or edited, and no verification mail can be sent.")},
    Feature{"support.tickets", N("Reset passwords by link"), "create:user_tickets",
            N("No password or verification link can be made for a user.")},
    Feature{"support.mfa", N("Reset multi-factor authentication"),
            "read:authentication_methods delete:authentication_methods",
            N("A user who lost a second factor cannot be helped.")},
    Feature{"support.sessions", N("Sign users out"), "read:sessions delete:sessions delete:refresh_tokens",
            N("A user's sessions cannot be ended.")},
};

#undef N

/// Scopes that make Auth0 send secrets along: client secrets, signing keys, key material.
const QStringList &revealingScopes()
{
    static const QStringList scopes{u"read:client_keys"_s,     u"read:client_credentials"_s, u"read:signing_keys"_s,
                                    u"read:encryption_keys"_s, u"read:email_provider"_s,     u"read:phone_providers"_s,
                                    u"read:user_idp_tokens"_s};
    return scopes;
}

bool holds(const QStringList &granted, const QString &need)
{
    const QStringList alternatives = need.split(u'|');
    return std::any_of(alternatives.begin(), alternatives.end(),
                       [&granted](const QString &scope) { return granted.contains(scope); });
}

FeatureStatus statusOf(const Feature &feature, const QStringList &granted)
{
    FeatureStatus status;
    status.id = QLatin1StringView(feature.id);
    status.title = tr(feature.title);
    status.needed = QString(QLatin1StringView(feature.scopes)).split(u' ');
    status.cost = tr(feature.cost);
    for (const QString &need : std::as_const(status.needed)) {
        if (!holds(granted, need)) {
            status.missing.append(need.split(u'|').join(tr(" or ")));
        }
    }
    return status;
}

bool isWriting(const QString &scope)
{
    return scope.startsWith("create:"_L1) || scope.startsWith("update:"_L1) || scope.startsWith("delete:"_L1)
        || scope.startsWith("blacklist:"_L1);
}

/// The last alternative is the lesser right for writing, the first the fuller one for reading.
QString chosenOf(const QString &need)
{
    const QStringList alternatives = need.split(u'|');
    return isWriting(need) ? alternatives.last() : alternatives.first();
}

/// The scopes of the features whose id begins with one of the words, the first of each alternative.
QStringList scopesOf(std::initializer_list<QLatin1StringView> prefixes)
{
    QStringList scopes;
    for (const Feature &feature : features) {
        const QLatin1StringView id(feature.id);
        if (std::none_of(prefixes.begin(), prefixes.end(),
                         [id](QLatin1StringView prefix) { return id.startsWith(prefix); })) {
            continue;
        }
        const QStringList needs = QString(QLatin1StringView(feature.scopes)).split(u' ');
        for (const QString &need : needs) {
            scopes.append(chosenOf(need));
        }
    }
    scopes.removeDuplicates();
    scopes.sort();
    return scopes;
}

} // namespace

QStringList ScopeReport::missing() const
{
    QStringList scopes;
    for (const FeatureStatus &feature : features) {
        scopes += feature.missing;
    }
    scopes.removeDuplicates();
    return scopes;
}

QStringList ScopeReport::toGrant() const
{
    QStringList scopes;
    for (const FeatureStatus &feature : features) {
        for (const QString &need : feature.needed) {
            if (!holds(granted, need) && !(isReadOnly && isWriting(need))) {
                scopes.append(chosenOf(need));
            }
        }
    }
    scopes.removeDuplicates();
    return scopes;
}

ScopeReport scopeReport(const QStringList &granted, bool isReadOnly)
{
    ScopeReport report;
    report.isReadOnly = isReadOnly;
    report.granted = granted;
    report.granted.removeDuplicates();
    report.granted.sort();
    for (const Feature &feature : features) {
        report.features.append(statusOf(feature, report.granted));
    }
    for (const QString &scope : std::as_const(report.granted)) {
        if (revealingScopes().contains(scope)) {
            report.revealing.append(scope);
        }
        if (isReadOnly && isWriting(scope)) {
            report.writing.append(scope);
        }
    }
    return report;
}

QStringList scopesOf(ScopeSet set)
{
    switch (set) {
    case ScopeSet::Viewer:
        break;
    case ScopeSet::Support:
        return scopesOf({"inventory."_L1, "checks."_L1, "support."_L1});
    case ScopeSet::PolicyAdmin:
        return scopesOf({"inventory."_L1, "checks."_L1, "change."_L1});
    }
    return scopesOf({"inventory."_L1, "checks."_L1});
}

QString grantCommand(const Domain::TenantProfile &profile, const QStringList &scopes)
{
    if (profile.clientId.isEmpty()) {
        return {};
    }
    Json::Value body{{"client_id", profile.clientId.toStdString()},
                     {"audience", Domain::audienceOf(profile).toStdString()},
                     {"scope", Json::Value::array()}};
    for (const QString &scope : scopes) {
        body["scope"].push_back(scope.toStdString());
    }
    return u"auth0 api post client-grants --data %1"_s.arg(Api::shellQuoted(QString::fromUtf8(Json::write(body))));
}

} // namespace Auth
