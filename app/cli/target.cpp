#include "cli/target.h"

#include "cli/profiles.h"
#include "cli/translation.h"

#include "api/origin.h"
#include "api/shelltext.h"
#include "auth/tokensources.h"
#include "domain/savedreport.h"
#include "session/storedstate.h"
#include "settings/paths.h"
#include "settings/profilerules.h"
#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// Who to sign in as: --client-id with a secret from the environment or the user, else a token from the environment.
Outcome<Target> withCredentials(Target target, const Arguments &arguments)
{
    target.profile.clientId = arguments.value(OptionName::clientId);
    const bool hasClientId = !target.profile.clientId.isEmpty();
    const auto credential = Auth::credentialFrom(Auth::processEnvironment(), hasClientId);
    if (credential) {
        target.profile.credential = credential->kind;
        target.secret = credential->secret;
        return target;
    }
    if (hasClientId) {
        return target; // the secret may be asked for
    }
    return usage(tr("There are no credentials for %1.").arg(target.profile.name),
                 tr("Neither --client-id nor a token in AUTH0_ACCESS_TOKEN or AUTH0_API_TOKEN was given."),
                 tr("Give --client-id ID, with the secret in AUTH0_CLIENT_SECRET, or set AUTH0_ACCESS_TOKEN to a "
                    "Management API token."));
}

/// What the user chose, or the defaults: a run that names its tenant needs no settings, and makes none.
Settings::Preferences savedPreferences()
{
    if (!QFileInfo::exists(Settings::Paths::standard().config)) {
        return {};
    }
    const Outcome<SavedProfiles> saved = openProfiles();
    return saved ? saved->settings->preferences() : Settings::Preferences();
}

/// An Auth0 tenant without a profile: nobody said what it is for, so that it counts as production, but for a server on
/// this computer.
Outcome<Target> namedTarget(const Arguments &arguments)
{
    const bool isLocal = arguments.has(OptionName::baseUrl);
    const QString text = arguments.value(isLocal ? OptionName::baseUrl : OptionName::domain);
    const auto origin = isLocal ? Api::Origin::fromBaseUrl(text) : Api::Origin::fromDomain(text);
    if (!origin) {
        return usage(tr("--%1 does not take “%2”.").arg(isLocal ? OptionName::baseUrl : OptionName::domain, text),
                     origin.error(),
                     isLocal ? tr("Give a server on this computer, such as http://127.0.0.1:4300.")
                             : tr("Give the tenant's own domain, such as acme.eu.auth0.com."));
    }
    if (isLocal && !origin->isLoopback()) {
        return usage(tr("--%1 does not take “%2”.").arg(OptionName::baseUrl, text),
                     tr("It is not a server on this computer."), tr("Name an Auth0 tenant with --domain."));
    }
    Target target;
    target.profile.name = origin->authority();
    if (isLocal) {
        target.profile.baseUrl = QUrl(origin->baseUrl());
    } else {
        target.profile.domain = origin->authority();
    }
    target.profile.readOnly = false; // the mark is one of a saved profile
    target.profile.environment = isLocal ? Domain::Environment::Development : Domain::Environment::Production;
    target.profile.reservedShare = Settings::shareLeftToOthers(target.profile, savedPreferences());
    return withCredentials(target, arguments);
}

/// The profiles with the preferences that apply to them.
QList<Target> targetsOf(const SavedProfiles &saved, QList<Domain::TenantProfile> profiles)
{
    const Settings::Preferences preferences = saved.settings->preferences();
    QList<Target> targets;
    for (Domain::TenantProfile &profile : profiles) {
        profile.reservedShare = Settings::shareLeftToOthers(profile, preferences);
        if (profile.caFile.isEmpty()) {
            profile.caFile = preferences.caFile;
        }
        targets.append({profile,
                        {},
                        saved.decisions->of(profile.id),
                        preferences.lock,
                        preferences.policyBaseline,
                        saved.customers->of(profile.id)});
        targets.last().secretDays = preferences.secretDays;
        targets.last().snapshotDays = preferences.snapshotDays;
    }
    return targets;
}

Outcome<QList<Target>> savedTargets(const Arguments &arguments)
{
    const Outcome<SavedProfiles> saved = openProfiles();
    if (!saved) {
        return tl::make_unexpected(saved.error());
    }
    QList<Domain::TenantProfile> profiles;
    if (arguments.has(OptionName::allTenants)) {
        profiles = saved->profiles->profiles();
    }
    for (const QString &name : arguments.values(OptionName::tenant)) {
        const auto profile = saved->profiles->findByName(name);
        if (!profile) {
            return usage(tr("There is no profile “%1”.").arg(name), tr("No saved profile has this name."),
                         tr("tenantry-cli tenants lists the names; profiles are added in the window of Tenantry."));
        }
        if (!profiles.contains(*profile)) {
            profiles.append(*profile);
        }
    }
    if (profiles.isEmpty()) {
        return usage(tr("There is no Auth0 tenant to read."), tr("No profiles are saved on this computer."),
                     tr("Add an Auth0 tenant in the window of Tenantry, or name one with --domain."));
    }
    return targetsOf(*saved, profiles);
}

Outcome<void> applyCaFile(QList<Target> &targets, const Arguments &arguments)
{
    if (!arguments.has(OptionName::caFile)) {
        return {};
    }
    const QString caFile = arguments.value(OptionName::caFile);
    if (!QFileInfo(caFile).isReadable()) {
        return usage(tr("--%1 does not take “%2”.").arg(OptionName::caFile, caFile), tr("The file cannot be read."),
                     tr("Name a PEM file of certificate authorities."));
    }
    for (Target &target : targets) {
        target.profile.caFile = caFile;
    }
    return {};
}

} // namespace

Outcome<Targets> chooseTargets(const Arguments &arguments)
{
    const bool isSaved = arguments.has(OptionName::tenant) || arguments.has(OptionName::allTenants);
    const bool isNamed = arguments.has(OptionName::domain) || arguments.has(OptionName::baseUrl);
    if (isSaved == isNamed || (arguments.has(OptionName::domain) && arguments.has(OptionName::baseUrl))) {
        return usage(tr("It is not clear which Auth0 tenants to read."),
                     isSaved || isNamed ? tr("--tenant or --all-tenants, --domain and --base-url exclude each other.")
                                        : tr("None was named."),
                     tr("Give --tenant NAME, --all-tenants, --domain or --base-url."));
    }
    if (isSaved && arguments.has(OptionName::clientId)) {
        return usage(tr("--client-id does not go with a saved profile."), tr("The profile has a client ID of its own."),
                     tr("Leave --client-id out, or name the tenant with --domain."));
    }
    Targets targets;
    if (isSaved) {
        const Outcome<QList<Target>> saved = savedTargets(arguments);
        if (!saved) {
            return tl::make_unexpected(saved.error());
        }
        targets.list = *saved;
        // A tenant that is named twice is one; --all-tenants always says which, however many there are today.
        targets.several = arguments.has(OptionName::allTenants) || targets.list.size() > 1;
    } else {
        const Outcome<Target> named = namedTarget(arguments);
        if (!named) {
            return tl::make_unexpected(named.error());
        }
        targets.list = {*named};
    }
    return applyCaFile(targets.list, arguments).map([&targets] { return targets; });
}

bool namesTargets(const Arguments &arguments)
{
    return std::ranges::any_of(
        std::array{OptionName::tenant, OptionName::allTenants, OptionName::domain, OptionName::baseUrl},
        [&arguments](QLatin1StringView option) { return arguments.has(option); });
}

Outcome<Targets> chooseTargets(const Arguments &arguments, const QString &saved)
{
    if (namesTargets(arguments) || saved.isEmpty()) {
        return chooseTargets(arguments);
    }
    if (saved == Domain::SavedReport::all) {
        return chooseTargets(arguments.with(OptionName::allTenants));
    }
    const Outcome<SavedProfiles> profiles = openProfiles();
    if (!profiles) {
        return tl::make_unexpected(profiles.error());
    }
    for (const Domain::TenantProfile &profile : profiles->profiles->profiles()) {
        if (Session::storedName(profile) == saved) {
            return chooseTargets(arguments.with(OptionName::tenant, profile.name));
        }
    }
    return usage(tr("“%1” is no saved profile's Auth0 tenant.").arg(saved),
                 tr("What was saved is of this tenant, and the command line names no other."),
                 tr("Name it with --domain or --base-url, or another with --tenant."));
}

Outcome<QList<Target>> everySavedTarget(const Arguments &arguments)
{
    QList<Target> targets;
    if (QFileInfo::exists(Settings::Paths::standard().config)) { // else there are none, and no settings are made
        const Outcome<SavedProfiles> saved = openProfiles();
        if (!saved) {
            return tl::make_unexpected(saved.error());
        }
        targets = targetsOf(*saved, saved->profiles->profiles());
    }
    return applyCaFile(targets, arguments).map([&targets] { return targets; });
}

QString targetWords(const Arguments &arguments)
{
    QString words;
    for (const QLatin1StringView option :
         {OptionName::tenant, OptionName::domain, OptionName::baseUrl, OptionName::clientId, OptionName::caFile}) {
        for (const QString &value : arguments.values(option)) {
            words += " --%1 %2"_L1.arg(option, Api::shellQuoted(value));
        }
    }
    return arguments.has(OptionName::allTenants) ? words + " --%1"_L1.arg(OptionName::allTenants) : words;
}

} // namespace Cli
