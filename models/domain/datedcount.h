#pragma once

#include <QDateTime>

namespace Domain {

/// How many of something there were at one time. A value.
struct DatedCount
{
    QDateTime at; ///< UTC
    qint64 count = 0;

    friend bool operator==(const DatedCount &, const DatedCount &) = default;
};

} // namespace Domain
