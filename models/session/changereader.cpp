#include "session/changereader.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "api/requests/logrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/tenantrequests.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace Session {

using Query::Kind;

namespace {

constexpr int logPage = 100;

/// Whether the log itself is the trouble, rather than the way to it: then everything is read without it.
bool isOfTheLog(const Api::ApiError &error)
{
    using Error = Api::ApiError::Kind;
    return error.kind == Error::Scope || error.kind == Error::Forbidden || error.kind == Error::NotFound
        || error.kind == Error::BadRequest || error.kind == Error::BadResponse;
}

} // namespace

ChangeReader::ChangeReader(Api::ManagementClient &client, LogMark mark, const QDateTime &now, Known known, Done done,
                           QObject *parent, Api::Priority priority)
    : QObject(parent)
    , m_client(client)
    , m_mark(std::move(mark))
    , m_now(now)
    , m_known(std::move(known))
    , m_done(std::move(done))
    , m_priority(priority)
{ }

void ChangeReader::start()
{
    readLog(m_mark.from);
}

void ChangeReader::cancel()
{
    Api::ApiError error;
    error.kind = Api::ApiError::Kind::Cancelled;
    finish(tl::make_unexpected(error));
}

void ChangeReader::readLog(const QString &from)
{
    using Page = Api::Page<Domain::LogEvent>;
    m_client.send<Page>(Api::logsAfter(from, logPage).at(m_priority), this, [this](const Api::Outcome<Page> &page) {
        if (!m_done) {
            return;
        }
        if (!page) {
            isOfTheLog(page.error()) ? giveUp() : finish(tl::make_unexpected(page.error()));
            return;
        }
        ++m_logReads;
        follow(page->items);
        const bool isAtEnd = page->items.size() < logPage;
        if (plan(isAtEnd).way == RefreshWay::Full) {
            giveUp();
        } else if (isAtEnd) {
            readTouched();
        } else {
            readLog(page->next);
        }
    });
}

void ChangeReader::follow(const QList<Domain::LogEvent> &events)
{
    for (const Domain::LogEvent &event : events) {
        Domain::LogEvent brief;
        brief.id = event.id;
        brief.date = event.date;
        m_events.append(brief);
        if (m_mark.done.contains(event.id)) {
            continue;
        }
        ++m_read.events;
        Touched touched = touchedBy(event);
        leaveOutWhatWasNotRead(touched);
        if (!m_mark.earlier.contains(event.id)) {
            m_read.moved += touched.moved();
        }
        m_read.touched.unite(touched);
    }
    Q_EMIT progressed(m_logReads, -1);
}

void ChangeReader::leaveOutWhatWasNotRead(Touched &touched) const
{
    if (!m_known.kinds.contains(Kind::Applications)) {
        touched.applications.clear();
    }
    if (!m_known.kinds.contains(Kind::Connections)) {
        touched.connections.clear();
    }
    if (!m_known.kinds.contains(Kind::Organizations)) {
        touched.organizations.clear();
    }
    if (!m_known.counts.hasMap) {
        touched.clientsOf.clear();
        touched.connectionsOf.clear();
    }
    if (!m_known.counts.hasOrganizationConnections) {
        touched.organizationConnections.clear();
    }
    touched.settings = touched.settings && m_known.kinds.contains(Kind::Tenants);
    touched.whole.intersect(m_known.kinds);
}

RefreshPlan ChangeReader::plan(bool isAtEnd) const
{
    return planRefresh(m_known.counts,
                       {.reads = m_logReads,
                        .isAtEnd = isAtEnd,
                        .touched = m_read.touched.requests(),
                        .isUnclear = !m_read.touched.whole.isEmpty()});
}

void ChangeReader::readTouched()
{
    m_read.mark = markAfter(m_mark, m_events, m_now);
    for (const QString &id : std::as_const(m_read.touched.applications)) {
        m_queue.push([this, id] {
            readObject<Domain::Application>(id, Api::getApplication(Domain::ApplicationId(id)),
                                            [this](const auto &object) { m_read.applications.append(object); });
        });
    }
    for (const QString &id : std::as_const(m_read.touched.connections)) {
        m_queue.push([this, id] {
            readObject<Domain::Connection>(id, Api::getConnection(Domain::ConnectionId(id)),
                                           [this](const auto &object) { m_read.connections.append(object); });
        });
    }
    for (const QString &id : std::as_const(m_read.touched.organizations)) {
        m_queue.push([this, id] {
            readObject<Domain::Organization>(id, Api::getOrganization(Domain::OrganizationId(id)),
                                             [this](const auto &object) { m_read.organizations.append(object); });
        });
    }
    if (m_read.touched.settings) {
        m_queue.push([this] {
            readObject<QByteArray>({}, Api::getTenantSettings(),
                                   [this](const QByteArray &settings) { m_read.settings = settings; });
        });
    }
    queueLists();
    m_total = qint64(m_queue.size());
    feed();
}

void ChangeReader::queueLists()
{
    for (const QString &id : std::as_const(m_read.touched.clientsOf)) {
        m_queue.push([this, id] {
            const Domain::ConnectionId connection(id);
            m_read.clientsOf.insert(connection, {});
            readList<Domain::ApplicationId>(id, Api::allConnectionClients(connection),
                                            [this, connection](const QList<Domain::ApplicationId> &applications) {
                                                m_read.clientsOf[connection] += applications;
                                            });
        });
    }
    for (const QString &id : std::as_const(m_read.touched.connectionsOf)) {
        m_queue.push([this, id] {
            const Domain::ApplicationId application(id);
            m_read.connectionsOf.insert(application, {});
            readList<Domain::Connection>(
                id, Api::allApplicationConnections(application, {}, {u"id"_s, u"name"_s, u"strategy"_s}),
                [this, application](const QList<Domain::Connection> &connections) {
                    for (const Domain::Connection &connection : connections) {
                        m_read.connectionsOf[application].append(connection.id);
                    }
                });
        });
    }
    for (const QString &id : std::as_const(m_read.touched.organizationConnections)) {
        m_queue.push([this, id] {
            m_read.organizationConnections.insert(id, {});
            readList<Domain::OrganizationConnection>(id, Api::allOrganizationConnections(Domain::OrganizationId(id)),
                                                     [this, id](const QList<Domain::OrganizationConnection> &entries) {
                                                         for (const Domain::OrganizationConnection &entry : entries) {
                                                             m_read.organizationConnections[id].append(
                                                                 entry.connection.text());
                                                         }
                                                     });
        });
    }
}

template <typename T>
void ChangeReader::readObject(const QString &id, Api::Request<T> request, std::function<void(const T &)> take)
{
    m_client.send<T>(request.at(m_priority), this, [this, id, take](const Api::Outcome<T> &object) {
        if (object) {
            take(*object);
        }
        concludeOne(id, object ? std::nullopt : std::optional(object.error()));
    });
}

template <typename T>
void ChangeReader::readList(const QString &id, Api::ListSource<T> source, std::function<void(const QList<T> &)> take)
{
    source.priority = m_priority;
    Api::listAll<T>(m_client, source, this, std::move(take), [this, id](const Api::Outcome<Api::Extent> &extent) {
        const Api::Outcome<Api::Extent> outcome = Api::whole(extent);
        concludeOne(id, outcome ? std::nullopt : std::optional(outcome.error()));
    });
}

void ChangeReader::feed()
{
    while (m_done && m_underWay < window && !m_queue.empty()) {
        ++m_underWay;
        const auto next = std::move(m_queue.front());
        m_queue.pop();
        next();
    }
    if (m_done && m_underWay == 0 && m_queue.empty()) {
        finish(std::exchange(m_read, {}));
    }
}

void ChangeReader::concludeOne(const QString &id, const std::optional<Api::ApiError> &error)
{
    if (!m_done) {
        return;
    }
    --m_underWay;
    if (error) {
        // What was deleted has no pairs; any other error would leave something as it was before.
        if (error->kind != Api::ApiError::Kind::NotFound || id.isEmpty()) {
            finish(tl::make_unexpected(*error));
            return;
        }
        m_read.gone.insert(id);
    }
    ++m_concluded;
    Q_EMIT progressed(m_concluded, m_total);
    feed();
}

void ChangeReader::giveUp()
{
    m_read.way = RefreshWay::Full;
    finish(std::exchange(m_read, {}));
}

void ChangeReader::finish(const Api::Outcome<ChangesRead> &outcome)
{
    if (const Done done = std::exchange(m_done, nullptr)) {
        deleteLater();
        done(outcome);
    }
}

} // namespace Session
