#pragma once

#include "api/apierror.h"

#include <QDateTime>
#include <QObject>
#include <QStringList>

#include <optional>

namespace Session {

class TenantSession;

/// Who uses a connection, as a search for users tells: eventually consistent.
struct ConnectionUse
{
    qint64 users = 0;
    QDateTime lastLogin; ///< of any of them; invalid where nobody ever logged in

    friend bool operator==(const ConnectionUse &, const ConnectionUse &) = default;
};

/// Counts the users of connections and finds their last login: one request for each connection, one after the other and
/// in the background. The session outlives it.
class ConnectionUseReader : public QObject
{
    Q_OBJECT
public:
    /// Ids of connections that the session does not hold are left out.
    ConnectionUseReader(TenantSession &session, const QStringList &connections, QObject *parent = nullptr);

    void start() { readNext(); }
    qsizetype read() const { return m_next; }
    qsizetype total() const { return m_connections.size(); }

Q_SIGNALS:
    void told(const QString &connection, const Session::ConnectionUse &use);
    /// One of both ends it. What was told stands.
    void finished();
    void failed(const Api::ApiError &error);

private:
    void readNext();

    TenantSession &m_session;
    QStringList m_connections;
    qsizetype m_next = 0;
};

} // namespace Session
