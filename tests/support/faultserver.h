#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QPair>
#include <QTcpServer>
#include <QTimer>

#include <functional>

class QTcpSocket;

namespace Support {

/// What the server does instead of answering well.
enum class Fault {
    None,
    Drop, ///< reads the whole request, then closes without a byte
    HalfHeader, ///< "HTTP/1.1 2", then closes
    HalfBody, ///< announces more than it sends, then closes
    Drip, ///< a byte every few milliseconds, without end
    Hang, ///< nothing at all
};

/// A request as it stood on the wire.
struct Received
{
    QByteArray verb;
    QByteArray target; ///< path and query, still encoded
    QList<QPair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body;
    QByteArray raw; ///< all of it
    quint16 peer = 0; ///< port of the connection's other end: tells whether two came over the same one

    QByteArray header(const QByteArray &name) const;
};

struct Answer
{
    int status = 200;
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers;
    Fault fault = Fault::None;
};

/// An HTTP/1.1 server on loopback whose every byte the test decides: raw sockets, since libraries refuse to be this
/// rude.
class FaultServer : public QObject
{
    Q_OBJECT
public:
    explicit FaultServer(QObject *parent = nullptr);

    /// "http://127.0.0.1:PORT".
    QString url() const;
    /// Answers each request; the default is 200 with `{}`.
    std::function<Answer(const Received &)> handler;
    /// Holds answers back until release(); the requests are in received() already.
    void hold() { m_isHolding = true; }
    void release();

    const QList<Received> &received() const { return m_received; }
    /// Requests of this verb.
    qsizetype count(const QByteArray &verb) const;

Q_SIGNALS:
    void arrived();

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const Received &request);
    void drip(QTcpSocket *socket);

    QList<Received> m_received;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    QList<std::function<void()>> m_held;
    bool m_isHolding = false;
    QTcpServer m_server; // last, so that it goes first: its sockets report to the rest
};

} // namespace Support
