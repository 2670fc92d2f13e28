#include "support/sandboxestate.h"

#include "auth/tokensources.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace SandboxEstate {

namespace {

std::unique_ptr<Session::TenantSession> make(const Sandbox::Server &server, std::size_t tenant,
                                             const Sandbox::ApiClient *client, bool isReadOnly,
                                             const Api::ClientOptions &options)
{
    const Sandbox::TenantAccess access = server.tenants().at(tenant);
    Domain::TenantProfile profile;
    profile.id = Domain::TenantId(QString::fromStdString("sandbox-" + access.name));
    profile.name = QString::fromStdString(access.name);
    profile.baseUrl = QUrl(QString::fromStdString(access.url));
    profile.readOnly = isReadOnly;
    profile.clientId = QString::fromStdString(client ? client->clientId : access.clientId);
    const QByteArray secret = QByteArray::fromStdString(client ? client->clientSecret : access.clientSecret);
    return std::make_unique<Session::TenantSession>(profile, *Api::Origin::fromBaseUrl(profile.baseUrl.toString()),
                                                    Auth::tokenSource(profile, Api::Secret(secret)), options);
}

} // namespace

std::unique_ptr<Session::TenantSession> session(const Sandbox::Server &server, std::size_t tenant,
                                                const Sandbox::ApiClient *client)
{
    return make(server, tenant, client, true, {});
}

std::unique_ptr<Session::TenantSession> writableSession(const Sandbox::Server &server, std::size_t tenant,
                                                        const std::shared_ptr<Api::Clock> &clock)
{
    Api::ClientOptions options;
    options.sharesBudget = false;
    options.clock = clock;
    return make(server, tenant, nullptr, false, options);
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
