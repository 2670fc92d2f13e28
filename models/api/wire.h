#pragma once

#include "api/verb.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Api {

/// Foreground is what a user waits for; background is a listing or a batch, which lets it pass.
enum class Priority { Foreground, Background };

/// The Management API takes a bearer token and lives under /api/v2; the Authentication API (oauth/token) does neither.
enum class Surface { Management, Authentication };

/// A request without its parser: a value that can be compared, shown before it is sent, and sent again.
struct WireRequest
{
    Verb verb = Verb::Get;
    QString pathTemplate; ///< as in the OpenAPI document: "/connections/{id}/clients"
    QStringList arguments; ///< one per {…}, unencoded; each becomes exactly one path segment
    QList<QPair<QString, QString>> query; ///< unencoded, in order; a name may repeat
    std::optional<QByteArray> body; ///< JSON text
    /// Every group must be met, by any one of its scopes (the OpenAPI's security blocks).
    QList<QStringList> scopes;
    Surface surface = Surface::Management;
    Priority priority = Priority::Foreground;
    /// In whose name Auth0 writes what the request leads to, where a tenant has several custom domains: goes as the
    /// header `auth0-custom-domain`. Empty: the tenant's default.
    QString customDomain{};
    /// From the first byte out to the last byte in; waiting in the queue does not count.
    std::chrono::milliseconds deadline = std::chrono::seconds(60);

    friend bool operator==(const WireRequest &, const WireRequest &) = default;
};

/// The path with its arguments encoded, without the /api/v2 prefix; nothing where an argument cannot be a path segment
/// (empty, "." or "..") or where there are too few or too many.
std::optional<QByteArray> encodedPath(const WireRequest &request);
/// The query without "?", everything but unreserved characters percent-encoded.
QByteArray encodedQuery(const WireRequest &request);
/// The name of the header that carries WireRequest::customDomain.
inline QString customDomainHeader()
{
    return QStringLiteral("auth0-custom-domain");
}
/// Whether the text may stand in that header: a host name of ASCII letters, digits, hyphens and dots.
bool isHostName(const QString &text);
/// True for whatever may change something at Auth0, so that the lock holds it: each verb but GET, except for
/// oauth/token and users-exports jobs.
bool isWrite(const WireRequest &request);
/// True for what must not go out twice, so that a lost answer leaves its outcome unknown: each write, and a
/// users-exports job, of which a second one would run beside the first.
bool goesOnce(const WireRequest &request);

/// A complete HTTP answer, whatever its status.
struct WireReply
{
    int status = 0;
    QList<QPair<QByteArray, QByteArray>> headers; ///< names in lower case
    QByteArray body; ///< unpacked

    /// The first header of this (lower case) name; empty if absent.
    QByteArray header(const char *name) const;

    friend bool operator==(const WireReply &, const WireReply &) = default;
};

} // namespace Api
