#pragma once

#include "api/apierror.h"

#include <QDateTime>

#include <optional>

namespace Session {

/// How far one kind of object of one tenant has been read. A value that a page shows as it is.
struct KindStatus
{
    enum class Phase {
        NotRead,
        Reading,
        Complete,
        Partial, ///< Auth0 gives no more; `note` says how much of what
        Failed, ///< see `error`; what was there before stays
        Cancelled, ///< by the user; what came is kept
    };

    Phase phase = Phase::NotRead;
    qint64 read = 0; ///< objects of this reading so far
    std::optional<qint64> total; ///< Auth0's own count, where it gives one
    QDateTime readAt; ///< when the last reading that succeeded ended; invalid before
    QDateTime pastAt; ///< what is shown was so then, as a snapshot tells, until it is read; invalid: it was read
    std::optional<qint64> logEvents; ///< of the log by which the last reading went; nothing: it read everything
    std::optional<Api::ApiError> error;
    QString note; ///< "partial: 1,000 of 5,230"; translated

    bool isReading() const { return phase == Phase::Reading; }
    /// There was no answer at all: the tenant cannot be reached from here.
    bool isOffline() const
    {
        return phase == Phase::Failed && error && error->httpStatus == 0 && error->kind == Api::ApiError::Kind::Network;
    }

    friend bool operator==(const KindStatus &, const KindStatus &) = default;
};

} // namespace Session
