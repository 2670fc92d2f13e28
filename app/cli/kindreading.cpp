#include "cli/kindreading.h"

#include "api/listing.h"
#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "api/requests/logrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/tenantrequests.h"
#include "api/requests/userrequests.h"
#include "query/records.h"

using namespace Qt::StringLiterals;

namespace Cli {

namespace {

/// Reads a whole list; `toRecord` makes the record of one object.
template <typename T, typename ToRecord>
void readAll(Api::ManagementClient &client, const Api::ListSource<T> &source, QObject *context, ToRecord toRecord,
             const OnRecords &onRecords, const OnEnd &onEnd)
{
    Api::listAll<T>(
        client, source, context,
        [toRecord, onRecords](const QList<T> &items) {
            QList<Query::RecordPtr> records;
            records.reserve(items.size());
            for (const T &item : items) {
                records.append(std::make_shared<const Query::Record>(toRecord(item)));
            }
            onRecords(records);
        },
        onEnd);
}

/// The one object of kind Tenants: the settings.
void readSettings(Api::ManagementClient &client, const Domain::TenantProfile &profile, QObject *context,
                  const OnRecords &onRecords, const OnEnd &onEnd)
{
    client.send<QByteArray>(Api::getTenantSettings(), context,
                            [profile, onRecords, onEnd](const Api::Outcome<QByteArray> &settings) {
                                if (!settings) {
                                    return onEnd(tl::make_unexpected(settings.error()));
                                }
                                Query::Record record{profile.id, profile.id.text(), {}, *settings};
                                record.cells.fill(Query::Value(), Query::columnsOf(Query::Kind::Tenants).size());
                                const auto set = [&record](QStringView column, const QString &text) {
                                    record.cells[Query::columnIndex(Query::Kind::Tenants, column)] = text;
                                };
                                set(u"tenant", profile.name);
                                set(u"environment", Domain::tagOf(profile.environment));
                                set(u"domain", Domain::originOf(profile).authority());
                                onRecords({std::make_shared<const Query::Record>(record)});
                                Api::Extent extent;
                                extent.read = 1;
                                onEnd(extent);
                            });
}

} // namespace

void readKind(Api::ManagementClient &client, const Domain::TenantProfile &profile, Query::Kind kind, QObject *context,
              const OnRecords &onRecords, const OnEnd &onEnd, const Narrowing &narrowing)
{
    using Query::Kind;
    switch (kind) {
    case Kind::Customers: // are not read but found in the others
        return onEnd(Api::Extent());
    case Kind::Tenants:
        return readSettings(client, profile, context, onRecords, onEnd);
    case Kind::Applications:
        return readAll(
            client, Api::allApplications(), context,
            [profile](const Domain::Application &item) { return Query::applicationRecord(profile, item, {}); },
            onRecords, onEnd);
    case Kind::Connections:
    case Kind::Policies:
        return readAll(
            client, Api::allConnections({narrowing.strategies, {}, {}}), context,
            [profile](const Domain::Connection &item) { return Query::connectionRecord(profile, item, {}); }, onRecords,
            onEnd);
    case Kind::Organizations:
        return readAll(
            client, Api::allOrganizations(), context,
            [profile](const Domain::Organization &item) { return Query::organizationRecord(profile, item); }, onRecords,
            onEnd);
    case Kind::Users:
        return readAll(
            client, Api::allUsers({narrowing.query, {}, {}}), context,
            [profile](const Domain::User &item) { return Query::userRecord(profile, item); }, onRecords, onEnd);
    case Kind::Logs:
        return readAll(
            client, Api::foundLogs({.query = narrowing.query, .fields = {}}), context,
            [profile](const Domain::LogEvent &item) { return Query::logRecord(profile, item); }, onRecords, onEnd);
    }
}

void readDatabases(Api::ManagementClient &client, const QString &application, QObject *context,
                   const std::function<void(const Api::Outcome<QStringList> &)> &done)
{
    auto databases = std::make_shared<QStringList>();
    Api::listAll<Domain::Connection>(
        client, Api::allApplicationConnections(Domain::ApplicationId(application), {u"auth0"_s}, {u"id"_s, u"name"_s}),
        context,
        [databases](const QList<Domain::Connection> &page) {
            for (const Domain::Connection &connection : page) {
                databases->append(connection.id.text());
            }
        },
        [databases, done](const Api::Outcome<Api::Extent> &extent) {
            done(Api::whole(extent).map([&databases](const Api::Extent &) { return *databases; }));
        });
}

} // namespace Cli
