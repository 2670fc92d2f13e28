#include "cli/tenantscommand.h"

#include "cli/commandtable.h"
#include "cli/console.h"
#include "cli/jsonarray.h"
#include "cli/profiles.h"
#include "cli/target.h"
#include "cli/texttable.h"
#include "cli/translation.h"

#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <algorithm>

namespace Cli {

namespace {

void printTable(const QList<Domain::TenantProfile> &profiles, Console &console)
{
    TextTable table({{tr("Name")}, {tr("Environment")}, {tr("Domain")}, {tr("Writing")}});
    for (const Domain::TenantProfile &profile : profiles) {
        table.add({profile.name, Domain::tagOf(profile.environment), Domain::originOf(profile).authority(),
                   profile.readOnly ? tr("read-only") : tr("when unlocked")});
    }
    console.write(table.text());
}

/// Every saved profile, or those that the options name.
Outcome<QList<Domain::TenantProfile>> chosenProfiles(const Arguments &arguments)
{
    // All of them are shown anyhow, and a certificate chooses nothing.
    const auto chooses = [&arguments](const Option &option) {
        return option.name != OptionName::allTenants && option.name != OptionName::caFile && arguments.has(option.name);
    };
    QList<Domain::TenantProfile> profiles;
    const QList<Option> &options = tenantOptions();
    if (std::none_of(options.begin(), options.end(), chooses)) {
        return openProfiles().map([](const SavedProfiles &saved) { return saved.profiles->profiles(); });
    }
    const Outcome<Targets> targets = chooseTargets(arguments);
    if (!targets) {
        return tl::make_unexpected(targets.error());
    }
    for (const Target &target : targets->list) {
        profiles.append(target.profile);
    }
    return profiles;
}

} // namespace

void startTenants(const Arguments &arguments, Console &console, QObject *, const Finish &finish)
{
    const Outcome<QList<Domain::TenantProfile>> chosen = chosenProfiles(arguments);
    if (!chosen) {
        console.say(chosen.error());
        return finish(chosen.error().code);
    }
    const QList<Domain::TenantProfile> &profiles = *chosen;
    if (arguments.has(OptionName::json)) {
        JsonArray array(console);
        for (const Domain::TenantProfile &profile : profiles) {
            array.add(profileJson(profile));
        }
        array.close();
    } else if (profiles.isEmpty()) {
        console.note(
            tr("no profiles are saved on this computer. Add an Auth0 tenant in the window of Tenantry, or name "
               "one with --domain."));
    } else {
        printTable(profiles, console);
    }
    finish(ExitCode::Done);
}

} // namespace Cli
