#include "api/linkdownload.h"

#include "api/translation.h"

#include <QNetworkReply>
#include <QUrl>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Api {

namespace {

constexpr qint64 pieceSize = qint64(64) * 1024;
constexpr qint64 heldAtMost = qint64(1024) * 1024;
/// A download may take long, but not be silent for long.
constexpr auto longestSilence = 60s;

ApiError linkError(ApiError::Kind kind, const QString &message, int status = 0)
{
    ApiError error;
    error.kind = kind;
    error.httpStatus = status;
    error.message = message;
    error.path = u"the exported file"_s;
    return error;
}

} // namespace

LinkDownload::LinkDownload(QNetworkReply *reply, std::optional<ApiError> refusal, QObject *parent)
    : QObject(parent)
    , m_reply(reply)
    , m_refusal(std::move(refusal))
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(longestSilence);
    connect(&m_silence, &QTimer::timeout, this,
            [this] { conclude(linkError(ApiError::Kind::Timeout, tr("nothing came for a minute"))); });
    if (!m_reply) {
        QMetaObject::invokeMethod(this, &LinkDownload::proceed, Qt::QueuedConnection);
        return;
    }
    m_reply->setReadBufferSize(heldAtMost);
    m_silence.start();
    connect(m_reply, &QNetworkReply::readyRead, this, &LinkDownload::proceed);
    connect(m_reply, &QNetworkReply::finished, this, &LinkDownload::proceed);
}

LinkDownload::~LinkDownload()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
}

std::optional<QString> LinkDownload::refusal(const QUrl &link, const Origin &origin)
{
    if (!link.isValid() || link.host().isEmpty() || !link.userInfo().isEmpty()) {
        return tr("Auth0 gave a link that is none.");
    }
    if (link.scheme() == "https"_L1) {
        return std::nullopt;
    }
    const bool isOwn = origin.isLoopback() && link.scheme() + u"://"_s + link.authority() == origin.baseUrl();
    return isOwn ? std::nullopt : std::optional(tr("The link to the export is not encrypted (https)."));
}

void LinkDownload::next()
{
    m_isTaking = false;
    m_silence.start();
    QMetaObject::invokeMethod(this, &LinkDownload::proceed, Qt::QueuedConnection);
}

void LinkDownload::proceed()
{
    if (m_isOver || m_isTaking) {
        return;
    }
    if (!m_reply) {
        return conclude(m_refusal);
    }
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 0 && status != 200) { // its body would be no export
        return conclude(problem());
    }
    if (m_reply->bytesAvailable() > 0) {
        const QByteArray piece = m_reply->read(pieceSize);
        if (!piece.isEmpty()) {
            m_isTaking = true;
            m_silence.stop();
            Q_EMIT received(piece);
            return;
        }
    }
    if (m_reply->isFinished()) {
        conclude(problem());
    }
}

std::optional<ApiError> LinkDownload::problem() const
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status / 100 == 3) {
        return linkError(ApiError::Kind::Redirect, tr("the link leads elsewhere"), status);
    }
    if (status != 0 && status != 200) {
        const ApiError::Kind kind = status >= 500 ? ApiError::Kind::Server : ApiError::Kind::Forbidden;
        return linkError(kind, tr("the link is not valid any more"), status);
    }
    switch (m_reply->error()) {
    case QNetworkReply::NoError:
        return std::nullopt;
    case QNetworkReply::SslHandshakeFailedError:
        return linkError(ApiError::Kind::Tls, tr("the host of the link did not prove who it is"));
    default:
        return linkError(ApiError::Kind::Network, tr("the connection broke"));
    }
}

void LinkDownload::conclude(const std::optional<ApiError> &error)
{
    if (m_isOver) {
        return;
    }
    m_isOver = true;
    m_silence.stop();
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->deleteLater(); // which ends it: to abort what is just telling of its end would be once too often
        m_reply = nullptr;
    }
    deleteLater();
    Q_EMIT finished(error);
}

} // namespace Api
