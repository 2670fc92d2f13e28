#pragma once

#include "session/job.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <functional>

namespace Session {

/// The jobs under way of one session, in the order in which they began. Child of the session.
class JobList : public QObject
{
    Q_OBJECT
public:
    JobList(Domain::TenantId tenant, QObject *parent);

    const QList<Job> &jobs() const { return m_jobs; }
    /// `cancel`: what ends it when somebody asks for that, see cancel().
    quint64 begin(const QString &title, std::optional<qint64> total, const std::function<void()> &cancel = {});
    void progress(quint64 id, qint64 done, std::optional<qint64> total);
    void end(quint64 id);
    /// Ends the job by what it was begun with; nothing happens where that was nothing.
    void cancel(quint64 id);

Q_SIGNALS:
    void changed();

private:
    const Domain::TenantId m_tenant;
    QList<Job> m_jobs;
    QHash<quint64, std::function<void()>> m_cancels;
    quint64 m_lastId = 0;
};

} // namespace Session
