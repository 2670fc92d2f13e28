#include "api/origin.h"

#include "api/translation.h"

#include <QHostAddress>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Api {
namespace {

/// Letters, digits, hyphens and dots, as RFC 1123 has host names; the IDN form is ASCII by now.
bool isHostName(const QString &host)
{
    static const QRegularExpression pattern(
        uR"(\A(?=.{1,253}\z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*\z)"_s);
    return pattern.match(host).hasMatch();
}

bool isLoopbackHost(const QString &host)
{
    if (host == "localhost"_L1)
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

} // namespace

Origin::Origin(QString scheme, QString host, int port)
    : m_scheme(std::move(scheme))
    , m_host(std::move(host))
    , m_port(port)
{ }

tl::expected<Origin, QString> Origin::fromDomain(const QString &domain)
{
    QString text = domain.trimmed();
    if (text.startsWith("https://"_L1, Qt::CaseInsensitive))
        text.remove(0, 8);
    if (text.endsWith(u'/'))
        text.chop(1);
    const QString host = QString::fromLatin1(QUrl::toAce(text)).toLower();
    if (!isHostName(host) || !host.contains(u'.') || !QHostAddress(host).isNull())
        return tl::make_unexpected(
            tr("This is not a domain. Enter the Auth0 tenant's domain alone, as in acme.eu.auth0.com."));
    return Origin(u"https"_s, host, -1);
}

tl::expected<Origin, QString> Origin::fromBaseUrl(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const QString host = url.host(QUrl::FullyEncoded).toLower();
    const bool isAddress = !QHostAddress(host).isNull();
    if (!url.isValid() || !(isAddress || isHostName(host)) || !url.userInfo().isEmpty() || url.hasQuery()
        || url.hasFragment() || !(url.path().isEmpty() || url.path() == "/"_L1))
        return tl::make_unexpected(
            tr("This is not a base URL. Enter scheme, host and port alone, as in http://127.0.0.1:4300."));
    if (url.scheme() == "http"_L1 && !isLoopbackHost(host))
        return tl::make_unexpected(
            tr("http is only for this computer's own addresses, since it would show the token to others. Use https."));
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return tl::make_unexpected(tr("The URL must begin with https:// (or http:// on this computer)."));
    const int usual = url.scheme() == "https"_L1 ? 443 : 80;
    return Origin(url.scheme(), host, url.port(usual) == usual ? -1 : url.port());
}

QString Origin::authority() const
{
    const QString host = m_host.contains(u':') ? u'[' + m_host + u']' : m_host;
    return m_port < 0 ? host : host + u':' + QString::number(m_port);
}

QString Origin::baseUrl() const
{
    return m_scheme + "://"_L1 + authority();
}

QString Origin::audience() const
{
    return baseUrl() + "/api/v2/"_L1;
}

bool Origin::isLoopback() const
{
    return isLoopbackHost(m_host);
}

QUrl Origin::url(const QByteArray &encodedPath, const QByteArray &encodedQuery) const
{
    QByteArray text = baseUrl().toLatin1() + encodedPath;
    if (!encodedQuery.isEmpty())
        text += '?' + encodedQuery;
    return QUrl::fromEncoded(text, QUrl::StrictMode);
}

} // namespace Api
