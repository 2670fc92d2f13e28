#include "change/plan.h"

#include "change/preparing.h"
#include "json/leaves.h"
#include "json/value.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

/// The value as it stands under the pointer's last two names, which is what tells a secret.
QByteArray maskedValue(const QByteArray &value, const Json::Pointer &pointer, const Json::SecretKeys &secrets)
{
    Json::Value wrapped = *Json::parse(value);
    for (auto token = pointer.tokens().crbegin(); token != pointer.tokens().crend(); ++token) {
        Json::Value outer = Json::Value::object();
        outer[token->toStdString()] = std::move(wrapped);
        wrapped = std::move(outer);
    }
    const Json::Value result = *Json::parse(Json::masked(Json::write(wrapped), secrets));
    const Json::Value *safe = Json::valueAt(result, pointer);
    return safe ? Json::write(*safe) : Json::write(Json::maskText);
}

bool holdsMask(const std::optional<QByteArray> &value)
{
    return value && value->contains(Json::maskText);
}

} // namespace

PlanTenant planTenant(const Domain::TenantProfile &profile)
{
    return {profile.name, Domain::originOf(profile).toString(), profile.environment};
}

Plan newPlan(const QString &title, const PlanTenant &tenant)
{
    Plan plan;
    plan.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    plan.made = QDateTime::currentDateTimeUtc();
    plan.title = title;
    plan.tenant = tenant;
    return plan;
}

QString RequestPreview::fullPath() const
{
    return surface == Api::Surface::Management ? u"/api/v2"_s + path : path;
}

QString fullPathOf(const Api::WireRequest &request)
{
    const QString path = QString::fromLatin1(Api::encodedPath(request).value_or(QByteArray()));
    return RequestPreview{{}, path, {}, request.surface}.fullPath();
}

qsizetype requestCount(const Plan &plan)
{
    qsizetype count = 0;
    for (const PlanItem &item : plan.items) {
        const auto prepared = item.seen.isEmpty() ? Outcome<Prepared>() : prepare(item, item.seen);
        const qsizetype writes = prepared ? prepared->requests.size() : 0;
        // An action is looked for only where its answer was lost; what is made or deleted is looked round before, with
        // more requests where its users or the log come in pages.
        const qsizetype looks = item.object.kind == ObjectKind::Application ? 1 : 5;
        const qsizetype reads = item.action ? 1 : item.creation ? 3 : item.removal ? looks + 1 : 2;
        count += item.removal && plan.items.size() > 1 ? looks : 0; // before any of several is deleted
        count += reads + std::max<qsizetype>(1, writes);
    }
    return count;
}

QList<RequestPreview> previewOf(const PlanItem &item, const Json::SecretKeys &secrets)
{
    if (item.seen.isEmpty()) {
        return item.saved;
    }
    QList<RequestPreview> previews;
    if (const auto prepared = prepare(item, item.seen)) {
        for (const Api::WireRequest &request : prepared->requests) {
            previews.append({QString::fromLatin1(Api::verbName(request.verb)),
                             QString::fromLatin1(Api::encodedPath(request).value_or(QByteArray())),
                             request.body ? Json::masked(*request.body, secrets) : QByteArray(), request.surface,
                             request.customDomain});
        }
    }
    return previews;
}

Plan masked(const Plan &plan, const Json::SecretKeys &secrets)
{
    Plan result = plan;
    for (PlanItem &item : result.items) {
        item.seen.clear();
        item.user.clear();
        for (Json::LeafChange &change : item.changes) {
            for (std::optional<QByteArray> *value : {&change.before, &change.after}) {
                if (*value) {
                    *value = maskedValue(**value, change.pointer, secrets);
                }
            }
        }
    }
    return result;
}

bool holdsMask(const Json::LeafChange &change)
{
    return holdsMask(change.before) || holdsMask(change.after);
}

std::optional<QString> cannotUndo(const PlanItem &item, const Json::SecretKeys &secrets)
{
    Plan plan;
    plan.items = {item};
    if (const Inverse back = inverse(masked(plan, secrets).items); !back.impossible.isEmpty()) {
        return back.impossible.first().reason;
    }
    const auto prepared = item.seen.isEmpty() || item.creation ? Outcome<Prepared>() : prepare(item, item.seen);
    if (!prepared || prepared->promise.isEmpty()) {
        return std::nullopt;
    }
    const auto back = prepare(item.object, prepared->promise, Json::inverse(item.changes));
    return back ? std::nullopt : std::optional(back.error().reason);
}

namespace {

/// To a connection or an organization that had none: a PATCH takes no null for it (OpenAPI).
bool givesFirstDisplayName(const PlanItem &item)
{
    const bool hasOne = item.object.kind == ObjectKind::Connection || item.object.kind == ObjectKind::Organization;
    return hasOne && std::any_of(item.changes.cbegin(), item.changes.cend(), [](const Json::LeafChange &change) {
               const bool isFirst = !change.before || *change.before == "null";
               return change.pointer.tokens() == QStringList{QStringLiteral("display_name")} && isFirst && change.after;
           });
}

} // namespace

Inverse inverse(const QList<PlanItem> &items)
{
    Inverse result;
    QList<PlanItem> removals;
    for (auto item = items.crbegin(); item != items.crend(); ++item) {
        if (item->action) {
            result.impossible.append({item->object, whyFinal(*item->action).value_or(QString())});
            continue;
        }
        if (item->removal) {
            result.impossible.append(
                {item->object, QCoreApplication::translate("Change", "What was deleted cannot be brought back.")});
            continue;
        }
        if (item->creation) {
            PlanItem removal{item->object, {}};
            removal.removal = Removal();
            removals.append(removal);
            continue;
        }
        if (givesFirstDisplayName(*item)) {
            result.impossible.append(
                {item->object,
                 QCoreApplication::translate("Change",
                                             "It cannot be undone: Auth0 does not take a display name away once it was "
                                             "given. Give it another one instead.")});
            continue;
        }
        const bool isMasked = std::any_of(item->changes.cbegin(), item->changes.cend(),
                                          [](const Json::LeafChange &change) { return holdsMask(change); });
        if (isMasked) {
            result.impossible.append(
                {item->object,
                 QCoreApplication::translate("Change",
                                             "It cannot be undone: a value that was there is a secret, and secrets "
                                             "are not kept.")});
            continue;
        }
        result.items.append({item->object, Json::inverse(item->changes), {}, {}, {}, item->names});
    }
    // A run stops where Auth0 refuses a deletion, as for want of a scope: what holds the users goes first.
    std::stable_partition(removals.begin(), removals.end(),
                          [](const PlanItem &item) { return item.object.kind == ObjectKind::Connection; });
    result.items += removals;
    return result;
}

} // namespace Change
