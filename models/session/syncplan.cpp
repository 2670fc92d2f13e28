#include "session/syncplan.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

/// Checkpoint paging gives at most this many a request.
constexpr qint64 pageSize = 100;

/// A list that is empty takes a request too: to learn that.
qint64 pagesOf(qint64 objects)
{
    return std::max<qint64>(1, (objects + pageSize - 1) / pageSize);
}

QString tr(const char *text)
{
    return QCoreApplication::translate("Session::SyncPlan", text);
}

} // namespace

qint64 SyncPlan::requests() const
{
    qint64 sum = 0;
    for (const PlannedReading &reading : readings) {
        sum += reading.requests;
    }
    return sum;
}

qint64 SyncPlan::requestsFor(PlannedReading::What what) const
{
    const auto found = std::find_if(readings.begin(), readings.end(),
                                    [what](const PlannedReading &reading) { return reading.what == what; });
    return found == readings.end() ? 0 : found->requests;
}

std::optional<std::chrono::seconds> SyncPlan::duration(double perSecond) const
{
    if (!(perSecond > 0)) {
        return std::nullopt;
    }
    return std::chrono::seconds(qint64(std::ceil(double(requests()) / perSecond)));
}

SyncPlan planInventory(const EstateCounts &counts, bool wantsMap)
{
    using What = PlannedReading::What;
    const QString paged = tr("100 a request, the most that Auth0 gives");
    SyncPlan plan;
    plan.readings = {
        {What::Token, u"POST /oauth/token"_s, 1, tr("one token for all requests")},
        {What::Settings, u"GET /tenants/settings"_s, 1, tr("the tenant's name and flags")},
        {What::Applications, u"GET /clients"_s, pagesOf(counts.applications), paged},
        {What::Connections, u"GET /connections"_s, pagesOf(counts.connections), paged},
        {What::Organizations, u"GET /organizations"_s, pagesOf(counts.organizations), paged},
    };
    const ReadPlan map = planMap(counts.connections, counts.applications);
    if (map.requests > 0 && (wantsMap || map.requests <= unaskedMapRequests)) {
        const bool byConnection = map.side == MapSide::Connections;
        plan.readings.append(
            {What::ConnectionMap,
             byConnection ? u"GET /connections/{id}/clients"_s : u"GET /clients/{id}/connections"_s, map.requests,
             byConnection ? tr("one for each connection, of which there are fewer than applications")
                          : tr("one for each application, of which there are fewer than connections")});
    }
    return plan;
}

} // namespace Session
