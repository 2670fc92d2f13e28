#pragma once

#include "sandbox/clock.h"
#include "sandbox/message.h"
#include "sandbox/options.h"
#include "sandbox/rsakey.h"

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace Sandbox {

/// Who may call, as the access token says.
struct Caller
{
    std::string clientId;
    std::set<std::string, std::less<>> scopes;
};

/// What was found in an Authorization header: a caller, or the answer that refuses it.
struct Authorization
{
    std::optional<Caller> caller;
    std::optional<Response> refusal;
};

/// What the token endpoint answers, and whom.
struct Exchange
{
    Response response;
    std::string clientId; ///< of a known application that proved itself; else empty
};

/// The token endpoint of one Auth0 tenant and the check of what it gave out. Thread-safe after setAddress().
class Tokens
{
public:
    /// `clients` with an empty list of scopes get `allScopes`.
    Tokens(RsaKey key, std::vector<ApiClient> clients, std::vector<std::string> allScopes,
           std::chrono::seconds lifetime);

    /// Known once the port is: "http://127.0.0.1:4711" and "acme-saas-eu.eu.auth0.com".
    void setAddress(const std::string &baseUrl, const std::string &domain);

    /// POST /oauth/token. `headers` in lower case.
    Exchange exchange(const std::map<std::string, std::string> &headers, const std::string &body, TimePoint now);
    Authorization authorize(const std::map<std::string, std::string> &headers, TimePoint now) const;

    /// Every token given out so far stops working.
    void revokeAll() { ++m_generation; }
    /// Counts successful exchanges.
    std::size_t issued() const { return m_issued; }

private:
    struct Demand; // what a token request asks for
    const ApiClient *authenticated(const Demand &demand, TimePoint now);
    bool assertionHolds(const Demand &demand, const ApiClient &client, TimePoint now);
    Response issue(const ApiClient &client, const std::string &audience, TimePoint now);
    bool isAudience(const std::string &audience) const;
    std::string tokenPrefix() const { return m_run + std::to_string(m_generation) + '.'; }

    RsaKey m_key;
    std::map<std::string, ApiClient> m_clients;
    std::vector<std::string> m_allScopes;
    std::chrono::seconds m_lifetime;
    std::string m_baseUrl;
    std::string m_domain;
    std::string m_run; // random: a token of another sandbox that had the same port is no token here
    std::atomic<int> m_generation{0};
    std::atomic<std::size_t> m_issued{0};
    std::mutex m_mutex;
    std::set<std::string> m_usedAssertions; // jti, each good for once
};

} // namespace Sandbox
