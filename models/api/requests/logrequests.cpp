#include "api/requests/logrequests.h"

#include "api/requests/reading.h"
#include "api/requests/userrequests.h"
#include "json/user_json.h"

using namespace Qt::StringLiterals;

namespace Api {
namespace {

const QList<QStringList> reading = {{u"read:logs"_s, u"read:logs_users"_s}};

QString idOf(const Domain::LogEvent &event)
{
    return event.id;
}

} // namespace

Request<Page<Domain::LogEvent>> searchLogs(const LogSearch &search, const PageQuery &page)
{
    WireRequest wire = get(u"/logs"_s, {}, reading);
    PageQuery offset = page;
    offset.paging = Paging::Offset;
    addPage(wire, offset);
    if (!search.query.isEmpty())
        wire.query.append({u"q"_s, search.query});
    if (!search.sort.isEmpty())
        wire.query.append({u"sort"_s, search.sort});
    addFields(wire, search.fields);
    return {wire, pageOf("logs", &Json::readLogEvent)};
}

ListSource<Domain::LogEvent> foundLogs(const LogSearch &search)
{
    ListSource<Domain::LogEvent> source;
    source.paging = Paging::Offset;
    source.cap = searchCap;
    source.request = [search](const PageQuery &page) { return searchLogs(search, page); };
    source.idOf = &idOf;
    return source;
}

Request<Page<Domain::LogEvent>> logsAfter(const QString &logId, int take)
{
    WireRequest wire = get(u"/logs"_s, {}, reading);
    wire.query = {{u"from"_s, logId}, {u"take"_s, QString::number(take)}};
    const auto page = pageOf("logs", &Json::readLogEvent);
    return {wire, [page](const WireReply &reply) {
                Outcome<Page<Domain::LogEvent>> outcome = page(reply);
                if (outcome)
                    outcome->next = outcome->items.isEmpty() ? QString() : outcome->items.last().id;
                return outcome;
            }};
}

ListSource<Domain::LogEvent> allLogsAfter(const QString &logId)
{
    ListSource<Domain::LogEvent> source;
    source.request
        = [logId](const PageQuery &page) { return logsAfter(page.from.isEmpty() ? logId : page.from, page.size); };
    source.idOf = &idOf;
    return source;
}

Request<Domain::LogEvent> getLog(const QString &logId)
{
    return {get(u"/logs/{id}"_s, {logId}, reading), objectOf(&Json::readLogEvent)};
}

Request<Page<Domain::LogEvent>> listUserLogs(const Domain::UserId &id, const PageQuery &page)
{
    WireRequest wire = get(u"/users/{id}/logs"_s, {id.text()}, reading);
    PageQuery offset = page;
    offset.paging = Paging::Offset;
    addPage(wire, offset);
    wire.query.append({u"sort"_s, u"date:-1"_s}); // without it Auth0 promises no order
    return {wire, pageOf("logs", &Json::readLogEvent)};
}

} // namespace Api
