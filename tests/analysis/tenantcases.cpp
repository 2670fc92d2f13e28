#include "analysis/scene.h"

using namespace Qt::StringLiterals;

namespace {

using Domain::Severity;
using enum Case::Sort;

Scene with(const QByteArray &settings)
{
    return Scene().settings('{' + settings + '}');
}

Scene flag(const QByteArray &name, bool on)
{
    return with(R"("flags":{")" + name + R"(":)" + (on ? "true}" : "false}"));
}

/// A flag that must not be `bad`; one that Auth0 does not send says nothing.
QList<Case> flagCases(const QString &check, const QByteArray &name, bool bad, Severity severity)
{
    return {
        {check, u"bad"_s, Fails, severity, flag(name, bad)},
        {check, u"good"_s, Passes, {}, flag(name, !bad)},
        {check, u"not sent"_s, Border, {}, with(R"("flags":{})")},
    };
}

QList<Case> connectionFlagCases()
{
    const QString check = u"tenant.enable-client-connections"_s;
    Scene over = flag("enable_client_connections", true).databases(1, 51);
    Scene full = flag("enable_client_connections", true).databases(1, 50);
    Scene unread = flag("enable_client_connections", true).without(Analysis::Need::Connections);
    return flagCases(check, "enable_client_connections", true, Severity::Medium)
        + QList<Case>{
            {check, u"50"_s, Border, Severity::Medium, full},
            {check, u"51"_s, Border, Severity::High, over},
            {check, u"connections not read"_s, Border, Severity::Medium, unread},
        };
}

QList<Case> legacyCases()
{
    const QString check = u"tenant.legacy-flags"_s;
    return flagCases(check, "allow_legacy_ro_grant_types", true, Severity::Medium)
        + QList<Case>{
            {check, u"another"_s, Fails, Severity::Medium, flag("change_pwd_flow_v1", true)},
            {check, u"of today"_s, Border, {}, flag("enable_sso", true)},
        };
}

QList<Case> sessionCases()
{
    const QString check = u"tenant.session-lifetime"_s;
    return {
        {check, u"720 and 72"_s, Fails, Severity::Low, with(R"("session_lifetime":720,"idle_session_lifetime":72)")},
        {check, u"168 and 72"_s, Border, {}, with(R"("session_lifetime":168.0,"idle_session_lifetime":72)")},
        {check, u"idle for 73"_s, Border, Severity::Low, with(R"("session_lifetime":168,"idle_session_lifetime":73)")},
        {check, u"a little over 3 hours"_s, Passes, {}, with(R"("session_lifetime":3.0166666666666666)")},
        {check, u"not sent"_s, Border, {}, with({})},
    };
}

QList<Case> textCases()
{
    const QString directory = u"tenant.default-directory"_s;
    const QString audience = u"tenant.default-audience"_s;
    const QString support = u"tenant.support-contact"_s;
    const QString login = u"tenant.no-login-uri"_s;
    const QString logout = u"tenant.loose-logout-url"_s;
    const QString node = u"tenant.node-version"_s;
    const QString error = u"tenant.no-error-page"_s;
    const QByteArray offered = R"(,"sandbox_versions_available":["22","18","16","12"])";
    return {
        {directory, u"set"_s, Fails, Severity::Low, with(R"("default_directory":"acme-users")")},
        {directory, u"empty"_s, Border, {}, with(R"("default_directory":"")")},
        {directory, u"absent"_s, Passes, {}, with({})},
        {audience, u"set"_s, Fails, Severity::Low, with(R"("default_audience":"https://api.example")")},
        {audience, u"empty"_s, Border, {}, with(R"("default_audience":"")")},
        {audience, u"absent"_s, Passes, {}, with({})},
        {support, u"neither"_s, Fails, Severity::Low, with({})},
        {support, u"one of two"_s, Border, Severity::Low, with(R"("support_email":"help@example.com")")},
        {support,
         u"both"_s,
         Passes,
         {},
         with(R"("support_email":"help@example.com","support_url":"https://example.com")")},
        {login, u"absent"_s, Fails, Severity::Low, with({})},
        {login, u"empty"_s, Border, Severity::Low, with(R"("default_redirection_uri":"")")},
        {login, u"set"_s, Passes, {}, with(R"("default_redirection_uri":"https://example.com/login")")},
        {logout, u"wildcard"_s, Fails, Severity::Low, with(R"("allowed_logout_urls":["https://*.example.com"])")},
        {logout, u"local"_s, Border, {}, with(R"("allowed_logout_urls":["http://localhost:3000"])")},
        {logout, u"https"_s, Passes, {}, with(R"("allowed_logout_urls":["https://example.com"])")},
        {error, u"absent"_s, Fails, Severity::Low, with({})},
        {error, u"empty"_s, Border, Severity::Low, with(R"("error_page":{"html":" ","url":"","show_log_link":true})")},
        {error, u"address"_s, Passes, {}, with(R"("error_page":{"url":"https://example.com/error"})")},
        {error, u"text"_s, Passes, {}, with(R"("error_page":{"html":"<p>Sorry</p>"})")},
        {node, u"12 of 22"_s, Fails, Severity::Low, with(R"("sandbox_version":"12")" + offered)},
        {node, u"18 of 22"_s, Border, Severity::Low, with(R"("sandbox_version":"18")" + offered)},
        {node, u"22 of 22"_s, Passes, {}, with(R"("sandbox_version":"22")" + offered)},
        {node, u"nobody says what there is"_s, Border, {}, with(R"("sandbox_version":"12")")},
    };
}

Scene logged(const QList<QByteArray> &types)
{
    Scene scene;
    int n = 0;
    for (const QByteArray &type : types) {
        scene.log(R"({"log_id":")" + QByteArray::number(++n) + R"(","type":")" + type
                  + R"(","date":"2026-11-19T10:00:00.000Z","description":"Profiles beyond 10 KB"})");
    }
    return scene;
}

QList<Case> logCases()
{
    const QString check = u"tenant.deprecation-notices"_s;
    return {
        {check, u"two"_s, Fails, Severity::Medium, logged({"s", "depnote", "depnote"})},
        {check, u"one"_s, Border, Severity::Medium, logged({"depnote"})},
        {check, u"none"_s, Passes, {}, logged({"s", "fp"})},
    };
}

QList<Case> limitCases()
{
    const auto apps = [](int count) {
        Scene scene;
        for (int n = 0; n < count; ++n) {
            scene.application(R"({"client_id":"app_)" + QByteArray::number(n) + R"(","name":"x"})");
        }
        return scene;
    };
    const auto socials = [](int count) {
        Scene scene;
        for (int n = 0; n < count; ++n) {
            const QByteArray id = QByteArray::number(n);
            scene.connection(R"({"id":"con_)" + id + R"(","name":"s)" + id + R"(","strategy":"github","options":{}})");
        }
        return scene;
    };
    const auto organizations = [](int count) {
        Scene scene;
        const QByteArray bytes = R"({"id":"org","name":"acme"})";
        scene.organization(bytes);
        scene.snapshot.organizations->fill(scene.snapshot.organizations->first(), count); // shared: 100,000 are cheap
        return scene;
    };
    const QString applications = u"limit.applications"_s;
    const QString connections = u"limit.connections"_s;
    const QString social = u"limit.social-connections"_s;
    const QString orgs = u"limit.organizations"_s;
    const QString free = u"free"_s;
    const QString self = u"self-service"_s;
    return {
        {applications, u"7 of 10"_s, Border, {}, apps(7).plan(free)},
        {applications, u"8 of 10"_s, Border, Severity::Low, apps(8).plan(free)},
        {applications, u"9 of 10"_s, Border, Severity::Medium, apps(9).plan(free)},
        {applications, u"10 of 10"_s, Fails, Severity::High, apps(10).plan(free)},
        {applications, u"10 of 100"_s, Passes, {}, apps(10).plan(self)},
        {applications, u"the plan is not known"_s, Border, {}, apps(10)},
        {connections, u"79 of 100"_s, Border, {}, Scene().databases(1, 79).plan(self)},
        {connections, u"80 of 100"_s, Border, Severity::Low, Scene().databases(1, 80).plan(self)},
        {connections, u"100 of 100"_s, Fails, Severity::High, Scene().databases(1, 100).plan(self)},
        {connections, u"the source names no limit"_s, Passes, {}, Scene().databases(1, 100).plan(u"enterprise"_s)},
        {social, u"1 of 2"_s, Border, {}, socials(1).plan(free)},
        {social, u"2 of 2"_s, Fails, Severity::High, socials(2).plan(free)},
        {social, u"the source names no limit"_s, Passes, {}, socials(5).plan(self)},
        {orgs, u"79,999 of 100,000"_s, Border, {}, organizations(79'999)},
        {orgs, u"80,000 of 100,000"_s, Border, Severity::Low, organizations(80'000)},
        {orgs, u"100,000 of 100,000"_s, Fails, Severity::High, organizations(100'000)},
        {orgs, u"one"_s, Passes, {}, organizations(1)},
    };
}

} // namespace

QList<Case> tenantCases()
{
    return connectionFlagCases() + legacyCases() + sessionCases() + textCases() + logCases() + limitCases()
        + flagCases(u"tenant.dynamic-client-registration"_s, "enable_dynamic_client_registration", true, Severity::High)
        + flagCases(u"tenant.clickjacking"_s, "disable_clickjack_protection_headers", true, Severity::Medium)
        + flagCases(u"tenant.user-exists-error"_s, "enable_public_signup_user_exists_error", true, Severity::Low)
        + flagCases(u"tenant.enterprise-connections-disclosed"_s, "no_disclose_enterprise_connections", false,
                    Severity::Medium);
}
