#include "cli/customerscommand.h"

#include "cli/console.h"
#include "cli/customersrun.h"
#include "cli/secretquestion.h"
#include "cli/translation.h"

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
    const CustomersRequest request{arguments.words().value(0),
                                   arguments.has(OptionName::unclaimed),
                                   arguments.has(OptionName::json),
                                   arguments.has(OptionName::countUsers),
                                   arguments.has(OptionName::countMembers),
                                   arguments.has(OptionName::countFindings)};
    if (request.countsMembers && !request.countsUsers) {
        const Failure failure{ExitCode::Usage, tr("--count-members counts nothing by itself."),
                              tr("It adds the members of organizations to what --count-users counts."),
                              tr("Give both.")};
        console.say(failure);
        return finish(failure.code);
    }
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
            "\"customers\"}, where several customers claim the object or none does.\n\n"
            "With --count-users Auth0 exports all users of each tenant, and they are counted by customer while the "
            "export comes in; neither it nor any user is kept, the counts are, under the tenant's domain: the window "
            "and "
            "reports of it tell them with their date. It needs the scope read:users, and an interrupt ends it. JSON "
            "then has \"users\", \"users_are_members\", \"counted_at\" and \"counted_by\" in each of "
            "\"tenants\", where the count can tell. An export does not say who is a member of what: customers whom "
            "organizations alone hold are counted with --count-members, a request for each organization. With a NAME "
            "Auth0's search is asked first, a request for each customer, in the tenants where they are: below 1,000 "
            "users it tells them, some moments late, and no export is needed (\"counted_by\": \"search\").\n\n"
            "With --count-findings the tenants are read as check reads them, and JSON has in each of \"tenants\" "
            "\"findings\", how many findings there are about what is the customer's, without those that are waived, "
            "and \"lock\": [{\"client_id\", \"name\", \"connections\", \"of\"}], how many of the database "
            "connections that an application shows in Lock are the customer's."),
        {
            {OptionName::unclaimed, nullptr,
             QT_TRANSLATE_NOOP("Cli", "Show the objects that belong to no customer, or that several claim")},
            {OptionName::countUsers, nullptr,
             QT_TRANSLATE_NOOP("Cli", "Count the users of each customer by an export of all users")},
            {OptionName::countMembers, nullptr,
             QT_TRANSLATE_NOOP("Cli", "With --count-users: also the members of organizations, where these alone tell")},
            {OptionName::countFindings, nullptr,
             QT_TRANSLATE_NOOP("Cli", "Count what checks find of each customer, and its share of Lock's 50")},
        },
        0,
        true,
        startCustomers,
        1,
    };
}

} // namespace Cli
