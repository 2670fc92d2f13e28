#pragma once

#include "domain/datedcount.h"

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace Analysis {

/// How a count has grown, and the day on which it will reach its limit if it goes on so: an estimate. A value.
struct Trend
{
    enum class Answer {
        TooFewPoints, ///< counts of less than three days tell no rate
        NotRising,
        Reached, ///< the limit, already
        TooFar, ///< beyond farthestDays
        Estimated, ///< see `reaches`
    };

    Answer answer = Answer::TooFewPoints;
    QList<Domain::DatedCount> points; ///< what it rests on: the last count of each day, the oldest first
    std::optional<double> perDay; ///< the present rate; nothing below three points
    std::optional<QDate> reaches; ///< the day; only where it was estimated
};

/// No estimate looks further ahead: within a year nobody goes on creating connections at one rate.
inline constexpr int farthestDays = 365;
/// What is older says little of the present rate; it counts where there are fewer than three points since.
inline constexpr int presentDays = 90;

/// Days are those of `now`'s time zone; counts after `now` are left out. The rate is the median of the slopes between
/// all pairs of points (Theil-Sen): customers come one by one, but a migration or a slip of one afternoon moves many
/// connections at once, and a line of least squares would follow it for weeks. It goes on from the last count, which is
/// known, not from the line.
Trend trendOf(QList<Domain::DatedCount> counts, qint64 limit, const QDateTime &now);

/// "31 on 3 Nov, 38 on 12 Nov, 44 today; reaches 50 around 9 Dec at this rate (an estimate from 5 counts)": for a
/// person; empty without two points.
QString textOf(const Trend &trend, qint64 limit, const QDateTime &now);
/// The word for an answer in files: too_few_points, not_rising, reached, too_far, estimated. Not translated.
QLatin1StringView wordOf(Trend::Answer answer);

} // namespace Analysis
