#include "cli/changefixture.h"

#include <algorithm>

using namespace Qt::StringLiterals;

ChangeFixture::ChangeFixture(std::vector<Sandbox::TenantState> tenants, const std::vector<Sandbox::ApiClient> &clients)
{
    Sandbox::Options options;
    options.recordRequests = true;
    options.clients = clients;
    m_server = std::make_unique<Sandbox::Server>(std::move(options), std::move(tenants));
    m_server->start();
}

QStringList ChangeFixture::target() const
{
    const Sandbox::TenantAccess tenant = m_server->tenants()[0];
    return {u"--base-url"_s, QString::fromStdString(tenant.url), u"--client-id"_s,
            QString::fromStdString(tenant.clientId), u"--no-input"_s};
}

Program::Variables ChangeFixture::variables() const
{
    return {{u"AUTH0_CLIENT_SECRET"_s, QString::fromStdString(m_server->tenants()[0].clientSecret)},
            {u"XDG_STATE_HOME"_s, m_home.filePath(u"state"_s)},
            {u"XDG_CONFIG_HOME"_s, m_home.filePath(u"config"_s)}};
}

std::vector<std::string> ChangeFixture::connections() const
{
    std::vector<std::string> texts;
    m_server->change(0, [&texts](Sandbox::TenantState &state) {
        for (const Sandbox::Json &connection : state.connections.items()) {
            texts.push_back(connection.dump());
        }
    });
    return texts;
}

int ChangeFixture::writes() const
{
    const auto requests = m_server->requests();
    return int(std::count_if(requests.begin(), requests.end(), [](const Sandbox::ReceivedRequest &request) {
        return request.method != "GET" && request.path != "/oauth/token" && request.status < 300;
    }));
}
