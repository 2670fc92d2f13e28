#pragma once

#include "api/outcome.h"
#include "api/pager.h"
#include "domain/tenant.h"
#include "query/columns.h"

#include <functional>

class QObject;

namespace Api {
class ManagementClient;
}

namespace Cli {

using OnRecords = std::function<void(const QList<Query::RecordPtr> &)>;
using OnEnd = std::function<void(Api::Outcome<Api::Extent>)>;

/// What of a kind is read. A value.
struct Narrowing
{
    QStringList strategies; ///< of connections only these; none: all
    QString query; ///< of users and logs what Auth0 finds by it; empty: all
};

/// Reads the objects of one kind of one Auth0 tenant, page after page and nothing else, and hands them over as they
/// come. What counts or names the application x connection map stays unknown in the records. `onEnd` is called once;
/// neither callback after `context` is gone.
void readKind(Api::ManagementClient &client, const Domain::TenantProfile &profile, Query::Kind kind, QObject *context,
              const OnRecords &onRecords, const OnEnd &onEnd, const Narrowing &narrowing = {});

/// Reads the ids of the database connections that are enabled for an application. Calls back once, unless `context`
/// goes first.
void readDatabases(Api::ManagementClient &client, const QString &application, QObject *context,
                   const std::function<void(const Api::Outcome<QStringList> &)> &done);

} // namespace Cli
