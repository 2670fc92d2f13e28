#pragma once

#include "domain/id.h"

#include <QDateTime>

#include <optional>

namespace Session {

/// One piece of work that takes more than a moment, as the Activity dock shows it. A value; cancelled by its id.
struct Job
{
    quint64 id = 0; ///< unique within its session
    Domain::TenantId tenant;
    QString title; ///< translated: "Reading connections"
    qint64 done = 0;
    std::optional<qint64> total; ///< nothing where it is not known
    QDateTime startedAt;

    /// Seconds left at the pace so far; nothing before a tenth is done.
    std::optional<qint64> secondsLeft(const QDateTime &now) const;

    friend bool operator==(const Job &, const Job &) = default;
};

} // namespace Session
