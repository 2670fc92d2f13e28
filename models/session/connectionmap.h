#pragma once

#include "domain/id.h"
#include "query/records.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>
#include <QStringList>

#include <functional>
#include <optional>

namespace Session {

/// Which connections are enabled for which applications, as one tenant said. A value; complete or not there at all,
/// since half a map would show counts that are too low.
class ConnectionMap
{
public:
    void insert(const Domain::ApplicationId &application, const Domain::ConnectionId &connection);
    /// A connection's applications, as somebody read them since.
    void replace(const Domain::ConnectionId &connection, const QList<Domain::ApplicationId> &applications);
    /// And an application's connections.
    void replace(const Domain::ApplicationId &application, const QList<Domain::ConnectionId> &connections);

    /// In the order in which Auth0 listed them.
    QList<Domain::ConnectionId> connectionsOf(const Domain::ApplicationId &application) const;
    QList<Domain::ApplicationId> applicationsOf(const Domain::ConnectionId &connection) const;
    qsizetype pairs() const { return m_pairs; }

    QDateTime readAt; ///< when the reading ended
    /// Objects that were gone when their turn came: the tenant changed meanwhile.
    QStringList movedWhileReading;
    /// The applications and connections there were; nothing is known of those that came later. Not set: of all.
    std::optional<QSet<QString>> objects;

private:
    QHash<Domain::ApplicationId, QList<Domain::ConnectionId>> m_byApplication;
    QHash<Domain::ConnectionId, QList<Domain::ApplicationId>> m_byConnection;
    qsizetype m_pairs = 0;
};

/// A word about an object of the other side: the kind of a connection, the name of an application; empty for one that
/// is not there.
using OtherSide = std::function<QString(const QString &id)>;
/// Answers from a list of the other side's records.
OtherSide otherSideOf(Query::Kind kind, const QList<Query::RecordPtr> &others);
/// The word itself. `kind` is that of the records to be filled in, `other` a record of the other side or nothing.
QString otherSideWord(Query::Kind kind, const Query::RecordPtr &other);

/// The record with the cells filled in that the map tells: counts by kind for an application, names for a connection.
/// The same record where the map does not know the object. Pure: it runs on a worker too.
Query::RecordPtr withMap(Query::Kind kind, const Query::RecordPtr &record, const OtherSide &others,
                         const ConnectionMap &map);

/// All of them, with the records of the other side.
QList<Query::RecordPtr> withMap(Query::Kind kind, const QList<Query::RecordPtr> &records,
                                const QList<Query::RecordPtr> &others, const ConnectionMap &map);

} // namespace Session
