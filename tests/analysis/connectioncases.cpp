#include "analysis/scene.h"

using namespace Qt::StringLiterals;

namespace {

using Domain::Severity;
using enum Case::Sort;

/// A connection "con" with these options.
Scene with(const QByteArray &options, const QByteArray &strategy = "auth0", const QByteArray &name = "acme-users",
           const QByteArray &more = {})
{
    return Scene().connection(R"({"id":"con","name":")" + name + R"(","strategy":")" + strategy + R"(","options":{)"
                              + options + '}' + more + '}');
}

Scene enabledFor(int applications, const QByteArray &strategy = "auth0")
{
    Scene scene = with({}, strategy);
    for (int n = 0; n < applications; ++n) {
        scene.enable(u"app_%1"_s.arg(n), {u"con"_s});
    }
    return scene;
}

QByteArray custom(const QByteArray &scripts, const QByteArray &more = {})
{
    return R"("enabledDatabaseCustomization":true,"customScripts":{)" + scripts + '}' + more;
}

QList<Case> useCases()
{
    const QString unused = u"connection.no-application"_s;
    const QString many = u"connection.many-applications"_s;
    return {
        {unused, u"none"_s, Fails, Severity::Low, enabledFor(0)},
        {unused, u"one"_s, Border, {}, enabledFor(1)},
        {unused, u"two"_s, Passes, {}, enabledFor(2)},
        {unused, u"an enterprise connection"_s, Passes, {}, enabledFor(0, "samlp")},
        {many, u"3"_s, Passes, {}, enabledFor(3)},
        {many, u"999"_s, Border, {}, enabledFor(999)},
        {many, u"1000"_s, Border, Severity::Low, enabledFor(1000)},
        {many, u"1500"_s, Fails, Severity::Low, enabledFor(1500, "oidc")},
    };
}

QList<Case> guardCases()
{
    const QString brute = u"connection.brute-force-protection-off"_s;
    const QString signUp = u"connection.sign-up-open"_s;
    const QString domain = u"connection.domain-connection"_s;
    const QString passkeys = u"connection.no-passkeys"_s;
    return {
        {brute, u"off"_s, Fails, Severity::High, with(R"("brute_force_protection":false)")},
        {brute, u"on"_s, Passes, {}, with(R"("brute_force_protection":true)")},
        {brute, u"not sent"_s, Border, {}, with({})},
        {brute, u"another type"_s, Border, {}, with(R"("brute_force_protection":"false")")},
        {signUp, u"open"_s, Fails, Severity::Medium, with(R"("disable_signup":false)")},
        {signUp, u"not sent"_s, Border, Severity::Medium, with({})},
        {signUp, u"disabled"_s, Passes, {}, with(R"("disable_signup":true)")},
        {signUp, u"enterprise"_s, Passes, {}, with({}, "samlp")},
        {signUp, u"Auth0's own connection"_s, Border, {}, with({}, "auth0", "Username-Password-Authentication")},
        {domain, u"yes"_s, Fails, Severity::Low, with({}, "auth0", "a", R"(,"is_domain_connection":true)")},
        {domain, u"no"_s, Passes, {}, with({}, "auth0", "a", R"(,"is_domain_connection":false)")},
        {domain, u"not sent"_s, Border, {}, with({})},
        {passkeys, u"off"_s, Fails, Severity::Low, with(R"("authentication_methods":{"passkey":{"enabled":false}})")},
        {passkeys, u"on"_s, Passes, {}, with(R"("authentication_methods":{"passkey":{"enabled":true}})")},
        {passkeys, u"not sent"_s, Border, Severity::Low, with({})},
        {passkeys, u"a custom database"_s, Border, {}, with(custom({}))},
    };
}

QList<Case> scriptCases()
{
    const QString scripts = u"connection.custom-database-scripts"_s;
    const QByteArray login = R"("login":"function login() {}")";
    const QByteArray both = login + R"(,"get_user":"function getUser() {}")";
    return {
        {scripts, u"no login"_s, Fails, Severity::High, with(custom({}))},
        {scripts, u"an empty login"_s, Border, Severity::High, with(custom(R"("login":"  ")"))},
        {scripts, u"no scripts at all"_s, Fails, Severity::High, with(R"("enabledDatabaseCustomization":true)")},
        {scripts, u"no get_user"_s, Fails, Severity::Medium, with(custom(login))},
        {scripts, u"both"_s, Passes, {}, with(custom(both))},
        {scripts, u"turned off"_s, Border, {}, with(R"("enabledDatabaseCustomization":false,"customScripts":{})")},
    };
}

QByteArray keys(int count)
{
    QByteArray members;
    for (int n = 0; n < count; ++n) {
        members += (n > 0 ? ",\"k" : "\"k") + QByteArray::number(n) + R"(":"v")";
    }
    return R"(,"metadata":{)" + members + '}';
}

QList<Case> storeCases()
{
    const QString secrets = u"connection.secrets-in-scripts"_s;
    const QString store = u"connection.outside-user-store"_s;
    const QByteArray use = R"("login":"const password = configuration.PASSWORD;")";
    return {
        {secrets, u"a constant"_s, Fails, Severity::Medium,
         with(custom(R"("login":"const apiKey = 'hunter2-and-more';")"))},
        {secrets, u"a member"_s, Fails, Severity::Medium,
         with(custom(R"x("get_user":"connect({ host: 'db', password: \"hunter2\" })")x"))},
        {secrets, u"from configuration"_s, Passes, {}, with(custom(use))},
        {secrets, u"in a comment"_s, Border, {}, with(custom(R"("login":"// password = 'hunter2'\nx();")"))},
        {secrets, u"put in when it runs"_s, Border, {}, with(custom(R"("login":"const token = `Bearer ${t}`;")"))},
        {secrets, u"the custom database is off"_s, Border, {}, with(R"("customScripts":{"login":"pwd = 'hunter2'"})")},
        {store, u"no import"_s, Fails, Severity::Low, with(custom(use, R"(,"import_mode":false)"))},
        {store, u"not said"_s, Border, Severity::Low, with(custom(use))},
        {store, u"import"_s, Passes, {}, with(custom(use, R"(,"import_mode":true)"))},
        {store, u"Auth0's own"_s, Border, {}, with({})},
    };
}

QByteArray email(const QByteArray &verified, const QByteArray &method = "code")
{
    return R"("attributes":{"email":{"verification_method":")" + method
        + R"(","signup":{"status":"required","verification":{"active":)" + verified + "}}}}";
}

QList<Case> identityCases()
{
    const QString check = u"connection.email-verification"_s;
    const QString keys = u"connection.developer-keys"_s;
    return {
        {check, u"not verified"_s, Fails, Severity::Medium, with(email("false"))},
        {check, u"with a link"_s, Fails, Severity::Low, with(email("true", "link"))},
        {check, u"nobody signs up"_s, Border, {}, with(email("false") + R"(,"disable_signup":true)")},
        {check, u"nothing was decided"_s, Border, {}, with({})},
        {check, u"with a code"_s, Passes, {}, with(email("true"))},
        {keys, u"none of its own"_s, Fails, Severity::Medium, with(R"("scope":["email"])", "google-oauth2")},
        {keys, u"empty"_s, Border, Severity::Medium, with(R"("client_id":"")", "github")},
        {keys, u"its own"_s, Passes, {}, with(R"("client_id":"abc")", "github")},
        {keys, u"OAuth 1"_s, Border, {}, with(R"("consumerKey":"abc")", "twitter")},
        {keys, u"the tenant's own strategy"_s, Border, {}, with(R"("scripts":{})", "oauth2")},
        {keys, u"an enterprise connection"_s, Border, {}, with({}, "samlp")},
    };
}

} // namespace

QList<Case> connectionCases()
{
    const QString full = u"connection.metadata-full"_s;
    return useCases() + guardCases() + scriptCases() + storeCases() + identityCases()
        + QList<Case>{
            {full, u"9 keys"_s, Border, {}, with({}, "auth0", "a", keys(9))},
            {full, u"10 keys"_s, Fails, Severity::Low, with({}, "auth0", "a", keys(10))},
            {full, u"none"_s, Passes, {}, with({})},
        };
}
