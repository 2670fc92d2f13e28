#pragma once

#include "domain/id.h"
#include "query/records.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QStringList>

namespace Session {

/// Which connections are enabled for which applications, as one tenant said. A value; complete or not there at all,
/// since half a map would show counts that are too low.
class ConnectionMap
{
public:
    void insert(const Domain::ApplicationId &application, const Domain::ConnectionId &connection);

    /// In the order in which Auth0 listed them.
    QList<Domain::ConnectionId> connectionsOf(const Domain::ApplicationId &application) const;
    QList<Domain::ApplicationId> applicationsOf(const Domain::ConnectionId &connection) const;
    qsizetype pairs() const { return m_pairs; }

    QDateTime readAt; ///< when the reading ended
    /// Objects that were gone when their turn came: the tenant changed meanwhile.
    QStringList movedWhileReading;

private:
    QHash<Domain::ApplicationId, QList<Domain::ConnectionId>> m_byApplication;
    QHash<Domain::ConnectionId, QList<Domain::ApplicationId>> m_byConnection;
    qsizetype m_pairs = 0;
};

/// The same records with the cells filled in that the map tells: counts by kind for applications, names for
/// connections. Pure: it runs on a worker. `others` are the records of the other side.
QList<Query::RecordPtr> withMap(Query::Kind kind, const QList<Query::RecordPtr> &records,
                                const QList<Query::RecordPtr> &others, const ConnectionMap &map);

/// The record with the map's cells of an earlier record of the same object: a list page does not know them.
Query::RecordPtr keepingMapCells(Query::Kind kind, const Query::RecordPtr &record, const Query::RecordPtr &earlier);

} // namespace Session
