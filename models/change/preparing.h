#pragma once

#include "api/outcome.h"
#include "api/secret.h"
#include "api/wire.h"
#include "change/obstacle.h"
#include "change/plan.h"

#include <functional>

namespace Change {

/// What applying an item takes, and what it leaves.
struct Prepared
{
    QList<Api::WireRequest> requests; ///< to be sent in this order; none where everything is so already
    QByteArray promise; ///< the object as Auth0 will hold it afterwards; empty for an action
    /// Takes the secret out of the answer of an action that is answered by one. Pure; empty for the others.
    std::function<Api::Outcome<Api::Secret>(const Api::WireReply &)> readSecret{};
    /// Reads what was made out of the answer. Pure; empty for what makes nothing.
    std::function<Api::Outcome<Made>(const Api::WireReply &)> readMade{};
};

/// Makes the requests for `changes` of an object that Auth0 now holds as `now`: the one place where bodies are made,
/// for the preview and for the sending alike. Leaves that were not edited keep their values; what Auth0 replaces whole
/// (`options`, connection and organization metadata) is sent whole, what it merges at the first level (user and client
/// metadata) by changed root keys.
Outcome<Prepared> prepare(const ObjectRef &object, const QByteArray &now, const QList<Json::LeafChange> &changes);

/// The same for an item, be it edits or an action.
Outcome<Prepared> prepare(const PlanItem &item, const QByteArray &now);

/// Why this leaf cannot be changed here, whatever its value; nothing where it can.
std::optional<QString> notEditable(ObjectKind kind, const Json::Pointer &pointer);

/// What differs from the promise in an object as it was read after the write. Members that Auth0 itself moves on with
/// (`updated_at`, `last_login`...), or fills in where they were not (auth0.md 4.13), are not looked at.
QList<Json::LeafChange> differences(const ObjectRef &object, const QByteArray &promise, const QByteArray &after);

} // namespace Change
