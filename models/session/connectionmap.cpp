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

QHash<QString, QString> cellById(const QList<Query::RecordPtr> &records, int column)
{
    QHash<QString, QString> cells;
    cells.reserve(records.size());
    for (const Query::RecordPtr &record : records) {
        cells.insert(record->id, Query::textOf(record->cells.at(column)));
    }
    return cells;
}

Query::ConnectionCounts countsOf(const QList<Domain::ConnectionId> &connections, const QHash<QString, QString> &kinds)
{
    Query::ConnectionCounts counts;
    for (const Domain::ConnectionId &id : connections) {
        const QString kind = kinds.value(id.text());
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

} // namespace

void ConnectionMap::insert(const Domain::ApplicationId &application, const Domain::ConnectionId &connection)
{
    m_byApplication[application].append(connection);
    m_byConnection[connection].append(application);
    ++m_pairs;
}

QList<Domain::ConnectionId> ConnectionMap::connectionsOf(const Domain::ApplicationId &application) const
{
    return m_byApplication.value(application);
}

QList<Domain::ApplicationId> ConnectionMap::applicationsOf(const Domain::ConnectionId &connection) const
{
    return m_byConnection.value(connection);
}

QList<Query::RecordPtr> withMap(Query::Kind kind, const QList<Query::RecordPtr> &records,
                                const QList<Query::RecordPtr> &others, const ConnectionMap &map)
{
    QList<Query::RecordPtr> filled;
    filled.reserve(records.size());
    if (kind == Query::Kind::Applications) {
        const ApplicationCells at;
        const QHash<QString, QString> kinds = cellById(others, Query::columnIndex(Query::Kind::Connections, u"kind"));
        for (const Query::RecordPtr &record : records) {
            const auto counts = countsOf(map.connectionsOf(Domain::ApplicationId(record->id)), kinds);
            auto copy = std::make_shared<Query::Record>(*record);
            copy->cells[at.database] = qint64(counts.database);
            copy->cells[at.enterprise] = qint64(counts.enterprise);
            copy->cells[at.social] = qint64(counts.social);
            copy->cells[at.passwordless] = qint64(counts.passwordless);
            filled.append(std::move(copy));
        }
        return filled;
    }
    const int countCell = Query::columnIndex(Query::Kind::Connections, u"applications");
    const int namesCell = Query::columnIndex(Query::Kind::Connections, u"application_names");
    const QHash<QString, QString> names = cellById(others, Query::columnIndex(Query::Kind::Applications, u"name"));
    for (const Query::RecordPtr &record : records) {
        QStringList enabled;
        const auto applications = map.applicationsOf(Domain::ConnectionId(record->id));
        for (const Domain::ApplicationId &application : applications) {
            enabled.append(names.value(application.text(), application.text()));
        }
        enabled.sort(Qt::CaseInsensitive);
        auto copy = std::make_shared<Query::Record>(*record);
        copy->cells[countCell] = qint64(enabled.size());
        copy->cells[namesCell] = enabled.join(u", "_s);
        filled.append(std::move(copy));
    }
    return filled;
}

Query::RecordPtr keepingMapCells(Query::Kind kind, const Query::RecordPtr &record, const Query::RecordPtr &earlier)
{
    static const ApplicationCells application;
    static const int count = Query::columnIndex(Query::Kind::Connections, u"applications");
    static const int names = Query::columnIndex(Query::Kind::Connections, u"application_names");
    QList<int> cells;
    if (kind == Query::Kind::Applications) {
        cells = {application.database, application.enterprise, application.social, application.passwordless};
    } else if (kind == Query::Kind::Connections) {
        cells = {count, names};
    }
    auto copy = std::make_shared<Query::Record>(*record);
    for (const int cell : cells) {
        copy->cells[cell] = earlier->cells.at(cell);
    }
    return copy;
}

} // namespace Session
