// How a TenantSession is read again: everything, or what its tenant's log says was changed.

#include "api/requests/logrequests.h"
#include "session/changereader.h"
#include "session/joblist.h"
#include "session/organizationconnections.h"
#include "session/resting.h"
#include "session/tenantsession.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Session {

using Query::Kind;
using Phase = KindStatus::Phase;

namespace {

/// An answer that came later than this may tell of a log that was written on while the first lists were read.
constexpr std::chrono::seconds markDeadline = markOverlap / 2;

QSet<Kind> wholeKinds(const TenantSession &session)
{
    QSet<Kind> kinds;
    for (const Kind kind : listedKinds) {
        if (session.status(kind).phase == Phase::Complete) {
            kinds.insert(kind);
        }
    }
    return kinds;
}

QSet<QString> idsOf(const QList<QString> &ids)
{
    return QSet<QString>(ids.begin(), ids.end());
}

} // namespace

void TenantSession::refreshAll(Api::Priority priority)
{
    if (m_log.reader && m_mapJob == 0) {
        m_log.reader->cancel();
    }
    takeMark(priority);
    m_wantsMap = true;
    for (const Kind kind : listedKinds) {
        refresh(kind, priority);
    }
    m_organizationConnections->readUnasked();
}

void TenantSession::refreshFailed()
{
    for (const auto &[kind, now] : m_states) {
        if (now.status.phase == Phase::Failed) {
            m_wantsMap = m_wantsMap || !Query::isSearched(kind);
            refresh(kind);
            if (kind == Kind::Organizations) {
                m_organizationConnections->readUnasked();
            }
        }
    }
    if (m_organizationConnections->status().phase == Phase::Failed) {
        m_organizationConnections->read();
    }
    if (m_mapStatus.phase == Phase::Failed) {
        readMap();
    }
}

void TenantSession::update(Kind wanted, Api::Priority priority)
{
    const Kind kind = Query::sourceOf(wanted);
    const bool isFollowed = m_log.mark && status(kind).phase == Phase::Complete && !Query::isSearched(kind);
    if (isFollowed && !isReading(*this) && !m_log.reader) {
        if (isKept(*m_log.mark, m_profile.plan, m_clock->wall())) {
            followLog(priority);
        } else {
            m_log.mark.reset();
            refreshAll(priority);
        }
    } else if (kind == Kind::Customers) {
        update(Kind::Tenants, priority); // they are found in all that is read
    } else if (kind == Kind::Tenants) {
        refreshAll(priority);
    } else {
        refresh(kind, priority);
    }
}

/// The newest events there are before anything is read. It leaves the queue before the lists do, but may be answered
/// after the first of them: so nothing of the overlap counts as followed, and a late answer is none.
void TenantSession::takeMark(Api::Priority priority)
{
    // What is large is not read again unasked: the earlier place serves all, and loses it nothing.
    const auto plan = mapPlan();
    const bool keepsMap = m_log.hasMap && plan && plan->requests > unaskedMapRequests;
    const bool keepsOrganizations = m_log.hasOrganizations && m_organizationConnections->isLarge();
    if (m_log.mark && (keepsMap || keepsOrganizations) && isKept(*m_log.mark, m_profile.plan, m_clock->wall())) {
        return;
    }
    m_log.mark.reset();
    m_log.hasMap = false;
    m_log.hasOrganizations = false;
    Api::PageQuery newest;
    newest.size = 100;
    using Page = Api::Page<Domain::LogEvent>;
    const QDateTime now = m_clock->wall();
    m_client->send<Page>(Api::searchLogs({}, newest).at(priority), this,
                         [this, now, asked = m_clock->steady()](const Api::Outcome<Page> &page) {
                             if (page && m_clock->steady() - asked <= markDeadline) {
                                 m_log.mark = markAt(page->items, now);
                             }
                         });
}

/// After an update() was asked for, or after the map was read: then only the map shows as being read.
void TenantSession::followLog(Api::Priority priority)
{
    m_log.readsOrganizations = m_log.hasOrganizations && !m_organizationConnections->status().isReading();
    const ChangeReader::Known known{.kinds = wholeKinds(*this),
                                    .counts = {.applications = records(Kind::Applications).size(),
                                               .connections = records(Kind::Connections).size(),
                                               .organizations = records(Kind::Organizations).size(),
                                               .hasMap = m_log.hasMap,
                                               .hasOrganizationConnections = m_log.readsOrganizations}};
    m_log.reader = new ChangeReader(
        *m_client, *m_log.mark, m_clock->wall(), known,
        [this, priority](const Api::Outcome<ChangesRead> &outcome) { endFollowing(outcome, priority); }, this,
        priority);
    if (m_mapJob == 0) {
        m_log.job = m_jobs->begin(tr("Reading what changed"), std::nullopt);
        connect(m_log.reader, &ChangeReader::progressed, this, [this](qint64 read, qint64 total) {
            m_jobs->progress(m_log.job, read, total < 0 ? std::nullopt : std::optional(total));
        });
        m_log.kinds = known.kinds;
        for (const Kind kind : std::as_const(m_log.kinds)) {
            KindStatus &now = state(kind).status;
            now.phase = Phase::Reading;
            now.read = 0;
            now.total.reset();
            Q_EMIT statusChanged(kind);
        }
        if (m_log.hasMap) {
            m_mapStatus.phase = Phase::Reading;
            m_mapStatus.read = 0;
            m_mapStatus.total.reset();
            Q_EMIT mapStatusChanged();
        }
    }
    m_log.reader->start();
}

void TenantSession::endFollowing(const Api::Outcome<ChangesRead> &outcome, Api::Priority priority)
{
    m_log.reader.clear();
    const bool isCatchingUp = m_mapJob != 0;
    const bool isTaken = outcome && outcome->way == RefreshWay::Log;
    if (isTaken) {
        take(*outcome, isCatchingUp);
    }
    if (isCatchingUp) {
        endMap({}); // it is whole, whatever became of the log
        continueWithMap();
        return;
    }
    m_jobs->end(std::exchange(m_log.job, 0));
    const QDateTime readAt = QDateTime::currentDateTimeUtc();
    const auto end = [&](KindStatus &now, qint64 size) {
        now.read = size;
        now.phase = Phase::Complete;
        if (isTaken) {
            now.readAt = readAt;
            now.logEvents = outcome->events;
        } else if (!outcome && outcome.error().kind != Api::ApiError::Kind::Cancelled) {
            now.phase = Phase::Failed;
            now.error = outcome.error();
        }
    };
    const QSet<Kind> kinds = std::exchange(m_log.kinds, {});
    for (const Kind kind : kinds) {
        end(state(kind).status, kind == Kind::Tenants ? 1 : state(kind).records.size());
    }
    const bool hadMap = m_log.hasMap;
    if (hadMap) {
        m_mapStatus.read = m_map->pairs();
        m_mapStatus.phase = Phase::Complete; // as old as it says
        if (isTaken) {
            m_mapStatus.readAt = m_map->readAt;
            m_mapStatus.logEvents = outcome->events;
            m_mapStatus.note.clear();
        }
    }
    const bool isFull = outcome && outcome->way == RefreshWay::Full;
    if (isFull) {
        m_log.mark.reset();
    }
    for (const Kind kind : kinds) {
        Q_EMIT statusChanged(kind);
    }
    if (hadMap) {
        Q_EMIT mapStatusChanged();
    }
    if (isFull) {
        refreshAll(priority);
    }
}

void TenantSession::take(const ChangesRead &changes, bool isCatchingUp)
{
    // Where the organizations' connections came meanwhile, the earlier place is theirs, and loses the others nothing.
    if (m_log.readsOrganizations || !m_log.hasOrganizations) {
        m_log.mark = changes.mark;
    }
    if (m_map && m_log.hasMap) {
        auto map = std::make_shared<ConnectionMap>(*m_map);
        for (auto entry = changes.clientsOf.cbegin(); entry != changes.clientsOf.cend(); ++entry) {
            map->replace(entry.key(), entry.value());
        }
        for (auto entry = changes.connectionsOf.cbegin(); entry != changes.connectionsOf.cend(); ++entry) {
            map->replace(entry.key(), entry.value());
        }
        for (const QString &id : changes.gone) {
            map->replace(Domain::ConnectionId(id), QList<Domain::ApplicationId>());
            map->replace(Domain::ApplicationId(id), QList<Domain::ConnectionId>());
        }
        if (map->objects) {
            *map->objects += changes.touched.clientsOf + changes.touched.connectionsOf;
            *map->objects -= changes.gone;
        }
        map->readAt = QDateTime::currentDateTimeUtc();
        if (isCatchingUp) {
            map->movedWhileReading = (changes.moved + idsOf(map->movedWhileReading)).values();
        } else {
            map->movedWhileReading.clear();
        }
        m_map = std::move(map);
    }
    if (m_log.readsOrganizations) {
        m_organizationConnections->take(changes.organizationConnections, changes.gone, changes.events);
    }
    if (changes.settings) {
        m_settings = *changes.settings;
    }
    for (const Kind kind : {Kind::Applications, Kind::Connections, Kind::Organizations}) {
        const QStringList gone = changes.gone.isEmpty() ? QStringList() : state(kind).records.remove(changes.gone);
        if (!gone.isEmpty()) {
            Q_EMIT recordsRemoved(kind, gone);
        }
    }
    if (!changes.applications.isEmpty()) {
        accept(changes.applications);
    }
    if (!changes.connections.isEmpty()) {
        accept(changes.connections);
    }
    if (!changes.organizations.isEmpty()) {
        accept(changes.organizations);
    }
    if (m_map && !changes.touched.moved().isEmpty()) {
        refill(Kind::Applications);
        refill(Kind::Connections);
    }
}

} // namespace Session
