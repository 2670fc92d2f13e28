#include "api/transport.h"

#include "api/linkdownload.h"
#include "api/oneshotbody.h"
#include "api/translation.h"

#include <QFile>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSslCertificate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Api {
namespace {

/// The system's proxy for everything but this computer.
class SystemProxy : public QNetworkProxyFactory
{
public:
    explicit SystemProxy(bool isLoopback)
        : m_isLoopback(isLoopback)
    { }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (m_isLoopback)
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }

private:
    bool m_isLoopback;
};

/// What takes no token is small: a token, or a public file, of a server that anybody could stand in for.
constexpr qint64 openSizeCap = qint64(4) * 1024 * 1024;

} // namespace

Transport::Transport(Origin origin, TransportOptions options, QObject *parent)
    : QObject(parent)
    , m_origin(std::move(origin))
    , m_options(std::move(options))
    , m_network(new QNetworkAccessManager(this))
    , m_tls(QSslConfiguration::defaultConfiguration())
{
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network->setProxyFactory(new SystemProxy(m_origin.isLoopback())); // the access manager owns it
    m_tls.setProtocol(QSsl::TlsV1_2OrLater);
    readCaFile();
}

Transport::~Transport()
{
    // Exchanges go before the network they hang on, so that nothing reports to them on the way.
    qDeleteAll(findChildren<Exchange *>(Qt::FindDirectChildrenOnly));
}

void Transport::readCaFile()
{
    if (m_options.caFile.isEmpty())
        return;
    QFile file(m_options.caFile);
    if (!file.open(QIODevice::ReadOnly)) {
        m_caProblem = tr("The CA file %1 cannot be read: %2.").arg(m_options.caFile, file.errorString());
        return;
    }
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        m_caProblem = tr("The CA file %1 holds no PEM certificate.").arg(m_options.caFile);
    m_tls.addCaCertificates(certificates);
}

bool Transport::isToken68(const QByteArray &text)
{
    static const QRegularExpression pattern(uR"(\A[A-Za-z0-9\-._~+/]+=*\z)"_s);
    return pattern.match(QString::fromLatin1(text)).hasMatch();
}

QByteArray Transport::userAgent()
{
    return QByteArrayLiteral("Tenantry/" TENANTRY_VERSION);
}

std::optional<ApiError> Transport::refusal(const WireRequest &request, const QByteArray &token) const
{
    if (!m_caProblem.isEmpty())
        return errorFor(request, ApiError::Kind::Tls, m_caProblem);
    if (!encodedPath(request))
        return errorFor(request, ApiError::Kind::InvalidInput, tr("An id in the path is empty or dots only."));
    if (request.surface == Surface::Management && !isToken68(token))
        return errorFor(request, ApiError::Kind::InvalidInput,
                        tr("The access token holds characters that no token has, such as a line break."));
    if (!request.customDomain.isEmpty() && !isHostName(request.customDomain))
        return errorFor(request, ApiError::Kind::InvalidInput, tr("The custom domain is no host name."));
    if (isWrite(request) && !(m_options.writesAllowed && m_options.writesAllowed(request)))
        return errorFor(request, ApiError::Kind::ReadOnly);
    return std::nullopt;
}

Exchange *Transport::send(const WireRequest &request, const Secret &token)
{
    const bool isOpen = request.surface == Surface::Authentication;
    const qint64 cap = isOpen ? std::min(openSizeCap, m_options.sizeCap) : m_options.sizeCap;
    auto *exchange = new Exchange(request, cap, this);
    const QByteArray bearer = token.reveal();
    if (const std::optional<ApiError> error = refusal(request, bearer)) {
        exchange->m_aborted = error;
        QMetaObject::invokeMethod(exchange, &Exchange::conclude, Qt::QueuedConnection);
        return exchange;
    }
    OneShotBody *body = nullptr;
    QNetworkReply *reply = put(request, bearer, &body);
    exchange->run(reply, body);
    return exchange;
}

void Transport::prepare(QNetworkRequest &network) const
{
    network.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    network.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    network.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    network.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    network.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    network.setSslConfiguration(m_tls);
    network.setRawHeader("User-Agent"_ba, userAgent());
}

LinkDownload *Transport::download(const QUrl &link, QObject *parent)
{
    std::optional<QString> refused = LinkDownload::refusal(link, m_origin);
    if (!refused && !m_caProblem.isEmpty())
        refused = m_caProblem;
    if (refused) {
        ApiError error;
        error.kind = m_caProblem.isEmpty() ? ApiError::Kind::BadResponse : ApiError::Kind::Tls;
        error.message = *refused;
        error.path = u"the exported file"_s;
        return new LinkDownload(nullptr, error, parent);
    }
    QNetworkRequest network(link);
    prepare(network);
    // As it is: Qt would unpack what the host calls gzip, and hold back what it has unpacked.
    network.setRawHeader("Accept-Encoding"_ba, "identity"_ba);
    return new LinkDownload(m_network->get(network), std::nullopt, parent);
}

QNetworkReply *Transport::put(const WireRequest &request, const QByteArray &token, OneShotBody **body)
{
    const bool isManagement = request.surface == Surface::Management;
    const QByteArray path = (isManagement ? "/api/v2"_ba : QByteArray()) + encodedPath(request).value_or(QByteArray());
    QNetworkRequest network(m_origin.url(path, encodedQuery(request)));
    prepare(network);
    const bool isScript = !isManagement && request.verb == Verb::Get;
    network.setRawHeader("Accept"_ba, isScript ? "application/javascript, */*;q=0.1"_ba : "application/json"_ba);
    if (isManagement)
        network.setRawHeader("Authorization"_ba, "Bearer "_ba + token);
    if (!request.customDomain.isEmpty())
        network.setRawHeader(customDomainHeader().toLatin1(), request.customDomain.toLatin1());
    // No transfer timeout: it would start again at each byte. The exchange has a total deadline.
    if (request.verb == Verb::Get)
        return m_network->get(network);

    const QByteArray bytes = request.body.value_or(QByteArray());
    auto *device = new OneShotBody(bytes);
    network.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    network.setHeader(QNetworkRequest::ContentLengthHeader, bytes.size());
    if (request.body)
        network.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    QNetworkReply *reply = m_network->sendCustomRequest(network, verbName(request.verb), device);
    device->setParent(reply);
    *body = device;
    return reply;
}

} // namespace Api
