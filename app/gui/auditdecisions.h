#pragma once

#include <QString>

namespace Session {
class Auditor;
class CredentialReading;
} // namespace Session
namespace Settings {
class DecisionStore;
class SettingsStore;
} // namespace Settings

namespace Gui {

/// What the operator decided goes into the audits, now and whenever it is changed. `templates`: the folder of the
/// operator's own templates. All of it outlives the auditor's last audit.
void followDecisions(Session::Auditor &auditor, Settings::DecisionStore &decisions, Session::CredentialReading &keys,
                     Settings::SettingsStore &settings, const QString &templates);

} // namespace Gui
