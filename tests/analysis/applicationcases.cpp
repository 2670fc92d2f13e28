#include "analysis/scene.h"

using namespace Qt::StringLiterals;

namespace {

using Domain::Severity;
using enum Case::Sort;

/// An application "app" with these members.
Scene with(const QByteArray &members, const QByteArray &type = "spa")
{
    const QByteArray kind = type.isEmpty() ? QByteArray() : R"(,"app_type":")" + type + '"';
    return Scene().application(R"({"client_id":"app","name":"Portal")" + kind
                               + (members.isEmpty() ? QByteArray() : ',' + members) + '}');
}

QByteArray list(const QByteArray &member, const QByteArray &entry)
{
    return '"' + member + R"(":["https://portal.example/x",")" + entry + R"("])";
}

QList<Case> connectionlessCases()
{
    const QString check = u"application.no-connection"_s;
    return {
        {check, u"none"_s, Fails, Severity::Low, with({})},
        {check, u"one"_s, Border, {}, with({}).enable(u"app"_s, {u"con"_s})},
        {check, u"a machine"_s, Passes, {}, with({}, "non_interactive")},
        {check, u"all applications"_s, Passes, {}, with(R"("global":true)", {})},
        {check,
         u"no type, client credentials alone"_s,
         Border,
         {},
         with(R"("grant_types":["client_credentials"])", {})},
        {check, u"no type, other grants too"_s, Border, Severity::Low,
         with(R"("grant_types":["client_credentials","authorization_code"])", {})},
    };
}

QList<Case> urlCases()
{
    const QString wild = u"application.wildcard-callback"_s;
    const QString http = u"application.http-callback"_s;
    const QString local = u"application.local-url"_s;
    const QString origin = u"application.loose-origin"_s;
    const QString logout = u"application.loose-logout-url"_s;
    return {
        {wild, u"subdomain"_s, Fails, Severity::Medium, with(list("callbacks", "https://*.portal.example/callback"))},
        {wild, u"organization"_s, Border, {}, with(list("callbacks", "https://{organization_name}.portal.example/"))},
        {wild, u"local"_s, Border, {}, with(list("callbacks", "http://localhost:*/callback"))},
        {wild, u"none"_s, Passes, {}, with(list("callbacks", "https://portal.example/callback"))},
        {http, u"http"_s, Fails, Severity::High, with(list("callbacks", "http://portal.example/callback"))},
        {http, u"HTTP"_s, Border, Severity::High, with(list("callbacks", "HTTP://portal.example/callback"))},
        {http, u"looks local"_s, Border, Severity::High, with(list("callbacks", "http://localhost.portal.example/"))},
        {http, u"a name before the host"_s, Border, Severity::High,
         with(list("callbacks", "http://localhost:80@portal.example/"))},
        {http, u"localhost"_s, Border, {}, with(list("callbacks", "http://localhost:3000/callback"))},
        {http, u"127.0.0.1"_s, Border, {}, with(list("callbacks", "http://127.0.0.1/callback"))},
        {http, u"[::1]"_s, Border, {}, with(list("callbacks", "http://[::1]:8080/callback"))},
        {http, u"a scheme of an app's own"_s, Passes, {}, with(list("callbacks", "com.example.app://callback"))},
        {local, u"callback"_s, Fails, Severity::Low, with(list("callbacks", "http://localhost:4200/callback"))},
        {local, u"logout URL"_s, Fails, Severity::Low,
         with(list("callbacks", "https://portal.example/") + ',' + list("allowed_logout_urls", "http://127.0.0.1/"))},
        {local,
         u"native applications listen there"_s,
         Border,
         {},
         with(list("callbacks", "http://localhost/"), "native")},
        {local, u"a developer's own"_s, Border, {}, with(R"("callbacks":["http://localhost:3000/callback"])")},
        {local, u"looks local"_s, Border, {}, with(list("callbacks", "https://localhost.portal.example/"))},
        {local, u"public"_s, Passes, {}, with(list("callbacks", "https://portal.example/callback"))},
        {origin, u"wildcard"_s, Fails, Severity::Medium, with(list("web_origins", "https://*.portal.example"))},
        {origin, u"http"_s, Fails, Severity::Medium, with(list("allowed_origins", "http://portal.example"))},
        {origin, u"local"_s, Border, {}, with(list("web_origins", "http://localhost:4200"))},
        {origin, u"https"_s, Passes, {}, with(list("web_origins", "https://portal.example"))},
        {logout, u"wildcard"_s, Fails, Severity::Low, with(list("allowed_logout_urls", "https://*.portal.example"))},
        {logout, u"local"_s, Border, {}, with(list("allowed_logout_urls", "http://127.0.0.1:3000"))},
        {logout, u"https"_s, Passes, {}, with(list("allowed_logout_urls", "https://portal.example"))},
    };
}

QByteArray grant(const QByteArray &name)
{
    return R"("grant_types":["authorization_code",")" + name + R"("])";
}

QList<Case> legacyCases()
{
    const QString grants = u"application.deprecated-grant"_s;
    const QString fields = u"application.deprecated-field"_s;
    const QString oidc = u"application.not-oidc-conformant"_s;
    const QString alg = u"application.hs256"_s;
    const QString cross = u"application.cross-origin-authentication"_s;
    return {
        {grants, u"implicit"_s, Fails, Severity::Medium, with(grant("implicit"))},
        {grants, u"password"_s, Fails, Severity::High, with(grant("password"))},
        {grants, u"realm"_s, Fails, Severity::High,
         with(grant("http://auth0.com/oauth/grant-type/password-realm"), "non_interactive")},
        {grants, u"legacy"_s, Fails, Severity::High, with(grant("http://auth0.com/oauth/legacy/grant-type/ro"))},
        {grants,
         u"second factors are no password grant"_s,
         Border,
         {},
         with(grant("http://auth0.com/oauth/grant-type/mfa-otp"))},
        {grants,
         u"passwordless neither"_s,
         Border,
         {},
         with(grant("http://auth0.com/oauth/grant-type/passwordless/otp"))},
        {grants, u"refresh token"_s, Passes, {}, with(grant("refresh_token"))},
        {fields, u"cross_origin_auth"_s, Fails, Severity::Low, with(R"("cross_origin_auth":true)")},
        {fields, u"off, as Auth0 always sends it"_s, Border, {}, with(R"("cross_origin_auth":false,"sso":false)")},
        {fields, u"delegation"_s, Fails, Severity::Low, with(R"("addons":{"firebase":{"private_key_id":"x"}})")},
        {fields, u"no delegation"_s, Border, {}, with(R"("addons":{"firebase":null,"samlp":{}},"allowed_clients":[])")},
        {fields, u"allowed clients"_s, Fails, Severity::Low, with(R"("allowed_clients":["other"])")},
        {fields, u"nothing"_s, Passes, {}, with({})},
        {oidc, u"false"_s, Fails, Severity::Low, with(R"("oidc_conformant":false)")},
        {oidc, u"a machine"_s, Border, {}, with(R"("oidc_conformant":false)", "non_interactive")},
        {oidc, u"not sent"_s, Border, {}, with({})},
        {oidc, u"true"_s, Passes, {}, with(R"("oidc_conformant":true)")},
        {alg, u"HS256"_s, Fails, Severity::Medium, with(R"("jwt_configuration":{"alg":"HS256"})")},
        {alg, u"RS256"_s, Passes, {}, with(R"("jwt_configuration":{"alg":"RS256"})")},
        {alg, u"not sent"_s, Border, {}, with(R"("jwt_configuration":{})")},
        {cross, u"on"_s, Fails, Severity::Low, with(R"("cross_origin_authentication":true)")},
        {cross, u"off"_s, Passes, {}, with(R"("cross_origin_authentication":false)")},
        {cross, u"all applications"_s, Border, {}, with(R"("global":true,"cross_origin_authentication":true)", {})},
    };
}

QByteArray tokens(const QByteArray &rotation, const QByteArray &expiration,
                  const QByteArray &grants = R"(["refresh_token"])")
{
    return R"("grant_types":)" + grants + R"(,"refresh_token":{"rotation_type":")" + rotation
        + R"(","expiration_type":")" + expiration + R"("})";
}

QList<Case> tokenCases()
{
    const QString check = u"application.refresh-token-not-rotating"_s;
    return {
        {check, u"in a browser"_s, Fails, Severity::Medium, with(tokens("non-rotating", "expiring"))},
        {check, u"rotating"_s, Passes, {}, with(tokens("rotating", "expiring"))},
        {check,
         u"without the grant"_s,
         Border,
         {},
         with(tokens("non-rotating", "non-expiring", R"(["authorization_code"])"))},
        {check, u"on a server, for ever"_s, Border, Severity::Low,
         with(tokens("non-rotating", "non-expiring"), "regular_web")},
        {check, u"on a server, for a time"_s, Border, {}, with(tokens("non-rotating", "expiring"), "regular_web")},
        {check, u"without a secret"_s, Fails, Severity::Medium,
         with(tokens("non-rotating", "expiring") + R"(,"token_endpoint_auth_method":"none")", "regular_web")},
    };
}

QByteArray keys(int count)
{
    QByteArray members;
    for (int n = 0; n < count; ++n) {
        members += (n > 0 ? ",\"k" : "\"k") + QByteArray::number(n) + R"(":"v")";
    }
    return R"("client_metadata":{)" + members + '}';
}

} // namespace

QList<Case> applicationCases()
{
    const QString uri = u"application.no-login-uri"_s;
    const QString full = u"application.metadata-full"_s;
    return connectionlessCases() + urlCases() + legacyCases() + tokenCases()
        + QList<Case>{
            {uri, u"none"_s, Fails, Severity::Low, with({}, "regular_web")},
            {uri, u"empty"_s, Border, Severity::Low, with(R"("initiate_login_uri":"")")},
            {uri, u"one"_s, Passes, {}, with(R"("initiate_login_uri":"https://portal.example/login")")},
            {uri, u"native"_s, Border, {}, with({}, "native")},
            {full, u"9 keys"_s, Border, {}, with(keys(9))},
            {full, u"10 keys"_s, Fails, Severity::Low, with(keys(10))},
            {full, u"none"_s, Passes, {}, with(keys(0))},
        };
}
