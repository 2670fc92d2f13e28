#include "analysis/estatesnapshot.h"

#include "query/records.h"
#include "json/application_json.h"
#include "json/clientcredential_json.h"
#include "json/connection_json.h"
#include "json/organization_json.h"
#include "json/user_json.h"

namespace {

template <typename Read, typename ToRecord>
QList<Query::RecordPtr> records(const Sandbox::Collection &objects, Read read, ToRecord toRecord)
{
    QList<Query::RecordPtr> list;
    for (const Sandbox::Json &object : objects.items()) {
        if (const auto parsed = read(QByteArray::fromStdString(object.dump()))) {
            list.append(std::make_shared<const Query::Record>(toRecord(*parsed)));
        }
    }
    return list;
}

} // namespace

QString domainOf(const Sandbox::TenantState &state)
{
    return QString::fromStdString(state.domain.empty() ? state.name : state.domain);
}

Analysis::Snapshot snapshotOf(const Sandbox::TenantState &state)
{
    Domain::TenantProfile profile;
    profile.name = QString::fromStdString(state.name);
    profile.domain = domainOf(state);
    Analysis::Snapshot snapshot;
    snapshot.name = profile.name;
    snapshot.domain = profile.domain;
    snapshot.settings = QByteArray::fromStdString(state.settings.dump());
    snapshot.applications = records(state.clients, Json::readApplication,
                                    [&](const auto &object) { return Query::applicationRecord(profile, object); });
    snapshot.connections = records(state.connections, Json::readConnection,
                                   [&](const auto &object) { return Query::connectionRecord(profile, object); });
    snapshot.organizations = records(state.organizations, Json::readOrganization,
                                     [&](const auto &object) { return Query::organizationRecord(profile, object); });
    snapshot.users
        = records(state.users, Json::readUser, [&](const auto &object) { return Query::userRecord(profile, object); });
    snapshot.logs = records(state.logs, Json::readLogEvent,
                            [&](const auto &object) { return Query::logRecord(profile, object); });
    snapshot.enabled.emplace();
    for (const Sandbox::Json &client : state.clients.items()) {
        const std::string id = client.at("client_id");
        for (const std::string &connection : state.enabledClients.connectionsOf(id).ids()) {
            (*snapshot.enabled)[QString::fromStdString(id)].append(QString::fromStdString(connection));
        }
    }
    snapshot.secretsSince.emplace(); // looked for, and none is known
    snapshot.credentials.emplace();
    for (const auto &[client, credentials] : state.clientCredentials) {
        for (const Sandbox::Json &credential : credentials) {
            (*snapshot.credentials)[QString::fromStdString(client)].append(
                *Json::readClientCredential(QByteArray::fromStdString(credential.dump())));
        }
    }
    snapshot.organizationConnections.emplace();
    for (const auto &[id, entries] : state.organizationConnections) {
        for (const Sandbox::Json &entry : entries) {
            (*snapshot.organizationConnections)[QString::fromStdString(id)].append(
                QString::fromStdString(entry.at("connection_id")));
        }
    }
    return snapshot;
}
