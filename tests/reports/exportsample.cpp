#include "reports/exportsample.h"

using namespace Qt::StringLiterals;

namespace Support {

QByteArray database(const QByteArray &name, const QByteArray &options)
{
    return R"({"id":"con_)" + name + R"(","options":)" + options + R"(,"strategy":"auth0","name":")" + name + R"("})";
}

Reports::ExportInput exportSample()
{
    Reports::ExportInput input;
    input.tenant = u"prod"_s;
    input.domain = u"acme.eu.auth0.com"_s;
    input.applications = {
        R"({"client_id":"a1","name":"Portal","client_secret":"canary-1","encryption_key":null,"cross_origin_auth":true,
            "global":false,"callbacks":["https://x/${y}"],"client_metadata":{"api_key":"canary-2","a":"1"},
            "client_authentication_methods":{"private_key_jwt":{"credentials":[{"id":"cred_1"}]}},
            "custom_login_page":"<html>","signing_keys":[{"cert":"canary-3"}]})",
        R"({"client_id":"a2","name":"All Applications","global":true})",
    };
    input.connections = {
        database("users",
                 R"({"customScripts":{"login":"const apiKey = 'x-4711-secret';"},"configuration":{"URL":"canary-4"},
                              "enabledDatabaseCustomization":true,"passwordPolicy":"good"})"),
        R"({"id":"con_o","name":"acme-oidc","strategy":"oidc","realms":["acme-oidc"],"options":
            {"client_id":"x","client_secret":"canary-5","scope":"openid email","private_key":"canary-6\nline"}})",
        R"({"id":"con_e","name":"email","strategy":"email","options":{"email":{"body":"Code: {{code}}","from":"a@b"}}})",
    };
    input.organizations = {R"({"id":"org_1","name":"acme","display_name":"Acme","metadata":{}})"};
    input.applicationNames = {{u"a1"_s, u"Portal"_s}, {u"a9"_s, u"Twice"_s}, {u"a8"_s, u"Twice"_s}};
    input.connectionNames = {{u"con_users"_s, u"users"_s}};
    input.enabled = {{u"con_users"_s, {u"a9"_s, u"a1"_s}}};
    input.parts[u"org_1"_s] = {{R"({"connection_id":"con_users","assign_membership_on_login":true,"is_enabled":false,
                                    "connection":{"name":"users","strategy":"auth0"}})"},
                               {R"({"id":"cgr_1","client_id":"a1","audience":"x"})"},
                               QList<QByteArray>{R"({"id":"od_1","domain":"acme.example","status":"verified"})"}};
    return input;
}

} // namespace Support
