#include "cli/mapreading.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "query/records.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

constexpr qsizetype connectionsPerRequest = 100;

void count(Query::ConnectionCounts &counts, Domain::ConnectionKind kind)
{
    switch (kind) {
    case Domain::ConnectionKind::Database:
        ++counts.database;
        break;
    case Domain::ConnectionKind::Enterprise:
        ++counts.enterprise;
        break;
    case Domain::ConnectionKind::Social:
        ++counts.social;
        break;
    case Domain::ConnectionKind::Passwordless:
        ++counts.passwordless;
        break;
    case Domain::ConnectionKind::Unknown:
        break;
    }
}

} // namespace

MapReading::MapReading(Api::ManagementClient &client, Domain::TenantProfile profile, Query::Kind kind, QObject *context,
                       OnRecords onRecords, OnEnd onEnd)
    : QObject(context)
    , m_client(client)
    , m_profile(std::move(profile))
    , m_kind(kind)
    , m_onRecords(std::move(onRecords))
    , m_onEnd(std::move(onEnd))
{ }

void MapReading::start()
{
    // Of the other kind only what the map is told with.
    Api::ApplicationFilter filter;
    if (m_kind == Query::Kind::Connections) {
        filter.fields = {u"client_id"_s, u"name"_s};
    }
    Api::listAll<Domain::Application>(
        m_client, Api::allApplications(filter), this,
        [this](const QList<Domain::Application> &items) { m_applications += items; },
        [this](const Api::Outcome<Api::Extent> &outcome) { outcome ? readConnections() : end(outcome); });
}

void MapReading::readConnections()
{
    Api::ConnectionFilter filter;
    if (m_kind == Query::Kind::Applications) {
        filter.fields = {u"id"_s, u"name"_s, u"strategy"_s};
    }
    Api::listAll<Domain::Connection>(
        m_client, Api::allConnections(filter), this,
        [this](const QList<Domain::Connection> &items) { m_connections += items; },
        [this](const Api::Outcome<Api::Extent> &outcome) { outcome ? readMap() : end(outcome); });
}

void MapReading::readMap()
{
    const qsizetype requestsAnApplication = 1 + m_connections.size() / connectionsPerRequest;
    if (m_applications.size() * requestsAnApplication < m_connections.size()) {
        readConnectionsOf(0);
    } else {
        readApplicationsOf(0);
    }
}

void MapReading::readConnectionsOf(qsizetype application)
{
    if (application == m_applications.size()) {
        return hand();
    }
    const Domain::ApplicationId id = m_applications[application].id;
    Api::listAll<Domain::Connection>(
        m_client, Api::allApplicationConnections(id, {}, {u"id"_s}), this,
        [this, id](const QList<Domain::Connection> &items) {
            for (const Domain::Connection &item : items) {
                m_enabled[item.id].append(id);
            }
        },
        [this, application](const Api::Outcome<Api::Extent> &outcome) {
            outcome ? readConnectionsOf(application + 1) : end(outcome);
        });
}

void MapReading::readApplicationsOf(qsizetype connection)
{
    if (connection == m_connections.size()) {
        return hand();
    }
    const Domain::ConnectionId id = m_connections[connection].id;
    Api::listAll<Domain::ApplicationId>(
        m_client, Api::allConnectionClients(id), this,
        [this, id](const QList<Domain::ApplicationId> &items) { m_enabled[id] += items; },
        [this, connection](const Api::Outcome<Api::Extent> &outcome) {
            outcome ? readApplicationsOf(connection + 1) : end(outcome);
        });
}

void MapReading::hand()
{
    QList<Query::RecordPtr> records;
    if (m_kind == Query::Kind::Applications) {
        QHash<Domain::ApplicationId, Query::ConnectionCounts> counts;
        for (const Domain::Connection &connection : std::as_const(m_connections)) {
            for (const Domain::ApplicationId &id : m_enabled.value(connection.id)) {
                count(counts[id], connection.kind);
            }
        }
        for (const Domain::Application &item : std::as_const(m_applications)) {
            records.append(std::make_shared<const Query::Record>(
                Query::applicationRecord(m_profile, item, counts.value(item.id))));
        }
    } else {
        QHash<Domain::ApplicationId, QString> names;
        for (const Domain::Application &item : std::as_const(m_applications)) {
            names.insert(item.id, item.name);
        }
        for (const Domain::Connection &item : std::as_const(m_connections)) {
            QStringList enabled;
            for (const Domain::ApplicationId &id : m_enabled.value(item.id)) {
                enabled.append(names.value(id, id.text()));
            }
            records.append(std::make_shared<const Query::Record>(Query::connectionRecord(m_profile, item, enabled)));
        }
    }
    m_onRecords(records);
    Api::Extent extent;
    extent.read = records.size();
    end(extent);
}

void MapReading::end(const Api::Outcome<Api::Extent> &outcome)
{
    deleteLater();
    m_onEnd(outcome);
}

} // namespace Cli
