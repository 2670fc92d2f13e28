#include "sandbox/socketstream.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace Sandbox {

namespace {

using NameFunction = int (*)(int, sockaddr *, socklen_t *);

void describe(int socket, NameFunction nameOf, std::string &ip, int &port)
{
    sockaddr_in address{};
    socklen_t length = sizeof address;
    if (nameOf(socket, reinterpret_cast<sockaddr *>(&address), &length) != 0)
        return;
    std::array<char, INET_ADDRSTRLEN> text{};
    inet_ntop(AF_INET, &address.sin_addr, text.data(), static_cast<socklen_t>(text.size()));
    ip = text.data();
    port = ntohs(address.sin_port);
}

int limited(std::size_t size)
{
    return static_cast<int>(std::min<std::size_t>(size, 1U << 30U));
}

} // namespace

SocketStream::SocketStream(int socket, SSL_CTX *tls)
    : m_socket(socket)
    , m_ssl(tls == nullptr ? nullptr : SSL_new(tls), &SSL_free)
{
    if (m_ssl)
        SSL_set_fd(m_ssl.get(), socket);
}

SocketStream::~SocketStream()
{
    if (m_ssl)
        SSL_shutdown(m_ssl.get());
}

bool SocketStream::shakeHands()
{
    return !m_ssl || SSL_accept(m_ssl.get()) == 1;
}

bool SocketStream::waitForRequest(int seconds) const
{
    if (m_begin < m_end || (m_ssl && SSL_pending(m_ssl.get()) > 0))
        return true;
    pollfd waiting{m_socket, POLLIN, 0};
    return poll(&waiting, 1, seconds * 1000) == 1;
}

bool SocketStream::is_readable() const
{
    return waitForRequest(0);
}

bool SocketStream::is_writable() const
{
    return true;
}

ssize_t SocketStream::receive(char *data, std::size_t size)
{
    return m_ssl ? SSL_read(m_ssl.get(), data, limited(size)) : recv(m_socket, data, size, 0);
}

ssize_t SocketStream::read(char *data, std::size_t size)
{
    if (m_begin == m_end) {
        if (size >= m_buffer.size())
            return receive(data, size);
        const ssize_t got = receive(m_buffer.data(), m_buffer.size());
        if (got <= 0)
            return got;
        m_begin = 0;
        m_end = static_cast<std::size_t>(got);
    }
    const std::size_t count = std::min(size, m_end - m_begin);
    std::memcpy(data, m_buffer.data() + m_begin, count);
    m_begin += count;
    return static_cast<ssize_t>(count);
}

ssize_t SocketStream::write(const char *data, std::size_t size)
{
    std::size_t sent = 0;
    while (sent < size) {
        const ssize_t count = m_ssl ? SSL_write(m_ssl.get(), data + sent, limited(size - sent))
                                    : send(m_socket, data + sent, size - sent, MSG_NOSIGNAL);
        if (count <= 0)
            return -1;
        sent += static_cast<std::size_t>(count);
    }
    return static_cast<ssize_t>(sent);
}

void SocketStream::get_remote_ip_and_port(std::string &ip, int &port) const
{
    describe(m_socket, &getpeername, ip, port);
}

void SocketStream::get_local_ip_and_port(std::string &ip, int &port) const
{
    describe(m_socket, &getsockname, ip, port);
}

} // namespace Sandbox
