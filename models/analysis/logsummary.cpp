#include "analysis/logsummary.h"

#include "analysis/translation.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

constexpr qsizetype mostAddresses = 2;
constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

/// Without the translator's plurals, which the command line does not have.
QString counted(qint64 count, const char *one, const char *several)
{
    return count == 1 ? tr(one) : tr(several).arg(count);
}

void addOnce(QStringList &list, const QString &text)
{
    if (!text.isEmpty() && !list.contains(text)) {
        list.append(text);
    }
}

QString addressText(const QStringList &addresses)
{
    if (addresses.isEmpty()) {
        return {};
    }
    const qsizetype others = addresses.size() - mostAddresses;
    if (others <= 0) {
        return tr("from %1").arg(addresses.join(tr(" and ")));
    }
    const QString named = addresses.first(mostAddresses).join(u", "_s);
    return others == 1 ? tr("from %1 and another address").arg(named)
                       : tr("from %1 and %2 other addresses").arg(named).arg(others);
}

} // namespace

QList<LogLine> summarise(const QList<Domain::LogEvent> &events)
{
    QList<Domain::LogEvent> sorted = events;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto &left, const auto &right) { return left.date > right.date; });
    QList<LogLine> lines;
    for (const Domain::LogEvent &event : std::as_const(sorted)) {
        auto line
            = std::find_if(lines.begin(), lines.end(), [&event](const LogLine &one) { return one.type == event.type; });
        if (line == lines.end()) {
            LogLine made;
            made.type = event.type;
            made.outcome = Domain::logClassOf(event.type);
            made.last = event.date;
            lines.append(made);
            line = lines.end() - 1;
        }
        ++line->count;
        line->first = event.date.isValid() ? event.date : line->first;
        addOnce(line->addresses, event.ip);
        addOnce(line->applications, event.applicationName);
        if (line->description.isEmpty()) {
            line->description = event.description;
        }
    }
    return lines;
}

QString textOf(const LogLine &line, const QDateTime &now)
{
    QStringList parts{Domain::wordsForLogType(line.type)};
    if (line.count > 1) {
        parts.append(tr("%1 times").arg(line.count));
    }
    parts.append(addressText(line.addresses));
    if (const QString age = ageText(line.last, now); !age.isEmpty()) {
        parts.append(line.count > 1 ? tr("last %1").arg(age) : age);
    }
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString ageText(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid()) {
        return {};
    }
    const qint64 seconds = time.secsTo(now);
    if (seconds < minute) {
        return tr("just now");
    }
    if (seconds < hour) {
        return counted(seconds / minute, "1 minute ago", "%1 minutes ago");
    }
    if (seconds < 2 * day) {
        return counted(seconds / hour, "1 hour ago", "%1 hours ago");
    }
    constexpr qint64 twoYears = 730;
    const qint64 days = seconds / day;
    if (days < 60) {
        return counted(days, "1 day ago", "%1 days ago");
    }
    return days < twoYears ? counted(days / 30, "1 month ago", "%1 months ago")
                           : counted(days / 365, "1 year ago", "%1 years ago");
}

} // namespace Analysis
