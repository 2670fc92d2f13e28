#pragma once

#include "change/objectref.h"
#include "domain/user.h"

namespace Change {

/// What one event of the tenant's log tells of a connection or an organization. A value.
struct LogTrace
{
    bool isMaking = false; ///< the object was made
    bool isImport = false; ///< users were imported into it, whom the log does not name
    QStringList users{}; ///< ids of users that may be in it
    QString email{}; ///< of a user that may be in it, where the event has no id

    friend bool operator==(const LogTrace &, const LogTrace &) = default;
};

/// Pure. Auth0 names the object of a sign-in or a sign-up beside the event; of a call of the Management API it keeps
/// the request and the answer, of which either may be absent.
LogTrace traceOf(const Domain::LogEvent &event, const ObjectRef &object);

} // namespace Change
