#include "session/tenantsession.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "api/requests/organizationrequests.h"
#include "session/joblist.h"
#include "session/mapreader.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

#include <utility>

using namespace Qt::StringLiterals;

namespace Session {

using Query::Kind;

namespace {

/// The kinds that a session reads as lists, in the order in which a window wants them.
constexpr Kind listedKinds[] = {Kind::Applications, Kind::Connections, Kind::Organizations};

template <typename T, typename Make> QList<Query::RecordPtr> recordsOf(const QList<T> &objects, Make make)
{
    QList<Query::RecordPtr> records;
    records.reserve(objects.size());
    for (const T &object : objects) {
        records.append(std::make_shared<const Query::Record>(make(object)));
    }
    return records;
}

QStringList idsOf(const QList<Query::RecordPtr> &records)
{
    QStringList ids;
    ids.reserve(records.size());
    for (const Query::RecordPtr &record : records) {
        ids.append(record->id);
    }
    return ids;
}

} // namespace

TenantSession::TenantSession(Domain::TenantProfile profile, const Api::Origin &origin,
                             std::unique_ptr<Api::TokenSource> source, Api::ClientOptions options, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_source(std::move(source))
    , m_client(std::make_unique<Api::ManagementClient>(origin, *m_source, std::move(options)))
    , m_jobs(new JobList(m_profile.id, this))
{
    for (const Kind kind : listedKinds) {
        m_states[kind];
    }
    connect(m_jobs, &JobList::changed, this, &TenantSession::jobsChanged);
}

TenantSession::~TenantSession() = default;

TenantSession::KindState &TenantSession::state(Kind kind)
{
    return m_states.at(kind);
}

const TenantSession::KindState &TenantSession::state(Kind kind) const
{
    return m_states.at(kind);
}

const QList<Query::RecordPtr> &TenantSession::records(Kind kind) const
{
    return state(kind).records.records();
}

Query::RecordPtr TenantSession::record(Kind kind, const QString &id) const
{
    return state(kind).records.find(id);
}

const KindStatus &TenantSession::status(Kind kind) const
{
    return state(kind).status;
}

const QList<Job> &TenantSession::jobs() const
{
    return m_jobs->jobs();
}

std::optional<ReadPlan> TenantSession::mapPlan() const
{
    const auto isComplete = [this](Kind kind) { return status(kind).phase == KindStatus::Phase::Complete; };
    if (!isComplete(Kind::Applications) || !isComplete(Kind::Connections)) {
        return std::nullopt;
    }
    return planMap(state(Kind::Connections).records.size(), state(Kind::Applications).records.size());
}

void TenantSession::refresh(Kind kind)
{
    if (status(kind).isReading()) {
        return;
    }
    switch (kind) {
    case Kind::Applications:
        begin(kind, tr("Reading applications"));
        read(kind, Api::allApplications());
        break;
    case Kind::Connections:
        begin(kind, tr("Reading connections"));
        read(kind, Api::allConnections());
        break;
    case Kind::Organizations:
        begin(kind, tr("Reading organizations"));
        read(kind, Api::allOrganizations());
        break;
    case Kind::Tenants:
    case Kind::Users:
    case Kind::Logs:
        Q_UNREACHABLE();
    }
}

void TenantSession::refreshAll()
{
    m_wantsMap = true;
    for (const Kind kind : listedKinds) {
        refresh(kind);
    }
}

template <typename T> void TenantSession::read(Kind kind, const Api::ListSource<T> &source)
{
    auto *listing = Api::listAll<T>(
        *m_client, source, this,
        [this, kind](const QList<T> &objects) {
            KindState &now = state(kind);
            for (const T &object : objects) {
                now.seen.insert(object.id.text());
            }
            accept(objects);
        },
        [this, kind](const Api::Outcome<Api::Extent> &outcome) { conclude(kind, outcome); });
    state(kind).listing = listing;
    connect(listing, &Api::Listing::progressed, this,
            [this, kind](qint64 read, qint64 total) { progress(kind, read, total); });
}

void TenantSession::begin(Kind kind, const QString &title)
{
    KindState &now = state(kind);
    now.seen.clear();
    now.status.phase = KindStatus::Phase::Reading;
    now.status.read = 0;
    now.status.total.reset();
    now.status.error.reset();
    now.status.note.clear();
    now.job = m_jobs->begin(title, std::nullopt);
    Q_EMIT statusChanged(kind);
}

void TenantSession::progress(Kind kind, qint64 read, qint64 total)
{
    KindState &now = state(kind);
    now.status.read = read;
    now.status.total = total < 0 ? std::nullopt : std::optional(total);
    m_jobs->progress(now.job, read, now.status.total);
    Q_EMIT statusChanged(kind);
}

void TenantSession::conclude(Kind kind, const Api::Outcome<Api::Extent> &outcome)
{
    using Phase = KindStatus::Phase;
    KindState &now = state(kind);
    m_jobs->end(std::exchange(now.job, 0));
    if (outcome) {
        now.status.phase = outcome->isPartial() ? Phase::Partial : Phase::Complete;
        now.status.read = outcome->read;
        now.status.total = outcome->total;
        now.status.readAt = QDateTime::currentDateTimeUtc();
        now.status.note = outcome->isPartial() ? outcome->text() : QString();
        // Only a complete list says that something is gone; a short one never does.
        const QStringList gone = outcome->isPartial() ? QStringList() : now.records.retain(now.seen);
        if (!gone.isEmpty()) {
            Q_EMIT recordsRemoved(kind, gone);
        }
    } else {
        now.status.phase = outcome.error().kind == Api::ApiError::Kind::Cancelled ? Phase::Cancelled : Phase::Failed;
        now.status.error = outcome.error();
    }
    now.seen.clear();
    Q_EMIT statusChanged(kind);
    continueWithMap();
}

void TenantSession::cancel(Kind kind)
{
    if (Api::Listing *listing = state(kind).listing) {
        listing->cancel();
    }
}

void TenantSession::cancelJob(quint64 id)
{
    for (const Kind kind : listedKinds) {
        if (state(kind).job == id) {
            cancel(kind);
            return;
        }
    }
    if (m_mapJob == id) {
        cancelMap();
    }
}

void TenantSession::accept(const QList<Domain::Application> &applications)
{
    upsert(Kind::Applications, recordsOf(applications, [this](const Domain::Application &application) {
               return Query::applicationRecord(m_profile, application);
           }));
}

void TenantSession::accept(const QList<Domain::Connection> &connections)
{
    upsert(Kind::Connections, recordsOf(connections, [this](const Domain::Connection &connection) {
               return Query::connectionRecord(m_profile, connection);
           }));
}

void TenantSession::accept(const QList<Domain::Organization> &organizations)
{
    upsert(Kind::Organizations, recordsOf(organizations, [this](const Domain::Organization &organization) {
               return Query::organizationRecord(m_profile, organization);
           }));
}

void TenantSession::upsert(Kind kind, QList<Query::RecordPtr> records)
{
    if (m_map) {
        for (Query::RecordPtr &record : records) {
            if (const Query::RecordPtr earlier = this->record(kind, record->id)) {
                record = keepingMapCells(kind, record, earlier);
            }
        }
    }
    state(kind).records.upsert(records);
    Q_EMIT recordsChanged(kind, idsOf(records));
}

// ---- the application x connection map

void TenantSession::continueWithMap()
{
    if (!m_wantsMap || status(Kind::Applications).isReading() || status(Kind::Connections).isReading()) {
        return;
    }
    m_wantsMap = false;
    const auto plan = mapPlan();
    if (plan && (m_map || plan->requests <= unaskedMapRequests)) {
        readMap();
    }
}

void TenantSession::readMap()
{
    const auto plan = mapPlan();
    if (!plan || m_mapReader) {
        return;
    }
    const Kind side = plan->side == MapSide::Connections ? Kind::Connections : Kind::Applications;
    m_mapStatus.phase = KindStatus::Phase::Reading;
    m_mapStatus.read = 0;
    m_mapStatus.total = plan->requests;
    m_mapStatus.error.reset();
    m_mapJob = m_jobs->begin(tr("Counting connections of applications"), plan->requests);
    m_mapReader = new MapReader(
        *m_client, plan->side, idsOf(records(side)),
        [this](const Api::Outcome<ConnectionMap> &outcome) { concludeMap(outcome); }, this);
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
    }
}

void TenantSession::concludeMap(const Api::Outcome<ConnectionMap> &outcome)
{
    using Phase = KindStatus::Phase;
    m_mapReader.clear();
    m_jobs->end(std::exchange(m_mapJob, 0));
    if (outcome) {
        m_map = std::make_shared<const ConnectionMap>(*outcome);
        m_mapStatus.phase = Phase::Complete;
        m_mapStatus.readAt = m_map->readAt;
        m_mapStatus.note = m_map->movedWhileReading.isEmpty()
            ? QString()
            : tr("%n object(s) moved while reading", nullptr, int(m_map->movedWhileReading.size()));
        applyMap(Kind::Applications);
        applyMap(Kind::Connections);
    } else {
        m_mapStatus.phase = outcome.error().kind == Api::ApiError::Kind::Cancelled ? Phase::Cancelled : Phase::Failed;
        m_mapStatus.error = outcome.error();
    }
    Q_EMIT mapStatusChanged();
}

void TenantSession::applyMap(Kind kind)
{
    const QList<Query::RecordPtr> before = records(kind);
    const QList<Query::RecordPtr> others = records(kind == Kind::Applications ? Kind::Connections : Kind::Applications);
    auto *watcher = new QFutureWatcher<QList<Query::RecordPtr>>(this);
    connect(watcher, &QFutureWatcher<QList<Query::RecordPtr>>::finished, this, [this, watcher, kind, before] {
        watcher->deleteLater();
        const QList<Query::RecordPtr> filled = watcher->result();
        // What arrived meanwhile has its cells from the map already.
        QList<Query::RecordPtr> current;
        current.reserve(filled.size());
        for (qsizetype i = 0; i < filled.size(); ++i) {
            if (record(kind, filled.at(i)->id) == before.at(i)) {
                current.append(filled.at(i));
            }
        }
        state(kind).records.upsert(current);
        Q_EMIT recordsChanged(kind, idsOf(current));
    });
    watcher->setFuture(
        QtConcurrent::run([kind, before, others, map = m_map] { return withMap(kind, before, others, *map); }));
}

} // namespace Session
