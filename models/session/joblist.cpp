#include "session/joblist.h"

#include <algorithm>

namespace Session {

JobList::JobList(Domain::TenantId tenant, QObject *parent)
    : QObject(parent)
    , m_tenant(std::move(tenant))
{ }

quint64 JobList::begin(const QString &title, std::optional<qint64> total, const std::function<void()> &cancel)
{
    if (cancel) {
        m_cancels.insert(m_lastId + 1, cancel);
    }
    m_jobs.append({++m_lastId, m_tenant, title, 0, total, QDateTime::currentDateTimeUtc()});
    Q_EMIT changed();
    return m_lastId;
}

void JobList::progress(quint64 id, qint64 done, std::optional<qint64> total)
{
    const auto found = std::find_if(m_jobs.begin(), m_jobs.end(), [id](const Job &job) { return job.id == id; });
    if (found != m_jobs.end()) {
        found->done = done;
        found->total = total;
        Q_EMIT changed();
    }
}

void JobList::cancel(quint64 id)
{
    if (const auto cancel = m_cancels.value(id)) {
        cancel();
    }
}

void JobList::end(quint64 id)
{
    m_cancels.remove(id);
    if (m_jobs.removeIf([id](const Job &job) { return job.id == id; }) > 0) {
        Q_EMIT changed();
    }
}

} // namespace Session
