#pragma once

#include "cli/failure.h"

#include "domain/tenant.h"
#include "settings/customerstore.h"
#include "settings/decisionstore.h"

#include <QList>

#include <memory>

namespace Settings {
class ProfileStore;
class SettingsStore;
} // namespace Settings

namespace Cli {

/// The profiles, preferences and decisions that the window keeps, opened for reading.
struct SavedProfiles
{
    std::unique_ptr<Settings::SettingsStore> settings;
    std::unique_ptr<Settings::ProfileStore> profiles; ///< lives on the file of `settings`, as do the decisions
    std::unique_ptr<Settings::DecisionStore> decisions;
    std::unique_ptr<Settings::CustomerStore> customers;
};

Outcome<SavedProfiles> openProfiles();

/// A profile as `tenants --json` shows it: what is saved, never a secret.
QByteArray profileJson(const Domain::TenantProfile &profile);

} // namespace Cli
