#pragma once

#include "settings/problem.h"

#include "domain/tenant.h"

#include <QByteArray>
#include <QList>

namespace Auth {

/// Profiles as a file to hand to a colleague: JSON, versioned, never with a secret. It lies in this room and not beside
/// the profiles' store because all JSON comes in by one guarded door, which the settings do not see.
QByteArray exportedProfiles(const QList<Domain::TenantProfile> &profiles);

/// The profiles of such a file, checked one by one; ids are left out, since they are this computer's own. All or none:
/// the error names the profile that cannot be taken. Members that this version does not know are ignored, and so is
/// whatever looks like a secret; profiles come in read-only.
Settings::Outcome<QList<Domain::TenantProfile>> importedProfiles(const QByteArray &text);

} // namespace Auth
