#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

/// What goes wrong with a request, where on its way, and how often.
struct ProxyFault
{
    enum class Kind {
        DropBeforeCommit, ///< the connection is reset; the server never sees the request
        DropAfterCommit, ///< the server did it; the answer is lost
        HalfHeader, ///< the answer ends in the middle of its head
        HalfBody, ///< or of its body
        Drip, ///< the answer comes a byte at a time
        Hang, ///< no answer, and the connection stays open
        Status, ///< `status` with a body shaped as Auth0's; the server never sees the request
        Html, ///< a proxy's page of HTML with `status`
        BadJson, ///< the answer's JSON is cut short, its length is right
        ExpiredToken, ///< 401 invalid_token
        Redirect, ///< 307 to `location`
        RepeatPage, ///< the last answer for the same path once more
        LoopCursor, ///< `next` of the answer is the cursor that was asked for
    };

    Kind kind = Kind::Status;
    std::string method = ".*"; ///< regular expressions that must match whole
    std::string target = ".*"; ///< path and query as sent
    int skip = 0; ///< matching requests that pass first
    int times = 1;
    int status = 500;
    std::string location{};
    std::chrono::milliseconds interval{1}; ///< of Drip
};

/// A request as it came to the proxy.
struct ProxiedRequest
{
    std::string method, target, head, body;
    bool forwarded = false; ///< the server behind saw it
};

/// Stands on a port of 127.0.0.1 before a plain HTTP server on another one, passes requests on, and spoils what the
/// queue of faults says. Addresses in heads, and in the body of /oauth/token, are changed to the server's and back, so
/// that a client takes it for the server. Each request gets a connection of its own to the server. Thread-safe.
class FaultProxy
{
public:
    /// `url` as "http://127.0.0.1:4711".
    explicit FaultProxy(const std::string &url);
    ~FaultProxy();
    FaultProxy(const FaultProxy &) = delete;
    FaultProxy &operator=(const FaultProxy &) = delete;

    std::string url() const { return "http://" + m_ownAuthority; }
    /// Faults are tried in the order in which they were added; one request meets one fault.
    void add(const ProxyFault &fault);
    void clear();
    std::vector<ProxiedRequest> requests() const;

private:
    struct Exchange; // one request and its answer
    void acceptLoop();
    void serve(int socket);
    std::optional<ProxyFault> faultFor(const Exchange &exchange);
    bool answer(int socket, Exchange &exchange);
    bool spoil(int socket, Exchange &exchange, const ProxyFault &fault);
    void forward(Exchange &exchange);
    bool drip(int socket, const std::string &bytes, std::chrono::milliseconds interval);
    void waitForEnd(int socket);
    bool stopping() const;

    std::string m_ownAuthority, m_serverAuthority;
    std::uint16_t m_serverPort = 0;
    int m_listener = -1;
    std::thread m_acceptor;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_stopping = false;
    std::set<int> m_sockets;
    std::vector<ProxyFault> m_faults;
    std::vector<ProxiedRequest> m_requests;
    std::map<std::string, std::string> m_lastBodies; // by path
};
