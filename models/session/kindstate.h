#pragma once

#include "api/listing.h"
#include "query/logquery.h"
#include "session/kindstatus.h"
#include "session/logmark.h"
#include "session/recordset.h"

#include <QPointer>

namespace Session {

class ChangeReader;

/// What refreshAll() reads, in the order in which a window wants it.
inline constexpr Query::Kind listedKinds[]
    = {Query::Kind::Tenants, Query::Kind::Applications, Query::Kind::Connections, Query::Kind::Organizations};

/// What a TenantSession holds of one kind, and of its reading. Owned by the session.
struct KindState
{
    RecordSet records;
    KindStatus status;
    QSet<QString> seen; ///< ids of the reading under way
    QPointer<Api::Listing> listing;
    QPointer<Api::Call> call; ///< of what is no list
    quint64 job = 0;
    QString search; ///< users and logs
    std::optional<Query::LogQuery> kept; ///< what of Auth0's answer is taken in; nothing: all of it
    bool isRefilling = false; ///< see TenantSession::refill()
    bool wantsRefill = false; ///< something changed meanwhile
};

/// How a TenantSession keeps up with its tenant's log. Owned by the session.
struct LogFollowing
{
    std::optional<LogMark> mark; ///< all that was read whole was true then, or later
    bool hasMap = false; ///< the map is among it
    bool hasOrganizations = false; ///< so are the connections of the organizations
    std::optional<LogMark> mapMark; ///< the mark when the reading of the map began
    QPointer<ChangeReader> reader;
    bool readsOrganizations = false; ///< the reader knows of the connections of the organizations
    QSet<Query::Kind> kinds; ///< that show as being read meanwhile
    quint64 job = 0;
};

} // namespace Session
