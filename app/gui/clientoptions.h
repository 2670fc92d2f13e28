#pragma once

#include "api/managementclient.h"
#include "domain/tenant.h"
#include "settings/preferences.h"

namespace Gui {

/// What the client of this profile may do: its CA file, and the share of each rate limit that it leaves to others.
/// Whether it may write is the session's to say (Session::WriteUnlock).
Api::ClientOptions clientOptions(const Domain::TenantProfile &profile, const Settings::Preferences &preferences);

} // namespace Gui
