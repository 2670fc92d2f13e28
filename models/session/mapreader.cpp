#include "session/mapreader.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Session {

MapReader::MapReader(Api::ManagementClient &client, MapSide side, QStringList ids, Done done, QObject *parent,
                     Api::Priority priority)
    : QObject(parent)
    , m_client(client)
    , m_side(side)
    , m_ids(std::move(ids))
    , m_done(std::move(done))
    , m_priority(priority)
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
    const auto read = [this, &id]<typename T>(Api::ListSource<T> source, std::function<void(const QList<T> &)> take) {
        source.priority = m_priority;
        Api::listAll<T>(m_client, source, this, std::move(take),
                        [this, id](const Api::Outcome<Api::Extent> &outcome) { concludeOne(id, outcome); });
    };
    if (m_side == MapSide::Connections) {
        const Domain::ConnectionId connection(id);
        read(Api::allConnectionClients(connection),
             std::function([this, connection](const QList<Domain::ApplicationId> &applications) {
                 for (const Domain::ApplicationId &application : applications) {
                     m_map.insert(application, connection);
                 }
             }));
        return;
    }
    const Domain::ApplicationId application(id);
    read(Api::allApplicationConnections(application, {}, {u"id"_s, u"name"_s, u"strategy"_s}),
         std::function([this, application](const QList<Domain::Connection> &connections) {
             for (const Domain::Connection &connection : connections) {
                 m_map.insert(application, connection.id);
             }
         }));
}

void MapReader::concludeOne(const QString &id, const Api::Outcome<Api::Extent> &extent)
{
    if (!m_done) {
        return;
    }
    --m_underWay;
    // A list that Auth0 did not give whole would count too low, as one that failed.
    const Api::Outcome<Api::Extent> outcome = Api::whole(extent);
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
