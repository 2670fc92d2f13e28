#pragma once

#include <httplib.h>

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <thread>

namespace Sandbox {

/// Accepts connections on 127.0.0.1 and lets httplib read their requests and write the answers. It keeps the sockets
/// itself, one thread each: httplib's own loop gives every kept-alive connection one of a few workers and lets
/// stop() wait for the idle ones.
class Door : public httplib::Server
{
public:
    /// `tls` may be null (plain HTTP); it must outlive the door.
    explicit Door(SSL_CTX *tls);
    ~Door() override;

    /// Throws std::system_error if the port is taken. 0 takes any free one. Connections wait until open().
    void bindTo(std::uint16_t port);
    void open();
    std::uint16_t port() const { return m_port; }
    /// Ends every connection and waits until their requests are done.
    void close();

private:
    void acceptLoop();
    void serve(int socket);
    void serveRequests(httplib::Stream &stream);

    SSL_CTX *m_tls;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::thread m_acceptor;
    std::mutex m_mutex;
    std::condition_variable m_idle;
    std::set<int> m_sockets;
    bool m_closing = false;
};

} // namespace Sandbox
