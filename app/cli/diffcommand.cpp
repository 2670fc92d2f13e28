#include "cli/diffcommand.h"

#include "cli/console.h"
#include "cli/diffrun.h"
#include "cli/secretquestion.h"
#include "cli/snapshotaccess.h"

#include <QtGlobal>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

void startDiff(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    DiffSides sides(arguments);
    const Outcome<DiffSide> before = sides.side(arguments.words().value(0));
    const Outcome<DiffSide> after = !before ? before
        : arguments.words().size() > 1      ? sides.side(arguments.words().at(1))
                                            : sides.liveSide();
    if (!sides.setAside().isEmpty()) {
        console.note(setAsideNote(sides.setAside()));
    }
    if (const Failure *failure = firstFailure(before, after)) {
        console.say(*failure);
        return finish(failure->code);
    }
    const DiffRun::Wish wish{arguments.has(OptionName::json), arguments.has(OptionName::failOnDifference),
                             mayAsk(arguments)};
    (new DiffRun(*before, *after, wish, console, finish, parent))->start();
}

} // namespace

Command diffCommand()
{
    return {
        "diff"_L1,
        QT_TRANSLATE_NOOP("Cli", "A [B]"),
        QT_TRANSLATE_NOOP("Cli", "Tell what two states of Auth0 tenants mean otherwise, object by object."),
        QT_TRANSLATE_NOOP(
            "Cli",
            "A and B are each a snapshot by its number (12), the latest one of a tenant (PROFILE@latest), the latest "
            "one up to a day (PROFILE@2026-11-01, UTC), a saved profile as it is now, a file of snapshot export "
            "(with @ as well), or a folder that a0deploy export or export deploy-cli wrote, or the tenant.yaml in it. "
            "A "
            "domain, or host and port, takes the place of PROFILE. Without B, A is compared with the Auth0 tenant that "
            "the options name, as it is now; @latest alone is its snapshot.\n\n"
            "Compared are settings, applications, connections, organizations, and what is enabled for what, as far as "
            "both sides have them; the others are named on standard error, and nothing of them counts as gone. What is "
            "not there equals null, an empty text or list, and the default that Auth0 documents. Lists are compared "
            "without their order but where it means something. Times of change and what only Auth0 writes are left "
            "out; a secret equals any other. Objects of one Auth0 tenant are matched by their ids, else by their "
            "names. An export of auth0-deploy-cli has neither ids nor secrets, and its placeholders equal "
            "everything; what export deploy-cli says that it left out is not compared.\n\n"
            "With --json the result is one array of {\"tenant\", \"kind\", \"id\", \"name\", \"change\", \"fields\": "
            "[{\"pointer\", \"before\", \"after\"}]}; kind is settings, application, connection or organization, "
            "change is added, removed or changed, and a value that is not there is null. A connection that is enabled "
            "or belongs to an organization stands at /enabled_connections/ID or /connections/ID, as true."),
        {
            {OptionName::failOnDifference, nullptr, QT_TRANSLATE_NOOP("Cli", "Exit with 1 where anything differs")},
        },
        1,
        true,
        startDiff,
        1,
    };
}

} // namespace Cli
