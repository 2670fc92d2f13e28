#pragma once

#include "analysis/locksight.h"
#include "api/apierror.h"
#include "change/plan.h"
#include "session/connectionmap.h"

#include <QObject>

namespace Session {

class TenantSession;

/// Asks what Lock really sees of an application: reads the public file that Lock reads, and what is enabled now. Two
/// requests, more only beyond 100 connections; none before start(). The session outlives it.
class LockProbe : public QObject
{
    Q_OBJECT
public:
    LockProbe(TenantSession &session, const QString &application, QObject *parent = nullptr);
    ~LockProbe() override;

    /// Where the file lies.
    QString address() const;
    void start();
    bool isReading() const { return m_isReading; }

Q_SIGNALS:
    /// One of both ends it.
    void finished(const Analysis::LockSight &sight);
    void failed(const Api::ApiError &error);

private:
    void readEnabled();
    void conclude(const ConnectionMap &map);
    void fail(const Api::ApiError &error);

    TenantSession &m_session;
    const QString m_application;
    Domain::LockFile m_file;
    bool m_isReading = false;
};

/// What an application's database connections would be for Lock, of what the session holds; nothing while the
/// application x connection map has not been read.
std::optional<Analysis::LockOutlook> lockOutlook(const TenantSession &session, const QString &application);
/// The same once these edits were applied.
std::optional<Analysis::LockOutlook> lockOutlook(const TenantSession &session, const QString &application,
                                                 const QList<Change::PlanItem> &items);

} // namespace Session
