#pragma once

#include <QString>
#include <QUrl>

#include <tl/expected.hpp>

namespace Api {

/// The one place requests may go to: https and a host, or http on this computer. A value that cannot hold anything
/// else.
class Origin
{
public:
    /// From an Auth0 tenant's domain, "acme.eu.auth0.com", as people paste it: surrounding blanks and an "https://"
    /// before it and a slash behind it are dropped. The error says what is wrong with the text.
    static tl::expected<Origin, QString> fromDomain(const QString &domain);
    /// From a base URL, "http://127.0.0.1:4300"; http is for loopback addresses only.
    static tl::expected<Origin, QString> fromBaseUrl(const QString &url);

    /// Host in ASCII, with the port where it is not the scheme's own: "acme.eu.auth0.com", "127.0.0.1:4300".
    QString authority() const;
    /// "https://acme.eu.auth0.com": no slash at its end.
    QString baseUrl() const;
    /// What a token for this API is asked for: baseUrl + "/api/v2/".
    QString audience() const;
    bool isLoopback() const;

    /// An URL below this origin. Path and query are encoded already; the path starts with a slash.
    QUrl url(const QByteArray &encodedPath, const QByteArray &encodedQuery) const;

    friend bool operator==(const Origin &, const Origin &) = default;

private:
    Origin(QString scheme, QString host, int port);

    QString m_scheme;
    QString m_host; ///< ASCII
    int m_port = -1; ///< -1: the scheme's own
};

} // namespace Api
