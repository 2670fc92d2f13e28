#pragma once

class QSettings;

namespace Settings {

/// Rewrites the keys of a settings file from format `version` to the current one, one version at a time.
void runMigrations(QSettings &keys, int version);

} // namespace Settings
