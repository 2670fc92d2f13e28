#pragma once

#include "sandbox/clock.h"
#include "sandbox/door.h"
#include "sandbox/options.h"
#include "sandbox/passwordmail.h"
#include "sandbox/ratelimit.h"
#include "sandbox/router.h"
#include "sandbox/server.h"
#include "sandbox/tenantstate.h"
#include "sandbox/tokens.h"

#include <mutex>
#include <string>
#include <vector>

namespace Sandbox {

/// One Auth0 tenant on one port: its state, its tokens, its buckets and the way of a request through them.
class TenantHost
{
public:
    /// `options`, `router` and `clock` must outlive the host; `tls` may be null.
    TenantHost(TenantState state, const Options &options, const Router &router, const Clock &clock, const RsaKey &key,
               SSL_CTX *tls);

    void start(std::uint16_t port);
    void stop() { m_door.close(); }

    const TenantAccess &access() const { return m_access; }
    TenantState state() const;
    void change(const std::function<void(TenantState &)> &function);
    Tokens &tokens() { return m_tokens; }
    std::vector<ReceivedRequest> requests() const;
    void forgetRequests();

private:
    void receive(const httplib::Request &raw, httplib::Response &out);
    /// Writes the next piece of an answer, or ends it.
    bool send(const std::function<std::optional<std::string>(const TenantState &)> &pieces,
              httplib::DataSink &sink) const;
    Response answer(const httplib::Request &raw, Request &request);
    Response exchangeToken(Request &request);
    Response sendPasswordMail(Request &request);
    Response callApi(const httplib::Request &raw, Request &request);
    Response runHandler(const Route &route, Request &request);
    bool comesFromHere(const Request &request) const;
    void record(const Request &request, const std::string &query, int status);

    const Options &m_options;
    const Router &m_router;
    const Clock &m_clock;
    std::string m_scheme;
    TenantAccess m_access;
    Tokens m_tokens;
    RateLimiter m_limiter;

    mutable std::mutex m_mutex;
    TenantState m_state; // guarded by m_mutex
    PasswordMailBudget m_passwordMails; // guarded by m_mutex
    mutable std::mutex m_recordMutex;
    std::vector<ReceivedRequest> m_requests; // guarded by m_recordMutex

    Door m_door; // last: closes before what its threads use goes
};

} // namespace Sandbox
