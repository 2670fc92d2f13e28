#pragma once

#include "session/tenantsession.h"

#include <functional>

namespace Session {

/// The Auth0 tenants that are open, in the order in which they were added. Owns their sessions. Owned by the program's
/// main(), which decides what a session's client may do.
class Estate : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    ~Estate() override;

    QList<TenantSession *> sessions() const { return m_sessions; }
    /// The session of a profile, or nullptr.
    TenantSession *find(const Domain::TenantId &id) const;

    /// Calls `visit` with every session that is open, now, and with each that is opened later, while `context` lives.
    void each(QObject *context, const std::function<void(TenantSession *)> &visit);

    /// Takes a session in; one with the same profile id is closed first. The estate owns it.
    void open(std::unique_ptr<TenantSession> session);
    void close(const Domain::TenantId &id);

    /// A tenant's record of a kind, or nothing.
    Query::RecordPtr record(const Domain::TenantId &tenant, Query::Kind kind, const QString &id) const;

Q_SIGNALS:
    void opened(const Domain::TenantId &id);
    /// The session is still there, for the last time.
    void closing(const Domain::TenantId &id);
    void closed(const Domain::TenantId &id);

private:
    QList<TenantSession *> m_sessions;
};

} // namespace Session
