#include "sandbox/door.h"

#include "sandbox/socketstream.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <system_error>

namespace Sandbox {

namespace {

constexpr int keepAliveSeconds = 60;
constexpr std::chrono::seconds graceTime{3}; // for requests at work when the door closes
constexpr std::chrono::milliseconds fullPause{20}; // while there is no descriptor for another connection
constexpr int stalledSeconds = 30; // a peer that stops in the middle of a request or an answer

[[noreturn]] void fail(const char *what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

template <typename Value> void setOption(int socket, int level, int name, const Value &value)
{
    setsockopt(socket, level, name, &value, sizeof value);
}

} // namespace

Door::Door(SSL_CTX *tls)
    : m_tls(tls)
{ }

Door::~Door()
{
    close();
}

void Door::bindTo(std::uint16_t port)
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (m_listener < 0)
        fail("socket");
    setOption(m_listener, SOL_SOCKET, SO_REUSEADDR, 1);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (bind(m_listener, generic, length) != 0 || ::listen(m_listener, 128) != 0
        || getsockname(m_listener, generic, &length) != 0) {
        const int error = errno;
        ::close(m_listener);
        m_listener = -1;
        errno = error;
        fail("127.0.0.1");
    }
    m_port = ntohs(address.sin_port);
}

void Door::open()
{
    m_closing = false;
    svr_sock_ = m_listener; // else httplib takes itself for closed, and ends answers that come in pieces
    m_acceptor = std::thread([this] { acceptLoop(); });
}

void Door::close()
{
    if (!m_acceptor.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    shutdown(m_listener, SHUT_RDWR); // wakes accept()
    m_acceptor.join();
    svr_sock_ = INVALID_SOCKET;
    ::close(m_listener);
    m_listener = -1;
    std::unique_lock lock(m_mutex);
    for (const int socket : m_sockets)
        shutdown(socket, SHUT_RD); // idle ones wake; a request at work may still write its answer
    const auto allGone = [this] { return m_sockets.empty(); };
    if (m_idle.wait_for(lock, graceTime, allGone))
        return;
    for (const int socket : m_sockets)
        shutdown(socket, SHUT_RDWR); // a client that does not read its answer
    m_idle.wait(lock, allGone);
}

void Door::acceptLoop()
{
    while (true) {
        const int socket = accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        const int error = errno;
        if (socket < 0 && error == EMFILE) {
            // The caller still waits in the queue, and accept() would fail again at once until a connection ends.
            std::this_thread::sleep_for(fullPause);
        }
        const std::lock_guard lock(m_mutex);
        if (m_closing || (socket < 0 && error != EINTR && error != ECONNABORTED && error != EMFILE)) {
            if (socket >= 0)
                ::close(socket);
            return;
        }
        if (socket < 0)
            continue;
        m_sockets.insert(socket);
        std::thread([this, socket] { serve(socket); }).detach();
    }
}

void Door::serve(int socket)
{
    setOption(socket, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption(socket, SOL_SOCKET, SO_RCVTIMEO, timeval{stalledSeconds, 0});
    setOption(socket, SOL_SOCKET, SO_SNDTIMEO, timeval{stalledSeconds, 0});
    {
        SocketStream stream(socket, m_tls);
        if (stream.shakeHands())
            serveRequests(stream);
    }
    // Last touch of *this: close() waits for it under the same mutex.
    const std::lock_guard lock(m_mutex);
    ::close(socket);
    m_sockets.erase(socket);
    m_idle.notify_all();
}

void Door::serveRequests(httplib::Stream &stream)
{
    auto &connection = static_cast<SocketStream &>(stream);
    while (connection.waitForRequest(keepAliveSeconds)) {
        bool closed = false;
        // The path is looked at undecoded in `target`; httplib's patterns only need to tell the methods apart.
        const auto flatten = [](httplib::Request &request) { request.path = "/"; };
        if (!process_request(stream, false, closed, flatten) || closed)
            return;
        const std::lock_guard lock(m_mutex);
        if (m_closing)
            return;
    }
}

} // namespace Sandbox
