#include "cli/policyshow.h"

#include "cli/console.h"
#include "cli/listrun.h"
#include "cli/policyoutput.h"
#include "cli/secretquestion.h"

using namespace Qt::StringLiterals;

namespace Cli {

void startPolicyShow(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    ListRequest request;
    request.kind = Query::Kind::Connections;
    request.strategies = {u"auth0"_s};
    request.json = arguments.has(OptionName::json);
    const Outcome<Query::Filter> filter = whereFilter(arguments, request.kind);
    const Outcome<Targets> targets = chooseTargets(arguments);
    if (const Failure *failure = firstFailure(filter, targets)) {
        console.say(*failure);
        return finish(failure->code);
    }
    request.filter = *filter;
    auto output = std::make_unique<PolicyOutput>(request.json, targets->several, console);
    (new ListRun(request, *targets, mayAsk(arguments), std::move(output), console, finish, parent))->start();
}

} // namespace Cli
