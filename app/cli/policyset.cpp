#include "cli/policyset.h"

#include "cli/changerun.h"
#include "cli/console.h"
#include "cli/matching.h"

#include "policy/policyconvert.h"
#include "policy/policyedit.h"
#include "policy/policytemplate.h"
#include "json/leaves.h"
#include "json/passwordpolicy_json.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

using Generation = Domain::PolicyGeneration;

QString tr(const char *text)
{
    return QCoreApplication::translate("Cli", text);
}

/// What each policy is to become.
struct Wish
{
    QList<Policy::Edit> edits;
    std::optional<Generation> to;
    QString title;
};

Outcome<Policy::PolicyTemplate> templateFrom(const QString &name)
{
    const QList<Policy::PolicyTemplate> &given = Policy::givenTemplates();
    const auto found = std::find_if(given.cbegin(), given.cend(),
                                    [&name](const Policy::PolicyTemplate &entry) { return entry.id == name; });
    if (found != given.cend()) {
        return *found;
    }
    QStringList ids;
    for (const Policy::PolicyTemplate &entry : given) {
        ids.append(entry.id);
    }
    const QString advice = tr("Name a template file, or one of %1.").arg(ids.join(", "_L1));
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        return usage(tr("There is no template “%1”.").arg(name), file.errorString(), advice);
    }
    const auto read = Policy::readTemplate(file.readAll());
    if (!read) {
        return usage(tr("The template “%1” cannot be used.").arg(name), read.error(), advice);
    }
    return *read;
}

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

Outcome<Wish> wishFrom(const Arguments &arguments)
{
    Wish wish;
    QStringList words;
    const Outcome<std::optional<Generation>> to = generationFrom(arguments);
    if (!to) {
        return tl::make_unexpected(to.error());
    }
    wish.to = *to;
    if (arguments.has(OptionName::policyTemplate)) {
        const Outcome<Policy::PolicyTemplate> policyTemplate
            = templateFrom(arguments.value(OptionName::policyTemplate));
        if (!policyTemplate) {
            return tl::make_unexpected(policyTemplate.error());
        }
        wish.edits = policyTemplate->edits;
        words.append(policyTemplate->name);
    }
    for (const QString &text : arguments.values(OptionName::set)) {
        const auto edit = Policy::parseEdit(text);
        if (!edit) {
            return usage(tr("--%1 does not take “%2”.").arg(OptionName::set, text), edit.error(),
                         tr("tenantry-cli policy --help names the keys and their values."));
        }
        wish.edits.append(*edit);
        words.append(text);
    }
    if (wish.to) {
        words.append(tr("to %1").arg(arguments.value(OptionName::to)));
    }
    if (words.isEmpty()) {
        return usage(tr("policy set was not told what to set."), tr("None of --set, --template and --to was given."),
                     tr("For example: policy set --set min_length=14."));
    }
    wish.title = tr("policy set %1").arg(words.join(' '_L1));
    return wish;
}

/// The options of a connection after the wish, with what to know about it.
tl::expected<Policy::EditedOptions, Policy::Refusal> changed(const Json::Value *options, const QString &strategy,
                                                             const Wish &wish, QStringList &notes)
{
    if (!wish.to) {
        return Policy::applyEdits(options, wish.edits, {strategy, std::nullopt});
    }
    const bool isBoth = options && Json::readPasswordPolicy(*options).generation() == Generation::Both;
    if (isBoth) {
        return Policy::applyEdits(options, wish.edits, {strategy, wish.to});
    }
    const auto converted = Policy::convert(options, strategy, *wish.to);
    if (!converted) {
        return tl::make_unexpected(converted.error());
    }
    for (const Policy::Loss &loss : converted->losses) {
        notes.append(loss.text);
    }
    return wish.edits.isEmpty() ? Policy::EditedOptions{converted->options, {}}
                                : Policy::applyEdits(&converted->options, wish.edits, {strategy, std::nullopt});
}

void add(Change::Plan &plan, const Query::Record &record, const Wish &wish)
{
    const auto connection = Json::parse(record.original);
    if (!connection) {
        return;
    }
    Change::PlanItem item{
        {Change::ObjectKind::Connection, record.id, Json::stringAt(*connection, "name")}, {}, record.original, {}};
    const Json::Value *options = Json::memberAt(*connection, "options");
    const auto edited = changed(options, Json::stringAt(*connection, "strategy"), wish, item.notes);
    if (!edited) {
        plan.skipped.append({item.object, edited.error().reason});
        return;
    }
    for (const Policy::SkippedEdit &skipped : edited->skipped) {
        item.notes.append(tr("%1 is not set: %2").arg(Policy::nameOf(skipped.edit.key), skipped.reason));
    }
    Json::Value wanted = *connection;
    wanted["options"] = edited->options;
    item.changes = Json::leafChanges(*connection, wanted);
    if (item.changes.isEmpty()) {
        plan.skipped.append({item.object, tr("It is so already.")});
    } else {
        plan.items.append(std::move(item));
    }
}

} // namespace

void startPolicySet(const Arguments &arguments, Console &console, QObject *parent, const Finish &finish)
{
    ListRequest request;
    request.kind = Query::Kind::Connections;
    request.strategies = {u"auth0"_s};
    const Outcome<Query::Filter> filter = whereFilter(arguments, request.kind);
    const Outcome<Wish> wish = wishFrom(arguments);
    const Outcome<Targets> targets = chooseTargets(arguments);
    for (const Failure *failure :
         {filter ? nullptr : &filter.error(), wish ? nullptr : &wish.error(), targets ? nullptr : &targets.error()}) {
        if (failure != nullptr) {
            console.say(*failure);
            return finish(failure->code);
        }
    }
    request.filter = *filter;
    const Planner planner = [request, wish = *wish](Api::ManagementClient &client, const Domain::TenantProfile &profile,
                                                    QObject *context, const OnPlan &onPlan) {
        readMatching(client, profile, request, context,
                     [wish, profile, onPlan](const Outcome<QList<Query::RecordPtr>> &records) {
                         if (!records) {
                             return onPlan(tl::make_unexpected(records.error()));
                         }
                         Change::Plan plan = Change::newPlan(wish.title, Change::planTenant(profile));
                         for (const Query::RecordPtr &record : *records) {
                             add(plan, *record, wish);
                         }
                         onPlan(Planned{plan, std::nullopt});
                     });
    };
    (new ChangeRun(changeRequest(arguments), *targets, planner, console, finish, parent))->start();
}

} // namespace Cli
