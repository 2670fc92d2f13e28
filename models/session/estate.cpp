#include "session/estate.h"

#include <algorithm>
#include <utility>

namespace Session {

Estate::~Estate() = default;

TenantSession *Estate::find(const Domain::TenantId &id) const
{
    const auto found = std::find_if(m_sessions.begin(), m_sessions.end(),
                                    [&](const TenantSession *session) { return session->id() == id; });
    return found == m_sessions.end() ? nullptr : *found;
}

void Estate::each(QObject *context, const std::function<void(TenantSession *)> &visit)
{
    for (TenantSession *session : std::as_const(m_sessions)) {
        visit(session);
    }
    connect(this, &Estate::opened, context, [this, visit](const Domain::TenantId &id) { visit(find(id)); });
}

void Estate::open(std::unique_ptr<TenantSession> session)
{
    close(session->id());
    TenantSession *opened = session.release();
    opened->setParent(this);
    m_sessions.append(opened);
    Q_EMIT this->opened(opened->id());
}

void Estate::close(const Domain::TenantId &id)
{
    TenantSession *session = find(id);
    if (!session) {
        return;
    }
    const Domain::TenantId gone = id;
    Q_EMIT closing(gone);
    m_sessions.removeOne(session);
    delete session;
    Q_EMIT closed(gone);
}

Query::RecordPtr Estate::record(const Domain::TenantId &tenant, Query::Kind kind, const QString &id) const
{
    const TenantSession *session = find(tenant);
    return session ? session->record(kind, id) : nullptr;
}

} // namespace Session
