#pragma once

#include "api/managementclient.h"
#include "domain/tenant.h"
#include "settings/preferences.h"

namespace Gui {

/// What the client of this profile may do: its CA file, and the share of each rate limit that it leaves to others.
/// Writes stay locked.
Api::ClientOptions clientOptions(const Domain::TenantProfile &profile, const Settings::Preferences &preferences);

} // namespace Gui
