#pragma once

#include "domain/id.h"

namespace Session {

class Estate;
class TenantSession;

/// Whether the settings, a list of the window, the map or what organizations have is being read: what is there is half
/// of something.
bool isReading(const TenantSession &session);
/// Whether the tenant is open, and nothing of it is being read.
bool rests(const Estate &estate, const Domain::TenantId &tenant);

} // namespace Session
