#include "analysis/urlrules.h"

using namespace Qt::StringLiterals;

namespace Analysis {

namespace {

/// Allowed URLs hold wildcards and placeholders, which QUrl does not take: the host is read by hand.
QString hostOf(const QString &url)
{
    const qsizetype scheme = url.indexOf("://"_L1);
    QString rest = scheme < 0 ? QString() : url.mid(scheme + 3);
    rest = rest.section(u'/', 0, 0).section(u'?', 0, 0).section(u'#', 0, 0);
    rest = rest.mid(rest.lastIndexOf(u'@') + 1); // http://localhost@evil.example leads to evil.example
    return (rest.startsWith(u'[') ? rest.section(u']', 0, 0) + u']' : rest.section(u':', 0, 0)).toLower();
}

} // namespace

bool isLocal(const QString &url)
{
    const QString host = hostOf(url);
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || host == "127.0.0.1"_L1 || host == "[::1]"_L1;
}

bool hasWildcard(const QString &url)
{
    return url.contains(u'*') && !isLocal(url);
}

bool isPlainHttp(const QString &url)
{
    return url.startsWith("http://"_L1, Qt::CaseInsensitive) && !isLocal(url);
}

bool isLoose(const QString &url)
{
    return hasWildcard(url) || isPlainHttp(url);
}

} // namespace Analysis
