#include "change/planfile.h"

#include "change/translation.h"
#include "json/objects.h"
#include "json/value.h"

#include <array>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

constexpr const char *formatName = "tenantry-plan";
constexpr int formatVersion = 1;
/// The API of a request that does not go to the Management API.
constexpr const char *authenticationApi = "authentication";

struct EnvironmentWord
{
    Domain::Environment environment;
    const char *word;
};
constexpr std::array environments{EnvironmentWord{Domain::Environment::Development, "development"},
                                  EnvironmentWord{Domain::Environment::Staging, "staging"},
                                  EnvironmentWord{Domain::Environment::Production, "production"}};

std::string utf8(const QString &text)
{
    return text.toStdString();
}

Json::Value jsonOf(const PlanTenant &tenant)
{
    const auto word = std::find_if(environments.begin(), environments.end(), [&tenant](const EnvironmentWord &entry) {
        return entry.environment == tenant.environment;
    });
    return {{"name", utf8(tenant.name)}, {"origin", utf8(tenant.origin)}, {"environment", word->word}};
}

PlanTenant tenantFrom(const Json::Value &json)
{
    PlanTenant tenant;
    tenant.name = Json::stringAt(json, "name");
    tenant.origin = Json::stringAt(json, "origin");
    const QString word = Json::stringAt(json, "environment");
    for (const EnvironmentWord &entry : environments) {
        if (word == QLatin1StringView(entry.word)) {
            tenant.environment = entry.environment;
        }
    }
    return tenant;
}

Json::Value jsonOf(const RequestPreview &request)
{
    Json::Value json{{"method", utf8(request.method)}, {"path", utf8(request.path)}};
    if (!request.body.isEmpty()) {
        json["body"] = *Json::parse(request.body);
    }
    if (request.surface == Api::Surface::Authentication) {
        json["api"] = authenticationApi;
    }
    if (!request.customDomain.isEmpty()) {
        json["custom_domain"] = utf8(request.customDomain);
    }
    return json;
}

QList<RequestPreview> previewsFrom(const Json::Value &item)
{
    QList<RequestPreview> previews;
    if (const Json::Value *requests = Json::memberAt(item, "requests"); requests && requests->is_array()) {
        for (const Json::Value &request : *requests) {
            const Json::Value *body = Json::memberAt(request, "body");
            const bool isElsewhere = Json::stringAt(request, "api") == QLatin1StringView(authenticationApi);
            previews.append({Json::stringAt(request, "method"), Json::stringAt(request, "path"),
                             body ? Json::write(*body) : QByteArray(),
                             isElsewhere ? Api::Surface::Authentication : Api::Surface::Management,
                             Json::stringAt(request, "custom_domain")});
        }
    }
    return previews;
}

Json::Value jsonOf(const SupportAction &action)
{
    Json::Value json{{"kind", utf8(wordOf(action.kind))}};
    if (action.marksVerified) {
        json["marks_verified"] = true;
    }
    if (!action.method.isEmpty()) {
        json["method"] = utf8(action.method);
    }
    if (!action.application.isEmpty()) {
        json["application"] = utf8(action.application.text());
    }
    if (action.lifetime.count() > 0) {
        json["seconds"] = action.lifetime.count();
    }
    if (!action.customDomain.isEmpty()) {
        json["custom_domain"] = utf8(action.customDomain);
    }
    return json;
}

/// Nothing for one that this version does not know, and for edits, which are told by their leaves.
std::optional<SupportAction> actionFrom(const Json::Value &json)
{
    const auto kind = supportKindFor(Json::stringAt(json, "kind"));
    if (!kind || isEdit(*kind)) {
        return std::nullopt;
    }
    SupportAction action{*kind};
    const Json::Value *marks = Json::memberAt(json, "marks_verified");
    action.marksVerified = marks && *marks == true;
    action.method = Json::stringAt(json, "method");
    action.application = Domain::ApplicationId(Json::stringAt(json, "application"));
    action.lifetime = std::chrono::seconds(Json::intAt(json, "seconds").value_or(0));
    action.customDomain = Json::stringAt(json, "custom_domain");
    return action;
}

Json::Value jsonOf(const PlanItem &item)
{
    Json::Value changes = Json::Value::array();
    for (const Json::LeafChange &change : item.changes) {
        changes.push_back(toJson(change));
    }
    Json::Value json{{"object", toJson(item.object)}, {"changes", std::move(changes)}};
    if (item.action) {
        json["action"] = jsonOf(*item.action);
    }
    if (item.creation) {
        json["creates"] = Json::Value::object();
        if (!item.creation->model.id.isEmpty()) {
            json["creates"]
                = {{"model", toJson(item.creation->model)}, {"digest", item.creation->digest.toStdString()}};
        }
    }
    if (item.removal) {
        json["removes"] = Json::Value{{"users", Json::Value::array()}};
        for (const QString &user : item.removal->users) {
            json["removes"]["users"].push_back(utf8(user));
        }
        if (item.removal->made.isValid()) {
            json["removes"]["made"] = utf8(item.removal->made.toUTC().toString(Qt::ISODateWithMs));
        }
        if (item.removal->isWithoutLog) {
            json["removes"]["without_log"] = true;
        }
    }
    for (const QString &note : item.notes) {
        json["notes"].push_back(utf8(note));
    }
    QStringList named;
    for (const Json::LeafChange &change : item.changes) {
        named.append(change.pointer.isWhole() ? QString() : change.pointer.first());
    }
    if (item.action) {
        named.append(item.action->application.text());
    }
    for (const QString &id : std::as_const(named)) {
        if (item.names.contains(id)) {
            json["names"][utf8(id)] = utf8(item.names.value(id));
        }
    }
    return json;
}

std::optional<PlanItem> itemFrom(const Json::Value &json)
{
    const Json::Value *object = Json::memberAt(json, "object");
    const Json::Value *changes = Json::memberAt(json, "changes");
    const auto ref = object ? objectFrom(*object) : std::nullopt;
    if (!ref || !changes || !changes->is_array()) {
        return std::nullopt;
    }
    PlanItem item{*ref, {}, {}, Json::stringsAt(json, "notes"), previewsFrom(json)};
    if (const Json::Value *action = Json::memberAt(json, "action")) {
        item.action = actionFrom(*action);
        if (!item.action || ref->kind != ObjectKind::User || !changes->empty()) {
            return std::nullopt;
        }
    }
    if (const Json::Value *creates = Json::memberAt(json, "creates")) {
        item.creation = Creation();
        if (const Json::Value *model = Json::memberAt(*creates, "model")) {
            item.creation->model = objectFrom(*model).value_or(ObjectRef());
            item.creation->digest = Json::stringAt(*creates, "digest").toLatin1();
        }
    }
    if (const Json::Value *removes = Json::memberAt(json, "removes")) {
        item.removal = Removal{Json::stringsAt(*removes, "users"), Json::timeAt(*removes, "made"),
                               Json::boolAt(*removes, "without_log").value_or(false)};
    }
    if (int(item.action.has_value()) + int(item.creation.has_value()) + int(item.removal.has_value()) > 1
        || (item.removal && !changes->empty())) {
        return std::nullopt;
    }
    for (const Json::Value &entry : *changes) {
        const auto change = leafChangeFrom(entry);
        if (!change) {
            return std::nullopt;
        }
        item.changes.append(*change);
    }
    if (const Json::Value *names = Json::memberAt(json, "names"); names && names->is_object()) {
        for (const auto &name : names->items()) {
            item.names.insert(Json::toQString(name.key()), Json::stringAt(*names, name.key().c_str()));
        }
    }
    return item;
}

} // namespace

Json::Value toJson(const ObjectRef &object)
{
    return {{"kind", utf8(wordOf(object.kind))}, {"id", utf8(object.id)}, {"name", utf8(object.name)}};
}

std::optional<ObjectRef> objectFrom(const Json::Value &json)
{
    const auto kind = objectKindFor(Json::stringAt(json, "kind"));
    const QString id = Json::stringAt(json, "id");
    if (!kind || id.isEmpty()) {
        return std::nullopt;
    }
    return ObjectRef{*kind, id, Json::stringAt(json, "name")};
}

Json::Value toJson(const Json::LeafChange &change)
{
    Json::Value json{{"pointer", utf8(change.pointer.text())}};
    if (change.before) {
        json["before"] = *Json::parse(*change.before);
    }
    if (change.after) {
        json["after"] = *Json::parse(*change.after);
    }
    if (change.follows) {
        json["follows"] = utf8(*change.follows);
    }
    return json;
}

std::optional<Json::LeafChange> leafChangeFrom(const Json::Value &json)
{
    const Json::Value *text = Json::memberAt(json, "pointer");
    const auto pointer
        = text && text->is_string() ? Json::Pointer::parse(Json::stringAt(json, "pointer")) : std::nullopt;
    if (!pointer) {
        return std::nullopt;
    }
    Json::LeafChange change{*pointer, std::nullopt, std::nullopt, std::nullopt};
    if (const Json::Value *before = Json::memberAt(json, "before")) {
        change.before = Json::write(*before);
    }
    if (const Json::Value *after = Json::memberAt(json, "after")) {
        change.after = Json::write(*after);
    }
    if (const Json::Value *follows = Json::memberAt(json, "follows"); follows && follows->is_string()) {
        change.follows = Json::stringAt(json, "follows");
    }
    return change;
}

Json::Value toJson(const Plan &plan, const Json::SecretKeys &secrets)
{
    const Plan safe = masked(plan, secrets);
    Json::Value items = Json::Value::array();
    for (qsizetype i = 0; i < plan.items.size(); ++i) {
        Json::Value item = jsonOf(safe.items.at(i));
        for (const RequestPreview &request : previewOf(plan.items.at(i), secrets)) {
            item["requests"].push_back(jsonOf(request));
        }
        items.push_back(std::move(item));
    }
    Json::Value skipped = Json::Value::array();
    for (const Skipped &entry : plan.skipped) {
        skipped.push_back({{"object", toJson(entry.object)}, {"reason", utf8(entry.reason)}});
    }
    Json::Value json{{"id", utf8(plan.id)},       {"made", utf8(plan.made.toString(Qt::ISODate))},
                     {"title", utf8(plan.title)}, {"tenant", jsonOf(plan.tenant)},
                     {"items", std::move(items)}, {"skipped", std::move(skipped)}};
    for (const QString &note : plan.notes) {
        json["notes"].push_back(utf8(note));
    }
    for (const QString &line : plan.foretold) {
        json["foretold"].push_back(utf8(line));
    }
    if (!plan.reverts.isEmpty()) {
        json["reverts"] = utf8(plan.reverts);
    }
    if (!plan.customer.isEmpty()) {
        json["customer"] = utf8(plan.customer);
    }
    return json;
}

tl::expected<Plan, QString> planFrom(const Json::Value &json)
{
    Plan plan;
    plan.id = Json::stringAt(json, "id");
    plan.made = Json::timeAt(json, "made");
    plan.title = Json::stringAt(json, "title");
    plan.reverts = Json::stringAt(json, "reverts");
    plan.customer = Json::stringAt(json, "customer");
    plan.notes = Json::stringsAt(json, "notes");
    plan.foretold = Json::stringsAt(json, "foretold");
    const Json::Value *tenant = Json::memberAt(json, "tenant");
    const Json::Value *items = Json::memberAt(json, "items");
    if (plan.id.isEmpty() || !tenant || !items || !items->is_array()) {
        return tl::make_unexpected(tr("a plan lacks its id, tenant or items"));
    }
    plan.tenant = tenantFrom(*tenant);
    if (plan.tenant.origin.isEmpty()) {
        return tl::make_unexpected(tr("a plan does not say which Auth0 tenant it is for"));
    }
    for (const Json::Value &entry : *items) {
        const auto item = itemFrom(entry);
        if (!item) {
            return tl::make_unexpected(tr("an item of the plan %1 is not one that Tenantry wrote").arg(plan.title));
        }
        plan.items.append(*item);
    }
    if (const Json::Value *skipped = Json::memberAt(json, "skipped"); skipped && skipped->is_array()) {
        for (const Json::Value &entry : *skipped) {
            const Json::Value *object = Json::memberAt(entry, "object");
            if (const auto ref = object ? objectFrom(*object) : std::nullopt) {
                plan.skipped.append({*ref, Json::stringAt(entry, "reason")});
            }
        }
    }
    return plan;
}

QByteArray writePlans(const QList<Plan> &plans, const Json::SecretKeys &secrets)
{
    Json::Value list = Json::Value::array();
    for (const Plan &plan : plans) {
        list.push_back(toJson(plan, secrets));
    }
    return Json::writePretty({{"format", formatName}, {"version", formatVersion}, {"plans", std::move(list)}}) + '\n';
}

tl::expected<QList<Plan>, QString> readPlans(const QByteArray &text)
{
    const Json::Outcome<Json::Value> json = Json::parse(text, Json::Strictness::Edit);
    if (!json) {
        return tl::make_unexpected(json.error().message);
    }
    if (Json::stringAt(*json, "format") != QLatin1StringView(formatName)) {
        return tl::make_unexpected(tr("it is not a plan of Tenantry"));
    }
    if (Json::intAt(*json, "version") != formatVersion) {
        return tl::make_unexpected(tr("it was written by a newer version of Tenantry"));
    }
    const Json::Value *list = Json::memberAt(*json, "plans");
    if (!list || !list->is_array()) {
        return tl::make_unexpected(tr("it holds no plans"));
    }
    QList<Plan> plans;
    for (const Json::Value &entry : *list) {
        auto plan = planFrom(entry);
        if (!plan) {
            return tl::make_unexpected(plan.error());
        }
        plans.append(*std::move(plan));
    }
    return plans;
}

} // namespace Change
