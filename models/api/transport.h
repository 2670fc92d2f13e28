#pragma once

#include "api/origin.h"
#include "api/outcome.h"
#include "api/secret.h"
#include "api/wire.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>

#include <functional>

class QNetworkReply;
class QNetworkRequest;

namespace Api {

class LinkDownload;
class OneShotBody;

/// Asked before each write, with the write: false refuses it. The session holds the lock; the transport obeys it.
using WriteGate = std::function<bool(const WireRequest &)>;

/// How requests of one Auth0 tenant go out. Without options: the system's certificates, and reading only.
struct TransportOptions
{
    QString caFile; ///< PEM certificates trusted besides the system's; empty for none
    WriteGate writesAllowed; ///< without one, nothing is ever written
    qint64 sizeCap = qint64(32) * 1024 * 1024; ///< bytes of an unpacked answer (desktop-and-reliability B2-17)
};

/// One HTTP exchange on its way. Child of the transport; deletes itself after finished().
class Exchange : public QObject
{
    Q_OBJECT
public:
    Exchange(WireRequest request, qint64 sizeCap, QObject *parent);
    ~Exchange() override;

    /// Ends it with this error, once the event loop runs. A write that has gone out ends as an unknown outcome.
    void abort(ApiError::Kind kind, const QString &message = {});

Q_SIGNALS:
    /// Bytes of the answer so far; `total` is -1 while it is not known.
    void progressed(qint64 received, qint64 total);
    /// Exactly once: an answer of whatever status, or why there is none.
    void finished(const Api::Outcome<Api::WireReply> &outcome);

private:
    friend class Transport;
    void run(QNetworkReply *reply, OneShotBody *body);
    void read();
    void conclude();
    Outcome<WireReply> outcome();
    bool mayHaveArrived() const;

    WireRequest m_request;
    qint64 m_sizeCap;
    QPointer<QNetworkReply> m_reply;
    OneShotBody *m_body = nullptr; ///< child of the reply
    QByteArray m_received;
    QString m_tlsProblem;
    std::optional<ApiError> m_aborted;
    bool m_concluded = false;
};

/// The one place that puts requests on the network: no redirects, one total deadline, writes exactly once and only
/// through the gate, nothing in a header or host that could mean something else, TLS errors never ignored.
class Transport : public QObject
{
    Q_OBJECT
public:
    Transport(Origin origin, TransportOptions options, QObject *parent = nullptr);
    ~Transport() override;

    const Origin &origin() const { return m_origin; }
    /// Why the CA file cannot be used; empty where it can, or where there is none.
    const QString &caProblem() const { return m_caProblem; }

    /// Sends; `token` may be empty only for the Authentication surface. The answer always comes later.
    Exchange *send(const WireRequest &request, const Secret &token);
    /// Follows a link that Auth0 gave, wherever it leads: never with a token. The pieces always come later. Child of
    /// `parent`.
    LinkDownload *download(const QUrl &link, QObject *parent);

    /// True for what may stand behind "Bearer ": RFC 7235's token68, no blanks, no line breaks.
    static bool isToken68(const QByteArray &text);
    /// "Tenantry/x.y", so that an administrator finds our requests in the tenant's log.
    static QByteArray userAgent();

private:
    std::optional<ApiError> refusal(const WireRequest &request, const QByteArray &token) const;
    QNetworkReply *put(const WireRequest &request, const QByteArray &token, OneShotBody **body);
    void prepare(QNetworkRequest &network) const;
    void readCaFile();

    Origin m_origin;
    TransportOptions m_options;
    QNetworkAccessManager *m_network;
    QSslConfiguration m_tls;
    QString m_caProblem;
};

} // namespace Api
