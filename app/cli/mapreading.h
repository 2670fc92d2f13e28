#pragma once

#include "cli/kindreading.h"

#include "domain/application.h"
#include "domain/connection.h"

#include <QHash>
#include <QObject>
#include <QPointer>

namespace Cli {

/// Reads the applications or connections of one Auth0 tenant together with what is enabled for what: both lists, then
/// the application x connection map from whichever side takes fewer requests. Child of its context; ends with onEnd,
/// and is then deleted.
class MapReading : public QObject
{
    Q_OBJECT
public:
    MapReading(Api::ManagementClient &client, Domain::TenantProfile profile, Query::Kind kind, QObject *context,
               OnRecords onRecords, OnEnd onEnd);
    void start();

private:
    void readConnections();
    void readMap();
    void readConnectionsOf(qsizetype application);
    void readApplicationsOf(qsizetype connection);
    void hand();
    void end(const Api::Outcome<Api::Extent> &outcome);

    Api::ManagementClient &m_client;
    Domain::TenantProfile m_profile;
    Query::Kind m_kind; ///< Applications or Connections
    OnRecords m_onRecords;
    OnEnd m_onEnd;
    QList<Domain::Application> m_applications;
    QList<Domain::Connection> m_connections;
    QHash<Domain::ConnectionId, QList<Domain::ApplicationId>> m_enabled;
};

} // namespace Cli
