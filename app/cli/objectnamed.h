#pragma once

#include "cli/failure.h"

#include "change/objectref.h"
#include "domain/tenant.h"

#include <functional>

class QObject;

namespace Api {
class ManagementClient;
}

namespace Cli {

/// An object as Auth0 holds it.
struct NamedObject
{
    Change::ObjectRef object; ///< with its id, however it was named
    QByteArray text;
};
using OnNamed = std::function<void(const Outcome<NamedObject> &)>;

/// Reads an object whose id, name or, of a user, e-mail address is `object.id`. An id takes the one request that reads
/// it; a name is looked for among all of the kind, since it must be known that only one has it. Calls back once, unless
/// `context` goes first.
void readNamed(Api::ManagementClient &client, const Domain::TenantProfile &profile, const Change::ObjectRef &object,
               QObject *context, const OnNamed &done);

} // namespace Cli
