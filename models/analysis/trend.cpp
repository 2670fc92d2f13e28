#include "analysis/trend.h"

#include "analysis/translation.h"

#include <QLocale>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

using Domain::DatedCount;

constexpr qsizetype fewestPoints = 3;
constexpr double secondsPerDay = 86'400.0;

QDate dayOf(const QDateTime &at, const QDateTime &now)
{
    return at.toOffsetFromUtc(now.offsetFromUtc()).date();
}

/// The last count of each day, until now. A day on which somebody edits a lot is no more than one point.
QList<DatedCount> daily(QList<DatedCount> counts, const QDateTime &now)
{
    counts.removeIf([&now](const DatedCount &count) { return count.at > now; });
    std::stable_sort(counts.begin(), counts.end(),
                     [](const DatedCount &left, const DatedCount &right) { return left.at < right.at; });
    QList<DatedCount> days;
    for (const DatedCount &count : std::as_const(counts)) {
        if (!days.isEmpty() && dayOf(days.last().at, now) == dayOf(count.at, now)) {
            days.last() = count;
        } else {
            days.append(count);
        }
    }
    return days;
}

/// Those that tell the present rate.
QList<DatedCount> present(QList<DatedCount> days, const QDateTime &now)
{
    const QDateTime since = now.addDays(-presentDays);
    const auto first = std::find_if(days.begin(), days.end(), [&](const DatedCount &day) { return day.at >= since; });
    const qsizetype recent = days.end() - first;
    return days.last(std::min(days.size(), std::max(recent, fewestPoints)));
}

double medianSlope(const QList<DatedCount> &points)
{
    std::vector<double> slopes;
    slopes.reserve(size_t(points.size() * (points.size() - 1) / 2));
    for (qsizetype i = 0; i < points.size(); ++i) {
        for (qsizetype j = i + 1; j < points.size(); ++j) {
            const double days = double(points.at(i).at.secsTo(points.at(j).at)) / secondsPerDay;
            if (days > 0) {
                slopes.push_back(double(points.at(j).count - points.at(i).count) / days);
            }
        }
    }
    if (slopes.empty()) {
        return 0;
    }
    const auto middle = slopes.begin() + std::ptrdiff_t(slopes.size() / 2);
    std::nth_element(slopes.begin(), middle, slopes.end());
    if (slopes.size() % 2 == 1) {
        return *middle;
    }
    return (*middle + *std::max_element(slopes.begin(), middle)) / 2;
}

QString dateText(const QDate &date, const QDate &today)
{
    return QLocale().toString(date, date.year() == today.year() ? tr("d MMM") : tr("d MMM yyyy"));
}

QString pointText(const DatedCount &point, const QDateTime &now)
{
    const QDate day = dayOf(point.at, now);
    return day == now.date() ? tr("%L1 today").arg(point.count)
                             : tr("%L1 on %2").arg(point.count).arg(dateText(day, now.date()));
}

/// The first, the middle and the last: enough to see how it went.
QString pointsText(const QList<DatedCount> &points, const QDateTime &now)
{
    QStringList told{pointText(points.first(), now)};
    if (points.size() > 2) {
        told.append(pointText(points.at(points.size() / 2), now));
    }
    told.append(pointText(points.last(), now));
    return told.join(", "_L1);
}

} // namespace

Trend trendOf(QList<DatedCount> counts, qint64 limit, const QDateTime &now)
{
    Trend trend;
    trend.points = present(daily(std::move(counts), now), now);
    if (!trend.points.isEmpty() && trend.points.last().count >= limit) {
        trend.answer = Trend::Answer::Reached;
    }
    if (trend.points.size() < fewestPoints) {
        return trend;
    }
    trend.perDay = medianSlope(trend.points);
    if (trend.answer == Trend::Answer::Reached) {
        return trend;
    }
    if (*trend.perDay <= 0) {
        trend.answer = Trend::Answer::NotRising;
        return trend;
    }
    const DatedCount &last = trend.points.last();
    const double days = double(limit - last.count) / *trend.perDay;
    const double ahead = days - double(last.at.secsTo(now)) / secondsPerDay;
    if (ahead > farthestDays) {
        trend.answer = Trend::Answer::TooFar;
        return trend;
    }
    trend.answer = Trend::Answer::Estimated;
    // One that would have been reached already by the last count's rate is not, so far as anybody knows.
    trend.reaches = dayOf(now.addSecs(qint64(std::max(0.0, ahead) * secondsPerDay)), now);
    return trend;
}

QString textOf(const Trend &trend, qint64 limit, const QDateTime &now)
{
    if (trend.points.size() < 2) {
        return {};
    }
    const QString points = pointsText(trend.points, now);
    switch (trend.answer) {
    case Trend::Answer::Reached:
        return points + u'.';
    case Trend::Answer::TooFewPoints:
        return tr("%1. Counts of three days are needed to tell where it goes.").arg(points);
    case Trend::Answer::NotRising:
        return tr("%1; at present it does not rise.").arg(points);
    case Trend::Answer::TooFar:
        return tr("%1; it does not reach %L2 within a year at this rate.").arg(points).arg(limit);
    case Trend::Answer::Estimated:
        break;
    }
    return tr("%1; reaches %L2 around %3 at this rate (an estimate from %L4 counts).")
        .arg(points)
        .arg(limit)
        .arg(dateText(*trend.reaches, now.date()))
        .arg(trend.points.size());
}

QLatin1StringView wordOf(Trend::Answer answer)
{
    switch (answer) {
    case Trend::Answer::TooFewPoints:
        return "too_few_points"_L1;
    case Trend::Answer::NotRising:
        return "not_rising"_L1;
    case Trend::Answer::Reached:
        return "reached"_L1;
    case Trend::Answer::TooFar:
        return "too_far"_L1;
    case Trend::Answer::Estimated:
        break;
    }
    return "estimated"_L1;
}

} // namespace Analysis
