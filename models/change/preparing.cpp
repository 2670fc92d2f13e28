#include "change/preparing.h"

#include "change/bodies.h"
#include "change/metadatarules.h"
#include "change/translation.h"
#include "json/value.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

/// The root members that Tenantry changes; the rest of an object only shows.
const QStringList &editableRoots(ObjectKind kind)
{
    static const QStringList connection{u"options"_s,        u"display_name"_s,
                                        u"show_as_button"_s, u"is_domain_connection"_s,
                                        u"authentication"_s, u"metadata"_s};
    static const QStringList application{u"name"_s,
                                         u"description"_s,
                                         u"logo_uri"_s,
                                         u"callbacks"_s,
                                         u"allowed_logout_urls"_s,
                                         u"web_origins"_s,
                                         u"allowed_origins"_s,
                                         u"initiate_login_uri"_s,
                                         u"organization_usage"_s,
                                         u"client_metadata"_s};
    static const QStringList organization{u"display_name"_s, u"branding"_s, u"metadata"_s};
    static const QStringList user{u"app_metadata"_s, u"user_metadata"_s, u"blocked"_s, u"email"_s, u"email_verified"_s};
    static const QStringList any;
    switch (kind) {
    case ObjectKind::Connection:
        return connection;
    case ObjectKind::Application:
        return application;
    case ObjectKind::Organization:
        return organization;
    case ObjectKind::User:
        return user;
    case ObjectKind::ConnectionClients:
    case ObjectKind::OrganizationConnections:
    case ObjectKind::UserOrganizations:
        break;
    }
    return any;
}

/// Auth0 leaves `blocked` out of users that never were, and says so of those that were once: both mean the same.
const QByteArray notBlocked = QByteArrayLiteral("false");

bool isBlock(const Json::LeafChange &change)
{
    return change.pointer.tokens() == QStringList{u"blocked"_s};
}

/// Says it in full on both sides, where the block is edited: else one who was unblocked meanwhile would look edited by
/// somebody else.
QList<Json::LeafChange> inFull(QList<Json::LeafChange> changes, Json::Value &now)
{
    for (Json::LeafChange &change : changes) {
        if (isBlock(change)) {
            change.before = change.before.value_or(notBlocked);
            change.after = change.after.value_or(notBlocked);
            now.emplace("blocked", false);
        }
    }
    return changes;
}

/// Root members that change by themselves, or that Auth0 fills in where they were not.
bool movesByItself(ObjectKind kind, const Json::LeafChange &difference)
{
    static const QStringList ofUsers{u"updated_at"_s, u"last_login"_s, u"last_ip"_s, u"logins_count"_s,
                                     u"last_password_reset"_s};
    static const QStringList refilled{u"authentication_methods"_s, u"passkey_options"_s, u"brute_force_protection"_s};
    if (kind == ObjectKind::User) {
        const bool isUnblocked = difference.pointer.first() == "blocked"_L1 && difference.before == notBlocked
            && !difference.after.has_value();
        return isUnblocked || ofUsers.contains(difference.pointer.first());
    }
    if (kind == ObjectKind::OrganizationConnections) {
        return !difference.before && difference.pointer.tokens().size() > 1; // a switch of an enabled connection
    }
    return kind == ObjectKind::Connection && !difference.before && difference.pointer.first() == "options"_L1
        && difference.pointer.tokens().size() >= 2 && refilled.contains(difference.pointer.tokens().at(1));
}

std::optional<Obstacle> obstacleTo(const ObjectRef &object, const QList<Json::LeafChange> &changes)
{
    for (const Json::LeafChange &change : changes) {
        if (const auto reason = notEditable(object.kind, change.pointer)) {
            return Obstacle{Obstacle::Kind::NotEditable, *reason, {}};
        }
    }
    return std::nullopt;
}

Outcome<Prepared> prepareBody(const Edited &edited)
{
    switch (edited.object.kind) {
    case ObjectKind::Connection:
        return prepareConnection(edited);
    case ObjectKind::Application:
        return prepareApplication(edited);
    case ObjectKind::Organization:
        return prepareOrganization(edited);
    case ObjectKind::User:
        return prepareUser(edited);
    case ObjectKind::ConnectionClients:
        return prepareConnectionClients(edited);
    case ObjectKind::OrganizationConnections:
        return prepareOrganizationConnections(edited);
    case ObjectKind::UserOrganizations:
        break;
    }
    return prepareUserOrganizations(edited);
}

} // namespace

Outcome<Prepared> prepare(const PlanItem &item, const QByteArray &now)
{
    return item.creation || item.removal ? prepareMaking(item)
        : item.action                    ? prepareAction(*item.action, now)
                                         : prepare(item.object, now, item.changes);
}

std::optional<QString> notEditable(ObjectKind kind, const Json::Pointer &pointer)
{
    const QStringList &roots = editableRoots(kind);
    if (pointer.isWhole()) {
        return tr("A whole object cannot be replaced; name the settings to change.");
    }
    if (!roots.isEmpty() && !roots.contains(pointer.first())) {
        return tr("%1 is not a setting that Tenantry changes. What can be changed here: %2.")
            .arg(pointer.text(), roots.join(", "_L1));
    }
    return std::nullopt;
}

Outcome<Prepared> prepare(const ObjectRef &object, const QByteArray &now, const QList<Json::LeafChange> &changes)
{
    if (auto obstacle = obstacleTo(object, changes)) {
        return tl::make_unexpected(*std::move(obstacle));
    }
    Json::Outcome<Json::Value> current = Json::parse(now, Json::Strictness::Edit);
    if (!current) {
        return tl::make_unexpected(
            Obstacle{Obstacle::Kind::Unsafe,
                     tr("What Auth0 holds could not be sent back as it is: %1").arg(current.error().message),
                     {}});
    }
    const bool touchesOptions = std::any_of(changes.cbegin(), changes.cend(), [](const Json::LeafChange &change) {
        return change.pointer.first() == "options"_L1;
    });
    if (object.kind == ObjectKind::Connection && touchesOptions && !current->contains("options")) {
        return tl::make_unexpected(Obstacle{
            Obstacle::Kind::NoOptions,
            tr("Auth0 sent the connection without its options, so that changing one would wipe the others. Grant "
               "the application of this profile read:connections_options, then try again."),
            {}});
    }
    const bool isOfUser = object.kind == ObjectKind::User;
    const Json::Merge merged = Json::merge(*current, isOfUser ? inFull(changes, *current) : changes);
    if (!merged.conflicts.isEmpty()) {
        return tl::make_unexpected(Obstacle{
            Obstacle::Kind::Conflict,
            tr("Somebody changed the same settings since they were read. Nothing was written; look at both versions "
               "and decide again."),
            merged.conflicts});
    }
    if (merged.changesNothing()) {
        return Prepared{{}, now};
    }
    if (const auto problem = metadataProblem(object.kind, *current, merged.value)) {
        return tl::make_unexpected(Obstacle{Obstacle::Kind::Invalid, *problem, {}});
    }
    Outcome<Prepared> prepared = prepareBody({object, *current, merged.value});
    if (prepared && Json::isSame(*Json::parse(prepared->promise), *current)) {
        return Prepared{{}, now}; // a null, say, for a key that is not there
    }
    return prepared;
}

QList<Json::LeafChange> differences(const ObjectRef &object, const QByteArray &promise, const QByteArray &after)
{
    const Json::Outcome<Json::Value> promised = Json::parse(promise);
    const Json::Outcome<Json::Value> found = Json::parse(after);
    if (!promised || !found) {
        return {{Json::Pointer(), promise, after, std::nullopt}};
    }
    QList<Json::LeafChange> result = Json::leafChanges(*promised, *found);
    result.removeIf([&object](const Json::LeafChange &difference) { return movesByItself(object.kind, difference); });
    return result;
}

} // namespace Change
