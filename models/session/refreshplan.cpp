#include "session/refreshplan.h"

#include "session/readplan.h"

#include <algorithm>

namespace Session {

namespace {

qint64 pages(qint64 objects)
{
    constexpr qint64 page = 100;
    return std::max<qint64>(1, (objects + page - 1) / page);
}

} // namespace

qint64 fullRequests(const RefreshCounts &counts)
{
    const qint64 lists = pages(counts.applications) + pages(counts.connections) + pages(counts.organizations);
    // The map is followed by a look at the log for what moved meanwhile.
    const qint64 map = counts.hasMap ? planMap(counts.connections, counts.applications).requests + 1 : 0;
    return 2 + lists + map + (counts.hasOrganizationConnections ? counts.organizations : 0);
}

RefreshPlan planRefresh(const RefreshCounts &counts, const LogSoFar &log)
{
    const qint64 full = fullRequests(counts);
    const qint64 left = log.touched + (log.isAtEnd ? 0 : 1);
    const bool costsTooMuch = left > full || (!log.isAtEnd && log.reads + left > full);
    if (log.isUnclear || costsTooMuch) {
        return {RefreshWay::Full, full};
    }
    return {RefreshWay::Log, left};
}

} // namespace Session
