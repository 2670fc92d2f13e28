#pragma once

#include "sandbox/server.h"
#include "session/tenantsession.h"

#include <functional>
#include <string>

/// What proofs about the application x connection map share: another administrator, and a count over all there is.
namespace MapProof {

/// As a call of the Management API by another administrator, between two requests: what it does, and its event in the
/// log. The answer holds the id where the path does not.
inline void callBehind(Sandbox::Server &server, const std::string &method, const std::string &path,
                       const std::function<void(Sandbox::TenantState &)> &effect, const Sandbox::Json &answer = {})
{
    server.change(0, [&](Sandbox::TenantState &state) {
        effect(state);
        std::string id = state.logs.items().back().at("log_id");
        const std::string counted = id.substr(id.size() - 15);
        const std::string next = std::to_string(std::stoull(counted) + 1);
        id.replace(id.size() - next.size(), next.size(), next);
        const QByteArray now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
        state.logs.append({{"log_id", id},
                           {"type", "sapi"},
                           {"date", now.toStdString()},
                           {"details",
                            {{"request", {{"method", method}, {"path", path}, {"body", Sandbox::Json::object()}}},
                             {"response", {{"statusCode", 200}, {"body", answer}}}}}});
    });
}

/// Pairs that one of both sides knows and the other does not, and objects that one has more.
inline qint64 differences(const Sandbox::Server &server, const Session::TenantSession &session)
{
    using Query::Kind;
    const Sandbox::TenantState state = server.state(0);
    qint64 differences = 0;
    for (const auto &client : state.clients.items()) {
        const std::string id = client.at("client_id");
        QSet<QString> truth;
        for (const std::string &connection : state.enabledClients.connectionsOf(id).ids()) {
            truth.insert(QString::fromStdString(connection));
        }
        QSet<QString> known;
        for (const auto &connection : session.map()->connectionsOf(Domain::ApplicationId(QString::fromStdString(id)))) {
            known.insert(connection.text());
        }
        differences += ((truth - known) + (known - truth)).size();
    }
    differences += qAbs(qint64(state.clients.size()) - session.records(Kind::Applications).size());
    differences += qAbs(qint64(state.connections.size()) - session.records(Kind::Connections).size());
    return differences + qAbs(qint64(state.organizations.size()) - session.records(Kind::Organizations).size());
}

/// Nothing of the session is being read.
inline bool isDone(const Session::TenantSession &session)
{
    return session.jobs().isEmpty() && !session.mapStatus().isReading();
}

} // namespace MapProof
