#pragma once

#include "cli/kindreading.h"

#include "session/connectionmap.h"

#include <QObject>

namespace Cli {

/// Reads the applications or connections of one Auth0 tenant together with what is enabled for what: both lists, then
/// the application x connection map from whichever side takes fewer requests. Where the list that was asked for ended
/// early, its extent says so; the other one must be whole. Child of its context; deletes itself after onEnd.
class MapReading : public QObject
{
    Q_OBJECT
public:
    /// `kind` is Applications or Connections.
    MapReading(Api::ManagementClient &client, Domain::TenantProfile profile, Query::Kind kind, QObject *context,
               OnRecords onRecords, OnEnd onEnd);
    void start();

private:
    void readOthers();
    void readMap();
    void hand(const Api::Outcome<Session::ConnectionMap> &map);
    void end(const Api::Outcome<Api::Extent> &outcome);

    Api::ManagementClient &m_client;
    Domain::TenantProfile m_profile;
    Query::Kind m_kind;
    OnRecords m_onRecords;
    OnEnd m_onEnd;
    QList<Query::RecordPtr> m_records; ///< of the kind that is listed
    Api::Extent m_extent; ///< of m_records
    QList<Query::RecordPtr> m_others; ///< of the other one
};

} // namespace Cli
