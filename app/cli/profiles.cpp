#include "cli/profiles.h"

#include "settings/paths.h"
#include "settings/profilerules.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace Cli {

Outcome<SavedProfiles> openProfiles()
{
    auto settings = Settings::SettingsStore::open(Settings::Paths::standard().config);
    if (!settings) {
        return tl::make_unexpected(Failure{ExitCode::Network,
                                           QCoreApplication::translate("Cli", "The saved profiles cannot be read."),
                                           settings.error().message,
                                           {}});
    }
    SavedProfiles saved;
    saved.settings = std::move(*settings);
    saved.profiles = std::make_unique<Settings::ProfileStore>(saved.settings->file());
    saved.decisions = std::make_unique<Settings::DecisionStore>(saved.settings->file(), *saved.profiles);
    saved.customers = std::make_unique<Settings::CustomerStore>(saved.settings->file(), *saved.profiles);
    return saved;
}

QByteArray profileJson(const Domain::TenantProfile &profile)
{
    nlohmann::ordered_json object;
    const auto put = [&object](const char *key, const QString &text) {
        if (!text.isEmpty()) {
            object[key] = text.toStdString();
        }
    };
    put("name", profile.name);
    put("domain", profile.domain);
    put("base_url", profile.baseUrl.toString());
    put("client_id", profile.clientId);
    put("credential", Settings::textOf(profile.credential));
    put("environment", Settings::textOf(profile.environment));
    object["read_only"] = profile.readOnly;
    return QByteArray::fromStdString(object.dump());
}

} // namespace Cli
