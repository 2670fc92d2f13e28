#pragma once

#include "session/job.h"

#include <QList>
#include <QObject>

namespace Session {

/// The jobs under way of one session, in the order in which they began. Child of the session.
class JobList : public QObject
{
    Q_OBJECT
public:
    JobList(Domain::TenantId tenant, QObject *parent);

    const QList<Job> &jobs() const { return m_jobs; }
    quint64 begin(const QString &title, std::optional<qint64> total);
    void progress(quint64 id, qint64 done, std::optional<qint64> total);
    void end(quint64 id);

Q_SIGNALS:
    void changed();

private:
    const Domain::TenantId m_tenant;
    QList<Job> m_jobs;
    quint64 m_lastId = 0;
};

} // namespace Session
