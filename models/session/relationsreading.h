#pragma once

#include "api/apierror.h"
#include "session/readplan.h"
#include "session/restoration.h"

#include <QObject>
#include <QPointer>

namespace Session {

class JobList;
class TenantSession;

/// Reads the connections of organizations that are to be brought back: a request for each, a few at a time, as a job
/// of the tenant. Owned by whoever waits for them; the session outlives it, or ends it by being destroyed.
class RelationsReading : public QObject
{
    Q_OBJECT
public:
    explicit RelationsReading(TenantSession &session, QObject *parent = nullptr);
    ~RelationsReading() override;

    /// What reading so many takes; the rate is what the tenant allowed so far.
    static std::optional<std::chrono::seconds> duration(TenantSession &session, qsizetype organizations);

    /// Ends with finished(), at once where there are none, or with stopped(). One at a time.
    void start(const QStringList &organizations);
    /// What was not sent is not sent any more.
    void stop();
    bool isRunning() const { return m_context != nullptr; }

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    void finished(const Session::RelationsRead &read);
    void stopped();

private:
    void feed();
    void readOne(const QString &organization);
    void conclude(const QString &organization, const Api::Outcome<QByteArray> &connections);
    void end();

    TenantSession &m_session;
    QPointer<JobList> m_jobs;
    QObject *m_context = nullptr; ///< of the requests under way: without it nobody waits for them
    quint64 m_job = 0;
    QStringList m_waiting;
    qsizetype m_underWay = 0;
    qsizetype m_total = 0;
    RelationsRead m_read;
};

} // namespace Session
