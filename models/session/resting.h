#pragma once

namespace Session {

class TenantSession;

/// Whether the settings, a list of the window or the map is being read: what is there is half of something.
bool isReading(const TenantSession &session);

} // namespace Session
