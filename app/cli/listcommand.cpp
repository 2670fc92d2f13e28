#include "cli/listcommand.h"

#include "cli/console.h"
#include "cli/listoutput.h"
#include "cli/listrun.h"
#include "cli/secretquestion.h"

#include "query/settledwords.h"

namespace Cli {

void startList(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    const Outcome<Targets> targets = chooseTargets(arguments);
    const bool several = targets && targets->several;
    const Outcome<ListRequest> request = listRequest(arguments, several);
    // What was asked for is looked at first: it is what the user reads first.
    if (const Failure *failure = firstFailure(request, targets)) {
        console.say(*failure);
        return finish(failure->code);
    }
    const QString where = arguments.value(OptionName::where);
    if (const QString codes = Query::undocumentedCodes(request->kind, where); !codes.isEmpty()) {
        console.note(codes);
    }
    auto output = std::make_unique<ListOutput>(*request, several, console);
    (new ListRun(*request, *targets, mayAsk(arguments), std::move(output), console, finish, parent))->start();
}

} // namespace Cli
