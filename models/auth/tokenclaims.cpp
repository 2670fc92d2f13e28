#include "auth/tokenclaims.h"

#include "auth/translation.h"
#include "json/value.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using Domain::TenantProfile;

namespace Auth {

namespace {

using Kind = TokenProblem::Kind;

/// Clocks differ: a token is not called "not yet valid" for less.
constexpr qint64 toleratedSkewSeconds = 300;
/// 9999-12-31: beyond it a number is no date.
constexpr double latestSecond = 253402300799.0;

tl::unexpected<TokenProblem> notAToken(const QString &why)
{
    return tl::make_unexpected(TokenProblem{
        Kind::NotAToken, tr("This is not an access token for the Management API."), why,
        tr("Copy the token again, from the API Explorer tab of the Auth0 Management API in the dashboard.")});
}

std::optional<QDateTime> timeAt(const Json::Value &claims, const char *key)
{
    const Json::Value *member = Json::memberAt(claims, key);
    if (!member || !member->is_number()) {
        return std::nullopt;
    }
    const double seconds = member->get<double>();
    if (!(std::abs(seconds) <= latestSecond)) {
        return std::nullopt;
    }
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(seconds), Qt::UTC);
}

QStringList audienceOf(const Json::Value &claims)
{
    const QString one = Json::stringAt(claims, "aud");
    return one.isEmpty() ? Json::stringsAt(claims, "aud") : QStringList{one};
}

TokenClaims claimsOf(const Json::Value &payload)
{
    TokenClaims claims;
    claims.issuer = Json::stringAt(payload, "iss");
    claims.audience = audienceOf(payload);
    claims.scopes = Json::stringAt(payload, "scope").split(u' ', Qt::SkipEmptyParts);
    // With RBAC for the API switched on, what is granted stands in "permissions" as well.
    claims.scopes += Json::stringsAt(payload, "permissions");
    claims.scopes.removeDuplicates();
    claims.clientId = Json::stringAt(payload, "azp");
    if (claims.clientId.isEmpty()) {
        claims.clientId = Json::stringAt(payload, "client_id");
    }
    if (const QString subject = Json::stringAt(payload, "sub");
        claims.clientId.isEmpty() && subject.endsWith("@clients"_L1)) {
        claims.clientId = subject.chopped(QLatin1StringView("@clients").size());
    }
    claims.issuedAt = timeAt(payload, "iat");
    claims.expiresAt = timeAt(payload, "exp");
    return claims;
}

QString issuerOf(const TenantProfile &profile)
{
    return Domain::originOf(profile).toString(QUrl::StripTrailingSlash) + u'/';
}

TokenProblem wrongTenant(const TokenClaims &claims, const TenantProfile &profile)
{
    return {Kind::WrongTenant, tr("This token belongs to another Auth0 tenant."),
            tr("It was issued by %1, but the profile is for %2.").arg(claims.issuer, issuerOf(profile)),
            tr("Nothing was sent. Use a token or credentials of that tenant, or correct the domain of the "
               "profile. If the profile names a custom domain, use the tenant's own domain instead.")};
}

TokenProblem wrongAudience(const TokenClaims &claims, const TenantProfile &profile)
{
    const QString expected = Domain::audienceOf(profile);
    const QString host = Domain::originOf(profile).toString(QUrl::StripTrailingSlash);
    if (claims.audience.contains(host + "/userinfo"_L1) || claims.audience == QStringList{claims.clientId}) {
        return {
            Kind::UserToken, tr("This token is a signed-in user's own, not one for the Management API."),
            tr("Its audience is %1; the Management API takes %2 only.").arg(claims.audience.join(u", "_s), expected),
            tr("Take the token from the API Explorer tab of the Auth0 Management API, or use a "
               "machine-to-machine application.")};
    }
    return {Kind::WrongAudience, tr("This token is for another API."),
            tr("Its audience is %1; the Management API takes %2 only.")
                .arg(claims.audience.isEmpty() ? tr("empty") : claims.audience.join(u", "_s), expected),
            tr("Ask for the token with the audience %1, or let Tenantry fetch it.").arg(expected)};
}

} // namespace

QString TokenProblem::text() const
{
    return QStringList{what, why, remedy}.join(u' ');
}

Api::Secret bareToken(const Api::Secret &pasted)
{
    QByteArray text = pasted.reveal().trimmed();
    if (text.size() > 7 && text.first(7).toLower() == "bearer ") {
        text = text.sliced(7).trimmed();
    }
    // Terminals and mail programs break long lines.
    text.replace('\r', "").replace('\n', "");
    return Api::Secret(text);
}

tl::expected<TokenClaims, TokenProblem> readClaims(const Api::Secret &token)
{
    const QByteArray text = bareToken(token).reveal();
    if (text.size() > maximumTokenSize) {
        return notAToken(tr("It is longer than any token is."));
    }
    const QList<QByteArray> parts = text.split('.');
    if (parts.size() == 5) {
        return tl::make_unexpected(
            TokenProblem{Kind::Encrypted, tr("This token is encrypted."),
                         tr("It has the five parts of a JWE, which only the API it is made for can read."),
                         tr("Management API tokens are not encrypted: copy one from the API Explorer tab.")});
    }
    if (parts.size() != 3 || parts[1].isEmpty()) {
        return notAToken(tr("It does not have the three parts, separated by dots, that such a token has."));
    }
    const auto decoded = QByteArray::fromBase64Encoding(parts[1],
                                                        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
                                                            | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded) {
        return notAToken(tr("Its middle part is not Base64."));
    }
    const auto payload = Json::parse(*decoded);
    if (!payload || !payload->is_object()) {
        return notAToken(tr("Its middle part is not a JSON object."));
    }
    return claimsOf(*payload);
}

std::optional<TokenProblem> tenantProblem(const TokenClaims &claims, const TenantProfile &profile)
{
    if (claims.issuer != issuerOf(profile)) {
        return wrongTenant(claims, profile);
    }
    if (!claims.audience.contains(Domain::audienceOf(profile))) {
        return wrongAudience(claims, profile);
    }
    return std::nullopt;
}

std::optional<TokenProblem> timeProblem(const TokenClaims &claims, const QDateTime &now)
{
    if (claims.expiresAt && *claims.expiresAt <= now) {
        return TokenProblem{
            Kind::Expired, tr("This token has expired."),
            tr("It was good until %1 (UTC).").arg(claims.expiresAt->toUTC().toString(u"yyyy-MM-dd HH:mm"_s)),
            tr("Paste a new token, or give the profile a client secret or a key so that "
               "Tenantry renews it.")};
    }
    if (claims.issuedAt && claims.issuedAt->addSecs(-toleratedSkewSeconds) > now) {
        return TokenProblem{Kind::NotYetValid, tr("This token is not valid yet."),
                            tr("It was issued at %1 (UTC), which this computer's clock has not reached.")
                                .arg(claims.issuedAt->toUTC().toString(u"yyyy-MM-dd HH:mm"_s)),
                            tr("Set this computer's clock, then try again.")};
    }
    return std::nullopt;
}

} // namespace Auth
