#include "sandbox/server.h"

#include "sandbox/certificate.h"
#include "sandbox/clock.h"
#include "sandbox/router.h"
#include "sandbox/routes.h"
#include "sandbox/tenanthost.h"

#include <limits>
#include <system_error>

namespace Sandbox {

namespace {

/// Making an RSA key takes longer than everything else here; one for all sandboxes of a process will do, because a
/// token also names its sandbox.
const RsaKey &signingKey()
{
    static const RsaKey key = RsaKey::generate();
    return key;
}

} // namespace

struct Server::Shared
{
    explicit Shared(Options given)
        : options(std::move(given))
        , clock(options.clockRate, options.clock)
        , certificate(options.tls ? std::make_unique<Certificate>() : nullptr)
    { }

    Options options;
    Clock clock;
    Router router{managementRoutes()};
    std::unique_ptr<Certificate> certificate;
};

Server::Server(Options options, std::vector<TenantState> tenants)
    : m_shared(std::make_unique<Shared>(std::move(options)))
{
    SSL_CTX *tls = m_shared->certificate ? m_shared->certificate->context() : nullptr;
    for (TenantState &state : tenants)
        m_hosts.push_back(std::make_unique<TenantHost>(std::move(state), m_shared->options, m_shared->router,
                                                       m_shared->clock, signingKey(), tls));
}

Server::~Server() = default;

void Server::start()
{
    std::uint16_t port = m_shared->options.port;
    if (port != 0 && m_hosts.size() > std::size_t(std::numeric_limits<std::uint16_t>::max()) - port + 1)
        throw std::system_error(std::make_error_code(std::errc::address_not_available),
                                "no port is left for the last Auth0 tenants");
    for (const auto &host : m_hosts) {
        host->start(port);
        if (port != 0)
            ++port;
    }
}

void Server::stop()
{
    for (const auto &host : m_hosts)
        host->stop();
}

std::vector<TenantAccess> Server::tenants() const
{
    std::vector<TenantAccess> all;
    for (const auto &host : m_hosts)
        all.push_back(host->access());
    return all;
}

std::string Server::certificatePath() const
{
    return m_shared->certificate ? m_shared->certificate->caFile() : std::string();
}

std::string Server::readyLine() const
{
    Json line = Json::object();
    Json all = Json::array();
    for (const auto &host : m_hosts) {
        const TenantAccess &access = host->access();
        all.push_back({{"name", access.name},
                       {"environment", access.environment},
                       {"url", access.url},
                       {"domain", access.domain},
                       {"client_id", access.clientId},
                       {"client_secret", access.clientSecret}});
    }
    if (!m_hosts.empty()) {
        for (const char *member : {"url", "domain", "client_id", "client_secret"})
            line[member] = all.front()[member];
    }
    if (m_shared->certificate)
        line["certificate"] = certificatePath();
    line["tenants"] = std::move(all);
    return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

TenantState Server::state(std::size_t tenant) const
{
    return m_hosts.at(tenant)->state();
}

void Server::change(std::size_t tenant, const std::function<void(TenantState &)> &function)
{
    m_hosts.at(tenant)->change(function);
}

void Server::revokeTokens()
{
    for (const auto &host : m_hosts)
        host->tokens().revokeAll();
}

std::size_t Server::tokensIssued() const
{
    std::size_t count = 0;
    for (const auto &host : m_hosts)
        count += host->tokens().issued();
    return count;
}

std::vector<ReceivedRequest> Server::requests() const
{
    std::vector<ReceivedRequest> all;
    for (const auto &host : m_hosts) {
        std::vector<ReceivedRequest> some = host->requests();
        all.insert(all.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
    }
    return all;
}

void Server::forgetRequests()
{
    for (const auto &host : m_hosts)
        host->forgetRequests();
}

} // namespace Sandbox
