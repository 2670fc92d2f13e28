#include "session/exportreading.h"

#include "session/tenantsession.h"

#include <algorithm>
#include <utility>

namespace Session {

using Query::Kind;

namespace {

constexpr qint64 partsOfOrganization = 3; // lists
/// Connections may come while the map is read; where they come each time, they are left out.
constexpr int mapReadingsAtMost = 3;

bool isMissingScope(const KindStatus &status)
{
    using Error = Api::ApiError::Kind;
    return status.error && (status.error->kind == Error::Scope || status.error->kind == Error::Forbidden);
}

/// Read in this run of the program, and not in vain since: what a snapshot tells is of another day.
bool isOfNow(const KindStatus &status)
{
    using Phase = KindStatus::Phase;
    return status.readAt.isValid() && !status.pastAt.isValid()
        && (status.phase == Phase::Complete || status.phase == Phase::Partial);
}

Api::ApiError errorOf(const KindStatus &status)
{
    Api::ApiError cancelled;
    cancelled.kind = Api::ApiError::Kind::Cancelled;
    return status.error.value_or(cancelled);
}

/// Applications and connections are named wherever something refers to them.
QList<Kind> kindsOf(const ExportWish &wish)
{
    QList<Kind> kinds{Kind::Applications, Kind::Connections};
    if (wish.wants(Kind::Organizations)) {
        kinds.append(Kind::Organizations);
    }
    return kinds;
}

/// Ids of the organizations that are exported, of those that the session knows.
QStringList exportedOrganizations(const TenantSession &session, const ExportWish &wish)
{
    QStringList ids;
    if (!wish.wants(Kind::Organizations)) {
        return ids;
    }
    for (const Query::RecordPtr &record : session.records(Kind::Organizations)) {
        if (!wish.kind || wish.ids.contains(record->id)) {
            ids.append(record->id);
        }
    }
    return ids;
}

/// What is exported although the map does not know it: it would be written as enabled for nothing. Somebody waits at
/// the dialog for it, where a hundred thousand may be chosen: each is looked for once.
QSet<QString> unmappedOf(const TenantSession &session, const ExportWish &wish)
{
    QSet<QString> unmapped;
    const ConnectionMap *map = session.map();
    if (!map || !map->objects || !wish.wants(Kind::Connections)) {
        return unmapped;
    }
    const auto look = [&known = *map->objects, &unmapped](const QString &id) {
        if (!known.contains(id)) {
            unmapped.insert(id);
        }
    };
    if (wish.kind) {
        std::ranges::for_each(wish.ids, look);
        unmapped.removeIf([&session](const QString &id) { return !session.record(Kind::Connections, id); });
    } else {
        for (const Query::RecordPtr &record : session.records(Kind::Connections)) {
            look(record->id);
        }
    }
    return unmapped;
}

bool knowsMap(const TenantSession &session, const ExportWish &wish)
{
    return session.map() && isOfNow(session.mapStatus()) && unmappedOf(session, wish).isEmpty();
}

std::optional<std::chrono::seconds> durationOf(TenantSession &session, qint64 requests, Api::RateFamily family)
{
    double perSecond = 0;
    for (const Api::RateState &rate : session.client().rates()) {
        perSecond = rate.family == family ? rate.perSecond : perSecond;
    }
    return ReadPlan{.requests = requests}.duration(perSecond);
}

} // namespace

ExportCost exportCost(TenantSession &session, const ExportWish &wish)
{
    ExportCost cost;
    cost.duration = std::chrono::seconds{0};
    const auto add = [&cost, &session](qint64 requests, Api::RateFamily family) {
        const auto time = durationOf(session, requests, family);
        cost.requests += requests;
        cost.duration = time && cost.duration ? std::optional(*cost.duration + *time) : std::nullopt;
    };
    const auto note
        = [&cost](const QDateTime &at) { cost.oldest = cost.oldest.isValid() ? std::min(cost.oldest, at) : at; };
    for (const Kind kind : kindsOf(wish)) {
        const KindStatus &status = session.status(kind);
        if (isOfNow(status)) {
            note(status.readAt);
        } else {
            cost.requests += 1;
            cost.isAtLeast = true;
        }
    }
    if (wish.wants(Kind::Connections)) {
        const std::optional<ReadPlan> plan = session.mapPlan();
        if (knowsMap(session, wish)) {
            note(session.mapStatus().readAt);
        } else if (plan) {
            add(plan->requests,
                plan->side == MapSide::Connections ? Api::RateFamily::ConnectionsRead : Api::RateFamily::ClientsRead);
        }
    }
    if (const qsizetype organizations = exportedOrganizations(session, wish).size(); organizations > 0) {
        add(organizations, Api::RateFamily::OrganizationConnectionsRead);
        cost.requests += (partsOfOrganization - 1) * organizations;
    }
    if (cost.isAtLeast) {
        cost.duration.reset();
    }
    return cost;
}

ExportReading::ExportReading(TenantSession &session, ExportWish wish, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_wish(std::move(wish))
{
    // In a turn of its own: a reading that begins tells of itself while step() runs.
    connect(&session, &TenantSession::statusChanged, this, &ExportReading::step, Qt::QueuedConnection);
    connect(&session, &TenantSession::mapStatusChanged, this, &ExportReading::step, Qt::QueuedConnection);
}

void ExportReading::start()
{
    QMetaObject::invokeMethod(this, &ExportReading::step, Qt::QueuedConnection);
}

/// On to what is read next, each time that a reading tells of itself.
void ExportReading::step()
{
    if (m_isOver) {
        return;
    }
    for (const Kind kind : kindsOf(m_wish)) {
        if (!isListRead(kind)) {
            return;
        }
    }
    if (m_wish.wants(Kind::Connections) && !isMapRead()) {
        return;
    }
    m_isOver = true;
    // At the moment that was looked at: what comes while the organizations are read is not among what is known.
    m_read.parts.emplace(m_session);
    readOrganizations();
}

bool ExportReading::isListRead(Kind kind)
{
    const KindStatus &status = m_session.status(kind);
    if (status.isReading()) {
        return false;
    }
    if (isOfNow(status)) {
        if (status.phase == KindStatus::Phase::Partial) {
            miss(tr("%1: %2").arg(Query::wordFor(kind), status.note));
        }
        return true;
    }
    if (!m_asked.contains(kind)) {
        m_asked.insert(kind);
        m_session.refresh(kind, Api::Priority::Foreground);
        return false; // it tells of itself
    }
    if (isMissingScope(status) && m_wish.kind != kind) {
        miss(status.error->text());
        return true;
    }
    fail(errorOf(status));
    return false;
}

bool ExportReading::isMapRead()
{
    const KindStatus &status = m_session.mapStatus();
    if (status.isReading()) {
        return false;
    }
    if (knowsMap(m_session, m_wish)) {
        return true;
    }
    if (!m_session.mapPlan()) {
        return true; // one of its lists is missing, which was told
    }
    // One that was read in vain is not read again; one that was whole is, for what came meanwhile.
    if (m_mapReadings == 0 || (isOfNow(status) && m_mapReadings < mapReadingsAtMost)) {
        m_session.readMap();
        // Where the log is being followed it cannot begin: that tells of its end.
        m_mapReadings += m_session.mapStatus().isReading() ? 1 : 0;
        return false;
    }
    if (isOfNow(status)) {
        m_read.unmapped = unmappedOf(m_session, m_wish);
        return true;
    }
    if (isMissingScope(status)) {
        miss(status.error->text());
        return true;
    }
    fail(errorOf(status));
    return false;
}

void ExportReading::readOrganizations()
{
    auto *reading = new OrganizationPartsReading(m_session.client(), exportedOrganizations(m_session, m_wish), this,
                                                 [this](const Api::Outcome<ReadParts> &read) {
                                                     if (!read) {
                                                         return fail(read.error());
                                                     }
                                                     m_read.organizations = *read;
                                                     if (read->incomplete) {
                                                         miss(read->incomplete->text());
                                                     }
                                                     Q_EMIT finished(m_read);
                                                 });
    connect(reading, &OrganizationPartsReading::progressed, this, &ExportReading::progressed);
    reading->start();
}

void ExportReading::miss(const QString &text)
{
    if (!m_read.missing.contains(text)) {
        m_read.missing.append(text);
    }
}

void ExportReading::fail(const Api::ApiError &error)
{
    m_isOver = true;
    Q_EMIT failed(error);
}

} // namespace Session
