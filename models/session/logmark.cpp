#include "session/logmark.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Session {

namespace {

/// What two clocks may differ by, and what Auth0 may be early with.
constexpr std::chrono::hours margin{1};

QDateTime newestDate(const QList<Domain::LogEvent> &events)
{
    QDateTime newest;
    for (const Domain::LogEvent &event : events) {
        if (event.date.isValid() && (!newest.isValid() || event.date > newest)) {
            newest = event.date;
        }
    }
    return newest;
}

/// The id of the last event that nothing earlier can come after; empty where all are too new.
QString settledId(const QList<Domain::LogEvent> &events)
{
    const QDateTime border = newestDate(events).addSecs(-markOverlap.count());
    QString settled;
    for (const Domain::LogEvent &event : events) {
        if (event.date.isValid() && event.date <= border && (settled.isEmpty() || isEarlierLog(settled, event.id))) {
            settled = event.id;
        }
    }
    return settled;
}

} // namespace

bool isEarlierLog(const QString &left, const QString &right)
{
    return left.size() != right.size() ? left.size() < right.size() : left < right;
}

std::optional<LogMark> markAt(const QList<Domain::LogEvent> &newest, const QDateTime &now)
{
    if (newest.isEmpty()) {
        return std::nullopt;
    }
    LogMark mark;
    mark.takenAt = now;
    mark.from = settledId(newest);
    if (mark.from.isEmpty()) {
        // A tenant with more events a minute than a page holds: from the oldest there is.
        mark.from = std::min_element(newest.begin(), newest.end(), [](const auto &left, const auto &right) {
                        return isEarlierLog(left.id, right.id);
                    })->id;
    }
    for (const Domain::LogEvent &event : newest) {
        if (isEarlierLog(mark.from, event.id)) {
            mark.earlier.insert(event.id);
        }
    }
    return mark;
}

LogMark markAfter(const LogMark &before, const QList<Domain::LogEvent> &events, const QDateTime &now)
{
    LogMark mark;
    mark.takenAt = now;
    const QString settled = settledId(events);
    mark.from = settled.isEmpty() ? before.from : settled;
    for (const Domain::LogEvent &event : events) {
        if (isEarlierLog(mark.from, event.id)) {
            mark.done.insert(event.id);
        }
    }
    // What was followed stays so where these events end before it.
    for (const QSet<QString> &followed : {before.done, before.earlier}) {
        for (const QString &id : followed) {
            if (isEarlierLog(mark.from, id)) {
                mark.done.insert(id);
            }
        }
    }
    return mark;
}

std::chrono::hours logRetention(const QString &plan)
{
    constexpr int day = 24;
    if (plan == "enterprise"_L1) {
        return std::chrono::hours(30 * day);
    }
    // Essentials keeps five days and Professional ten; which of them it is, the profile does not say.
    return std::chrono::hours(plan == "self-service"_L1 ? 5 * day : day);
}

bool isKept(const LogMark &mark, const QString &plan, const QDateTime &now)
{
    const qint64 age = mark.takenAt.secsTo(now);
    return age >= 0 && std::chrono::seconds(age) < logRetention(plan) - margin;
}

} // namespace Session
