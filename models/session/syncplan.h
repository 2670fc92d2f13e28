#pragma once

#include "session/readplan.h"

#include <QList>
#include <QString>

namespace Session {

/// How many objects a tenant holds, as far as that is known.
struct EstateCounts
{
    qint64 connections = 0;
    qint64 applications = 0;
    qint64 organizations = 0;

    friend bool operator==(const EstateCounts &, const EstateCounts &) = default;
};

/// One line of a plan: requests to one endpoint, and what for.
struct PlannedReading
{
    enum class What { Token, Settings, Connections, Applications, Organizations, ConnectionMap };

    What what = What::Token;
    QString path; ///< "GET /connections"
    qint64 requests = 0;
    QString why; ///< translated

    friend bool operator==(const PlannedReading &, const PlannedReading &) = default;
};

/// All requests that the inventory of a tenant takes: the fewest that Auth0's endpoints allow (DESIGN 3.8). A value, to
/// be shown before a long reading and to be held against what a server counted.
struct SyncPlan
{
    QList<PlannedReading> readings;

    qint64 requests() const;
    qint64 requestsFor(PlannedReading::What what) const;
    /// How long that takes at this many requests a second; nothing while the rate is not known.
    std::optional<std::chrono::seconds> duration(double perSecond) const;

    friend bool operator==(const SyncPlan &, const SyncPlan &) = default;
};

/// The plan for a tenant of this size; with the map where it costs at most unaskedMapRequests, or in any case where it
/// is asked for.
SyncPlan planInventory(const EstateCounts &counts, bool wantsMap = false);

} // namespace Session
