#pragma once

#include <httplib.h>

#include <array>
#include <memory>
#include <string>

namespace Sandbox {

/// One accepted connection as httplib wants to see it, with or without TLS. Does not own the socket.
class SocketStream : public httplib::Stream
{
public:
    SocketStream(int socket, SSL_CTX *tls);
    ~SocketStream() override;

    /// The TLS handshake; true at once without TLS.
    bool shakeHands();
    /// Blocks until a request begins; false if the peer went or `seconds` passed.
    bool waitForRequest(int seconds) const;

    bool is_readable() const override;
    bool is_writable() const override;
    ssize_t read(char *data, std::size_t size) override;
    ssize_t write(const char *data, std::size_t size) override;
    void get_remote_ip_and_port(std::string &ip, int &port) const override;
    void get_local_ip_and_port(std::string &ip, int &port) const override;
    socket_t socket() const override { return m_socket; }

private:
    ssize_t receive(char *data, std::size_t size);

    int m_socket;
    std::unique_ptr<SSL, decltype(&SSL_free)> m_ssl;
    std::array<char, 16384> m_buffer{}; // httplib reads heads byte by byte
    std::size_t m_begin = 0, m_end = 0;
};

} // namespace Sandbox
