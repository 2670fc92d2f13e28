#pragma once

#include "sandbox/options.h"
#include "sandbox/tenantstate.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace Sandbox {

class TenantHost;

/// How to reach one Auth0 tenant of the sandbox.
struct TenantAccess
{
    std::string name, environment;
    std::string url; ///< "http://127.0.0.1:4711", no trailing slash
    std::string domain; ///< "acme-saas-eu.eu.auth0.com"
    std::string clientId, clientSecret; ///< an application that holds every scope
};

/// A request as it arrived, for tests that count. Without values of headers: one of them is a token.
struct ReceivedRequest
{
    std::string tenant;
    std::string method;
    std::string path; ///< undecoded, without the query
    std::string query; ///< undecoded
    std::vector<std::string> headers; ///< names in lower case
    std::string body;
    int status = 0; ///< of the answer
};

/// Auth0's Management API on loopback: one port per Auth0 tenant, random client secrets, nothing reaches the disk but
/// the certificate of `tls`. Listens from start() to stop() or its end.
class Server
{
public:
    Server(Options options, std::vector<TenantState> tenants);
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    /// Throws std::system_error if a port is taken.
    void start();
    /// Lets requests at work end first.
    void stop();

    /// In the order of the states given; addresses are known after start().
    std::vector<TenantAccess> tenants() const;
    /// PEM file of the CA when `tls` is on, else empty.
    std::string certificatePath() const;
    /// The one JSON line of `tenantry-cli sandbox`: the first tenant, "certificate" with TLS, and "tenants".
    std::string readyLine() const;

    /// A copy taken under the tenant's mutex.
    TenantState state(std::size_t tenant) const;
    /// Changes a tenant behind the API's back, as another administrator would; nothing is logged.
    void change(std::size_t tenant, const std::function<void(TenantState &)> &function);
    /// Every token given out so far stops working (Auth0 has no such call; tests do).
    void revokeTokens();
    /// Successful token exchanges of all tenants.
    std::size_t tokensIssued() const;

    /// With Options::recordRequests: what arrived at all tenants so far, each tenant's in order.
    std::vector<ReceivedRequest> requests() const;
    void forgetRequests();

private:
    struct Shared; // what all tenants use: clock, router, certificate
    std::unique_ptr<Shared> m_shared;
    std::vector<std::unique_ptr<TenantHost>> m_hosts;
};

} // namespace Sandbox
