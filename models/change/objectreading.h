#pragma once

#include "api/outcome.h"
#include "api/wire.h"
#include "change/objectref.h"

#include <QByteArray>

#include <functional>

class QObject;

namespace Api {
class ManagementClient;
}

namespace Change {

/// Reads an object as Auth0 holds it now, a relation as the object that ObjectKind describes. Immediately consistent:
/// by id, never by search. Calls back once, unless `context` goes first. `priority` is Background for one of many.
void readObject(Api::ManagementClient &client, const ObjectRef &object, QObject *context,
                const std::function<void(const Api::Outcome<QByteArray> &)> &done,
                Api::Priority priority = Api::Priority::Foreground);

} // namespace Change
