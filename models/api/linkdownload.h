#pragma once

#include "api/apierror.h"
#include "api/origin.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

class QNetworkReply;

namespace Api {

/// A file that a link of Auth0 leads to, in pieces: the next one comes when the last was taken, so that no more than a
/// few are held. The link stands for itself: no token goes along, and no redirect is followed. Made by the transport;
/// deletes itself after finished(), and ends without it when it is destroyed.
class LinkDownload : public QObject
{
    Q_OBJECT
public:
    /// `reply` is owned by this from now on; an error of its own: nothing was asked for.
    LinkDownload(QNetworkReply *reply, std::optional<ApiError> refusal, QObject *parent);
    ~LinkDownload() override;

    /// Why such a link may not be followed: it must be https, or lead back to `origin` on this computer.
    static std::optional<QString> refusal(const QUrl &link, const Origin &origin);

    /// The last piece was taken.
    void next();

Q_SIGNALS:
    /// Never empty.
    void received(const QByteArray &piece);
    /// Exactly once: all was taken, or why not. Without words of the link, which is a secret for a minute.
    void finished(const std::optional<Api::ApiError> &error);

private:
    void proceed();
    void conclude(const std::optional<ApiError> &error);
    std::optional<ApiError> problem() const;

    QPointer<QNetworkReply> m_reply;
    std::optional<ApiError> m_refusal;
    QTimer m_silence;
    bool m_isTaking = false;
    bool m_isOver = false;
};

} // namespace Api
