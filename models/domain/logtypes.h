#pragma once

#include <QList>
#include <QString>

namespace Domain {

/// What a log event comes to, as far as its type says. Changes are those of the tenant's configuration, through the
/// Management API or the Dashboard.
enum class LogClass { Unknown, Success, Change, Warning, Failure };

/// A type of log event that Auth0 documents. A value.
struct LogType
{
    QLatin1StringView code; ///< "fp"
    const char *words; ///< "Wrong password"; untranslated, see wordsForLogType()
    LogClass outcome;
};

/// All of them, by code. Source: auth0.com/docs, "Log Event Type Codes"; older codes that logs may still hold included.
const QList<LogType> &logTypes();
/// The type of this code, or nullptr where the table does not know it.
const LogType *logTypeFor(QStringView code);

/// "Wrong password" for "fp": translated. A code that the table does not know comes back as it is.
QString wordsForLogType(const QString &code);
LogClass logClassOf(QStringView code);
/// success, change, warning, failure: what tables show and filters name; empty for Unknown.
QString wordFor(LogClass outcome);
/// And back; Unknown for another word.
LogClass logClassFor(QStringView word);

} // namespace Domain
