#include "analysis/scene.h"

using namespace Qt::StringLiterals;

namespace {

using Domain::Severity;
using enum Case::Sort;

/// An application "app" of this type with these members.
Scene with(const QByteArray &type, const QByteArray &members)
{
    return Scene().application(R"({"client_id":"app","name":"Portal","app_type":")" + type + "\"," + members + '}');
}

Scene authenticated(const QByteArray &type, const QByteArray &method, const QByteArray &grant = "authorization_code")
{
    return with(type, R"("token_endpoint_auth_method":)" + method + R"(,"grant_types":[")" + grant + R"("])");
}

QList<Case> proofCases()
{
    const QString check = u"application.authentication"_s;
    const Scene global
        = Scene().application(R"({"client_id":"app","name":"All","global":true,"token_endpoint_auth_method":"none"})");
    return {
        {check, u"none on a server"_s, Fails, Severity::Medium, authenticated("regular_web", R"("none")")},
        {check, u"a machine"_s, Fails, Severity::High,
         authenticated("non_interactive", R"("none")", "client_credentials")},
        {check, u"a secret on a device"_s, Fails, Severity::Medium, authenticated("native", R"("client_secret_post")")},
        {check, u"none on a device"_s, Passes, {}, authenticated("spa", R"("none")")},
        {check, u"a secret on a server"_s, Passes, {}, authenticated("regular_web", R"("client_secret_basic")")},
        {check, u"a key"_s, Border, {}, authenticated("regular_web", "null")},
        {check, u"all applications"_s, Border, {}, global},
    };
}

QList<Case> grantCases()
{
    const QString check = u"application.unfit-grant"_s;
    const auto granted = [](const QByteArray &type, const QByteArray &grants) {
        return with(type, R"("grant_types":[)" + grants + ']');
    };
    return {
        {check, u"machine grant on a device"_s, Fails, Severity::Medium,
         granted("spa", R"("authorization_code","client_credentials")")},
        {check, u"people at a machine's"_s, Fails, Severity::Low,
         granted("non_interactive", R"("client_credentials","authorization_code")")},
        {check,
         u"both on a server"_s,
         Border,
         {},
         granted("regular_web", R"("authorization_code","client_credentials")")},
        {check,
         u"device code on a device"_s,
         Border,
         {},
         granted("native", R"("urn:ietf:params:oauth:grant-type:device_code")")},
        {check, u"its own"_s, Passes, {}, granted("non_interactive", R"("client_credentials")")},
    };
}

QList<Case> endlessCases()
{
    const QString check = u"application.refresh-token-endless"_s;
    const auto tokens = [](const QByteArray &rotation, const QByteArray &members, const QByteArray &grant) {
        return with("spa",
                    R"("grant_types":[")" + grant + R"("],"refresh_token":{"rotation_type":")" + rotation
                        + R"(","expiration_type":)" + members + '}');
    };
    const QByteArray refresh = "refresh_token";
    return {
        {check, u"no absolute lifetime"_s, Fails, Severity::Low,
         tokens("rotating", R"("expiring","infinite_token_lifetime":true)", refresh)},
        {check, u"never expires"_s, Fails, Severity::Low, tokens("rotating", R"("non-expiring")", refresh)},
        {check,
         u"idle without an end"_s,
         Border,
         {},
         tokens("rotating", R"("expiring","infinite_token_lifetime":false,"infinite_idle_token_lifetime":true)",
                refresh)},
        {check, u"told elsewhere"_s, Border, {}, tokens("non-rotating", R"("non-expiring")", refresh)},
        {check, u"without the grant"_s, Border, {}, tokens("rotating", R"("non-expiring")", "authorization_code")},
        {check, u"expires"_s, Passes, {}, tokens("rotating", R"("expiring")", refresh)},
    };
}

Scene keyEnding(const std::optional<qint64> &secondsAfter)
{
    Scene scene = with("non_interactive", R"("grant_types":["client_credentials"])");
    constexpr qint64 days30 = 30LL * 86400;
    scene.credential(u"app"_s, secondsAfter ? scene.now.addSecs(days30 + *secondsAfter) : QDateTime());
    return scene;
}

QList<Case> keyCases()
{
    const QString check = u"application.key-expiry"_s;
    constexpr qint64 days30 = 30LL * 86400;
    return {
        {check, u"in 30 days"_s, Border, Severity::Medium, keyEnding(0)},
        {check, u"a second later"_s, Border, {}, keyEnding(1)},
        {check, u"now"_s, Border, Severity::High, keyEnding(-days30)},
        {check, u"in a second"_s, Border, Severity::Medium, keyEnding(1 - days30)},
        {check, u"long ago"_s, Fails, Severity::High, keyEnding(-10 * days30)},
        // In the middle of a rotation.
        {check, u"over, beside one that never ends"_s, Border, Severity::Low,
         keyEnding(-10 * days30).credential(u"app"_s, QDateTime())},
        {check, u"soon, beside one of more than 30 days"_s, Border, Severity::Low,
         [] {
             Scene scene = keyEnding(-1);
             return scene.credential(u"app"_s, scene.now.addDays(31));
         }()},
        {check, u"both over"_s, Fails, Severity::High,
         [] {
             Scene scene = keyEnding(-10 * days30);
             return scene.credential(u"app"_s, scene.now.addDays(-1));
         }()},
        {check, u"never"_s, Passes, {}, keyEnding({})},
        {check, u"no key"_s, Passes, {}, with("non_interactive", R"("grant_types":[])")},
        {check, u"another's"_s, Border, {}, keyEnding({}).credential(u"other"_s, QDateTime::fromSecsSinceEpoch(0))},
    };
}

/// A web application "app", its client secret known for so many days.
Scene secretFor(int days, const QByteArray &more = {}, const QByteArray &type = "regular_web")
{
    return with(type, R"("grant_types":["authorization_code"])" + more).secret(u"app"_s, days);
}

QList<Case> secretCases()
{
    const QString check = u"application.old-secret"_s;
    const QByteArray none = R"(,"token_endpoint_auth_method":"none")";
    const QByteArray key = R"(,"client_authentication_methods":{"private_key_jwt":{"credentials":[{"id":"cred_1"}]}})";
    const QByteArray hs256 = R"(,"jwt_configuration":{"alg":"HS256"})";
    Scene almost = secretFor(365);
    almost.now = almost.now.addSecs(-1);
    Scene stricter = secretFor(90);
    stricter.options.secretDays = 90;
    const Scene global = Scene().application(R"({"client_id":"app","name":"All","global":true})");
    return {
        {check, u"over a year"_s, Fails, Severity::Low, secretFor(412)},
        {check, u"two years"_s, Border, Severity::Medium, secretFor(730)},
        {check, u"a day less"_s, Border, Severity::Low, secretFor(729)},
        {check, u"a year"_s, Border, Severity::Low, secretFor(365)},
        {check, u"a second less"_s, Border, {}, almost},
        {check, u"as the operator has it"_s, Border, Severity::Low, stricter},
        {check, u"young"_s, Passes, {}, secretFor(30)},
        {check, u"not known"_s, Passes, {}, with("regular_web", R"("grant_types":[])")},
        {check, u"another's"_s, Border, {}, secretFor(30).secret(u"other"_s, 412)},
        {check, u"in a browser"_s, Border, {}, secretFor(412, none, "spa")},
        {check, u"in a browser, and signs tokens"_s, Border, Severity::Low, secretFor(412, none + hs256, "spa")},
        {check, u"on a server, and not asked for"_s, Border, {}, secretFor(412, none)},
        {check, u"a key in its place"_s, Border, {}, secretFor(412, key)},
        {check, u"all applications"_s, Border, {}, Scene(global).secret(u"app"_s, 412)},
    };
}

/// A safeguard of the tenant's applications: `lacking` could use it, `using_` does, `exempt` could not.
QList<Case> tenantCasesOf(const QString &check, const Scene &lacking, const Scene &using_, const Scene &exempt)
{
    return {
        {check, u"one without"_s, Fails, Severity::Low, lacking},
        {check, u"all with"_s, Passes, {}, using_},
        {check, u"it could not"_s, Border, {}, exempt},
        {check, u"no applications"_s, Border, {}, Scene()},
    };
}

QList<Case> tenantWideCases()
{
    const QByteArray code = R"("grant_types":["authorization_code"])";
    const auto web = [&code](const QByteArray &more) { return with("regular_web", code + more); };
    const Scene spa = with("spa", code);
    const Scene machine = with("non_interactive", R"("grant_types":["client_credentials"])");
    return tenantCasesOf(u"tenant.no-back-channel-logout"_s, web({}),
                         web(R"(,"oidc_logout":{"backchannel_logout_urls":["https://portal.example/out"]})"), spa)
        + tenantCasesOf(u"tenant.no-pushed-requests"_s, web({}),
                        web(R"(,"require_pushed_authorization_requests":true)"), spa)
        + tenantCasesOf(u"tenant.no-signed-requests"_s, web({}), web(R"(,"signed_request_object":{"required":true})"),
                        spa)
        + tenantCasesOf(u"tenant.no-proof-of-possession"_s, web({}), web(R"(,"require_proof_of_possession":true)"),
                        machine)
        + tenantCasesOf(
               u"tenant.shared-secrets"_s, web({}),
               web(R"(,"client_authentication_methods":{"private_key_jwt":{"credentials":[{"id":"cred_1"}]}})"), spa);
}

} // namespace

QList<Case> safeguardCases()
{
    return proofCases() + grantCases() + endlessCases() + keyCases() + secretCases() + tenantWideCases();
}
