#include "session/tenantsession.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "api/requests/logrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/tenantrequests.h"
#include "api/requests/userrequests.h"
#include "query/userquery.h"
#include "session/changereader.h"
#include "session/emaillookup.h"
#include "session/joblist.h"
#include "session/letgo.h"
#include "session/organizationconnections.h"
#include "session/recordsource.h"
#include "session/writeunlock.h"
#include "json/user_json.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Session {

using Query::Kind;

namespace {

/// The options with a client's writes behind the lock.
Api::ClientOptions gated(Api::ClientOptions options, WriteUnlock &unlock)
{
    options.transport.writesAllowed = [&unlock](const Api::WireRequest &) { return unlock.isUnlocked(); };
    return options;
}

/// The events among them that the search is after, where Auth0 was not asked for these alone.
QList<Query::RecordPtr> passing(const QList<Query::RecordPtr> &records, const std::optional<Query::LogQuery> &kept)
{
    if (!kept) {
        return records;
    }
    QList<Query::RecordPtr> wanted;
    std::copy_if(records.begin(), records.end(), std::back_inserter(wanted), [&kept](const Query::RecordPtr &record) {
        const auto event = Json::readLogEvent(record->original);
        return event && kept->matches(*event);
    });
    return wanted;
}

} // namespace

TenantSession::TenantSession(Domain::TenantProfile profile, const Api::Origin &origin,
                             std::unique_ptr<Api::TokenSource> source, Api::ClientOptions options, QObject *parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_clock(options.clock ? options.clock : Api::Clock::system())
    , m_unlock(std::make_unique<WriteUnlock>(m_profile.readOnly, m_clock))
    , m_source(std::move(source))
    , m_client(std::make_unique<Api::ManagementClient>(origin, *m_source, gated(std::move(options), *m_unlock)))
    , m_jobs(new JobList(m_profile.id, this))
{
    for (const Kind kind : listedKinds) {
        m_states[kind];
    }
    for (const Kind kind : {Kind::Customers, Kind::Users, Kind::Logs}) {
        m_states[kind];
    }
    m_organizationConnections = std::make_unique<OrganizationConnections>(*this, *m_jobs, m_log);
    connect(m_jobs, &JobList::changed, this, &TenantSession::jobsChanged);
}

/// The end of many records would keep the UI thread busy.
TenantSession::~TenantSession()
{
    QList<RecordSet> held;
    for (auto &[kind, now] : m_states) {
        held.append(std::exchange(now.records, {}));
    }
    letGo(std::move(held));
}

KindState &TenantSession::state(Kind kind)
{
    return m_states.at(Query::sourceOf(kind));
}

const KindState &TenantSession::state(Kind kind) const
{
    return m_states.at(Query::sourceOf(kind));
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

void TenantSession::refresh(Kind wanted, Api::Priority priority)
{
    const Kind kind = Query::sourceOf(wanted);
    if (status(kind).isReading()) {
        Api::Listing *listing = state(kind).listing;
        if (listing && priority == Api::Priority::Foreground) {
            listing->setPriority(priority);
        }
        return;
    }
    const Domain::TenantProfile &tenant = m_profile;
    switch (kind) {
    case Kind::Customers: // are found in all of the others
        refreshAll(priority);
        break;
    case Kind::Tenants:
        begin(kind, tr("Reading the tenant's settings"));
        readSettings(priority);
        break;
    case Kind::Applications:
        begin(kind, tr("Reading applications"));
        read(kind,
             recordsFrom(Api::allApplications(),
                         [tenant](const Domain::Application &application) {
                             return Query::applicationRecord(tenant, application);
                         }),
             priority);
        break;
    case Kind::Connections:
    case Kind::Policies:
        begin(kind, tr("Reading connections"));
        read(kind,
             recordsFrom(Api::allConnections(),
                         [tenant](const Domain::Connection &connection) {
                             return Query::connectionRecord(tenant, connection);
                         }),
             priority);
        break;
    case Kind::Organizations:
        begin(kind, tr("Reading organizations"));
        read(kind,
             recordsFrom(Api::allOrganizations(),
                         [tenant](const Domain::Organization &organization) {
                             return Query::organizationRecord(tenant, organization);
                         }),
             priority);
        break;
    case Kind::Users:
    case Kind::Logs:
        readSearch(kind, priority);
        break;
    }
}

/// What was refused for a scope may be granted by now, but the token that is held will never know.
void TenantSession::renewRights(const KindStatus &status)
{
    if (status.error && status.error->kind == Api::ApiError::Kind::Scope) {
        m_client->forgetToken();
    }
}

void TenantSession::search(Kind kind, const QString &query)
{
    cancel(kind);
    KindState &now = state(kind);
    now.search = query;
    const QStringList earlier = idsOf(now.records.records());
    now.records.clear();
    if (!earlier.isEmpty()) {
        Q_EMIT recordsRemoved(kind, earlier);
    }
    refresh(kind, Api::Priority::Foreground);
}

QString TenantSession::searchText(Kind kind) const
{
    return state(kind).search;
}

void TenantSession::readSearch(Kind kind, Api::Priority priority)
{
    const QString query = searchText(kind);
    const Domain::TenantProfile &tenant = m_profile;
    if (kind == Kind::Users) {
        begin(kind, tr("Searching users"));
        const Query::UserLookup lookup = Query::userLookupFor(query);
        Api::UserSearch wanted;
        wanted.query = lookup.text;
        read(kind,
             recordsFrom(lookup.way == Query::UserLookup::Way::Email ? usersWithEmail(lookup.text)
                                                                     : Api::allUsers(wanted),
                         [tenant](const Domain::User &user) { return Query::userRecord(tenant, user); }),
             priority);
    } else {
        begin(kind, tr("Reading the log"));
        const Query::LogAsk ask = Query::logAskFor(query);
        Api::LogSearch wanted;
        wanted.query = ask.query;
        state(kind).kept = ask.here;
        read(kind,
             recordsFrom(Api::foundLogs(wanted),
                         [tenant](const Domain::LogEvent &event) { return Query::logRecord(tenant, event); }),
             priority);
    }
}

void TenantSession::read(Kind kind, Api::ListSource<Query::RecordPtr> source, Api::Priority priority)
{
    source.priority = priority;
    auto *listing = Api::listAll<Query::RecordPtr>(
        *m_client, source, this,
        [this, kind](const QList<Query::RecordPtr> &records) {
            KindState &now = state(kind);
            const QList<Query::RecordPtr> wanted = passing(records, now.kept);
            for (const Query::RecordPtr &record : wanted) {
                now.seen.insert(record->id);
            }
            upsert(kind, wanted);
        },
        [this, kind](const Api::Outcome<Api::Extent> &outcome) { conclude(kind, outcome); });
    state(kind).listing = listing;
    connect(listing, &Api::Listing::progressed, this,
            [this, kind](qint64 read, qint64 total) { progress(kind, read, total); });
}

void TenantSession::readSettings(Api::Priority priority)
{
    state(Kind::Tenants).call
        = m_client->send<QByteArray>(Api::getTenantSettings().at(priority), this,
                                     [this](const Api::Outcome<QByteArray> &outcome) { concludeSettings(outcome); });
}

void TenantSession::concludeSettings(const Api::Outcome<QByteArray> &outcome)
{
    if (!outcome) {
        conclude(Kind::Tenants, tl::make_unexpected(outcome.error()));
        return;
    }
    m_settings = *outcome;
    conclude(Kind::Tenants, Api::Extent{.read = 1, .total = 1});
}

void TenantSession::begin(Kind kind, const QString &title)
{
    KindState &now = state(kind);
    renewRights(now.status);
    now.seen.clear();
    now.status.phase = KindStatus::Phase::Reading;
    now.status.read = 0;
    now.status.total.reset();
    now.status.error.reset();
    now.status.note.clear();
    now.status.logEvents.reset();
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
        // Only a complete list says that something is gone; a short one never does, unless it is all that was found, or
        // the others were only in a snapshot.
        const bool tellsAll = !outcome->isPartial() || Query::isSearched(kind) || now.status.pastAt.isValid();
        now.status.pastAt = {};
        const QStringList gone = tellsAll ? now.records.retain(now.seen) : QStringList();
        if (!gone.isEmpty()) {
            Q_EMIT recordsRemoved(kind, gone);
        }
        // Connections show the names of applications, of which some may be others now.
        if (kind == Kind::Applications && m_map && !outcome->isPartial()) {
            refill(Kind::Connections);
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
    } else if (Api::Call *call = state(kind).call) {
        call->cancel();
    } else if (m_log.reader && m_log.kinds.contains(Query::sourceOf(kind))) {
        m_log.reader->cancel();
    }
}

void TenantSession::cancelJob(quint64 id)
{
    for (const auto &[kind, now] : m_states) {
        if (now.job == id) {
            cancel(kind);
            return;
        }
    }
    if (m_mapJob == id) {
        cancelMap();
    } else if (m_organizationConnections->job() == id) {
        m_organizationConnections->cancel();
    } else if (m_log.reader && m_log.job == id) {
        m_log.reader->cancel();
    } else {
        m_jobs->cancel(id);
    }
}

void TenantSession::setDisplay(const QString &name, const QString &color)
{
    const bool isRenamed = m_profile.name != name;
    m_profile.name = name;
    m_profile.color = color;
    if (isRenamed) {
        m_wasRenamed = true;
        for (const auto &[kind, now] : m_states) {
            refill(kind);
        }
    }
    Q_EMIT displayChanged();
}

} // namespace Session
