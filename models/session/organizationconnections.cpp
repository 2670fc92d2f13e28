#include "session/organizationconnections.h"

#include "api/requests/organizationrequests.h"
#include "session/joblist.h"
#include "session/tenantsession.h"

#include <utility>

namespace Session {

using Query::Kind;
using Phase = KindStatus::Phase;

OrganizationConnections::OrganizationConnections(TenantSession &session, JobList &jobs, LogFollowing &log)
    : m_session(session)
    , m_jobs(jobs)
    , m_log(log)
{
    connect(&session, &TenantSession::statusChanged, this, &OrganizationConnections::follow);
}

std::optional<ReadPlan> OrganizationConnections::plan() const
{
    if (m_session.status(Kind::Organizations).phase != Phase::Complete) {
        return std::nullopt;
    }
    return ReadPlan{.requests = m_session.records(Kind::Organizations).size()};
}

bool OrganizationConnections::isLarge() const
{
    const auto cost = plan();
    return cost && cost->requests > unaskedMapRequests;
}

void OrganizationConnections::readUnasked()
{
    m_isWanted = true;
    follow(Kind::Organizations);
}

void OrganizationConnections::follow(Kind kind)
{
    if (kind != Kind::Organizations || !m_isWanted || m_session.status(kind).isReading()) {
        return;
    }
    m_isWanted = false;
    if (!isLarge()) {
        read();
    }
}

void OrganizationConnections::read()
{
    const auto cost = plan();
    if (!cost || m_reading) {
        return;
    }
    if (m_status.error && m_status.error->kind == Api::ApiError::Kind::Scope) {
        m_session.client().forgetToken(); // what was refused may be granted by now
    }
    m_status.phase = Phase::Reading;
    m_status.read = 0;
    m_status.total = cost->requests;
    m_status.error.reset();
    m_status.logEvents.reset();
    m_mark = m_log.mark;
    m_waiting = idsOf(m_session.records(Kind::Organizations));
    m_underWay = 0;
    m_found.clear();
    m_meanwhile.clear();
    m_job = m_jobs.begin(tr("Reading the connections of organizations"), cost->requests);
    m_reading = new QObject(this);
    Q_EMIT changed();
    if (m_waiting.isEmpty()) {
        end({});
    } else {
        feed();
    }
}

void OrganizationConnections::cancel()
{
    m_isWanted = false;
    if (m_reading) {
        Api::ApiError error;
        error.kind = Api::ApiError::Kind::Cancelled;
        end(error);
    }
}

void OrganizationConnections::feed()
{
    while (m_reading && m_underWay < window && !m_waiting.isEmpty()) {
        ++m_underWay;
        readOne(m_waiting.takeFirst());
    }
}

void OrganizationConnections::readOne(const QString &organization)
{
    QObject *reading = m_reading;
    Api::listAll<Domain::OrganizationConnection>(
        m_session.client(), Api::allOrganizationConnections(Domain::OrganizationId(organization)), reading,
        [this, reading, organization](const QList<Domain::OrganizationConnection> &page) {
            for (const Domain::OrganizationConnection &entry : page) {
                if (reading == m_reading) {
                    m_found[organization].append(entry.connection.text());
                }
            }
        },
        [this, reading, organization](const Api::Outcome<Api::Extent> &extent) {
            if (reading == m_reading) { // else it was ended, and goes soon
                conclude(organization, extent);
            }
        });
}

void OrganizationConnections::conclude(const QString &organization, const Api::Outcome<Api::Extent> &extent)
{
    --m_underWay;
    // A list that Auth0 did not give whole would count too low, as one that failed.
    const Api::Outcome<Api::Extent> outcome = Api::whole(extent);
    if (!outcome && outcome.error().kind != Api::ApiError::Kind::NotFound) {
        return end(outcome.error());
    }
    if (outcome) {
        m_found[organization]; // one without connections is known, too
    } else {
        m_found.remove(organization); // deleted meanwhile
    }
    ++m_status.read;
    m_jobs.progress(m_job, m_status.read, m_status.total);
    if (m_waiting.isEmpty() && m_underWay == 0) {
        return end({});
    }
    Q_EMIT changed();
    feed();
}

/// Without an error all of them were read.
void OrganizationConnections::end(const std::optional<Api::ApiError> &error)
{
    std::exchange(m_reading, nullptr)->deleteLater(); // one of its lists may have brought this about
    m_jobs.end(std::exchange(m_job, 0));
    if (error) {
        m_status.phase = error->kind == Api::ApiError::Kind::Cancelled ? Phase::Cancelled : Phase::Failed;
        m_status.error = error;
    } else {
        m_known = std::exchange(m_found, {});
        m_known->insert(std::exchange(m_meanwhile, {}));
        m_status.phase = Phase::Complete;
        m_status.readAt = QDateTime::currentDateTimeUtc();
        // What somebody changed while it was read is known from the log, from there on.
        m_log.hasOrganizations = m_mark.has_value();
        if (m_mark) {
            m_log.mark = m_mark;
            m_log.mapMark = m_log.mapMark ? m_mark : std::nullopt;
        }
    }
    m_found.clear();
    m_waiting.clear();
    Q_EMIT changed();
}

void OrganizationConnections::accept(const QString &organization, const QStringList &connections)
{
    if (m_reading) {
        m_meanwhile.insert(organization, connections);
    }
    const auto asSet = [](const QStringList &ids) { return QSet<QString>(ids.begin(), ids.end()); };
    if (!m_known || asSet(m_known->value(organization)) == asSet(connections)) {
        return;
    }
    m_known->insert(organization, connections);
    Q_EMIT changed();
}

void OrganizationConnections::take(const Ids &read, const QSet<QString> &gone, qint64 logEvents)
{
    if (!m_known || m_reading) {
        return;
    }
    m_known->insert(read);
    if (!gone.isEmpty()) {
        m_known->removeIf([&gone](const auto &entry) { return gone.contains(entry.key()); });
        for (QStringList &connections : *m_known) {
            connections.removeIf([&gone](const QString &id) { return gone.contains(id); });
        }
    }
    m_status.phase = Phase::Complete;
    m_status.error.reset();
    m_status.readAt = QDateTime::currentDateTimeUtc();
    m_status.logEvents = logEvents;
    Q_EMIT changed();
}

} // namespace Session
