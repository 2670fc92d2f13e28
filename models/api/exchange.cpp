#include "api/oneshotbody.h"
#include "api/redaction.h"
#include "api/transport.h"

#include <QCoreApplication>
#include <QNetworkReply>
#include <QSslError>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace Api {
namespace {

/// Failures that come before the first byte of a request goes out.
bool isBeforeSending(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::ProtocolUnknownError:
        return true;
    default:
        return false;
    }
}

ApiError::Kind kindOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::SslHandshakeFailedError:
        return ApiError::Kind::Tls;
    case QNetworkReply::TimeoutError:
        return ApiError::Kind::Timeout;
    default:
        return ApiError::Kind::Network;
    }
}

/// Qt's own words, with the address where they leave it out: a port that nobody listens on is most often a slip.
QString messageOf(const QNetworkReply &reply)
{
    QString message = redacted(reply.errorString());
    if (reply.error() != QNetworkReply::ConnectionRefusedError)
        return message;
    const QUrl url = reply.url();
    const bool hasPort = url.port() >= 0;
    const QString port = url.scheme() == "https"_L1 ? u":443"_s : u":80"_s;
    return u"%1 (%2)"_s.arg(message, url.authority() + (hasPort ? QString() : port));
}

} // namespace

Exchange::Exchange(WireRequest request, qint64 sizeCap, QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_sizeCap(sizeCap)
{ }

Exchange::~Exchange()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
}

void Exchange::run(QNetworkReply *reply, OneShotBody *body)
{
    m_reply = reply;
    m_body = body;
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            m_tlsProblem = errors.first().errorString();
    });
    connect(reply, &QNetworkReply::readyRead, this, &Exchange::read);
    connect(reply, &QNetworkReply::downloadProgress, this, &Exchange::progressed);
    connect(reply, &QNetworkReply::finished, this, &Exchange::conclude);
    QTimer::singleShot(m_request.deadline, this, [this] {
        abort(ApiError::Kind::Timeout,
              QCoreApplication::translate("Api::Exchange", "no complete answer within %n second(s)", nullptr,
                                          static_cast<int>(m_request.deadline.count() / 1000)));
    });
}

void Exchange::read()
{
    m_received += m_reply->readAll();
    if (m_received.size() > m_sizeCap)
        abort(ApiError::Kind::TooLarge);
}

void Exchange::abort(ApiError::Kind kind, const QString &message)
{
    if (m_concluded || m_aborted)
        return;
    m_aborted = errorFor(m_request, kind, message);
    if (m_reply)
        m_reply->abort(); // reports finished() before it returns
    else
        QMetaObject::invokeMethod(this, &Exchange::conclude, Qt::QueuedConnection);
}

bool Exchange::mayHaveArrived() const
{
    if (!goesOnce(m_request) || !m_reply || isBeforeSending(m_reply->error()))
        return false;
    // A server cannot act on a body of which it has nothing.
    const bool hasBody = m_request.body && !m_request.body->isEmpty();
    return !hasBody || !m_body || m_body->wasTouched();
}

Outcome<WireReply> Exchange::outcome()
{
    if (m_aborted) {
        m_aborted->unknownOutcome = mayHaveArrived();
        return tl::make_unexpected(*m_aborted);
    }
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QNetworkReply::NetworkError error = m_reply->error();
    // The redirect errors and those named after a status only repeat it; any other means that the body broke off. After
    // 307 and 308 Qt complains that it cannot send the body again, though nobody asked it to.
    const bool isRedirect = status / 100 == 3;
    const bool isRefusal = status >= 400 && error >= QNetworkReply::ContentAccessDenied;
    const bool isComplete = status != 0 && (error == QNetworkReply::NoError || isRedirect || isRefusal);
    if (isComplete) {
        WireReply reply{status, {}, m_received};
        for (const QNetworkReply::RawHeaderPair &header : m_reply->rawHeaderPairs())
            reply.headers.append({header.first.toLower(), header.second});
        return reply;
    }
    const QString message = m_tlsProblem.isEmpty() ? messageOf(*m_reply) : m_tlsProblem;
    ApiError failure = errorFor(m_request, kindOf(error), message);
    if (error == QNetworkReply::UnknownContentError && status / 100 == 2)
        failure.kind = ApiError::Kind::TooLarge; // Qt's guard against an answer that unpacks without end
    failure.httpStatus = status;
    failure.unknownOutcome = mayHaveArrived();
    return tl::make_unexpected(failure);
}

void Exchange::conclude()
{
    if (m_concluded)
        return;
    if (m_reply && !m_aborted && m_reply->isReadable())
        read();
    if (m_concluded) // read() found it too large
        return;
    m_concluded = true;
    const Outcome<WireReply> result = outcome();
    if (m_reply)
        m_reply->deleteLater();
    deleteLater();
    Q_EMIT finished(result);
}

} // namespace Api
