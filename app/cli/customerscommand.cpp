#include "cli/customerscommand.h"

#include "cli/console.h"
#include "cli/customersrun.h"
#include "cli/secretquestion.h"

#include <QtGlobal>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

void startCustomers(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    const Outcome<Targets> targets = chooseTargets(arguments);
    if (!targets) {
        console.say(targets.error());
        return finish(targets.error().code);
    }
    const CustomersRequest request{arguments.words().value(0), arguments.has(OptionName::unclaimed),
                                   arguments.has(OptionName::json)};
    (new CustomersRun(request, *targets, mayAsk(arguments), console, finish, parent))->start();
}

} // namespace

Command customersCommand()
{
    return {
        "customers"_L1,
        QT_TRANSLATE_NOOP("Cli", "[NAME]"),
        QT_TRANSLATE_NOOP("Cli", "Show who the customers are, and what belongs to each."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "Reads applications, connections and organizations of the Auth0 tenants, and users where app_metadata "
            "tells their customer, and changes nothing. With NAME only customers are shown whose name contains it.\n\n"
            "Which objects are whose is told by the rules that were decided on in the window, per profile. Where "
            "nobody "
            "decided yet, names and metadata propose rules, and a line on standard error says so.\n\n"
            "With --json the result is one array of {\"key\", \"name\", \"ways\", \"tenants\": [{\"tenant\", \"name\", "
            "\"ways\", \"connections\": [{\"id\", \"name\", \"strategy\"}], \"applications\": [{\"client_id\", "
            "\"name\"}], \"organizations\": [{\"id\", \"name\"}]}]}. Ways are connection, application, app_metadata, "
            "tenant and organization. With --unclaimed it is an array of {\"tenant\", \"kind\", \"id\", \"name\", "
            "\"customers\"}, where several customers claim the object or none does."),
        {
            {OptionName::unclaimed, nullptr,
             QT_TRANSLATE_NOOP("Cli", "Show the objects that belong to no customer, or that several claim")},
        },
        0,
        true,
        startCustomers,
        1,
    };
}

} // namespace Cli
