#pragma once

#include "domain/logtypes.h"
#include "domain/user.h"

#include <QStringList>

namespace Analysis {

/// Log events of one type, together: "wrong password, 5 times, from 203.0.113.7, last 10 minutes ago". A value.
struct LogLine
{
    QString type; ///< Auth0's event code
    Domain::LogClass outcome = Domain::LogClass::Unknown;
    qsizetype count = 0;
    QStringList addresses; ///< each once, the latest first
    QStringList applications; ///< names, each once, the latest first
    QString description; ///< Auth0's own words in the latest event that has any
    QDateTime first;
    QDateTime last; ///< invalid where no event says when

    friend bool operator==(const LogLine &, const LogLine &) = default;
};

/// What a user's recent events come to, by type, the latest first. The events may be in any order.
QList<LogLine> summarise(const QList<Domain::LogEvent> &events);
/// The line as a sentence of the kind above, translated; text from a tenant stands in it as it is.
QString textOf(const LogLine &line, const QDateTime &now);
/// "just now", "10 minutes ago", "3 days ago": translated; empty for an invalid time.
QString ageText(const QDateTime &time, const QDateTime &now);

} // namespace Analysis
