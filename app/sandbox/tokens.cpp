#include "sandbox/tokens.h"

#include "sandbox/jwt.h"
#include "sandbox/text.h"

#include <openssl/crypto.h>

namespace Sandbox {

namespace {

long unixSeconds(TimePoint time)
{
    return static_cast<long>(std::chrono::floor<std::chrono::seconds>(time.time_since_epoch()).count());
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string stringClaim(const Json &claims, const std::string &name)
{
    const auto found = claims.find(name);
    return found != claims.end() && found->is_string() ? found->get<std::string>() : std::string();
}

long numberClaim(const Json &claims, const std::string &name)
{
    const auto found = claims.find(name);
    return found != claims.end() && found->is_number() ? static_cast<long>(found->get<double>()) : 0;
}

std::string valueOf(const std::map<std::string, std::string> &map, const std::string &key)
{
    const auto found = map.find(key);
    return found == map.end() ? std::string() : found->second;
}

/// The Authentication API's kind of error.
Response refusedExchange(int status, std::string_view error, std::string_view description)
{
    return jsonResponse(status, Json{{"error", error}, {"error_description", description}});
}

bool sameSecret(const std::string &left, const std::string &right)
{
    return left.size() == right.size() && CRYPTO_memcmp(left.data(), right.data(), left.size()) == 0;
}

} // namespace

struct Tokens::Demand
{
    std::string grantType, audience, clientId, clientSecret, assertionType, assertion;
    bool readable = true;

    Demand(const std::map<std::string, std::string> &headers, const std::string &body)
    {
        std::map<std::string, std::string> form;
        if (valueOf(headers, "content-type").starts_with("application/json")) {
            const Json json = Json::parse(body, nullptr, false);
            readable = json.is_object();
            for (const auto &[name, value] : json.items()) {
                if (value.is_string())
                    form.emplace(name, value.get<std::string>());
            }
        } else {
            const auto pairs = parsedForm(body);
            form.insert(pairs.begin(), pairs.end());
        }
        grantType = form["grant_type"];
        audience = form["audience"];
        clientId = form["client_id"];
        clientSecret = form["client_secret"];
        assertionType = form["client_assertion_type"];
        assertion = form["client_assertion"];
        if (const std::string header = valueOf(headers, "authorization"); header.starts_with("Basic ")) {
            const std::string pair = fromBase64(std::string_view(header).substr(6));
            const auto colon = pair.find(':');
            if (colon != std::string::npos) { // RFC 6749 2.3.1: each half is form-encoded
                clientId = percentDecoded(pair.substr(0, colon), true);
                clientSecret = percentDecoded(pair.substr(colon + 1), true);
            }
        }
        if (const auto jwt = assertion.empty() ? std::nullopt : parsedJwt(assertion); jwt && clientId.empty())
            clientId = stringClaim(jwt->claims, "sub");
    }
};

Tokens::Tokens(RsaKey key, std::vector<ApiClient> clients, std::vector<std::string> allScopes,
               std::chrono::seconds lifetime)
    : m_key(std::move(key))
    , m_allScopes(std::move(allScopes))
    , m_lifetime(lifetime)
    , m_run(randomText(8) + '-')
{
    for (ApiClient &client : clients)
        m_clients.emplace(client.clientId, client);
}

void Tokens::setAddress(const std::string &baseUrl, const std::string &domain)
{
    m_baseUrl = baseUrl;
    m_domain = domain;
}

bool Tokens::isAudience(const std::string &audience) const
{
    return audience == m_baseUrl + "/api/v2/" || audience == "https://" + m_domain + "/api/v2/";
}

bool Tokens::assertionHolds(const Demand &demand, const ApiClient &client, TimePoint now)
{
    const auto jwt = parsedJwt(demand.assertion);
    const auto key = RsaKey::fromPublicPem(client.publicKeyPem);
    if (!jwt || !key || demand.assertionType != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        return false;
    if (!key->verify(jwt->signedPart, jwt->signature, stringClaim(jwt->header, "alg")))
        return false;
    if (stringClaim(jwt->claims, "iss") != client.clientId || stringClaim(jwt->claims, "sub") != client.clientId)
        return false;
    // Since October 2025 the audience must be the issuer as one string, not a list.
    const std::string audience = stringClaim(jwt->claims, "aud");
    if (audience != m_baseUrl + '/' && audience != "https://" + m_domain + '/')
        return false;
    if (numberClaim(jwt->claims, "exp") <= unixSeconds(now))
        return false;
    const std::string id = stringClaim(jwt->claims, "jti");
    const std::lock_guard lock(m_mutex);
    return !id.empty() && m_usedAssertions.insert(id).second;
}

const ApiClient *Tokens::authenticated(const Demand &demand, TimePoint now)
{
    const auto found = m_clients.find(demand.clientId);
    if (found == m_clients.end())
        return nullptr;
    const ApiClient &client = found->second;
    if (!demand.assertion.empty())
        return assertionHolds(demand, client, now) ? &client : nullptr;
    return !client.clientSecret.empty() && sameSecret(client.clientSecret, demand.clientSecret) ? &client : nullptr;
}

Response Tokens::issue(const ApiClient &client, const std::string &audience, TimePoint now)
{
    const std::string scope = joined(client.scopes.empty() ? m_allScopes : client.scopes);
    const long issuedAt = unixSeconds(now);
    const Json claims{{"iss", m_baseUrl + '/'},
                      {"sub", client.clientId + "@clients"},
                      {"aud", audience},
                      {"iat", issuedAt},
                      {"exp", issuedAt + m_lifetime.count()},
                      {"scope", scope},
                      {"gty", "client-credentials"},
                      {"azp", client.clientId},
                      {"jti", tokenPrefix() + randomText(22)}};
    ++m_issued;
    Response response = jsonResponse(200,
                                     Json{{"access_token", signedJwt(claims, m_key)},
                                          {"scope", scope},
                                          {"expires_in", m_lifetime.count()},
                                          {"token_type", "Bearer"}});
    response.headers.emplace("Cache-Control", "no-store");
    return response;
}

Exchange Tokens::exchange(const std::map<std::string, std::string> &headers, const std::string &body, TimePoint now)
{
    const Demand demand(headers, body);
    if (!demand.readable)
        return {refusedExchange(400, "invalid_request", "The body is not valid JSON"), {}};
    if (demand.grantType.empty())
        return {refusedExchange(400, "invalid_request", "Missing required parameter: grant_type"), {}};
    if (demand.grantType != "client_credentials")
        return {refusedExchange(403, "unauthorized_client",
                                "Grant type '" + demand.grantType + "' not allowed for the client."),
                {}};
    const ApiClient *client = authenticated(demand, now);
    if (client == nullptr)
        return {demand.assertion.empty() ? refusedExchange(401, "access_denied", "Unauthorized")
                                         : refusedExchange(401, "invalid_client", "Failed to verify client assertion"),
                {}};
    if (demand.audience.empty())
        return {refusedExchange(403, "access_denied",
                                "No audience parameter was provided, and no default audience has "
                                "been configured"),
                client->clientId};
    if (!isAudience(demand.audience))
        return {refusedExchange(403, "access_denied", "Service not enabled within domain: " + demand.audience),
                client->clientId};
    return {issue(*client, demand.audience, now), client->clientId};
}

Authorization Tokens::authorize(const std::map<std::string, std::string> &headers, TimePoint now) const
{
    const auto header = headers.find("authorization");
    if (header == headers.end())
        return {{}, errorResponse(401, "Missing authentication")};
    const std::string &value = header->second;
    const auto space = value.find(' ');
    if (space == std::string::npos || lowerCase(value.substr(0, space)) != "bearer"
        || value.find(' ', space + 1) != std::string::npos || space + 1 == value.size())
        return {{}, errorResponse(400, "Bad HTTP authentication header format", "Bearer")};
    const auto jwt = parsedJwt(value.substr(space + 1));
    if (!jwt || stringClaim(jwt->header, "alg") != "RS256" || !m_key.verify(jwt->signedPart, jwt->signature, "RS256"))
        return {{}, errorResponse(401, "Invalid token", "invalid_token")};
    const bool ours = stringClaim(jwt->claims, "iss") == m_baseUrl + '/' && isAudience(stringClaim(jwt->claims, "aud"))
        && stringClaim(jwt->claims, "jti").starts_with(tokenPrefix());
    if (!ours)
        return {{}, errorResponse(401, "Invalid token", "invalid_token")};
    if (numberClaim(jwt->claims, "exp") <= unixSeconds(now))
        return {{}, errorResponse(401, "Expired token received for JSON Web Token validation", "invalid_token")};
    Caller caller;
    caller.clientId = stringClaim(jwt->claims, "azp");
    for (const std::string &scope : split(stringClaim(jwt->claims, "scope"), ' '))
        caller.scopes.insert(scope);
    return {std::move(caller), {}};
}

} // namespace Sandbox
