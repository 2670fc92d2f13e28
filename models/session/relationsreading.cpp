#include "session/relationsreading.h"

#include "api/managementclient.h"
#include "change/objectreading.h"
#include "session/joblist.h"
#include "session/tenantsession.h"

#include <utility>

namespace Session {

namespace {

/// Requests under way at once, as of what is read in the background.
constexpr qsizetype window = 6;

/// The next request would be refused as this one.
bool concernsAll(const Api::ApiError &error)
{
    using Kind = Api::ApiError::Kind;
    return error.kind == Kind::Auth || error.kind == Kind::Scope || error.kind == Kind::Forbidden;
}

} // namespace

RelationsReading::RelationsReading(TenantSession &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(&session.jobList())
{ }

RelationsReading::~RelationsReading()
{
    end();
}

std::optional<std::chrono::seconds> RelationsReading::duration(TenantSession &session, qsizetype organizations)
{
    double perSecond = 0;
    for (const Api::RateState &rate : session.client().rates()) {
        perSecond = rate.family == Api::RateFamily::OrganizationConnectionsRead ? rate.perSecond : perSecond;
    }
    return ReadPlan{.requests = organizations}.duration(perSecond);
}

void RelationsReading::start(const QStringList &organizations)
{
    m_read = {};
    m_waiting = organizations;
    m_total = organizations.size();
    m_underWay = 0;
    if (m_waiting.isEmpty()) {
        Q_EMIT finished({});
        return;
    }
    m_context = new QObject(this);
    m_job = m_jobs->begin(tr("Reading the connections of organizations"), m_total, [this] { stop(); });
    Q_EMIT progressed(0, m_total);
    feed();
}

void RelationsReading::stop()
{
    if (isRunning()) {
        end();
        Q_EMIT stopped();
    }
}

void RelationsReading::feed()
{
    while (isRunning() && m_underWay < window && !m_waiting.isEmpty()) {
        ++m_underWay;
        readOne(m_waiting.takeFirst());
    }
}

void RelationsReading::readOne(const QString &organization)
{
    QObject *reading = m_context;
    Change::readObject(m_session.client(), {Change::ObjectKind::OrganizationConnections, organization, {}}, reading,
                       [this, reading, organization](const Api::Outcome<QByteArray> &connections) {
                           if (reading == m_context) { // else it was ended, and goes soon
                               conclude(organization, connections);
                           }
                       });
}

void RelationsReading::conclude(const QString &organization, const Api::Outcome<QByteArray> &connections)
{
    --m_underWay;
    if (connections) {
        m_read.known.insert(organization, *connections);
    } else {
        m_read.problems.insert(organization, connections.error().text());
        if (concernsAll(connections.error())) {
            for (const QString &other : std::exchange(m_waiting, {})) {
                m_read.problems.insert(other, connections.error().text());
            }
        }
    }
    const qsizetype done = m_total - m_waiting.size() - m_underWay;
    m_jobs->progress(m_job, done, m_total);
    Q_EMIT progressed(done, m_total);
    if (m_waiting.isEmpty() && m_underWay == 0) {
        end();
        Q_EMIT finished(std::exchange(m_read, {}));
    } else {
        feed();
    }
}

void RelationsReading::end()
{
    if (m_context) {
        std::exchange(m_context, nullptr)->deleteLater(); // one of its requests may have brought this about
    }
    if (m_jobs) {
        m_jobs->end(std::exchange(m_job, 0));
    }
    m_waiting.clear();
}

} // namespace Session
