#include "session/connectionuse.h"

#include "api/managementclient.h"
#include "api/requests/userrequests.h"
#include "query/userquery.h"
#include "session/tenantsession.h"

using namespace Qt::StringLiterals;

namespace Session {

using Query::Kind;

ConnectionUseReader::ConnectionUseReader(TenantSession &session, const QStringList &connections, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    for (const QString &id : connections) {
        if (session.record(Kind::Connections, id)) {
            m_connections.append(id);
        }
    }
}

void ConnectionUseReader::readNext()
{
    while (m_next < m_connections.size() && !m_session.record(Kind::Connections, m_connections.at(m_next))) {
        ++m_next; // gone meanwhile
    }
    if (m_next == m_connections.size()) {
        Q_EMIT finished();
        return;
    }
    const QString id = m_connections.at(m_next);
    const QString query = Query::userQueryFor(Kind::Connections, *m_session.record(Kind::Connections, id));
    const auto request = Api::searchUsers({query, u"last_login:-1"_s, {u"user_id"_s, u"last_login"_s}},
                                          {Api::Paging::Offset, 1, 0, {}});
    m_session.client().send<Api::Page<Domain::User>>(
        request.at(Api::Priority::Background), this, [this, id](const Api::Outcome<Api::Page<Domain::User>> &page) {
            if (!page) {
                Q_EMIT failed(page.error());
                return;
            }
            ++m_next;
            const QDateTime last = page->items.isEmpty() ? QDateTime() : page->items.first().lastLogin;
            Q_EMIT told(id, {page->total.value_or(page->items.size()), last});
            readNext();
        });
}

} // namespace Session
