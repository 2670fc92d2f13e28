#pragma once

#include <QtGlobal>

namespace Session {

/// What a tenant holds of what was read, by which the cost of reading it again is known.
struct RefreshCounts
{
    qint64 applications = 0;
    qint64 connections = 0;
    qint64 organizations = 0;
    bool hasMap = false; ///< the application x connection map was read
    bool hasOrganizationConnections = false; ///< so were the connections of the organizations
};

/// How far the log has been followed.
struct LogSoFar
{
    qint64 reads = 0; ///< pages of 100 events
    bool isAtEnd = false;
    qint64 touched = 0; ///< requests for what its events touched
    bool isUnclear = false; ///< an event may have touched anything
};

enum class RefreshWay {
    Log, ///< the log is read on, and what it touched
    Full, ///< everything is read again
};

/// How a tenant is brought up to date.
struct RefreshPlan
{
    RefreshWay way = RefreshWay::Log;
    qint64 requests = 0; ///< still to be sent, at least

    friend bool operator==(const RefreshPlan &, const RefreshPlan &) = default;
};

/// Requests of a full reading: a place in the log, the settings, three lists, the smaller side of the map, and the
/// connections of each organization; of the last two what was read before.
qint64 fullRequests(const RefreshCounts &counts);
/// The cheaper way from here. Nobody knows how long a log is before its end: it is given up once it has cost as much
/// as a full reading would, so that both together never cost more than twice the cheaper one.
RefreshPlan planRefresh(const RefreshCounts &counts, const LogSoFar &log);

} // namespace Session
