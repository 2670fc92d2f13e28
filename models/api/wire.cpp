#include "api/wire.h"

#include <QRegularExpression>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Api {

std::optional<QByteArray> encodedPath(const WireRequest &request)
{
    QByteArray path;
    qsizetype used = 0;
    const QStringList segments = request.pathTemplate.split(u'/');
    for (qsizetype i = 1; i < segments.size(); ++i) {
        const QString &segment = segments.at(i);
        path += '/';
        if (!segment.startsWith(u'{')) {
            path += segment.toLatin1();
            continue;
        }
        if (used == request.arguments.size())
            return std::nullopt;
        const QString &argument = request.arguments.at(used++);
        // Dots alone would climb, however they are encoded: servers and proxies decode before they look.
        if (argument.isEmpty() || argument == "."_L1 || argument == ".."_L1)
            return std::nullopt;
        path += QUrl::toPercentEncoding(argument);
    }
    return used == request.arguments.size() ? std::optional(path) : std::nullopt;
}

QByteArray encodedQuery(const WireRequest &request)
{
    QByteArray text;
    for (const auto &[name, value] : request.query) {
        if (!text.isEmpty())
            text += '&';
        text += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    return text;
}

bool isHostName(const QString &text)
{
    constexpr qsizetype longest = 253; // DNS
    static const QRegularExpression pattern(
        uR"(\A[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+\z)"_s);
    return text.size() <= longest && pattern.match(text).hasMatch();
}

bool goesOnce(const WireRequest &request)
{
    const bool fetchesToken = request.verb == Verb::Post && request.surface == Surface::Authentication
        && request.pathTemplate == "/oauth/token"_L1;
    return request.verb != Verb::Get && !fetchesToken;
}

bool isWrite(const WireRequest &request)
{
    const bool exportsUsers = request.verb == Verb::Post && request.surface == Surface::Management
        && request.pathTemplate == "/jobs/users-exports"_L1;
    return goesOnce(request) && !exportsUsers;
}

QByteArray WireReply::header(const char *name) const
{
    for (const auto &[key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

} // namespace Api
