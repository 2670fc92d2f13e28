#pragma once

#include "sandbox/tenantstate.h"

#include <tl/expected.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace Sandbox {

/// Errors are sentences for people: what happened, in which file, what to do.
template <class T> using Loaded = tl::expected<T, std::string>;

/// One Auth0 tenant from a folder of arrays as Auth0 sends them: connections.json, clients.json, organizations.json,
/// users.json, organization_members.json, organization_connections.json, roles.json, logs.json, client_grants.json,
/// resource_servers.json, custom_domains.json, and the objects tenant_settings.json and branding.json. Each is
/// optional, others are ignored, equal names are allowed. `enabled_clients` of a connection fills the map and leaves
/// the object. Members and connections of organizations are {organization_id, ...} each, or one object of arrays by
/// organization id. The tenant is called what most applications say in `tenant`, else like the folder.
Loaded<TenantState> loadSeedFolder(const std::filesystem::path &folder);

/// The whole state of a sandbox as one JSON file; written beside the target first and renamed, so that a reader and a
/// crash only ever meet a whole file.
Loaded<void> saveState(const std::vector<TenantState> &tenants, const std::filesystem::path &file);
Loaded<std::vector<TenantState>> loadState(const std::filesystem::path &file);

/// What `--seed` takes: a folder for loadSeedFolder() or a file for loadState().
Loaded<std::vector<TenantState>> loadSeed(const std::filesystem::path &path);

} // namespace Sandbox
