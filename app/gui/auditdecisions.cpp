#include "gui/auditdecisions.h"

#include "session/auditor.h"
#include "session/credentialreading.h"
#include "session/policytemplates.h"
#include "settings/decisionstore.h"
#include "settings/settingsstore.h"

namespace Gui {

void followDecisions(Session::Auditor &auditor, Settings::DecisionStore &decisions, Session::CredentialReading &keys,
                     Settings::SettingsStore &settings, const QString &templates)
{
    auditor.setDecisions(decisions);
    auditor.setCredentials(keys);
    const auto follow = [&auditor, &keys, templates](const Settings::Preferences &preferences) {
        Analysis::AuditOptions options;
        options.lock = preferences.lock;
        options.secretDays = preferences.secretDays;
        options.baselineName = preferences.policyBaseline;
        if (const auto known = Session::templateOf(preferences.policyBaseline, Settings::TemplateFiles(templates))) {
            options.baseline = known->content.edits;
            options.baselineName = known->content.name;
        }
        auditor.setOptions(options);
        keys.setWanted(preferences.readCredentials);
    };
    follow(settings.preferences());
    QObject::connect(&settings, &Settings::SettingsStore::preferencesChanged, &auditor, follow);
}

} // namespace Gui
