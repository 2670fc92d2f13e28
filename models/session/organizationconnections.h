#pragma once

#include "session/kindstate.h"
#include "session/readplan.h"

#include <QHash>
#include <QObject>
#include <QStringList>

namespace Session {

class JobList;
class TenantSession;

/// Which connections each organization of an Auth0 tenant has: a request for each organization, since Auth0 tells it in
/// no other way. Kept true by what the tenant's log says and by what is written. Owned by its session.
class OrganizationConnections : public QObject
{
    Q_OBJECT
public:
    using Ids = QHash<QString, QStringList>;

    OrganizationConnections(TenantSession &session, JobList &jobs, LogFollowing &log);

    /// By organization; nothing before all of them were read. Shared.
    const std::optional<Ids> &known() const { return m_known; }
    const KindStatus &status() const { return m_status; }
    /// Of the reading under way; 0: none.
    quint64 job() const { return m_job; }
    /// What reading them costs, of which the side says nothing; nothing before the organizations are all listed.
    std::optional<ReadPlan> plan() const;
    /// Reading them costs more than is spent unasked.
    bool isLarge() const;

    /// Reads them in the background; nothing happens before the organizations are all listed.
    void read();
    /// Reads them once the organizations are all listed, where they are not so many that somebody is to be asked.
    void readUnasked();
    void cancel();

    /// An organization's connections as they were read just now; nothing happens where none were read before.
    void accept(const QString &organization, const QStringList &connections);
    /// What was read again by the log, and what is gone, of any kind. All is true as of now.
    void take(const Ids &read, const QSet<QString> &gone, qint64 logEvents);

Q_SIGNALS:
    /// The status is another, or what is known.
    void changed();

private:
    /// Lists under way at once, as of a MapReader.
    static constexpr int window = 6;

    void follow(Query::Kind kind);
    void feed();
    void readOne(const QString &organization);
    void conclude(const QString &organization, const Api::Outcome<Api::Extent> &extent);
    void end(const std::optional<Api::ApiError> &error);

    TenantSession &m_session;
    JobList &m_jobs;
    LogFollowing &m_log;
    std::optional<Ids> m_known;
    KindStatus m_status;
    bool m_isWanted = false; ///< the list of organizations is waited for
    quint64 m_job = 0;
    QObject *m_reading = nullptr; ///< of the lists under way: without it they stop
    std::optional<LogMark> m_mark; ///< where the log was when the reading began
    QStringList m_waiting;
    int m_underWay = 0;
    Ids m_found; ///< of the reading under way
    Ids m_meanwhile; ///< accepted since it began
};

} // namespace Session
