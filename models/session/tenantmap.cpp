// The application x connection map of a TenantSession: when it is read, and how records get its cells.

#include "session/changereader.h"
#include "session/joblist.h"
#include "session/mapreader.h"
#include "session/tenantsession.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <utility>

namespace Session {

using Query::Kind;

namespace {

/// Records that are handed on in one turn of the event loop: a millisecond or two of work for all who listen.
constexpr qsizetype chunk = 1000;

} // namespace

void TenantSession::continueWithMap()
{
    if (!m_wantsMap || m_log.reader || status(Kind::Applications).isReading()
        || status(Kind::Connections).isReading()) {
        return;
    }
    m_wantsMap = false;
    const auto plan = mapPlan();
    if (plan && plan->requests <= unaskedMapRequests) {
        readMap();
    }
}

void TenantSession::readMap()
{
    const auto plan = mapPlan();
    if (!plan || m_mapReader || m_log.reader) {
        return;
    }
    const Kind side = plan->side == MapSide::Connections ? Kind::Connections : Kind::Applications;
    renewRights(m_mapStatus);
    m_mapStatus.phase = KindStatus::Phase::Reading;
    m_mapStatus.read = 0;
    m_mapStatus.total = plan->requests;
    m_mapStatus.error.reset();
    m_mapStatus.logEvents.reset();
    m_log.mapMark = m_log.mark;
    m_mapJob = m_jobs->begin(tr("Counting connections of applications"), plan->requests);
    QSet<QString> objects;
    for (const Kind kind : {Kind::Applications, Kind::Connections}) {
        for (const Query::RecordPtr &record : records(kind)) {
            objects.insert(record->id);
        }
    }
    m_mapReader = new MapReader(
        *m_client, plan->side, idsOf(records(side)),
        [this, objects](Api::Outcome<ConnectionMap> outcome) {
            if (outcome) {
                outcome->objects = objects;
            }
            concludeMap(outcome);
        },
        this);
    connect(m_mapReader, &MapReader::progressed, this, [this](qint64 read, qint64 total) {
        m_mapStatus.read = read;
        m_jobs->progress(m_mapJob, read, total);
        Q_EMIT mapStatusChanged();
    });
    Q_EMIT mapStatusChanged();
    m_mapReader->start();
}

void TenantSession::cancelMap()
{
    if (m_mapReader) {
        m_mapReader->cancel();
    } else if (m_log.reader && m_mapStatus.isReading()) {
        m_log.reader->cancel();
    }
}

void TenantSession::concludeMap(const Api::Outcome<ConnectionMap> &outcome)
{
    m_mapReader.clear();
    if (!outcome) {
        endMap(outcome.error());
        return;
    }
    m_map = std::make_shared<const ConnectionMap>(*outcome);
    // What somebody changed while it was read is known from the log; the place in it must be no later than its start.
    m_log.hasMap = m_log.mapMark.has_value();
    if (m_log.hasMap) {
        m_log.mark = std::exchange(m_log.mapMark, {});
    }
    if (m_log.hasMap && isKept(*m_log.mark, m_profile.plan, m_clock->wall())) {
        followLog(Api::Priority::Background);
    } else {
        endMap({});
    }
}

/// Without an error the map is whole.
void TenantSession::endMap(const std::optional<Api::ApiError> &error)
{
    using Phase = KindStatus::Phase;
    m_jobs->end(std::exchange(m_mapJob, 0));
    if (!error) {
        m_mapStatus.phase = Phase::Complete;
        m_mapStatus.pastAt = {};
        m_mapStatus.readAt = m_map->readAt;
        m_mapStatus.note = m_map->movedWhileReading.isEmpty()
            ? QString()
            : tr("%n object(s) moved while reading", nullptr, int(m_map->movedWhileReading.size()));
        refill(Kind::Applications);
        refill(Kind::Connections);
    } else {
        m_mapStatus.phase = error->kind == Api::ApiError::Kind::Cancelled ? Phase::Cancelled : Phase::Failed;
        m_mapStatus.error = error;
    }
    Q_EMIT mapStatusChanged();
}

void TenantSession::accept(const Domain::ConnectionId &connection, const QList<Domain::ApplicationId> &applications)
{
    if (!m_map) {
        return;
    }
    if (m_accepted.isEmpty()) {
        QMetaObject::invokeMethod(this, &TenantSession::takeAccepted, Qt::QueuedConnection);
    }
    m_accepted.insert(connection, applications);
}

/// One copy of the map for all connections of a turn: a batch may bring many, and the map of a large tenant is large.
void TenantSession::takeAccepted()
{
    const auto asSet = [](const QList<Domain::ApplicationId> &ids) { return QSet(ids.begin(), ids.end()); };
    auto accepted = std::exchange(m_accepted, {});
    accepted.removeIf(
        [&](const auto &entry) { return asSet(m_map->applicationsOf(entry.key())) == asSet(entry.value()); });
    if (accepted.isEmpty()) {
        return;
    }
    auto map = std::make_shared<ConnectionMap>(*m_map);
    for (auto entry = accepted.cbegin(); entry != accepted.cend(); ++entry) {
        map->replace(entry.key(), entry.value());
    }
    m_map = std::move(map);
    refill(Kind::Applications);
    refill(Kind::Connections);
}

/// Fills the cells that come from the map and from the profile in again, on another thread. One at a time for each
/// kind: what one has made is what the next starts from.
void TenantSession::refill(Kind kind)
{
    KindState &now = state(kind);
    if (now.isRefilling) {
        now.wantsRefill = true;
        return;
    }
    now.isRefilling = true;
    const bool hasMap = m_map && (kind == Kind::Applications || kind == Kind::Connections);
    const QList<Query::RecordPtr> before = records(kind);
    const QList<Query::RecordPtr> others = hasMap
        ? records(kind == Kind::Applications ? Kind::Connections : Kind::Applications)
        : QList<Query::RecordPtr>();
    auto *watcher = new QFutureWatcher<QList<Query::RecordPtr>>(this);
    connect(watcher, &QFutureWatcher<QList<Query::RecordPtr>>::finished, this, [this, watcher, kind, before] {
        watcher->deleteLater();
        deliver(kind, before, watcher->result(), 0);
    });
    watcher->setFuture(QtConcurrent::run([kind, before, others, map = hasMap ? m_map : nullptr, name = m_profile.name] {
        return withTenantName(map ? withMap(kind, before, others, *map) : before, name);
    }));
}

/// Puts records in place of those they were made from, some now and the others in the next turns of the event loop.
void TenantSession::deliver(Kind kind, const QList<Query::RecordPtr> &before, const QList<Query::RecordPtr> &filled,
                            qsizetype from)
{
    const qsizetype end = std::min(from + chunk, filled.size());
    QList<Query::RecordPtr> current;
    current.reserve(end - from);
    for (qsizetype i = from; i < end; ++i) {
        // What arrived meanwhile has its cells already.
        if (filled.at(i) != before.at(i) && record(kind, filled.at(i)->id) == before.at(i)) {
            current.append(filled.at(i));
        }
    }
    KindState &now = state(kind);
    now.records.upsert(current);
    Q_EMIT recordsChanged(kind, idsOf(current));
    if (end < filled.size()) {
        QMetaObject::invokeMethod(
            this, [this, kind, before, filled, end] { deliver(kind, before, filled, end); }, Qt::QueuedConnection);
        return;
    }
    now.isRefilling = false;
    if (std::exchange(now.wantsRefill, false)) {
        refill(kind);
    }
}

} // namespace Session
