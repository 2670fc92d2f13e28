#pragma once

#include "sandbox/server.h"

/// The Auth0 tenant that tests of exports from the window are about.
namespace ExportTenant {

inline constexpr auto eu = "acme-eu";
inline constexpr int organizations = 8;

inline Sandbox::Json connection(const std::string &id, const std::string &name, const std::string &strategy,
                                Sandbox::Json options)
{
    return {{"id", id}, {"name", name}, {"strategy", strategy}, {"options", std::move(options)}};
}

/// An application, a connection of each kind that an export treats apart, and organizations enough to stop amid them.
inline Sandbox::TenantState state()
{
    Sandbox::TenantState state;
    state.name = eu;
    state.domain = "acme-eu.eu.auth0.com";
    state.clients.append({{"client_id", "portal"}, {"name", "Portal"}, {"client_secret", "canary-of-the-portal"}});
    state.clients.append({{"client_id", "all"}, {"name", "All Applications"}, {"global", true}});
    state.connections.append(connection("con_0000000000000001", "users", "auth0", {{"passwordPolicy", "good"}}));
    state.connections.append(
        connection("con_0000000000000002", "both", "auth0",
                   {{"passwordPolicy", "good"}, {"password_options", {{"complexity", {{"min_length", 12}}}}}}));
    state.connections.append(
        connection("con_0000000000000003", "okta", "okta",
                   {{"client_id", "abc"}, {"client_secret", "canary-of-okta"}, {"domain", "acme.okta.com"}}));
    state.enabledClients.enable("con_0000000000000001", "portal");
    for (int i = 0; i < organizations; ++i) {
        state.organizations.append({{"id", "org_" + std::to_string(i)}, {"name", "org-" + std::to_string(i)}});
    }
    return state;
}

} // namespace ExportTenant
