#include "cli/mapreading.h"

#include "api/listing.h"
#include "session/mapreader.h"
#include "session/readplan.h"

namespace Cli {

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
    readKind(
        m_client, m_profile, m_kind, this, [this](const QList<Query::RecordPtr> &records) { m_records += records; },
        [this](const Api::Outcome<Api::Extent> &outcome) {
            if (!outcome) {
                return end(outcome);
            }
            m_extent = *outcome;
            readOthers();
        });
}

void MapReading::readOthers()
{
    const bool isApplications = m_kind == Query::Kind::Applications;
    readKind(
        m_client, m_profile, isApplications ? Query::Kind::Connections : Query::Kind::Applications, this,
        [this](const QList<Query::RecordPtr> &records) { m_others += records; },
        [this](const Api::Outcome<Api::Extent> &extent) {
            // What is missing here would be counted nowhere, and nobody could tell.
            const Api::Outcome<Api::Extent> outcome = Api::whole(extent);
            outcome ? readMap() : end(outcome);
        });
}

void MapReading::readMap()
{
    const bool isApplications = m_kind == Query::Kind::Applications;
    const QList<Query::RecordPtr> &connections = isApplications ? m_others : m_records;
    const QList<Query::RecordPtr> &applications = isApplications ? m_records : m_others;
    const Session::MapSide side = Session::planMap(connections.size(), applications.size()).side;
    QStringList ids;
    for (const Query::RecordPtr &record : side == Session::MapSide::Connections ? connections : applications) {
        ids.append(record->id);
    }
    auto *reader = new Session::MapReader(
        m_client, side, ids, [this](const Api::Outcome<Session::ConnectionMap> &map) { hand(map); }, this);
    reader->start();
}

void MapReading::hand(const Api::Outcome<Session::ConnectionMap> &map)
{
    if (!map) {
        return end(tl::make_unexpected(map.error()));
    }
    m_onRecords(Session::withMap(m_kind, m_records, m_others, *map));
    end(m_extent);
}

void MapReading::end(const Api::Outcome<Api::Extent> &outcome)
{
    deleteLater();
    m_onEnd(outcome);
}

} // namespace Cli
