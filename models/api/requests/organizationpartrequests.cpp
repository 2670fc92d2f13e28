#include "api/requests/organizationpartrequests.h"

#include "api/requests/reading.h"
#include "json/slices.h"

using namespace Qt::StringLiterals;

namespace Api {

namespace {

Json::Outcome<QByteArray> asSent(const QByteArray &text)
{
    return text;
}

ListSource<QByteArray> listOf(const QString &path, const Domain::OrganizationId &id, const QString &scope,
                              const char *key, const char *idKey, Paging paging)
{
    ListSource<QByteArray> source;
    source.paging = paging;
    source.request = [=](const PageQuery &page) -> Request<Page<QByteArray>> {
        WireRequest wire = get(path, {id.text()}, {{scope}});
        addPage(wire, page);
        return {wire, pageOf(key, &asSent)};
    };
    source.idOf = [idKey](const QByteArray &entry) {
        const auto slice = Json::memberSlice(entry, idKey);
        return slice && slice->startsWith('"') ? Json::unquoted(*slice) : QString();
    };
    return source;
}

} // namespace

ListSource<QByteArray> allOrganizationLinks(const Domain::OrganizationId &id)
{
    return listOf(u"/organizations/{id}/connections"_s, id, u"read:organization_connections"_s, "connections",
                  "connection_id", Paging::Offset);
}

ListSource<QByteArray> allOrganizationGrants(const Domain::OrganizationId &id)
{
    return listOf(u"/organizations/{id}/client-grants"_s, id, u"read:organization_client_grants"_s, "client_grants",
                  "id", Paging::Offset);
}

ListSource<QByteArray> allOrganizationDomains(const Domain::OrganizationId &id)
{
    return listOf(u"/organizations/{id}/discovery-domains"_s, id, u"read:organization_discovery_domains"_s, "domains",
                  "id", Paging::Checkpoint);
}

} // namespace Api
