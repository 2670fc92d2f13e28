#pragma once

#include "api/listing.h"
#include "domain/user.h"

namespace Api {

/// A search in the tenant's log: never more than 1,000 events however one pages.
struct LogSearch
{
    QString query; ///< Lucene, as Auth0 documents it; empty: all events
    QString sort = QStringLiteral("date:-1");
    QStringList fields; ///< none: all
};

/// Offset paging only.
Request<Page<Domain::LogEvent>> searchLogs(const LogSearch &search, const PageQuery &page);
/// What Auth0 gives of it: up to 1,000, 100 a request.
ListSource<Domain::LogEvent> foundLogs(const LogSearch &search);
/// The events after one, oldest first, up to 100; the page's `next` is the last event's id. Auth0's Link header says
/// the same as an absolute URL: it is not looked at, so that it cannot lead elsewhere.
Request<Page<Domain::LogEvent>> logsAfter(const QString &logId, int take = 100);
/// All events after one, without end but the log's own.
ListSource<Domain::LogEvent> allLogsAfter(const QString &logId);
Request<Domain::LogEvent> getLog(const QString &logId);
/// One user's events, the latest first; offset paging.
Request<Page<Domain::LogEvent>> listUserLogs(const Domain::UserId &id, const PageQuery &page);

} // namespace Api
