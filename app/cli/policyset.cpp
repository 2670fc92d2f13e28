#include "cli/policyset.h"

#include "cli/changerun.h"
#include "cli/console.h"
#include "cli/matching.h"
#include "cli/namedtemplate.h"
#include "cli/translation.h"

#include "change/policywish.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Generation = Domain::PolicyGeneration;

Outcome<std::optional<Generation>> generationFrom(const Arguments &arguments)
{
    if (!arguments.has(OptionName::to)) {
        return std::nullopt;
    }
    const QString word = arguments.value(OptionName::to);
    if (word == "flexible"_L1) {
        return Generation::Flexible;
    }
    if (word == "legacy"_L1) {
        return Generation::Legacy;
    }
    return usage(tr("--%1 does not take “%2”.").arg(OptionName::to, word),
                 tr("There are two generations of password policies."), tr("Give flexible or legacy."));
}

/// Numbers alone have an order in which nobody argues what is more.
Outcome<void> raiseOnly(Change::PolicyWish &wish)
{
    bool isAny = false;
    for (Policy::Edit &edit : wish.edits) {
        edit.onlyRaise = Policy::isNumber(edit.key);
        isAny = isAny || edit.onlyRaise;
    }
    if (!isAny) {
        return usage(tr("--%1 has nothing to raise.").arg(OptionName::onlyRaise),
                     tr("It is about min_length and history_size, and neither is set."),
                     tr("For example: policy set --set min_length=14 --only-raise."));
    }
    return {};
}

/// Advice about a setting that is none: its key may have been meant for another.
QString meaningOf(const QString &text, const QString &advice)
{
    QStringList keys;
    for (const Policy::Key key : Policy::allKeys()) {
        keys.append(Policy::nameOf(key));
    }
    const QString key = text.section(u'=', 0, 0).trimmed();
    return keys.contains(key) ? advice : meaning(key, keys, advice);
}

Outcome<Change::PolicyWish> wishFrom(const Arguments &arguments)
{
    Change::PolicyWish wish;
    const Outcome<std::optional<Generation>> to = generationFrom(arguments);
    if (!to) {
        return tl::make_unexpected(to.error());
    }
    wish.to = *to;
    if (arguments.has(OptionName::policyTemplate)) {
        const Outcome<Policy::PolicyTemplate> policyTemplate
            = namedTemplate(arguments.value(OptionName::policyTemplate));
        if (!policyTemplate) {
            return tl::make_unexpected(policyTemplate.error());
        }
        wish.edits = policyTemplate->edits;
    }
    for (const QString &text : arguments.values(OptionName::set)) {
        const auto edit = Policy::parseEdit(text);
        if (!edit) {
            return usage(tr("--%1 does not take “%2”.").arg(OptionName::set, text), edit.error(),
                         meaningOf(text, tr("tenantry-cli policy --help names the keys and their values.")));
        }
        wish.edits.append(*edit);
    }
    if (wish.edits.isEmpty() && !wish.to && !arguments.has(OptionName::policyTemplate)) {
        return usage(tr("policy set was not told what to set."), tr("None of --set, --template and --to was given."),
                     tr("For example: policy set --set min_length=14."));
    }
    if (arguments.has(OptionName::onlyRaise)) {
        if (const Outcome<void> raising = raiseOnly(wish); !raising) {
            return tl::make_unexpected(raising.error());
        }
    }
    return wish;
}

void add(Change::Plan &plan, const Query::Record &record, const Change::PolicyWish &wish)
{
    const auto connection = Json::parse(record.original);
    if (!connection) {
        return;
    }
    const Change::ObjectRef object{Change::ObjectKind::Connection, record.id, Json::stringAt(*connection, "name")};
    const Change::PolicyOutcome outcome = Change::policyOutcome({object, record.original}, wish);
    if (outcome.isSkipped()) {
        plan.skipped.append({object, outcome.skipped});
    } else {
        plan.items.append(outcome.item);
    }
}

} // namespace

void startPolicySet(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    ListRequest request;
    request.kind = Query::Kind::Connections;
    request.strategies = {u"auth0"_s};
    const Outcome<Query::Filter> filter = whereFilter(arguments, request.kind);
    const Outcome<Change::PolicyWish> wish = wishFrom(arguments);
    const Outcome<Targets> targets = chooseTargets(arguments);
    for (const Failure *failure :
         {filter ? nullptr : &filter.error(), wish ? nullptr : &wish.error(), targets ? nullptr : &targets.error()}) {
        if (failure != nullptr) {
            console.say(*failure);
            return finish(failure->code);
        }
    }
    request.filter = *filter;
    const Planner planner = [request, wish = *wish](Api::ManagementClient &client, const Target &target,
                                                    QObject *context, const OnPlan &onPlan) {
        readMatching(client, target.profile, request, context,
                     [wish, target, onPlan](const Outcome<QList<Query::RecordPtr>> &records) {
                         if (!records) {
                             return onPlan(tl::make_unexpected(records.error()));
                         }
                         Change::Plan plan = Change::newPlan({}, Change::planTenant(target.profile));
                         for (const Query::RecordPtr &record : *records) {
                             add(plan, *record, wish);
                         }
                         Analysis::Snapshot read = emptySnapshot(target.profile);
                         read.connections = *records;
                         const QString nothing = records->isEmpty()
                             ? tr("no database connection matches; nothing is to be changed.")
                             : QString();
                         onPlan(Planned{plan, std::nullopt, foretoldOf(read, plan, target), nothing});
                     });
    };
    (new ChangeRun(changeRequest(arguments), *targets, planner, console, finish, parent))->start();
}

} // namespace Cli
