#include "change/makinglook.h"

#include "change/changewords.h"
#include "change/fieldtitles.h"
#include "change/newusers.h"
#include "change/objectreading.h"
#include "change/translation.h"

#include "api/managementclient.h"
#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/userrequests.h"
#include "json/leaves.h"
#include "json/value.h"

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace Change {

namespace {

using Found = std::function<void(const Api::Outcome<QByteArray> &)>;
using Looked = OnMakingLook;

MakingLook refusal(const QString &reason)
{
    return {Obstacle{Obstacle::Kind::Invalid, reason, {}}, {}};
}

QString nameIn(const QByteArray &object)
{
    const auto json = Json::parse(object);
    return json ? Json::stringAt(*json, "name") : QString();
}

void findApplication(Api::ManagementClient &client, const QString &name, QObject *context, const Found &done)
{
    auto found = std::make_shared<QByteArray>();
    Api::listAll<Domain::Application>(
        client, Api::allApplications({}), context,
        [found, name](const QList<Domain::Application> &applications) {
            for (const Domain::Application &application : applications) {
                if (application.name == name) {
                    *found = application.original;
                }
            }
        },
        [found, done](const Api::Outcome<Api::Extent> &extent) {
            done(Api::whole(extent).map([&found](const Api::Extent &) { return *found; }));
        });
}

/// "minimum length: 8 → 12": what of the copied members is another now.
QString whatChanged(const PlanItem &item, const QByteArray &model)
{
    constexpr qsizetype toldChanges = 3;
    const ObjectKind kind = item.object.kind;
    const auto now = Json::parse(model);
    const Json::Value planned = copiedMembers(kind, Json::merge(Json::Value::object(), item.changes).value);
    QStringList told;
    for (const Json::LeafChange &change :
         Json::leafChanges(planned, copiedMembers(kind, now ? *now : Json::Value::object()))) {
        const QString title = fieldTitle(kind, change.pointer);
        const auto shown = [&](const std::optional<QByteArray> &value) {
            return value ? valueText(kind, change.pointer, *value) : u"–"_s;
        };
        told.append(
            tr("%1: %2 → %3")
                .arg(title.isEmpty() ? change.pointer.last() : title, shown(change.before), shown(change.after)));
    }
    if (const auto more = told.size() - toldChanges; more > 0) {
        told = told.mid(0, toldChanges);
        told.append(tr("%1 more").arg(more));
    }
    return told.join(u"; "_s);
}

void lookAtModel(Api::ManagementClient &client, const PlanItem &item, QObject *context, const Looked &done)
{
    const Creation creation = item.creation.value_or(Creation());
    if (creation.model.id.isEmpty()) {
        return done(MakingLook());
    }
    readObject(client, creation.model, context, [creation, item, done](const Api::Outcome<QByteArray> &model) {
        done(model.map([&creation, &item](const QByteArray &text) {
            MakingLook look;
            if (digestOf(creation.model.kind, text) != creation.digest) {
                look.obstacle = Obstacle{Obstacle::Kind::Conflict,
                                         tr("%1, which this is made like, has changed since it was looked at (%2). "
                                            "Nothing was made; look at it, and plan again.")
                                             .arg(described(creation.model), whatChanged(item, text)),
                                         {}};
            }
            return look;
        }));
    });
}

void lookBeforeCreating(Api::ManagementClient &client, const PlanItem &item, QObject *context, const Looked &done)
{
    findByName(client, item.object.kind, item.object.name, context,
               [&client, item, context, done](const Api::Outcome<QByteArray> &found) {
                   if (!found) {
                       return done(tl::make_unexpected(found.error()));
                   }
                   if (!found->isEmpty()) {
                       return done(refusal(tr("There is %1 already (%2). Nothing was made; choose another name.")
                                               .arg(described(item.object), idIn(item.object.kind, *found))));
                   }
                   lookAtModel(client, item, context, done);
               });
}

/// What users the object has: by a search or a list, which may lag behind, and then by what the log tells.
void lookForUsers(Api::ManagementClient &client, const PlanItem &item, QObject *context, const Looked &done)
{
    using Users = Api::Page<Domain::User>;
    const auto judge = [&client, item, context, done](const Api::Outcome<Users> &users) {
        if (!users) {
            return done(tl::make_unexpected(users.error()));
        }
        if (users->items.isEmpty()) { // or they came so lately that it is not told yet
            return lookForNewUsers(client, item, context, done);
        }
        const Domain::User &one = users->items.first();
        done(refusal(tr("%1 holds users by now, such as %2, so that it is not deleted. Move or delete them first, if "
                        "that is meant.")
                         .arg(described(item.object), one.email.isEmpty() ? one.id.text() : one.email)));
    };
    if (item.object.kind == ObjectKind::Connection) {
        QString name = item.object.name;
        name.replace(u"\\"_s, u"\\\\"_s).replace(u"\""_s, u"\\\""_s);
        Api::UserSearch search;
        search.query = u"identities.connection:\"%1\""_s.arg(name);
        client.send<Users>(Api::searchUsers(search, {Api::Paging::Offset, 1, 0, {}}), context, judge);
    } else if (item.object.kind == ObjectKind::Organization) {
        client.send<Users>(
            Api::listOrganizationMembers(Domain::OrganizationId(item.object.id), {Api::Paging::Checkpoint, 1, 0, {}}),
            context, judge);
    } else {
        done(MakingLook());
    }
}

void lookBeforeRemoving(Api::ManagementClient &client, const PlanItem &item, const QByteArray &now, QObject *context,
                        const Looked &done)
{
    if (nameIn(now) != item.object.name) {
        return done(refusal(tr("%1 is called “%2” now, so that it is not deleted. Look at it first.")
                                .arg(described(item.object), nameIn(now))));
    }
    if (item.object.kind == ObjectKind::Application) {
        return lookForUsers(client, item, context, done);
    }
    const bool isConnection = item.object.kind == ObjectKind::Connection;
    const ObjectRef relation{isConnection ? ObjectKind::ConnectionClients : ObjectKind::OrganizationConnections,
                             item.object.id, item.object.name};
    readObject(
        client, relation, context, [&client, item, context, done, isConnection](const Api::Outcome<QByteArray> &text) {
            if (!text) {
                return done(tl::make_unexpected(text.error()));
            }
            QStringList others;
            const auto users = Json::parse(*text);
            if (!users || !users->is_object()) { // who uses it is not known: it is left alone
                Api::ApiError error;
                error.kind = Api::ApiError::Kind::BadResponse;
                return done(tl::make_unexpected(error));
            }
            for (const auto &user : users->items()) {
                if (const QString id = Json::toQString(user.key()); !item.removal->users.contains(id)) {
                    others.append(id);
                }
            }
            if (!others.isEmpty()) {
                return done(refusal(
                    (isConnection ? tr("%1 was enabled meanwhile for other applications (%2), so that it is not "
                                       "deleted. Turn it off there first, if that is meant.")
                                  : tr("%1 was given other connections meanwhile (%2), so that it is not deleted. "
                                       "Remove them first, if that is meant."))
                        .arg(described(item.object), others.join(u", "_s))));
            }
            lookForUsers(client, item, context, done);
        });
}

} // namespace

void findByName(Api::ManagementClient &client, ObjectKind kind, const QString &name, QObject *context,
                const Found &done)
{
    if (kind == ObjectKind::Application) {
        return findApplication(client, name, context, done);
    }
    if (kind == ObjectKind::Organization) {
        client.send<Domain::Organization>(
            Api::getOrganizationByName(name), context, [done](const Api::Outcome<Domain::Organization> &found) {
                if (!found && found.error().kind == Api::ApiError::Kind::NotFound) {
                    return done(QByteArray());
                }
                done(found.map([](const Domain::Organization &organization) { return organization.original; }));
            });
        return;
    }
    using Connections = Api::Page<Domain::Connection>;
    Api::ConnectionFilter filter;
    filter.name = name;
    client.send<Connections>(Api::listConnections({Api::Paging::Checkpoint, 1, 0, {}}, filter), context,
                             [done](const Api::Outcome<Connections> &found) {
                                 done(found.map([](const Connections &page) {
                                     return page.items.isEmpty() ? QByteArray() : page.items.first().original;
                                 }));
                             });
}

void lookBeforeMaking(Api::ManagementClient &client, const PlanItem &item, const QByteArray &now, QObject *context,
                      const OnMakingLook &done)
{
    if (item.creation) {
        lookBeforeCreating(client, item, context, done);
    } else {
        lookBeforeRemoving(client, item, now, context, done);
    }
}

QList<Json::LeafChange> lackingMembers(const QByteArray &wanted, const QByteArray &object)
{
    const auto promised = Json::parse(wanted);
    const auto found = Json::parse(object);
    if (!promised || !found) {
        return {{Json::Pointer(), wanted, object, std::nullopt}};
    }
    QList<Json::LeafChange> lacking = Json::leafChanges(*promised, *found);
    lacking.removeIf([](const Json::LeafChange &difference) { return !difference.before; });
    return lacking;
}

QString idIn(ObjectKind kind, const QByteArray &object)
{
    const auto json = Json::parse(object);
    return json ? Json::stringAt(*json, kind == ObjectKind::Application ? "client_id" : "id") : QString();
}

} // namespace Change
