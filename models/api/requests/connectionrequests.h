#pragma once

#include "api/listing.h"
#include "domain/connection.h"

namespace Api {

/// Which connections to list.
struct ConnectionFilter
{
    QStringList strategies; ///< any of them; none: all
    QString name; ///< exactly this one
    QStringList fields; ///< only these members; none: all. `id` comes along in any case
};

/// Without read:connections_options the answers have no `options`.
Request<Page<Domain::Connection>> listConnections(const PageQuery &page, const ConnectionFilter &filter = {});
/// All connections, 100 a request.
ListSource<Domain::Connection> allConnections(const ConnectionFilter &filter = {});
Request<Domain::Connection> getConnection(const Domain::ConnectionId &id);
/// `body` is JSON. The name must be free in the tenant, and is never changed.
Request<Domain::Connection> createConnection(const QByteArray &body);
/// Auth0 deletes all users of the connection with it.
Request<void> removeConnection(const Domain::ConnectionId &id);
/// `body` is JSON. Auth0 replaces `options` whole (DESIGN 3.5): it is the change room that makes bodies.
Request<Domain::Connection> patchConnection(const Domain::ConnectionId &id, const QByteArray &body);

/// The applications a connection is enabled for.
Request<Page<Domain::ApplicationId>> listConnectionClients(const Domain::ConnectionId &id, const PageQuery &page);
/// All of them, 1,000 a request.
ListSource<Domain::ApplicationId> allConnectionClients(const Domain::ConnectionId &id);

/// Whether a connection is to be enabled for an application.
struct ClientSwitch
{
    Domain::ApplicationId application;
    bool enabled = false;

    friend bool operator==(const ClientSwitch &, const ClientSwitch &) = default;
};
/// Auth0 takes 1 to 50 switches a request (OpenAPI: "the limit per PATCH request is 50 clients"): one request per 50,
/// to be sent in order, each recorded. The chunks are no transaction.
QList<Request<void>> patchConnectionClients(const Domain::ConnectionId &id, const QList<ClientSwitch> &switches);
inline constexpr qsizetype maximumClientSwitches = 50;

} // namespace Api
