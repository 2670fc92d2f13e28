#include "support/faultproxy.h"

#include "support/rawhttp.h"

#include <algorithm>
#include <regex>

struct FaultProxy::Exchange
{
    RawHttp::Message request, response;
    std::string method, target;
    std::size_t record = 0; // position in m_requests

    std::string path() const { return target.substr(0, target.find('?')); }
};

namespace {

std::string pageOfHtml(int status)
{
    const std::string body = "<html><body><h1>" + std::to_string(status) + " Bad Gateway</h1></body></html>";
    return RawHttp::answer(status, "text/html", body);
}

std::string errorBody(int status, const std::string &message, const std::string &code)
{
    return R"({"statusCode":)" + std::to_string(status) + R"(,"error":"Error","message":")" + message
        + R"(","errorCode":")" + code + R"("})";
}

/// The value of `from` in a query, or nothing.
std::string cursorIn(const std::string &target)
{
    std::smatch match;
    return std::regex_search(target, match, std::regex("[?&]from=([^&]*)")) ? match[1].str() : std::string();
}

} // namespace

FaultProxy::FaultProxy(const std::string &url)
    : m_serverAuthority(url.substr(url.find("//") + 2))
    , m_serverPort(static_cast<std::uint16_t>(std::stoi(m_serverAuthority.substr(m_serverAuthority.rfind(':') + 1))))
    , m_listener(RawHttp::listenOnLoopback())
{
    m_ownAuthority = "127.0.0.1:" + std::to_string(RawHttp::portOf(m_listener));
    m_acceptor = std::thread([this] { acceptLoop(); });
}

FaultProxy::~FaultProxy()
{
    std::unique_lock lock(m_mutex);
    m_stopping = true;
    m_changed.notify_all();
    RawHttp::interrupt(m_listener);
    for (const int socket : m_sockets)
        RawHttp::interrupt(socket);
    m_changed.wait(lock, [this] { return m_sockets.empty(); });
    lock.unlock();
    m_acceptor.join();
    RawHttp::close(m_listener);
}

bool FaultProxy::stopping() const
{
    const std::lock_guard lock(m_mutex);
    return m_stopping;
}

void FaultProxy::add(const ProxyFault &fault)
{
    const std::lock_guard lock(m_mutex);
    m_faults.push_back(fault);
}

void FaultProxy::clear()
{
    const std::lock_guard lock(m_mutex);
    m_faults.clear();
}

std::vector<ProxiedRequest> FaultProxy::requests() const
{
    const std::lock_guard lock(m_mutex);
    return m_requests;
}

void FaultProxy::acceptLoop()
{
    while (true) {
        const int socket = RawHttp::accept(m_listener);
        const std::lock_guard lock(m_mutex);
        if (m_stopping || socket < 0) {
            if (socket >= 0)
                RawHttp::close(socket);
            return;
        }
        m_sockets.insert(socket);
        std::thread([this, socket] { serve(socket); }).detach();
    }
}

void FaultProxy::serve(int socket)
{
    std::string buffered; // of the next request
    while (!stopping()) {
        auto message = RawHttp::receive(socket, buffered, RawHttp::Until::Length);
        if (!message)
            break;
        Exchange exchange;
        exchange.request = std::move(*message);
        const std::string line = exchange.request.head.substr(0, exchange.request.head.find("\r\n"));
        exchange.method = line.substr(0, line.find(' '));
        exchange.target = line.substr(exchange.method.size() + 1, line.rfind(' ') - exchange.method.size() - 1);
        if (!answer(socket, exchange))
            break;
    }
    const std::lock_guard lock(m_mutex); // the last touch of *this
    RawHttp::close(socket);
    m_sockets.erase(socket);
    m_changed.notify_all();
}

std::optional<ProxyFault> FaultProxy::faultFor(const Exchange &exchange)
{
    const std::lock_guard lock(m_mutex);
    for (ProxyFault &fault : m_faults) {
        if (fault.times == 0 || !std::regex_match(exchange.method, std::regex(fault.method))
            || !std::regex_match(exchange.target, std::regex(fault.target)))
            continue;
        if (fault.skip > 0) {
            --fault.skip;
            continue;
        }
        --fault.times;
        return fault;
    }
    return std::nullopt;
}

void FaultProxy::forward(Exchange &exchange)
{
    RawHttp::Message request = exchange.request;
    request.replaceInHead(m_ownAuthority, m_serverAuthority);
    if (exchange.path() == "/oauth/token") {
        request.replaceInBody(m_ownAuthority, m_serverAuthority);
        request.replaceInBody(RawHttp::percentEncoded(m_ownAuthority), RawHttp::percentEncoded(m_serverAuthority));
    }
    request.setHeader("Connection", "close");
    request.setHeader("Content-Length", std::to_string(request.body.size()));
    exchange.response = RawHttp::exchange(m_serverPort, request);
    exchange.response.replaceInHead(m_serverAuthority, m_ownAuthority);
    exchange.response.setHeader("Connection", "keep-alive");
    const std::lock_guard lock(m_mutex);
    m_requests[exchange.record].forwarded = true;
}

bool FaultProxy::answer(int socket, Exchange &exchange)
{
    {
        const std::lock_guard lock(m_mutex);
        exchange.record = m_requests.size();
        m_requests.push_back({exchange.method, exchange.target, exchange.request.head, exchange.request.body, false});
    }
    if (const auto fault = faultFor(exchange))
        return spoil(socket, exchange, *fault);
    forward(exchange);
    const bool sent = RawHttp::send(socket, exchange.response.bytes());
    const std::lock_guard lock(m_mutex);
    m_lastBodies[exchange.path()] = exchange.response.body;
    return sent;
}

bool FaultProxy::spoil(int socket, Exchange &exchange, const ProxyFault &fault)
{
    using Kind = ProxyFault::Kind;
    const bool serverSeesIt = fault.kind == Kind::DropAfterCommit || fault.kind == Kind::HalfHeader
        || fault.kind == Kind::HalfBody || fault.kind == Kind::Drip || fault.kind == Kind::BadJson
        || fault.kind == Kind::LoopCursor;
    if (serverSeesIt)
        forward(exchange);
    RawHttp::Message &response = exchange.response;
    switch (fault.kind) {
    case Kind::DropBeforeCommit:
    case Kind::DropAfterCommit:
        RawHttp::resetOnClose(socket);
        return false;
    case Kind::HalfHeader:
        RawHttp::send(socket, response.head.substr(0, response.head.size() / 2));
        return false;
    case Kind::HalfBody:
        RawHttp::send(socket, response.head + response.body.substr(0, response.body.size() / 2));
        return false;
    case Kind::Drip:
        return drip(socket, response.bytes(), fault.interval);
    case Kind::Hang:
        waitForEnd(socket);
        return false;
    case Kind::Status:
        return RawHttp::send(socket,
                             RawHttp::answer(fault.status, "application/json; charset=utf-8",
                                             errorBody(fault.status, "Injected", "injected")));
    case Kind::Html:
        return RawHttp::send(socket, pageOfHtml(fault.status));
    case Kind::BadJson:
        return RawHttp::send(
            socket,
            RawHttp::answer(200, "application/json; charset=utf-8", response.body.substr(0, response.body.size() / 2)));
    case Kind::ExpiredToken:
        return RawHttp::send(
            socket,
            RawHttp::answer(401, "application/json; charset=utf-8",
                            errorBody(401, "Expired token received for JSON Web Token validation", "invalid_token")));
    case Kind::Redirect:
        return RawHttp::send(socket, RawHttp::answer(307, "text/plain", "", "Location: " + fault.location + "\r\n"));
    case Kind::RepeatPage: {
        const std::lock_guard lock(m_mutex);
        return RawHttp::send(socket,
                             RawHttp::answer(200, "application/json; charset=utf-8", m_lastBodies[exchange.path()]));
    }
    case Kind::LoopCursor: {
        const std::string cursor = cursorIn(exchange.target);
        const std::regex next("\"next\":\"[^\"]*\"");
        const std::string body
            = cursor.empty() ? response.body : std::regex_replace(response.body, next, "\"next\":\"" + cursor + '"');
        return RawHttp::send(socket, RawHttp::answer(200, "application/json; charset=utf-8", body));
    }
    }
    return false;
}

bool FaultProxy::drip(int socket, const std::string &bytes, std::chrono::milliseconds interval)
{
    for (const char byte : bytes) {
        if (!RawHttp::send(socket, std::string(1, byte)))
            return false;
        std::unique_lock lock(m_mutex);
        if (m_changed.wait_for(lock, interval, [this] { return m_stopping; }))
            return false;
    }
    return true;
}

void FaultProxy::waitForEnd(int socket)
{
    RawHttp::drain(socket); // until the client leaves or the destructor interrupts
}
