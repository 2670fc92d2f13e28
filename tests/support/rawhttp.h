#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// HTTP/1.1 on bare sockets of 127.0.0.1, for tests that must send what no library lets them send.
namespace RawHttp {

struct Message
{
    std::string head; ///< with the empty line that ends it
    std::string body;

    std::string bytes() const { return head + body; }
    void setHeader(const std::string &name, const std::string &value);
    void replaceInHead(const std::string &from, const std::string &to);
    void replaceInBody(const std::string &from, const std::string &to);
};

enum class Until { Length, End }; ///< where a body ends: at Content-Length, or when the peer closes

/// Throws std::system_error.
int listenOnLoopback();
std::uint16_t portOf(int socket);
/// -1 when interrupted.
int accept(int listener);
/// Wakes whoever waits for the socket.
void interrupt(int socket);
void close(int socket);
/// The peer sees a reset instead of an end when the socket is closed.
void resetOnClose(int socket);

bool send(int socket, std::string_view bytes);
/// Nothing if the peer went first. `buffered` holds what was read beyond the message.
std::optional<Message> receive(int socket, std::string &buffered, Until until);
/// Reads and forgets until the peer goes or somebody interrupts.
void drain(int socket);
/// Sends a request on a connection of its own. An empty message if there was no answer.
Message exchange(std::uint16_t port, const Message &request);

/// A whole answer; `extraHeaders` end in "\r\n".
std::string answer(int status, std::string_view contentType, std::string_view body, std::string_view extraHeaders = {});
std::string percentEncoded(std::string_view authority); ///< of ':' only

} // namespace RawHttp
