#include "cli/tenantscommand.h"

#include "cli/console.h"
#include "cli/jsonarray.h"
#include "cli/profiles.h"
#include "cli/texttable.h"

#include "settings/profilestore.h"
#include "settings/settingsstore.h"

#include <QCoreApplication>

namespace Cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

void printTable(const QList<Domain::TenantProfile> &profiles, Console &console)
{
    TextTable table({{tr("Name")}, {tr("Environment")}, {tr("Domain")}, {tr("Writing")}});
    for (const Domain::TenantProfile &profile : profiles) {
        table.add({profile.name, Domain::tagOf(profile.environment), Domain::originOf(profile).authority(),
                   profile.readOnly ? tr("read-only") : tr("when unlocked")});
    }
    console.write(table.text());
}

} // namespace

void startTenants(const Arguments &arguments, Console &console, QObject *, const Finish &finish)
{
    const Outcome<SavedProfiles> saved = openProfiles();
    if (!saved) {
        console.say(saved.error());
        return finish(saved.error().code);
    }
    const QList<Domain::TenantProfile> &profiles = saved->profiles->profiles();
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
