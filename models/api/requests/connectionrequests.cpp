#include "api/requests/connectionrequests.h"

#include "api/requests/reading.h"
#include "api/translation.h"
#include "json/connection_json.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Api {
namespace {

const QList<QStringList> reading = {{u"read:connections"_s}};
const QList<QStringList> updating = {{u"update:connections"_s}};

Json::Outcome<Domain::ApplicationId> readClientId(const QByteArray &text)
{
    const Json::Outcome<Json::Value> object = Json::parse(text);
    if (!object)
        return tl::make_unexpected(object.error());
    const QString id = Json::stringAt(*object, "client_id");
    if (id.isEmpty())
        return tl::make_unexpected(
            Json::ParseError{Json::ParseError::Kind::WrongShape, 0, tr("It is not an object with \"client_id\"")});
    return Domain::ApplicationId(id);
}

} // namespace

Request<Page<Domain::Connection>> listConnections(const PageQuery &page, const ConnectionFilter &filter)
{
    WireRequest wire = get(u"/connections"_s, {}, reading);
    addPage(wire, page);
    for (const QString &strategy : filter.strategies)
        wire.query.append({u"strategy"_s, strategy});
    if (!filter.name.isEmpty())
        wire.query.append({u"name"_s, filter.name});
    addFields(wire, filter.fields);
    return {wire, pageOf("connections", &Json::readConnection)};
}

ListSource<Domain::Connection> allConnections(const ConnectionFilter &filter)
{
    ListSource<Domain::Connection> source;
    source.request = [filter](const PageQuery &page) { return listConnections(page, filter); };
    source.idOf = [](const Domain::Connection &connection) { return connection.id.text(); };
    return source;
}

Request<Domain::Connection> getConnection(const Domain::ConnectionId &id)
{
    return {get(u"/connections/{id}"_s, {id.text()}, reading), objectOf(&Json::readConnection)};
}

Request<Domain::Connection> createConnection(const QByteArray &body)
{
    return {write(Verb::Post, u"/connections"_s, {}, body, {{u"create:connections"_s}}),
            objectOf(&Json::readConnection)};
}

Request<void> removeConnection(const Domain::ConnectionId &id)
{
    return {write(Verb::Delete, u"/connections/{id}"_s, {id.text()}, {}, {{u"delete:connections"_s}}), nothing()};
}

Request<Domain::Connection> patchConnection(const Domain::ConnectionId &id, const QByteArray &body)
{
    return {write(Verb::Patch, u"/connections/{id}"_s, {id.text()}, body, updating), objectOf(&Json::readConnection)};
}

Request<Page<Domain::ApplicationId>> listConnectionClients(const Domain::ConnectionId &id, const PageQuery &page)
{
    WireRequest wire = get(u"/connections/{id}/clients"_s, {id.text()}, reading);
    addPage(wire, page);
    return {wire, pageOf("clients", &readClientId)};
}

ListSource<Domain::ApplicationId> allConnectionClients(const Domain::ConnectionId &id)
{
    ListSource<Domain::ApplicationId> source;
    source.pageSize = 1000;
    source.request = [id](const PageQuery &page) { return listConnectionClients(id, page); };
    source.idOf = [](const Domain::ApplicationId &application) { return application.text(); };
    return source;
}

QList<Request<void>> patchConnectionClients(const Domain::ConnectionId &id, const QList<ClientSwitch> &switches)
{
    QList<Request<void>> requests;
    for (qsizetype first = 0; first < switches.size(); first += maximumClientSwitches) {
        Json::Value body = Json::Value::array();
        for (const ClientSwitch &item : switches.mid(first, maximumClientSwitches))
            body.push_back({{"client_id", item.application.text().toStdString()}, {"status", item.enabled}});
        requests.append(
            {write(Verb::Patch, u"/connections/{id}/clients"_s, {id.text()}, Json::write(body), updating), nothing()});
    }
    return requests;
}

} // namespace Api
