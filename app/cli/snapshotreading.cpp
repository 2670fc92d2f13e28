#include "cli/snapshotreading.h"

#include "cli/kindreading.h"
#include "cli/logwatch.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/logrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/tenantrequests.h"
#include "query/columns.h"
#include "query/records.h"
#include "session/keyowners.h"
#include "session/mapreader.h"
#include "session/readplan.h"
#include "session/recordset.h"
#include "session/snapshotparts.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Cli {

using Analysis::Need;

namespace {

/// Organizations or applications of which something is asked for at once.
constexpr int atOnce = 4;
/// What moved while it was read: more names are no help.
constexpr qsizetype namedAtMost = 20;
/// So long may a reading take before it matters that nobody can tell whether something moved.
constexpr qint64 longMilliseconds = 10'000;

bool isMissingScope(const Api::ApiError &error)
{
    return error.kind == Api::ApiError::Kind::Scope || error.kind == Api::ApiError::Kind::Forbidden;
}

} // namespace

SnapshotReading::SnapshotReading(Api::ManagementClient &client, Domain::TenantProfile profile, Analysis::Needs needs,
                                 bool asksForMuch, QObject *context, OnEnd onEnd)
    : QObject(context)
    , m_client(client)
    , m_profile(std::move(profile))
    , m_needs(needs)
    , m_asksForMuch(asksForMuch)
    , m_onEnd(std::move(onEnd))
{ }

void SnapshotReading::start()
{
    m_read.snapshot.tenant = m_profile.id;
    m_read.snapshot.name = m_profile.name;
    m_read.snapshot.domain = Domain::originOf(m_profile).authority();
    // The map is read from its smaller side: which one that is, both lists tell.
    if (m_needs.testFlag(Need::Map)) {
        m_needs |= Need::Applications | Need::Connections;
    }
    if (m_needs.testFlag(Need::OrganizationConnections)) {
        m_needs |= Need::Organizations;
    }
    const bool isWatched = m_needs.testFlag(Need::Map);
    if (isWatched) {
        m_steps.append(&SnapshotReading::beginWatch);
    }
    const std::pair<Need, Step> parts[] = {
        {Need::Connections, &SnapshotReading::readConnections},
        {Need::Applications, &SnapshotReading::readApplications},
        {Need::Map, &SnapshotReading::readMap},
        {Need::Settings, &SnapshotReading::readSettings},
        {Need::Organizations, &SnapshotReading::readOrganizations},
        {Need::OrganizationConnections, &SnapshotReading::readOrganizationConnections},
        {Need::Credentials, &SnapshotReading::readCredentials},
        {Need::Logs, &SnapshotReading::readNotices},
        {Need::Users, &SnapshotReading::readUsers},
    };
    for (const auto &[need, step] : parts) {
        if (m_needs.testFlag(need)) {
            m_steps.append(step);
        }
    }
    if (isWatched) {
        m_steps.append(&SnapshotReading::endWatch);
    }
    next();
}

void SnapshotReading::next()
{
    if (!m_steps.isEmpty()) {
        (this->*m_steps.takeFirst())();
        return;
    }
    m_read.snapshot.readAt = QDateTime::currentDateTimeUtc();
    // A pasted token says itself whose it is; its profile does not.
    m_read.ownApplication = m_client.clientId().isEmpty() ? m_profile.clientId : m_client.clientId();
    deleteLater();
    m_onEnd(m_read);
}

bool SnapshotReading::conclude(Need need, const Api::ApiError *error)
{
    if (error == nullptr) {
        return true;
    }
    if (!isMissingScope(*error)) {
        m_steps.clear();
        if (const OnEnd onEnd = std::exchange(m_onEnd, nullptr)) {
            deleteLater();
            onEnd(tl::make_unexpected(failureOf(*error)));
        }
        return false;
    }
    m_read.snapshot.absent[need] = error->why().isEmpty() ? error->happened() : error->why();
    if (!m_read.incomplete && !m_extras.testFlag(need)) {
        m_read.incomplete = failureOf(*error);
    }
    next();
    return false;
}

void SnapshotReading::noteExtent(Query::Kind kind, Need need, const Api::Extent &extent)
{
    if (extent.isPartial()) {
        m_read.notWhole[need] = extent.text();
        m_read.notes.append(tr("%1: %2. What is not there was not checked.").arg(Query::wordFor(kind), extent.text()));
    }
}

void SnapshotReading::readList(Query::Kind kind, Need need, Analysis::Snapshot::Records &records)
{
    records.emplace();
    readKind(
        m_client, m_profile, kind, this, [&records](const QList<Query::RecordPtr> &page) { *records += page; },
        [this, kind, need, &records](const Api::Outcome<Api::Extent> &outcome) {
            if (!outcome) {
                records.reset();
            }
            if (conclude(need, outcome ? nullptr : &outcome.error())) {
                noteExtent(kind, need, *outcome);
                next();
            }
        });
}

void SnapshotReading::readConnections()
{
    readList(Query::Kind::Connections, Need::Connections, m_read.snapshot.connections);
}

void SnapshotReading::readApplications()
{
    readList(Query::Kind::Applications, Need::Applications, m_read.snapshot.applications);
}

void SnapshotReading::readMap()
{
    Analysis::Snapshot &snapshot = m_read.snapshot;
    if (!snapshot.connections || !snapshot.applications) {
        snapshot.absent[Need::Map] = snapshot.absent[snapshot.connections ? Need::Applications : Need::Connections];
        return next();
    }
    const auto [side, requests] = Session::planMap(snapshot.connections->size(), snapshot.applications->size());
    Q_EMIT mapBegins(requests);
    const bool isConnections = side == Session::MapSide::Connections;
    auto *reader = new Session::MapReader(
        m_client, side, Session::idsOf(isConnections ? *snapshot.connections : *snapshot.applications),
        [this](const Api::Outcome<Session::ConnectionMap> &map) {
            if (!conclude(Need::Map, map ? nullptr : &map.error())) {
                return;
            }
            m_read.snapshot.enabled = Session::enabledConnections(*m_read.snapshot.applications, *map);
            m_moved = QSet<QString>(map->movedWhileReading.begin(), map->movedWhileReading.end());
            next();
        },
        this);
    connect(reader, &Session::MapReader::progressed, this, &SnapshotReading::mapProgressed);
    reader->start();
}

void SnapshotReading::beginWatch()
{
    m_time.start();
    m_watch = new LogWatch(m_client, this);
    m_watch->begin([this] { next(); });
}

/// What came between a list and the map, or was turned on or off between two objects of it, makes counts that never
/// were.
void SnapshotReading::endWatch()
{
    m_watch->end([this](const std::optional<Session::Touched> &touched) {
        if (touched) {
            m_moved.unite(touched->moved()).unite(touched->applications).unite(touched->connections);
        }
        if (const QStringList names = namesOf(m_moved); !names.isEmpty()) {
            m_read.moved = tr("Moved while reading, so that counts may be off: %1").arg(names.join(", "_L1));
        } else if (!touched && m_time.elapsed() > longMilliseconds) {
            m_read.moved = tr("Whether anything moved while it was read is not known. %1").arg(m_watch->reason());
        } else if (touched && !touched->whole.isEmpty()) {
            m_read.moved
                = tr("Something was changed while it was read, so that counts may be off: the log does not say what.");
        }
        if (!m_read.moved.isEmpty()) {
            m_read.notes.append(m_read.moved);
        }
        next();
    });
}

/// As people call them; those that were not read by their ids.
QStringList SnapshotReading::namesOf(const QSet<QString> &ids) const
{
    QStringList names;
    QSet<QString> left = ids;
    const auto name = [&](const Analysis::Snapshot::Records &records, Query::Kind kind) {
        for (const Query::RecordPtr &record : *records) {
            if (left.remove(record->id)) {
                names.append(Query::textAt(*record, kind, u"name"));
            }
        }
    };
    if (m_read.snapshot.applications && m_read.snapshot.connections) {
        name(m_read.snapshot.applications, Query::Kind::Applications);
        name(m_read.snapshot.connections, Query::Kind::Connections);
    }
    QStringList unread(left.begin(), left.end());
    unread.sort(); // a report is the same each time
    names += unread;
    const qsizetype more = names.size() - namedAtMost;
    return more > 0 ? names.first(namedAtMost) << tr("and %L1 more").arg(more) : names;
}

void SnapshotReading::readSettings()
{
    m_client.send<QByteArray>(Api::getTenantSettings(), this, [this](const Api::Outcome<QByteArray> &settings) {
        if (conclude(Need::Settings, settings ? nullptr : &settings.error())) {
            m_read.snapshot.settings = *settings;
            next();
        }
    });
}

void SnapshotReading::readOrganizations()
{
    readList(Query::Kind::Organizations, Need::Organizations, m_read.snapshot.organizations);
}

void SnapshotReading::readOrganizationConnections()
{
    if (!m_read.snapshot.organizations) {
        return next(); // said already
    }
    m_organizations = Session::idsOf(*m_read.snapshot.organizations);
    if (m_organizations.size() > Session::unaskedMapRequests && !m_asksForMuch) {
        m_read.snapshot.absent[Need::OrganizationConnections]
            = tr("That takes a request for each of %L1 organizations. Name a check of organizations with --only to "
                 "have "
                 "them read.")
                  .arg(m_organizations.size());
        return next();
    }
    m_read.snapshot.organizationConnections.emplace();
    if (m_organizations.isEmpty()) {
        return next();
    }
    for (int i = 0; i < atOnce && !m_organizations.isEmpty(); ++i) {
        readOneOrganization();
    }
}

void SnapshotReading::readOneOrganization()
{
    ++m_underWay;
    const QString id = m_organizations.takeFirst();
    Api::listAll<Domain::OrganizationConnection>(
        m_client, Api::allOrganizationConnections(Domain::OrganizationId(id)), this,
        [this, id](const QList<Domain::OrganizationConnection> &page) {
            for (const Domain::OrganizationConnection &entry : page) {
                if (m_read.snapshot.organizationConnections) {
                    (*m_read.snapshot.organizationConnections)[id].append(entry.connection.text());
                }
            }
        },
        [this](const Api::Outcome<Api::Extent> &outcome) {
            --m_underWay;
            if (!m_read.snapshot.organizationConnections || !m_onEnd) {
                return; // another one ended the part
            }
            // One that was deleted meanwhile has no connections.
            if (!outcome && outcome.error().kind != Api::ApiError::Kind::NotFound) {
                m_organizations.clear();
                m_read.snapshot.organizationConnections.reset();
                conclude(Need::OrganizationConnections, &outcome.error());
            } else if (!m_organizations.isEmpty()) {
                readOneOrganization();
            } else if (m_underWay == 0) {
                next();
            }
        });
}

void SnapshotReading::readCredentials()
{
    if (!m_read.snapshot.applications) {
        return next(); // said already
    }
    m_read.snapshot.credentials.emplace();
    m_keyOwners = Session::applicationsWithKeys(*m_read.snapshot.applications);
    if (m_keyOwners.isEmpty()) {
        return next();
    }
    for (int i = 0; i < atOnce && !m_keyOwners.isEmpty(); ++i) {
        readOneCredentials();
    }
}

void SnapshotReading::readOneCredentials()
{
    ++m_underWay;
    const QString id = m_keyOwners.takeFirst();
    m_client.send<Api::Page<Domain::ClientCredential>>(
        Api::listCredentials(Domain::ApplicationId(id)), this,
        [this, id](const Api::Outcome<Api::Page<Domain::ClientCredential>> &page) {
            --m_underWay;
            if (!m_read.snapshot.credentials || !m_onEnd) {
                return; // another one ended the part
            }
            if (page) {
                m_read.snapshot.credentials->insert(id, page->items);
            } else if (page.error().kind != Api::ApiError::Kind::NotFound) { // deleted meanwhile: without keys
                m_keyOwners.clear();
                m_read.snapshot.credentials.reset();
                conclude(Need::Credentials, &page.error());
                return;
            }
            if (!m_keyOwners.isEmpty()) {
                readOneCredentials();
            } else if (m_underWay == 0) {
                next();
            }
        });
}

void SnapshotReading::readNotices()
{
    m_read.snapshot.logs.emplace();
    Api::LogSearch search;
    search.query = u"type:depnote"_s;
    Api::listAll<Domain::LogEvent>(
        m_client, Api::foundLogs(search), this,
        [this](const QList<Domain::LogEvent> &events) {
            for (const Domain::LogEvent &event : events) {
                m_read.snapshot.logs->append(std::make_shared<const Query::Record>(Query::logRecord(m_profile, event)));
            }
        },
        [this](const Api::Outcome<Api::Extent> &outcome) {
            if (!outcome) {
                m_read.snapshot.logs.reset();
            }
            if (conclude(Need::Logs, outcome ? nullptr : &outcome.error())) {
                noteExtent(Query::Kind::Logs, Need::Logs, *outcome);
                next();
            }
        });
}

void SnapshotReading::readUsers()
{
    if (!m_asksForMuch) {
        m_read.snapshot.absent[Need::Users] = tr("Users are read where a check of them is named with --only.");
        return next();
    }
    readList(Query::Kind::Users, Need::Users, m_read.snapshot.users);
}

} // namespace Cli
