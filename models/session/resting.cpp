#include "session/resting.h"

#include "session/estate.h"
#include "session/organizationconnections.h"
#include "session/tenantsession.h"

#include <algorithm>

namespace Session {

bool isReading(const TenantSession &session)
{
    return session.mapStatus().isReading() || session.organizationConnections().status().isReading()
        || session.status(Query::Kind::Tenants).isReading()
        || std::any_of(std::begin(Query::inventoryKinds), std::end(Query::inventoryKinds),
                       [&session](Query::Kind kind) { return session.status(kind).isReading(); });
}

bool rests(const Estate &estate, const Domain::TenantId &tenant)
{
    const TenantSession *session = estate.find(tenant);
    return session && !isReading(*session);
}

} // namespace Session
