#include "api/requests/tenantrequests.h"

#include "api/requests/reading.h"
#include "api/translation.h"

using namespace Qt::StringLiterals;

namespace Api {
namespace {

Json::Outcome<QByteArray> keep(const QByteArray &text)
{
    return text;
}

Outcome<qint64> readNumber(const WireReply &reply)
{
    bool isNumber = false;
    const double number = reply.body.trimmed().toDouble(&isNumber);
    if (!isNumber || number < 0 || number > 1e15)
        return tl::make_unexpected(
            badResponse({Json::ParseError::Kind::WrongShape, 0, tr("It is not a number of users")}));
    return static_cast<qint64>(number);
}

} // namespace

Request<QByteArray> getTenantSettings()
{
    return {get(u"/tenants/settings"_s, {}, {{u"read:tenant_settings"_s}}), anyJson()};
}

Request<QByteArray> getBranding()
{
    return {get(u"/branding"_s, {}, {{u"read:branding"_s}}), anyJson()};
}

Request<Page<QByteArray>> listCustomDomains()
{
    return {get(u"/custom-domains"_s, {}, {{u"read:custom_domains"_s}}), pageOf("custom_domains", &keep)};
}

Request<Page<QByteArray>> dailyStats(const QDate &from, const QDate &to)
{
    WireRequest wire = get(u"/stats/daily"_s, {}, {{u"read:stats"_s}});
    if (from.isValid())
        wire.query.append({u"from"_s, from.toString(u"yyyyMMdd"_s)});
    if (to.isValid())
        wire.query.append({u"to"_s, to.toString(u"yyyyMMdd"_s)});
    return {wire, pageOf("stats", &keep)};
}

Request<qint64> activeUsers()
{
    return {get(u"/stats/active-users"_s, {}, {{u"read:stats"_s}}), &readNumber};
}

} // namespace Api
