#include "cli/logwatch.h"

#include "cli/translation.h"

#include "api/managementclient.h"
#include "api/requests/logrequests.h"

namespace Cli {

namespace {

/// As many events as Auth0 gives at once.
constexpr int pageSize = 100;

QString reasonOf(const Api::ApiError &error)
{
    return error.why().isEmpty() ? error.happened() : error.why();
}

} // namespace

LogWatch::LogWatch(Api::ManagementClient &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{ }

void LogWatch::begin(const std::function<void()> &then)
{
    Api::PageQuery newest;
    newest.size = pageSize;
    m_client.send<Page>(Api::searchLogs({}, newest), this, [this, then](const Api::Outcome<Page> &page) {
        if (page) {
            m_mark = Session::markAt(page->items, QDateTime::currentDateTimeUtc());
            m_wasEmpty = !m_mark;
        } else {
            m_reason = reasonOf(page.error());
        }
        then();
    });
}

void LogWatch::end(const Then &then)
{
    if (m_mark) {
        return readAfter(m_mark->from, then);
    }
    if (!m_wasEmpty) {
        return then(std::nullopt);
    }
    Api::PageQuery newest;
    newest.size = pageSize;
    m_client.send<Page>(Api::searchLogs({}, newest), this,
                        [this, then](const Api::Outcome<Page> &page) { take(page, then, {}); });
}

void LogWatch::readAfter(const QString &id, const Then &then)
{
    m_client.send<Page>(Api::logsAfter(id, pageSize), this, [this, then](const Api::Outcome<Page> &page) {
        take(page, then, page && page->items.size() == pageSize ? page->items.last().id : QString());
    });
}

/// `next`: the event after which there may be more; empty where there are none.
void LogWatch::take(const Api::Outcome<Page> &page, const Then &then, const QString &next)
{
    if (!page) {
        m_reason = reasonOf(page.error());
        return then(std::nullopt);
    }
    for (const Domain::LogEvent &event : page->items) {
        if (!m_mark || !m_mark->earlier.contains(event.id)) {
            m_touched.unite(Session::touchedBy(event));
        }
    }
    next.isEmpty() ? then(m_touched) : readAfter(next, then);
}

} // namespace Cli
