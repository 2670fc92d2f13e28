#include "support/sandboxestate.h"

#include "auth/tokensources.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace SandboxEstate {

std::unique_ptr<Session::TenantSession> session(const Sandbox::Server &server, std::size_t tenant,
                                                const Sandbox::ApiClient *client)
{
    const Sandbox::TenantAccess access = server.tenants().at(tenant);
    Domain::TenantProfile profile;
    profile.id = Domain::TenantId(QString::fromStdString("sandbox-" + access.name));
    profile.name = QString::fromStdString(access.name);
    profile.baseUrl = QUrl(QString::fromStdString(access.url));
    profile.clientId = QString::fromStdString(client ? client->clientId : access.clientId);
    const QByteArray secret = QByteArray::fromStdString(client ? client->clientSecret : access.clientSecret);
    return std::make_unique<Session::TenantSession>(profile, *Api::Origin::fromBaseUrl(profile.baseUrl.toString()),
                                                    Auth::tokenSource(profile, Api::Secret(secret)),
                                                    Api::ClientOptions());
}

bool readAll(Session::TenantSession &session, int milliseconds)
{
    session.refreshAll();
    return QTest::qWaitFor([&] { return session.jobs().isEmpty() && !session.mapStatus().isReading(); }, milliseconds);
}

QStringList pathsAt(const Sandbox::Server &server)
{
    QStringList paths;
    for (const Sandbox::ReceivedRequest &request : server.requests()) {
        paths.append(QString::fromStdString(request.path));
    }
    return paths;
}

} // namespace SandboxEstate
