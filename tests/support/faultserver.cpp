#include "support/faultserver.h"

#include <QPointer>
#include <QTcpSocket>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Support {

QByteArray Received::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

FaultServer::FaultServer(QObject *parent)
    : QObject(parent)
    , handler([](const Received &) {
        return Answer{200, "{}", {}, Fault::None};
    })
{
    connect(&m_server, &QTcpServer::newConnection, this, &FaultServer::accept);
    m_server.listen(QHostAddress::LocalHost);
}

QString FaultServer::url() const
{
    return u"http://127.0.0.1:%1"_s.arg(m_server.serverPort());
}

qsizetype FaultServer::count(const QByteArray &verb) const
{
    return std::count_if(m_received.cbegin(), m_received.cend(),
                         [&verb](const Received &request) { return request.verb == verb; });
}

void FaultServer::release()
{
    m_isHolding = false;
    for (const auto &held : std::exchange(m_held, {}))
        held();
}

void FaultServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_buffers.remove(socket);
            socket->deleteLater();
        });
    }
}

void FaultServer::read(QTcpSocket *socket)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    Received request;
    const QList<QByteArray> lines = buffer.left(end).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    request.verb = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("content-length").toLongLong();
    if (buffer.size() < end + 4 + length)
        return;
    request.body = buffer.mid(end + 4, length);
    request.peer = socket->peerPort();
    request.raw = buffer.left(end + 4 + length);
    buffer.remove(0, end + 4 + length);
    m_received.append(request);
    Q_EMIT arrived();
    if (!m_isHolding)
        return answer(socket, request);
    m_held.append([this, socket = QPointer(socket), request] {
        if (socket)
            answer(socket, request);
    });
}

void FaultServer::answer(QTcpSocket *socket, const Received &request)
{
    const Answer answer = handler(request);
    switch (answer.fault) {
    case Fault::Hang:
        return;
    case Fault::Drop:
        socket->disconnectFromHost();
        return;
    case Fault::HalfHeader:
        socket->write("HTTP/1.1 2");
        socket->disconnectFromHost();
        return;
    default:
        break;
    }
    QByteArray text = "HTTP/1.1 " + QByteArray::number(answer.status) + " Answer\r\n";
    const bool isWhole = answer.fault == Fault::None;
    if (answer.status != 204)
        text += "Content-Length: " + QByteArray::number(answer.body.size() + (isWhole ? 0 : 100'000)) + "\r\n";
    for (const auto &[name, value] : answer.headers)
        text += name + ": " + value + "\r\n";
    socket->write(text + "\r\n" + answer.body);
    if (answer.fault == Fault::HalfBody)
        socket->disconnectFromHost();
    else if (answer.fault == Fault::Drip)
        drip(socket);
}

void FaultServer::drip(QTcpSocket *socket)
{
    auto *timer = new QTimer(socket);
    connect(timer, &QTimer::timeout, socket, [socket] { socket->write(" "); });
    timer->start(10);
}

} // namespace Support
