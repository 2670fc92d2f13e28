#pragma once

#include <QDateTime>
#include <QString>

namespace Analysis {

/// "2026-11-17", the day at UTC: a finding reads the same in every country, and so does a report made of it.
inline QString dayText(const QDateTime &time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

} // namespace Analysis
