#pragma once

#include "api/outcome.h"
#include "api/secret.h"
#include "api/wire.h"
#include "change/objectref.h"
#include "json/value.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QSet>

#include <optional>

namespace Change {

struct Plan;
struct PlanItem;
struct Prepared;
struct Obstacle;

/// That an item makes its object: the item's changes are the members it is made with, its object's id a stand-in. A
/// value.
struct Creation
{
    ObjectRef model{}; ///< what members were copied from; no id: nothing was
    QByteArray digest{}; ///< digestOf() the model when it was looked at

    friend bool operator==(const Creation &, const Creation &) = default;
};

/// That an item deletes its object. It is refused where the object holds users, and where it is used by what is not
/// named here. A value.
struct Removal
{
    QStringList users{}; ///< applications of a connection, connections of an organization that may go with it: ids
    QDateTime made{}; ///< UTC: when the object was made, by this computer; invalid: not known
    bool isWithoutLog = false; ///< also where the log cannot tell of users whom searches do not show yet

    friend bool operator==(const Removal &, const Removal &) = default;
};

/// What stands, all over a plan, for the id that Auth0 will give an object of this kind. It can be no id of Auth0's,
/// and stands unencoded in paths.
QString standInFor(ObjectKind kind);
bool isStandIn(const QString &id);

/// Ids by the stand-ins for them.
using MadeIds = QHash<QString, QString>;
/// The item with ids in the place of stand-ins, as far as they are known.
PlanItem resolved(PlanItem item, const MadeIds &ids);
/// The first stand-in that is left in an item, beside its own object's where it makes that; empty for none.
QString openStandIn(const PlanItem &item);

/// Members of a database connection, or of an application, that a new one like it gets: never a secret, a script, an id
/// or what is one customer's own. Pure.
Json::Value copiedMembers(ObjectKind kind, const Json::Value &model);
/// A hash of the copied members, to tell whether they are still the same.
QByteArray digestOf(ObjectKind kind, const QByteArray &model);

/// The request that makes an item's object, or deletes it.
tl::expected<Prepared, Obstacle> prepareMaking(const PlanItem &item);

/// What Auth0 answered the request by which an object was made.
struct Made
{
    QString id;
    Api::Secret secret; ///< of an application that has one; nobody else has it
};
Api::Outcome<Made> readMade(ObjectKind kind, const Api::WireReply &reply);

/// Why Auth0 would not take such a name, for a person; nothing where it would.
std::optional<QString> nameProblem(ObjectKind kind, const QString &name);

} // namespace Change
