#pragma once

#include "api/listing.h"
#include "domain/organization.h"
#include "domain/user.h"

namespace Api {

Request<Page<Domain::Organization>> listOrganizations(const PageQuery &page);
/// All organizations, 100 a request.
ListSource<Domain::Organization> allOrganizations();
Request<Domain::Organization> getOrganization(const Domain::OrganizationId &id);
/// Immediately consistent.
Request<Domain::Organization> getOrganizationByName(const QString &name);
/// `body` is JSON. The name must be free in the tenant.
Request<Domain::Organization> createOrganization(const QByteArray &body);
Request<void> removeOrganization(const Domain::OrganizationId &id);
/// `body` is JSON. Whether metadata merges is not stated: send all of it.
Request<Domain::Organization> patchOrganization(const Domain::OrganizationId &id, const QByteArray &body);

/// The connections of an organization; Auth0 allows ten.
Request<Page<Domain::OrganizationConnection>> listOrganizationConnections(const Domain::OrganizationId &id,
                                                                          const PageQuery &page);
ListSource<Domain::OrganizationConnection> allOrganizationConnections(const Domain::OrganizationId &id);
/// Adds a connection; members that are not set are left to Auth0's defaults.
Request<Domain::OrganizationConnection> addOrganizationConnection(const Domain::OrganizationId &id,
                                                                  const Domain::OrganizationConnection &connection);
/// Changes what is set in `connection`.
Request<Domain::OrganizationConnection> patchOrganizationConnection(const Domain::OrganizationId &id,
                                                                    const Domain::OrganizationConnection &connection);
Request<void> removeOrganizationConnection(const Domain::OrganizationId &id, const Domain::ConnectionId &connection);

/// Members carry user_id, email, name and picture only, and roles where `withRoles` asks for them.
Request<Page<Domain::User>> listOrganizationMembers(const Domain::OrganizationId &id, const PageQuery &page,
                                                    bool withRoles = false);
/// All members, 100 a request.
ListSource<Domain::User> allOrganizationMembers(const Domain::OrganizationId &id, bool withRoles = false);
/// At most ten users a request.
Request<void> addOrganizationMembers(const Domain::OrganizationId &id, const QList<Domain::UserId> &users);
Request<void> removeOrganizationMembers(const Domain::OrganizationId &id, const QList<Domain::UserId> &users);
/// The organizations a user is a member of; offset paging.
Request<Page<Domain::Organization>> listUserOrganizations(const Domain::UserId &id, const PageQuery &page);
ListSource<Domain::Organization> allUserOrganizations(const Domain::UserId &id);

} // namespace Api
