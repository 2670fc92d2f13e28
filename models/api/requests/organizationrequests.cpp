#include "api/requests/organizationrequests.h"

#include "api/requests/reading.h"
#include "json/organization_json.h"
#include "json/user_json.h"
#include "json/value.h"

using namespace Qt::StringLiterals;

namespace Api {
namespace {

const QList<QStringList> reading = {{u"read:organizations"_s, u"read:organizations_summary"_s}};

Json::Value settingsOf(const Domain::OrganizationConnection &connection)
{
    Json::Value object = Json::Value::object();
    Json::writeSwitches(object, connection);
    return object;
}

QByteArray membersOf(const QList<Domain::UserId> &users)
{
    Json::Value members = Json::Value::array();
    for (const Domain::UserId &user : users) {
        members.push_back(user.text().toStdString());
    }
    return Json::write({{"members", members}});
}

} // namespace

Request<Page<Domain::Organization>> listOrganizations(const PageQuery &page)
{
    WireRequest wire = get(u"/organizations"_s, {}, reading);
    addPage(wire, page);
    return {wire, pageOf("organizations", &Json::readOrganization)};
}

ListSource<Domain::Organization> allOrganizations()
{
    ListSource<Domain::Organization> source;
    source.request = [](const PageQuery &page) { return listOrganizations(page); };
    source.idOf = [](const Domain::Organization &organization) { return organization.id.text(); };
    return source;
}

Request<Domain::Organization> getOrganization(const Domain::OrganizationId &id)
{
    return {get(u"/organizations/{id}"_s, {id.text()}, reading), objectOf(&Json::readOrganization)};
}

Request<Domain::Organization> getOrganizationByName(const QString &name)
{
    return {get(u"/organizations/name/{name}"_s, {name}, {{u"read:organizations"_s}}),
            objectOf(&Json::readOrganization)};
}

Request<Domain::Organization> createOrganization(const QByteArray &body)
{
    return {write(Verb::Post, u"/organizations"_s, {}, body, {{u"create:organizations"_s}}),
            objectOf(&Json::readOrganization)};
}

Request<void> removeOrganization(const Domain::OrganizationId &id)
{
    return {write(Verb::Delete, u"/organizations/{id}"_s, {id.text()}, {}, {{u"delete:organizations"_s}}), nothing()};
}

Request<Domain::Organization> patchOrganization(const Domain::OrganizationId &id, const QByteArray &body)
{
    return {write(Verb::Patch, u"/organizations/{id}"_s, {id.text()}, body, {{u"update:organizations"_s}}),
            objectOf(&Json::readOrganization)};
}

Request<Page<Domain::OrganizationConnection>> listOrganizationConnections(const Domain::OrganizationId &id,
                                                                          const PageQuery &page)
{
    WireRequest wire
        = get(u"/organizations/{id}/enabled_connections"_s, {id.text()}, {{u"read:organization_connections"_s}});
    addPage(wire, page);
    return {wire, pageOf("enabled_connections", &Json::readOrganizationConnection)};
}

ListSource<Domain::OrganizationConnection> allOrganizationConnections(const Domain::OrganizationId &id)
{
    ListSource<Domain::OrganizationConnection> source;
    source.paging = Paging::Offset;
    source.request = [id](const PageQuery &page) { return listOrganizationConnections(id, page); };
    source.idOf = [](const Domain::OrganizationConnection &entry) { return entry.connection.text(); };
    return source;
}

Request<Domain::OrganizationConnection> addOrganizationConnection(const Domain::OrganizationId &id,
                                                                  const Domain::OrganizationConnection &connection)
{
    Json::Value body = {{"connection_id", connection.connection.text().toStdString()}};
    body.update(settingsOf(connection));
    return {write(Verb::Post, u"/organizations/{id}/enabled_connections"_s, {id.text()}, Json::write(body),
                  {{u"create:organization_connections"_s}}),
            objectOf(&Json::readOrganizationConnection)};
}

Request<Domain::OrganizationConnection> patchOrganizationConnection(const Domain::OrganizationId &id,
                                                                    const Domain::OrganizationConnection &connection)
{
    return {write(Verb::Patch, u"/organizations/{id}/enabled_connections/{connectionId}"_s,
                  {id.text(), connection.connection.text()}, Json::write(settingsOf(connection)),
                  {{u"update:organization_connections"_s}}),
            objectOf(&Json::readOrganizationConnection)};
}

Request<void> removeOrganizationConnection(const Domain::OrganizationId &id, const Domain::ConnectionId &connection)
{
    return {write(Verb::Delete, u"/organizations/{id}/enabled_connections/{connectionId}"_s,
                  {id.text(), connection.text()}, {}, {{u"delete:organization_connections"_s}}),
            nothing()};
}

Request<Page<Domain::User>> listOrganizationMembers(const Domain::OrganizationId &id, const PageQuery &page,
                                                    bool withRoles)
{
    WireRequest wire = get(u"/organizations/{id}/members"_s, {id.text()}, {{u"read:organization_members"_s}});
    addPage(wire, page);
    if (withRoles) {
        addFields(wire, {u"user_id"_s, u"email"_s, u"picture"_s, u"name"_s, u"roles"_s});
        wire.scopes.append({u"read:organization_member_roles"_s});
    }
    return {wire, pageOf("members", &Json::readUser)};
}

ListSource<Domain::User> allOrganizationMembers(const Domain::OrganizationId &id, bool withRoles)
{
    ListSource<Domain::User> source;
    source.request = [id, withRoles](const PageQuery &page) { return listOrganizationMembers(id, page, withRoles); };
    source.idOf = [](const Domain::User &user) { return user.id.text(); };
    return source;
}

Request<void> addOrganizationMembers(const Domain::OrganizationId &id, const QList<Domain::UserId> &users)
{
    return {write(Verb::Post, u"/organizations/{id}/members"_s, {id.text()}, membersOf(users),
                  {{u"create:organization_members"_s}}),
            nothing()};
}

Request<void> removeOrganizationMembers(const Domain::OrganizationId &id, const QList<Domain::UserId> &users)
{
    return {write(Verb::Delete, u"/organizations/{id}/members"_s, {id.text()}, membersOf(users),
                  {{u"delete:organization_members"_s}}),
            nothing()};
}

Request<Page<Domain::Organization>> listUserOrganizations(const Domain::UserId &id, const PageQuery &page)
{
    WireRequest wire = get(u"/users/{id}/organizations"_s, {id.text()}, {{u"read:organizations"_s}});
    addPage(wire, page);
    return {wire, pageOf("organizations", &Json::readOrganization)};
}

ListSource<Domain::Organization> allUserOrganizations(const Domain::UserId &id)
{
    ListSource<Domain::Organization> source;
    source.paging = Paging::Offset;
    source.request = [id](const PageQuery &page) { return listUserOrganizations(id, page); };
    source.idOf = [](const Domain::Organization &organization) { return organization.id.text(); };
    return source;
}

} // namespace Api
