#include "settings/profilerules.h"

#include "settings/enumtext.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using Domain::CredentialKind;
using Domain::Environment;
using Domain::TenantProfile;

namespace Settings {

namespace {

constexpr EnumText<Environment, 3> environments{{{Environment::Development, QLatin1StringView("development")},
                                                 {Environment::Staging, QLatin1StringView("staging")},
                                                 {Environment::Production, QLatin1StringView("production")}}};
constexpr EnumText<CredentialKind, 3> credentials{{{CredentialKind::ClientSecret, QLatin1StringView("secret")},
                                                   {CredentialKind::PrivateKey, QLatin1StringView("key")},
                                                   {CredentialKind::Token, QLatin1StringView("token")}}};

tl::unexpected<Problem> invalid(const QString &message)
{
    return tl::make_unexpected(Problem{Problem::Kind::Invalid, message});
}

QString translated(const char *text)
{
    return QCoreApplication::translate("Settings", text);
}

bool hasControls(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format
            || c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
    });
}

bool isHostName(const QString &domain)
{
    static const QRegularExpression shape(
        u"\\A(?=.{1,253}\\z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+\\z"_s);
    return shape.match(domain).hasMatch();
}

bool isLoopback(const QUrl &url)
{
    if (!url.isValid() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1) || !url.userInfo().isEmpty()
        || url.hasQuery() || url.hasFragment() || (!url.path().isEmpty() && url.path() != "/"_L1)) {
        return false;
    }
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

Outcome<void> checkPlace(TenantProfile &profile)
{
    // What people paste from the address bar or from the dashboard's settings.
    QString domain = profile.domain.trimmed().toLower();
    if (domain.startsWith("https://"_L1)) {
        domain.remove(0, 8);
    }
    if (domain.endsWith(u'/')) {
        domain.chop(1);
    }
    profile.domain = domain;
    if (profile.baseUrl.isEmpty() == domain.isEmpty()) {
        return invalid(translated("The profile names no Auth0 tenant. Enter its domain, as acme.eu.auth0.com; you find "
                                  "it in the Auth0 dashboard under Settings of any application."));
    }
    if (!domain.isEmpty() && !isHostName(domain)) {
        return invalid(translated("“%1” is not a domain. Enter the host name alone, without path or port, as "
                                  "acme.eu.auth0.com.")
                           .arg(domain));
    }
    if (!profile.baseUrl.isEmpty() && !isLoopback(profile.baseUrl)) {
        return invalid(translated("“%1” is not a server on this computer. A base URL is only for a local sandbox, as "
                                  "http://127.0.0.1:4300; use the domain for an Auth0 tenant.")
                           .arg(profile.baseUrl.toString(QUrl::RemoveUserInfo)));
    }
    if (!profile.baseUrl.isEmpty()) {
        profile.baseUrl.setPath({});
    }
    return {};
}

Outcome<void> checkCredential(const TenantProfile &profile)
{
    static const QRegularExpression clientId(u"\\A[\\x21-\\x7e]{1,256}\\z"_s);
    static const QStringList algorithms{u"RS256"_s, u"RS384"_s, u"PS256"_s};
    const bool needsClient = profile.credential != CredentialKind::Token;
    if (needsClient && profile.clientId.isEmpty()) {
        return invalid(translated("The client id is missing. Enter the client id of the machine-to-machine application "
                                  "that may use the Management API."));
    }
    if (!profile.clientId.isEmpty() && !clientId.match(profile.clientId).hasMatch()) {
        return invalid(translated("The client id holds characters that no client id has. Copy it again from the Auth0 "
                                  "dashboard."));
    }
    if (profile.credential == CredentialKind::PrivateKey && !algorithms.contains(profile.keyAlgorithm)) {
        return invalid(
            translated("The signing algorithm “%1” is not one that Auth0 takes. Choose RS256, RS384 or PS256, "
                       "as set for the application's key at Auth0.")
                .arg(profile.keyAlgorithm));
    }
    return {};
}

Outcome<void> checkLooks(const TenantProfile &profile)
{
    static const QRegularExpression color(u"\\A#[0-9a-f]{6}\\z"_s, QRegularExpression::CaseInsensitiveOption);
    if (profile.name.isEmpty()) {
        return invalid(
            translated("The profile has no name. Give it one: it is shown wherever this tenant is touched."));
    }
    if (profile.name.size() > maximumNameLength || hasControls(profile.name)) {
        return invalid(translated("The name of the profile cannot be used: it is longer than %1 characters or holds "
                                  "invisible ones. Choose a plain, shorter name.")
                           .arg(maximumNameLength));
    }
    if (!profile.color.isEmpty() && !color.match(profile.color).hasMatch()) {
        return invalid(translated("“%1” is not a colour. Choose one as #rrggbb, or none.").arg(profile.color));
    }
    if (!profile.plan.isEmpty() && !Domain::planWords().contains(profile.plan)) {
        return invalid(translated("“%1” is no plan. Choose one of %2, or none.")
                           .arg(profile.plan, Domain::planWords().join(", "_L1)));
    }
    if (!std::isfinite(profile.reservedShare) || profile.reservedShare > maximumReserve) {
        return invalid(translated("The share of the rate limit left to others must lie between 0 and 90 %."));
    }
    return {};
}

} // namespace

Outcome<TenantProfile> checkedProfile(TenantProfile profile)
{
    profile.name = profile.name.trimmed();
    profile.clientId = profile.clientId.trimmed();
    profile.caFile = profile.caFile.trimmed();
    profile.metadataSchemaFile = profile.metadataSchemaFile.trimmed();
    if (const auto looks = checkLooks(profile); !looks) {
        return tl::make_unexpected(looks.error());
    }
    if (const auto place = checkPlace(profile); !place) {
        return tl::make_unexpected(place.error());
    }
    if (const auto credential = checkCredential(profile); !credential) {
        return tl::make_unexpected(credential.error());
    }
    if (profile.reservedShare < 0) {
        profile.reservedShare = -1.0;
    }
    return profile;
}

double shareLeftToOthers(const TenantProfile &profile, const Preferences &preferences)
{
    if (profile.reservedShare >= 0) {
        return std::min(profile.reservedShare, maximumReserve);
    }
    if (!profile.baseUrl.isEmpty()) {
        return 0;
    }
    switch (profile.environment) {
    case Environment::Development:
    case Environment::Staging:
        return 0;
    case Environment::Production:
        break;
    }
    return preferences.productionReserve;
}

QString freeName(const QString &name, const QList<TenantProfile> &profiles)
{
    const auto taken = [&profiles](const QString &candidate) {
        return std::any_of(profiles.begin(), profiles.end(), [&candidate](const TenantProfile &profile) {
            return profile.name.compare(candidate, Qt::CaseInsensitive) == 0;
        });
    };
    QString candidate = name;
    for (int number = 2; taken(candidate); ++number) {
        const QString suffix = u' ' + QString::number(number);
        candidate = name.left(maximumNameLength - suffix.size()) + suffix;
    }
    return candidate;
}

QString textOf(Environment environment)
{
    return textOf(environments, environment);
}

QString textOf(CredentialKind kind)
{
    return textOf(credentials, kind);
}

Environment environmentOf(const QString &text)
{
    return enumOf(environments, text, Environment::Production);
}

CredentialKind credentialOf(const QString &text)
{
    return enumOf(credentials, text, CredentialKind::ClientSecret);
}

} // namespace Settings
