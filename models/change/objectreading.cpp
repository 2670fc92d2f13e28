#include "change/objectreading.h"

#include "api/requests/applicationrequests.h"
#include "api/requests/connectionrequests.h"
#include "api/requests/organizationrequests.h"
#include "api/requests/userrequests.h"
#include "json/organization_json.h"

namespace Change {

namespace {

using Done = std::function<void(const Api::Outcome<QByteArray> &)>;

template <typename T>
void readOne(Api::ManagementClient &client, const Api::Request<T> &request, QObject *context, const Done &done)
{
    client.send<T>(request, context, [done](const Api::Outcome<T> &object) {
        done(object.map([](const T &value) { return value.original; }));
    });
}

/// Reads a list to its end into one object; a list that Auth0 does not give whole is an error, since what is missing
/// would look turned off.
template <typename T>
void readRelation(Api::ManagementClient &client, Api::ListSource<T> source, Api::Priority priority, QObject *context,
                  const std::function<void(Json::Value &, const T &)> &add, const Done &done)
{
    auto all = std::make_shared<Json::Value>(Json::Value::object());
    source.priority = priority;
    Api::listAll<T>(
        client, source, context,
        [all, add](const QList<T> &items) {
            for (const T &item : items) {
                add(*all, item);
            }
        },
        [all, done](const Api::Outcome<Api::Extent> &extent) {
            done(Api::whole(extent).map([&all](const Api::Extent &) { return Json::write(*all); }));
        });
}

} // namespace

void readObject(Api::ManagementClient &client, const ObjectRef &object, QObject *context, const Done &done,
                Api::Priority priority)
{
    switch (object.kind) {
    case ObjectKind::Connection:
        return readOne(client, Api::getConnection(Domain::ConnectionId(object.id)).at(priority), context, done);
    case ObjectKind::Application:
        return readOne(client, Api::getApplication(Domain::ApplicationId(object.id)).at(priority), context, done);
    case ObjectKind::Organization:
        return readOne(client, Api::getOrganization(Domain::OrganizationId(object.id)).at(priority), context, done);
    case ObjectKind::User:
        return readOne(client, Api::getUser(Domain::UserId(object.id)).at(priority), context, done);
    case ObjectKind::ConnectionClients:
        return readRelation<Domain::ApplicationId>(
            client, Api::allConnectionClients(Domain::ConnectionId(object.id)), priority, context,
            [](Json::Value &all, const Domain::ApplicationId &id) { all[id.text().toStdString()] = true; }, done);
    case ObjectKind::OrganizationConnections:
        return readRelation<Domain::OrganizationConnection>(
            client, Api::allOrganizationConnections(Domain::OrganizationId(object.id)), priority, context,
            [](Json::Value &all, const Domain::OrganizationConnection &connection) {
                Json::Value entry = Json::Value::object();
                Json::writeSwitches(entry, connection);
                all[connection.connection.text().toStdString()] = std::move(entry);
            },
            done);
    case ObjectKind::UserOrganizations:
        return readRelation<Domain::Organization>(
            client, Api::allUserOrganizations(Domain::UserId(object.id)), priority, context,
            [](Json::Value &all, const Domain::Organization &one) { all[one.id.text().toStdString()] = true; }, done);
    }
}

} // namespace Change
