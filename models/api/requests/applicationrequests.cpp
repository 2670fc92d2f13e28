#include "api/requests/applicationrequests.h"

#include "api/requests/reading.h"
#include "json/application_json.h"
#include "json/clientcredential_json.h"
#include "json/connection_json.h"

using namespace Qt::StringLiterals;

namespace Api {
namespace {

const QList<QStringList> reading
    = {{u"read:clients"_s, u"read:client_keys"_s, u"read:client_credentials"_s, u"read:client_summary"_s}};
const QList<QStringList> readingConnections = {{u"read:connections"_s}, {u"read:clients"_s, u"read:client_summary"_s}};

void addFlag(WireRequest &wire, const QString &name, const std::optional<bool> &value)
{
    if (value)
        wire.query.append({name, *value ? u"true"_s : u"false"_s});
}

} // namespace

Request<Page<Domain::Application>> listApplications(const PageQuery &page, const ApplicationFilter &filter)
{
    WireRequest wire = get(u"/clients"_s, {}, reading);
    addPage(wire, page);
    addFlag(wire, u"is_global"_s, filter.isGlobal);
    addFlag(wire, u"is_first_party"_s, filter.isFirstParty);
    if (!filter.types.isEmpty())
        wire.query.append({u"app_type"_s, filter.types.join(u',')});
    addFields(wire, filter.fields);
    return {wire, pageOf("clients", &Json::readApplication)};
}

ListSource<Domain::Application> allApplications(const ApplicationFilter &filter)
{
    ListSource<Domain::Application> source;
    source.request = [filter](const PageQuery &page) { return listApplications(page, filter); };
    source.idOf = [](const Domain::Application &application) { return application.id.text(); };
    return source;
}

Request<Domain::Application> getApplication(const Domain::ApplicationId &id)
{
    return {get(u"/clients/{id}"_s, {id.text()}, reading), objectOf(&Json::readApplication)};
}

Request<Domain::Application> createApplication(const QByteArray &body)
{
    return {write(Verb::Post, u"/clients"_s, {}, body, {{u"create:clients"_s}}), objectOf(&Json::readApplication)};
}

Request<void> removeApplication(const Domain::ApplicationId &id)
{
    return {write(Verb::Delete, u"/clients/{id}"_s, {id.text()}, {}, {{u"delete:clients"_s}}), nothing()};
}

Request<Domain::Application> patchApplication(const Domain::ApplicationId &id, const QByteArray &body)
{
    return {write(Verb::Patch, u"/clients/{id}"_s, {id.text()}, body, {{u"update:clients"_s}}),
            objectOf(&Json::readApplication)};
}

Request<Page<Domain::ClientCredential>> listCredentials(const Domain::ApplicationId &id)
{
    return {get(u"/clients/{id}/credentials"_s, {id.text()}, {{u"read:client_credentials"_s}}),
            pageOf("credentials", &Json::readClientCredential)};
}

Request<Page<Domain::Connection>> listApplicationConnections(const Domain::ApplicationId &id, const PageQuery &page,
                                                             const QStringList &strategies, const QStringList &fields)
{
    WireRequest wire = get(u"/clients/{id}/connections"_s, {id.text()}, readingConnections);
    addPage(wire, page);
    for (const QString &strategy : strategies)
        wire.query.append({u"strategy"_s, strategy});
    addFields(wire, fields);
    return {wire, pageOf("connections", &Json::readConnection)};
}

ListSource<Domain::Connection> allApplicationConnections(const Domain::ApplicationId &id, const QStringList &strategies,
                                                         const QStringList &fields)
{
    ListSource<Domain::Connection> source;
    source.request = [=](const PageQuery &page) { return listApplicationConnections(id, page, strategies, fields); };
    source.idOf = [](const Domain::Connection &connection) { return connection.id.text(); };
    return source;
}

} // namespace Api
