#include "sandbox/sandboxclient.h"

using Sandbox::Json;

namespace {

Answer answerFrom(const httplib::Result &result)
{
    Answer answer;
    if (!result)
        return answer;
    answer.status = result->status;
    answer.body = result->body;
    answer.json = Json::parse(result->body, nullptr, false);
    answer.headers = result->headers;
    return answer;
}

} // namespace

Sandbox::TenantState smallTenant()
{
    Sandbox::TenantState state;
    state.name = "acme-eu";
    state.domain = "acme-eu.eu.auth0.com";
    state.environment = "production";
    state.settings = Json::parse(R"({"friendly_name": "Acme", "flags": {"enable_client_connections": false,
        "enable_sso": true}, "session_lifetime": 3.0166666666666666, "sandbox_versions_available": ["22"]})");
    state.branding = Json::parse(R"({"colors": {"primary": "#ff0000", "page_background": "#000000"}})");
    state.connections.append(Json::parse(R"({"id": "con_a", "name": "customers-a", "strategy": "auth0",
        "display_name": "Customer A", "is_domain_connection": false, "realms": ["customers-a"], "options": {
        "mfa": {"active": true}, "passwordPolicy": "good", "password_history": {"enable": true, "size": 5},
        "brute_force_protection": true, "x_unknown": 1.0}})"));
    state.connections.append(Json::parse(R"({"id": "con_b", "name": "customers-b", "strategy": "auth0",
        "is_domain_connection": false, "realms": ["customers-b"], "metadata": {"tier": "gold"},
        "options": {"passwordPolicy": "fair"}})"));
    state.connections.append(Json::parse(R"({"id": "con_g", "name": "google", "strategy": "google-oauth2",
        "is_domain_connection": false, "realms": ["google"], "options": {"scope": ["email"]}})"));
    for (const char *id : {"app_web", "app_spa"}) {
        state.clients.append(Json{{"client_id", id},
                                  {"tenant", "acme-eu"},
                                  {"name", id},
                                  {"description", "An application"},
                                  {"app_type", std::string(id) == "app_spa" ? "spa" : "regular_web"},
                                  {"global", false},
                                  {"is_first_party", true},
                                  {"client_secret", "a-secret"},
                                  {"signing_keys", Json::array({{{"cert", "C"}, {"subject", "deprecated"}}})},
                                  {"client_metadata", {{"team", "blue"}, {"tier", "1"}}}});
    }
    state.enabledClients.enable("con_a", "app_web");
    state.enabledClients.enable("con_g", "app_web");
    state.organizations.append(Json{{"id", "org_a"}, {"name", "org-a"}, {"display_name", "A"}});
    state.organizations.append(Json{{"id", "org_b"}, {"name", "org-b"}, {"metadata", {{"k", "v"}}}});
    state.organizationConnections["org_a"].push_back(
        {{"connection_id", "con_a"}, {"assign_membership_on_login", true}});
    state.users.append(Json{{"user_id", "auth0|1"}, {"email", "ada@example.com"}, {"name", "Ada"}});
    state.users.append(Json{{"user_id", "auth0|id_issue#218"}, {"email", "bob@example.com"}, {"name", "Bob"}});
    state.roles.append(Json{{"id", "rol_1"}, {"name", "admin"}, {"description", "All"}});
    state.roles.append(Json{{"id", "rol_2"}, {"name", "reader"}, {"description", "Some"}});
    state.organizationMembers["org_a"].insert("auth0|1");
    state.organizationMembers["org_b"].insert("auth0|id_issue#218");
    state.organizationMemberRoles["org_a"]["auth0|1"].insert("rol_1");
    state.customDomains.append(Json{{"custom_domain_id", "cd_1"}, {"domain", "login.acme.example"}});
    return state;
}

std::string Answer::header(const std::string &name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

std::string Answer::errorCode() const
{
    return json.is_object() ? json.value("errorCode", std::string()) : std::string();
}

SandboxClient::SandboxClient(const Sandbox::TenantAccess &access, const Sandbox::ApiClient &client)
    : m_http(access.url)
{
    m_http.set_keep_alive(true);
    m_http.set_tcp_nodelay(true);
    const bool own = client.clientId.empty();
    const Json demand{{"grant_type", "client_credentials"},
                      {"client_id", own ? access.clientId : client.clientId},
                      {"client_secret", own ? access.clientSecret : client.clientSecret},
                      {"audience", access.url + "/api/v2/"}};
    const auto result = m_http.Post("/oauth/token", demand.dump(), "application/json");
    if (result && result->status == 200)
        m_token = Json::parse(result->body).at("access_token").get<std::string>();
}

Answer SandboxClient::send(const std::string &method, const std::string &path, httplib::Headers headers,
                           const std::string &body)
{
    if (headers.find("Authorization") == headers.end() && !m_token.empty())
        headers.emplace("Authorization", "Bearer " + m_token);
    httplib::Request request;
    request.method = method;
    request.path = path;
    request.headers = std::move(headers);
    request.body = body;
    if (!body.empty() && !request.has_header("Content-Type"))
        request.set_header("Content-Type", "application/json");
    return answerFrom(m_http.send(request));
}

Answer SandboxClient::get(const std::string &path)
{
    return send("GET", "/api/v2/" + path);
}

Answer SandboxClient::patch(const std::string &path, const Json &body)
{
    return send("PATCH", "/api/v2/" + path, {}, body.dump());
}

Answer SandboxClient::post(const std::string &path, const Json &body)
{
    return send("POST", "/api/v2/" + path, {}, body.dump());
}

Answer SandboxClient::remove(const std::string &path, const Json &body)
{
    return send("DELETE", "/api/v2/" + path, {}, body.is_null() ? std::string() : body.dump());
}

RunningSandbox::RunningSandbox(Sandbox::Options options, Sandbox::TenantState state)
    : server(std::move(options), {std::move(state)})
{
    server.start();
    access = server.tenants().front();
}
