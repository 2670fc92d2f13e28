#include "support/rawhttp.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace RawHttp {

namespace {

constexpr std::string_view headEnd = "\r\n\r\n";

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

void replaceAll(std::string &text, const std::string &from, const std::string &to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// Begin and end of a header's line without its "\r\n"; npos if there is none.
std::pair<std::size_t, std::size_t> lineOf(const std::string &head, const std::string &name)
{
    const auto at = lower(head).find("\r\n" + lower(name) + ':');
    if (at == std::string::npos)
        return {at, at};
    return {at + 2, head.find("\r\n", at + 2)};
}

std::size_t contentLength(const std::string &head)
{
    const auto [begin, end] = lineOf(head, "Content-Length");
    if (begin == std::string::npos)
        return 0;
    const std::string line = head.substr(begin, end - begin);
    return std::stoul(line.substr(line.find(':') + 1));
}

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

void noDelay(int socket)
{
    const int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool readMore(int socket, std::string &buffer)
{
    std::array<char, 65536> bytes{};
    const ssize_t count = recv(socket, bytes.data(), bytes.size(), 0);
    if (count <= 0)
        return false;
    buffer.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

} // namespace

void Message::setHeader(const std::string &name, const std::string &value)
{
    const std::string line = name + ": " + value;
    const auto [begin, end] = lineOf(head, name);
    if (begin == std::string::npos)
        head.insert(head.find("\r\n") + 2, line + "\r\n");
    else
        head.replace(begin, end - begin, line);
}

void Message::replaceInHead(const std::string &from, const std::string &to)
{
    replaceAll(head, from, to);
}

void Message::replaceInBody(const std::string &from, const std::string &to)
{
    replaceAll(body, from, to);
}

int listenOnLoopback()
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(0);
    if (listener < 0 || bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || listen(listener, 64) != 0)
        throw std::system_error(errno, std::generic_category(), "127.0.0.1");
    return listener;
}

std::uint16_t portOf(int socket)
{
    sockaddr_in address{};
    socklen_t length = sizeof address;
    getsockname(socket, reinterpret_cast<sockaddr *>(&address), &length);
    return ntohs(address.sin_port);
}

int accept(int listener)
{
    const int socket = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket >= 0)
        noDelay(socket);
    return socket;
}

void interrupt(int socket)
{
    shutdown(socket, SHUT_RDWR);
}

void close(int socket)
{
    ::close(socket);
}

void resetOnClose(int socket)
{
    const linger now{1, 0};
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

bool send(int socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

std::optional<Message> receive(int socket, std::string &buffered, Until until)
{
    while (buffered.find(headEnd) == std::string::npos) {
        if (!readMore(socket, buffered))
            return std::nullopt;
    }
    const std::size_t bodyBegin = buffered.find(headEnd) + headEnd.size();
    Message message{buffered.substr(0, bodyBegin), {}};
    if (until == Until::End) {
        while (readMore(socket, buffered)) { }
        message.body = buffered.substr(bodyBegin);
        buffered.clear();
        return message;
    }
    const std::size_t length = contentLength(message.head);
    while (buffered.size() < bodyBegin + length) {
        if (!readMore(socket, buffered))
            return std::nullopt;
    }
    message.body = buffered.substr(bodyBegin, length);
    buffered.erase(0, bodyBegin + length);
    return message;
}

void drain(int socket)
{
    std::string ignored;
    while (readMore(socket, ignored))
        ignored.clear();
}

Message exchange(std::uint16_t port, const Message &request)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    Message response;
    if (connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0) {
        noDelay(socket);
        std::string buffered;
        if (send(socket, request.bytes()))
            response = receive(socket, buffered, Until::End).value_or(Message{});
    }
    ::close(socket);
    return response;
}

std::string answer(int status, std::string_view contentType, std::string_view body, std::string_view extraHeaders)
{
    std::string text = "HTTP/1.1 " + std::to_string(status) + " Injected\r\nContent-Type: ";
    text += contentType;
    text += "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    text += extraHeaders;
    text += "\r\n";
    text += body;
    return text;
}

std::string percentEncoded(std::string_view authority)
{
    std::string text(authority);
    replaceAll(text, ":", "%3A");
    return text;
}

} // namespace RawHttp
