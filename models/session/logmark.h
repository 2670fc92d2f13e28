#pragma once

#include "domain/user.h"

#include <QList>
#include <QSet>
#include <QString>

#include <chrono>
#include <optional>

namespace Session {

/// A place in a tenant's log from which it is read on, and when what the session holds was true. A value.
///
/// Auth0 gives events by their id, a few seconds late and not strictly in the order of their dates. So the place lies
/// a little before the newest event, and the events between are remembered.
struct LogMark
{
    QString from; ///< id of the event after which is read
    QSet<QString> done; ///< events after `from` that the session has followed already
    QSet<QString> earlier; ///< events after `from` that were there when the reading began
    QDateTime takenAt; ///< by this computer's clock, before the reading it stands for

    friend bool operator==(const LogMark &, const LogMark &) = default;
};

/// How far before the newest event a mark lies: well beyond what Auth0 needs to write an event down.
inline constexpr std::chrono::seconds markOverlap{60};

/// Log ids rise with time and have one length; a longer one is a later one.
bool isEarlierLog(const QString &left, const QString &right);

/// A mark from the newest events of a log, in any order; nothing for an empty log.
std::optional<LogMark> markAt(const QList<Domain::LogEvent> &newest, const QDateTime &now);
/// The mark after these events were followed, which came after `before`.
LogMark markAfter(const LogMark &before, const QList<Domain::LogEvent> &events, const QDateTime &now);

/// How long Auth0 keeps log events on a plan (Domain::planWords()); the shortest where the plan is not known.
/// Source: auth0.com/docs, "Log Data Retention".
std::chrono::hours logRetention(const QString &plan);
/// Whether every event since the mark is still kept.
bool isKept(const LogMark &mark, const QString &plan, const QDateTime &now);

} // namespace Session
