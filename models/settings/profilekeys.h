#pragma once

#include "domain/tenant.h"

#include <QList>

class QSettings;

namespace Settings {

/// The profiles as they stand in the settings file; what is not fit to be a profile is left out, not deleted.
QList<Domain::TenantProfile> readProfiles(QSettings &keys);
/// Writes one profile under its id.
void writeProfile(QSettings &keys, const Domain::TenantProfile &profile);
void removeProfile(QSettings &keys, const Domain::TenantId &id);
/// The order that the profiles are shown in.
void writeOrder(QSettings &keys, const QList<Domain::TenantProfile> &profiles);

} // namespace Settings
