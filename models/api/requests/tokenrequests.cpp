#include "api/requests/tokenrequests.h"

#include "api/requests/reading.h"
#include "api/translation.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Api {
namespace {

ApiError shapeError(const QString &message)
{
    return badResponse({Json::ParseError::Kind::WrongShape, 0, message});
}

Outcome<AccessToken> readToken(const WireReply &reply)
{
    const Json::Outcome<Json::Value> object = Json::parse(reply.body);
    if (!object)
        return tl::make_unexpected(badResponse(object.error()));
    const QString text = Json::stringAt(*object, "access_token");
    if (text.isEmpty())
        return tl::make_unexpected(shapeError(tr("It is not an object with \"access_token\"")));
    AccessToken token;
    token.value = Secret(text.toLatin1());
    if (const std::optional<int> lifetime = Json::intAt(*object, "expires_in"); lifetime && *lifetime > 0)
        token.lifetime = std::chrono::seconds(*lifetime);
    if (object->contains("scope"))
        token.scopes = scopesIn(Json::stringAt(*object, "scope"));
    return token;
}

Request<AccessToken> tokenRequest(Json::Value body)
{
    WireRequest wire = write(Verb::Post, u"/oauth/token"_s, {}, Json::write(body), {});
    wire.surface = Surface::Authentication;
    wire.deadline = std::chrono::seconds(30);
    return {wire, &readToken};
}

Json::Value common(const QString &clientId, const QString &audience)
{
    return {{"grant_type", "client_credentials"},
            {"client_id", clientId.toStdString()},
            {"audience", audience.toStdString()}};
}

} // namespace

Request<AccessToken> clientCredentialsToken(const QString &clientId, const Secret &clientSecret,
                                            const QString &audience)
{
    Json::Value body = common(clientId, audience);
    body["client_secret"] = clientSecret.reveal().toStdString();
    return tokenRequest(std::move(body));
}

Request<AccessToken> assertionToken(const QString &clientId, const Secret &assertion, const QString &audience)
{
    Json::Value body = common(clientId, audience);
    body["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    body["client_assertion"] = assertion.reveal().toStdString();
    return tokenRequest(std::move(body));
}

QStringList scopesIn(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

} // namespace Api
