#pragma once

#include <QtGlobal>

#include <chrono>
#include <optional>

namespace Session {

/// Which side of the application x connection map is read: both give the same pairs.
enum class MapSide {
    Connections, ///< GET /connections/{id}/clients, 1,000 a request
    Applications, ///< GET /clients/{id}/connections, 100 a request
};

/// What reading the application x connection map will cost, known before the first request.
struct ReadPlan
{
    MapSide side = MapSide::Connections;
    qint64 requests = 0; ///< at least: one per object of the smaller side

    /// How long that takes at this many requests a second; nothing while the rate is not known.
    std::optional<std::chrono::seconds> duration(double perSecond) const;

    friend bool operator==(const ReadPlan &, const ReadPlan &) = default;
};

/// Chooses the side with fewer requests (DESIGN 3.8). A connection's list takes a further request for each 1,000
/// applications it could hold, an application's one for each 100 connections.
ReadPlan planMap(qint64 connections, qint64 applications);

/// Maps of up to this many requests are read along with the lists; for larger ones the operator is asked, since they
/// may take minutes (at 50 requests a minute, six).
inline constexpr qint64 unaskedMapRequests = 300;

} // namespace Session
