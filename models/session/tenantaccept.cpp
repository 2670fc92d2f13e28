// What a TenantSession takes in, whatever brought it.

#include "session/tenantsession.h"

#include "query/records.h"
#include "session/letgo.h"
#include "session/pastpart.h"

#include <algorithm>

namespace Session {

using Query::Kind;

namespace {

template <typename T, typename Make> QList<Query::RecordPtr> recordsOf(const QList<T> &objects, Make make)
{
    QList<Query::RecordPtr> records;
    records.reserve(objects.size());
    for (const T &object : objects) {
        records.append(std::make_shared<const Query::Record>(make(object)));
    }
    return records;
}

} // namespace

void TenantSession::accept(const QList<Domain::Application> &applications)
{
    upsert(Kind::Applications, recordsOf(applications, [this](const Domain::Application &application) {
               return Query::applicationRecord(m_profile, application);
           }));
}

void TenantSession::acceptCustomers(const QList<Query::RecordPtr> &customers)
{
    KindState &now = state(Kind::Customers);
    QList<Query::RecordPtr> news;
    qsizetype stay = 0;
    QList<Query::RecordPtr> shown = now.records.records();
    for (qsizetype place = 0; place < customers.size(); ++place) {
        const Query::RecordPtr &customer = customers.at(place);
        const bool isHere = place < shown.size() && shown.at(place)->id == customer->id; // as most are, of very many
        const Query::RecordPtr before = isHere ? shown.at(place) : now.records.find(customer->id);
        stay += before ? 1 : 0;
        if (before != customer) { // the worker that made them kept each row of which nothing is another
            news.append(customer);
        }
    }
    if (stay < shown.size()) {
        QSet<QString> ids;
        ids.reserve(customers.size());
        for (const Query::RecordPtr &customer : customers) {
            ids.insert(customer->id);
        }
        Q_EMIT recordsRemoved(Kind::Customers, now.records.retain(ids));
    }
    now.status.phase = KindStatus::Phase::Complete;
    now.status.read = customers.size();
    now.status.total = customers.size();
    now.status.readAt = QDateTime::currentDateTimeUtc();
    upsert(Kind::Customers, news);
    letGo(std::move(shown)); // an audit may have changed each of them
    Q_EMIT statusChanged(Kind::Customers);
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

void TenantSession::accept(const QList<Domain::User> &users)
{
    upsert(Kind::Users,
           recordsOf(users, [this](const Domain::User &user) { return Query::userRecord(m_profile, user); }));
}

void TenantSession::accept(const QList<Domain::LogEvent> &events, qsizetype most)
{
    KindState &now = state(Kind::Logs);
    if (now.status.isReading()) { // which would take them for gone
        for (const Domain::LogEvent &event : events) {
            now.seen.insert(event.id);
        }
    }
    upsert(Kind::Logs,
           recordsOf(events, [this](const Domain::LogEvent &event) { return Query::logRecord(m_profile, event); }));
    QStringList ids = idsOf(now.records.records());
    const qsizetype over = ids.size() - most;
    if (over <= 0) {
        return;
    }
    std::nth_element(ids.begin(), ids.begin() + over, ids.end(), &isEarlierLog);
    const QStringList gone = now.records.remove(QSet<QString>(ids.cbegin(), ids.cbegin() + over));
    Q_EMIT recordsRemoved(Kind::Logs, gone);
}

void TenantSession::forget(Kind kind, const QString &id)
{
    if (m_map) {
        auto map = std::make_shared<ConnectionMap>(*m_map);
        if (kind == Kind::Connections) {
            map->replace(Domain::ConnectionId(id), QList<Domain::ApplicationId>());
        } else if (kind == Kind::Applications) {
            map->replace(Domain::ApplicationId(id), QList<Domain::ConnectionId>());
        }
        if (map->objects) {
            map->objects->remove(id);
        }
        m_map = std::move(map);
    }
    m_accepted.remove(Domain::ConnectionId(id));
    if (const QStringList gone = state(kind).records.remove({id}); !gone.isEmpty()) {
        Q_EMIT recordsRemoved(kind, gone);
    }
    if (m_map && (kind == Kind::Applications || kind == Kind::Connections)) {
        refill(kind == Kind::Applications ? Kind::Connections : Kind::Applications);
    }
}

void TenantSession::accept(const PastPart &past)
{
    if (const auto *map = std::get_if<std::shared_ptr<const ConnectionMap>>(&past.what)) {
        if (!m_map) {
            m_map = *map;
            m_mapStatus.pastAt = past.at;
            refill(Kind::Applications);
            refill(Kind::Connections);
            Q_EMIT mapStatusChanged();
        }
        return;
    }
    const auto *objects = std::get_if<PastRecords>(&past.what);
    const Kind kind = objects ? objects->kind : Kind::Tenants;
    KindState &now = state(kind);
    if (now.status.readAt.isValid()) {
        return;
    }
    now.status.pastAt = past.at;
    if (objects) {
        QList<Query::RecordPtr> records = objects->records;
        records.removeIf([&now](const Query::RecordPtr &record) { return now.records.find(record->id) != nullptr; });
        upsert(kind, records);
    }
    if (!objects && m_settings.isEmpty()) {
        m_settings = std::get<QByteArray>(past.what);
    }
    Q_EMIT statusChanged(kind);
}

void TenantSession::upsert(Kind kind, QList<Query::RecordPtr> records)
{
    if (m_map && (kind == Kind::Applications || kind == Kind::Connections)) {
        const Kind other = kind == Kind::Applications ? Kind::Connections : Kind::Applications;
        const OtherSide others
            = [this, kind, other](const QString &id) { return otherSideWord(kind, record(other, id)); };
        for (Query::RecordPtr &record : records) {
            record = withMap(kind, record, others, *m_map);
        }
    }
    if (m_wasRenamed) {
        records = withTenantName(records, m_profile.name);
    }
    state(kind).records.upsert(records);
    Q_EMIT recordsChanged(kind, idsOf(records));
}

} // namespace Session
