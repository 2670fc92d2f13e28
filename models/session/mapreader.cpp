#include "session/mapreader.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Session {

MapReader::MapReader(Api::ManagementClient &client, MapSide side, QStringList ids, Done done, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_side(side)
    , m_ids(std::move(ids))
    , m_done(std::move(done))
{ }

void MapReader::start()
{
    if (m_ids.isEmpty()) {
        finish(std::exchange(m_map, {}));
        return;
    }
    feed();
}

void MapReader::cancel()
{
    Api::ApiError error;
    error.kind = Api::ApiError::Kind::Cancelled;
    finish(tl::make_unexpected(error));
}

void MapReader::feed()
{
    while (m_done && m_underWay < window && m_next < m_ids.size()) {
        ++m_underWay;
        readOne(m_ids.at(m_next++));
    }
}

void MapReader::readOne(const QString &id)
{
    const auto done = [this, id](const Api::Outcome<Api::Extent> &outcome) { concludeOne(id, outcome); };
    if (m_side == MapSide::Connections) {
        const Domain::ConnectionId connection(id);
        Api::listAll<Domain::ApplicationId>(
            m_client, Api::allConnectionClients(connection), this,
            [this, connection](const QList<Domain::ApplicationId> &applications) {
                for (const Domain::ApplicationId &application : applications) {
                    m_map.insert(application, connection);
                }
            },
            done);
        return;
    }
    const Domain::ApplicationId application(id);
    Api::listAll<Domain::Connection>(
        m_client, Api::allApplicationConnections(application, {}, {u"id"_s, u"name"_s, u"strategy"_s}), this,
        [this, application](const QList<Domain::Connection> &connections) {
            for (const Domain::Connection &connection : connections) {
                m_map.insert(application, connection.id);
            }
        },
        done);
}

void MapReader::concludeOne(const QString &id, const Api::Outcome<Api::Extent> &outcome)
{
    if (!m_done) {
        return;
    }
    --m_underWay;
    if (!outcome) {
        // An object that was deleted meanwhile has no pairs; any other error would leave counts that are too low.
        if (outcome.error().kind != Api::ApiError::Kind::NotFound) {
            finish(tl::make_unexpected(outcome.error()));
            return;
        }
        m_map.movedWhileReading.append(id);
    }
    ++m_read;
    Q_EMIT progressed(m_read, total());
    if (m_read == total()) {
        m_map.readAt = QDateTime::currentDateTimeUtc();
        finish(std::exchange(m_map, {}));
        return;
    }
    feed();
}

void MapReader::finish(Api::Outcome<ConnectionMap> outcome)
{
    if (const Done done = std::exchange(m_done, nullptr)) {
        deleteLater();
        done(std::move(outcome));
    }
}

} // namespace Session
