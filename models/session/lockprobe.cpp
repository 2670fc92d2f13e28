#include "session/lockprobe.h"

#include "api/managementclient.h"
#include "api/requests/lockfilerequests.h"
#include "session/mapreader.h"
#include "session/tenantsession.h"

#include <utility>

namespace Session {

namespace {

using Query::Kind;

QStringList idsOf(const ConnectionMap &map, const QString &application)
{
    QStringList ids;
    for (const Domain::ConnectionId &id : map.connectionsOf(Domain::ApplicationId(application))) {
        ids.append(id.text());
    }
    return ids;
}

std::optional<QString> defaultDirectoryOf(const TenantSession &session)
{
    const QByteArray &settings = session.settings();
    return Analysis::defaultDirectoryOf(settings.isEmpty() ? std::nullopt : std::optional(settings));
}

} // namespace

LockProbe::LockProbe(TenantSession &session, const QString &application, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_application(application)
{ }

// What reads is a child, or has this as its context: it goes with it, and says nothing more.
LockProbe::~LockProbe() = default;

QString LockProbe::address() const
{
    return Api::lockFileAddress(m_session.client().origin(), Domain::ApplicationId(m_application));
}

void LockProbe::start()
{
    if (std::exchange(m_isReading, true)) {
        return;
    }
    m_session.client().send<Domain::LockFile>(Api::getLockFile(Domain::ApplicationId(m_application)), this,
                                              [this](const Api::Outcome<Domain::LockFile> &file) {
                                                  if (!file) {
                                                      return fail(file.error());
                                                  }
                                                  m_file = *file;
                                                  readEnabled();
                                              });
}

/// Now, not when the map was read: what has changed since would pass for a fault of the file.
void LockProbe::readEnabled()
{
    auto *reader = new MapReader(
        m_session.client(), MapSide::Applications, {m_application},
        [this](const Api::Outcome<ConnectionMap> &map) { map ? conclude(*map) : fail(map.error()); }, this,
        Api::Priority::Foreground);
    reader->start();
}

void LockProbe::conclude(const ConnectionMap &map)
{
    m_isReading = false;
    const auto enabled = Analysis::enabledConnections(m_session.records(Kind::Connections), idsOf(map, m_application));
    Q_EMIT finished(Analysis::lockSight(enabled, m_file, defaultDirectoryOf(m_session)));
}

void LockProbe::fail(const Api::ApiError &error)
{
    m_isReading = false;
    Q_EMIT failed(error);
}

std::optional<Analysis::LockOutlook> lockOutlook(const TenantSession &session, const QString &application)
{
    return lockOutlook(session, application, {});
}

std::optional<Analysis::LockOutlook> lockOutlook(const TenantSession &session, const QString &application,
                                                 const QList<Change::PlanItem> &items)
{
    const ConnectionMap *map = session.map();
    if (!map) {
        return std::nullopt;
    }
    QStringList enabled = idsOf(*map, application);
    for (const Change::PlanItem &item : items) {
        if (item.object.kind != Change::ObjectKind::ConnectionClients) {
            continue;
        }
        for (const Json::LeafChange &change : item.changes) {
            if (change.pointer.first() == application) {
                enabled.removeAll(item.object.id);
                enabled += change.after ? QStringList{item.object.id} : QStringList();
            }
        }
    }
    return Analysis::lockOutlook(Analysis::enabledConnections(session.records(Kind::Connections), enabled),
                                 defaultDirectoryOf(session));
}

} // namespace Session
