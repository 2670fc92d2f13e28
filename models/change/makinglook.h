#pragma once

#include "api/outcome.h"
#include "change/obstacle.h"
#include "change/plan.h"

#include <functional>
#include <optional>

class QObject;

namespace Api {
class ManagementClient;
}

namespace Change {

/// Looks for an object by its name, in what is immediately consistent: its text, empty where there is none. Calls back
/// once, unless `context` goes first; so does the other.
void findByName(Api::ManagementClient &client, ObjectKind kind, const QString &name, QObject *context,
                const std::function<void(const Api::Outcome<QByteArray> &)> &done);

/// What came of looking round before an object is made or deleted.
struct MakingLook
{
    std::optional<Obstacle> obstacle{}; ///< what stands against it
    QString remark{}; ///< for a person: what could not be looked at; empty for nothing
};
using OnMakingLook = std::function<void(const Api::Outcome<MakingLook> &)>;

/// What stands against making or deleting an object. Making: its name is taken, or the model it was copied from is
/// another now. Deleting, `now` being the object: it holds users, or is used by what the removal does not name.
void lookBeforeMaking(Api::ManagementClient &client, const PlanItem &item, const QByteArray &now, QObject *context,
                      const OnMakingLook &done);

/// The members that an object was to be made with and has otherwise; what Auth0 adds of its own is not looked at.
QList<Json::LeafChange> lackingMembers(const QByteArray &wanted, const QByteArray &object);

/// The id that Auth0 calls an object by; empty where it has none.
QString idIn(ObjectKind kind, const QByteArray &object);

} // namespace Change
