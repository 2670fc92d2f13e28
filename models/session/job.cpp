#include "session/job.h"

namespace Session {

std::optional<qint64> Job::secondsLeft(const QDateTime &now) const
{
    if (!total || *total <= 0 || done * 10 < *total) {
        return std::nullopt;
    }
    const double elapsed = double(startedAt.msecsTo(now)) / 1000;
    return qMax<qint64>(0, qint64(elapsed / double(done) * double(*total - done)));
}

} // namespace Session
