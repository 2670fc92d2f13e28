#include "session/readplan.h"

#include <cmath>

namespace Session {

std::optional<std::chrono::seconds> ReadPlan::duration(double perSecond) const
{
    if (!(perSecond > 0)) {
        return std::nullopt;
    }
    return std::chrono::seconds(qint64(std::ceil(double(requests) / perSecond)));
}

ReadPlan planMap(qint64 connections, qint64 applications)
{
    // Most objects are enabled for far fewer than a page's worth, so that a list is one request; which of them need
    // more is known only once they have been read.
    if (connections <= applications) {
        return {MapSide::Connections, connections};
    }
    return {MapSide::Applications, applications};
}

} // namespace Session
