#include "session/connectionmap.h"

#include "query/columns.h"

using namespace Qt::StringLiterals;

namespace Session {

namespace {

/// Positions of the cells that the map fills.
struct ApplicationCells
{
    int database = Query::columnIndex(Query::Kind::Applications, u"lock");
    int enterprise = Query::columnIndex(Query::Kind::Applications, u"enterprise");
    int social = Query::columnIndex(Query::Kind::Applications, u"social");
    int passwordless = Query::columnIndex(Query::Kind::Applications, u"passwordless");
};

Query::ConnectionCounts countsOf(const QList<Domain::ConnectionId> &connections, const OtherSide &kinds)
{
    Query::ConnectionCounts counts;
    for (const Domain::ConnectionId &id : connections) {
        const QString kind = kinds(id.text());
        if (kind == "database"_L1) {
            ++counts.database;
        } else if (kind == "enterprise"_L1) {
            ++counts.enterprise;
        } else if (kind == "social"_L1) {
            ++counts.social;
        } else if (kind == "passwordless"_L1) {
            ++counts.passwordless;
        }
    }
    return counts;
}

template <typename One, typename Other>
void replaceSide(QHash<One, QList<Other>> &own, QHash<Other, QList<One>> &others, const One &id,
                 const QList<Other> &now)
{
    const QList<Other> before = own.take(id);
    for (const Other &other : before) {
        if (!now.contains(other)) {
            others[other].removeOne(id);
        }
    }
    for (const Other &other : now) {
        if (!before.contains(other)) {
            others[other].append(id);
        }
    }
    own.insert(id, now);
}

} // namespace

void ConnectionMap::insert(const Domain::ApplicationId &application, const Domain::ConnectionId &connection)
{
    m_byApplication[application].append(connection);
    m_byConnection[connection].append(application);
    ++m_pairs;
}

void ConnectionMap::replace(const Domain::ConnectionId &connection, const QList<Domain::ApplicationId> &applications)
{
    m_pairs += applications.size() - m_byConnection.value(connection).size();
    replaceSide(m_byConnection, m_byApplication, connection, applications);
}

void ConnectionMap::replace(const Domain::ApplicationId &application, const QList<Domain::ConnectionId> &connections)
{
    m_pairs += connections.size() - m_byApplication.value(application).size();
    replaceSide(m_byApplication, m_byConnection, application, connections);
}

QList<Domain::ConnectionId> ConnectionMap::connectionsOf(const Domain::ApplicationId &application) const
{
    return m_byApplication.value(application);
}

QList<Domain::ApplicationId> ConnectionMap::applicationsOf(const Domain::ConnectionId &connection) const
{
    return m_byConnection.value(connection);
}

QString otherSideWord(Query::Kind kind, const Query::RecordPtr &other)
{
    static const int kindCell = Query::columnIndex(Query::Kind::Connections, u"kind");
    static const int nameCell = Query::columnIndex(Query::Kind::Applications, u"name");
    return other ? Query::textOf(other->cells.at(kind == Query::Kind::Applications ? kindCell : nameCell)) : QString();
}

OtherSide otherSideOf(Query::Kind kind, const QList<Query::RecordPtr> &others)
{
    QHash<QString, QString> words;
    words.reserve(others.size());
    for (const Query::RecordPtr &other : others) {
        Q_ASSERT(other);
        words.insert(other->id, otherSideWord(kind, other));
    }
    return [words](const QString &id) { return words.value(id); };
}

Query::RecordPtr withMap(Query::Kind kind, const Query::RecordPtr &record, const OtherSide &others,
                         const ConnectionMap &map)
{
    static const ApplicationCells at;
    static const int countCell = Query::columnIndex(Query::Kind::Connections, u"applications");
    static const int namesCell = Query::columnIndex(Query::Kind::Connections, u"application_names");
    if (map.objects && !map.objects->contains(record->id)) {
        return record;
    }
    auto copy = std::make_shared<Query::Record>(*record);
    if (kind == Query::Kind::Applications) {
        const auto counts = countsOf(map.connectionsOf(Domain::ApplicationId(record->id)), others);
        copy->cells[at.database] = qint64(counts.database);
        copy->cells[at.enterprise] = qint64(counts.enterprise);
        copy->cells[at.social] = qint64(counts.social);
        copy->cells[at.passwordless] = qint64(counts.passwordless);
        return copy;
    }
    QStringList enabled;
    const auto applications = map.applicationsOf(Domain::ConnectionId(record->id));
    for (const Domain::ApplicationId &application : applications) {
        const QString name = others(application.text());
        enabled.append(name.isEmpty() ? application.text() : name);
    }
    enabled.sort(Qt::CaseInsensitive);
    copy->cells[countCell] = qint64(enabled.size());
    copy->cells[namesCell] = enabled.join(u", "_s);
    return copy;
}

QList<Query::RecordPtr> withMap(Query::Kind kind, const QList<Query::RecordPtr> &records,
                                const QList<Query::RecordPtr> &others, const ConnectionMap &map)
{
    const OtherSide words = otherSideOf(kind, others);
    QList<Query::RecordPtr> filled;
    filled.reserve(records.size());
    for (const Query::RecordPtr &record : records) {
        filled.append(withMap(kind, record, words, map));
    }
    return filled;
}

} // namespace Session
