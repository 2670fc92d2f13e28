#pragma once

#include "domain/application.h"
#include "domain/connection.h"
#include "domain/organization.h"
#include "domain/tenant.h"
#include "domain/user.h"
#include "query/record.h"

#include <QStringList>

#include <optional>

namespace Query {

/// What the application x connection map says of one application: enabled connections by kind. Only `database` counts
/// against Lock's 50 (auth0.md 4.1).
struct ConnectionCounts
{
    int database = 0;
    int enterprise = 0;
    int social = 0;
    int passwordless = 0;

    friend bool operator==(const ConnectionCounts &, const ConnectionCounts &) = default;
};

/// Builds the record of an object. An empty optional is "the map has not been read": its cells are unknown, not 0.
Record applicationRecord(const Domain::TenantProfile &tenant, const Domain::Application &application,
                         const std::optional<ConnectionCounts> &counts = {});
Record connectionRecord(const Domain::TenantProfile &tenant, const Domain::Connection &connection,
                        const std::optional<QStringList> &applicationNames = {});
Record organizationRecord(const Domain::TenantProfile &tenant, const Domain::Organization &organization);
Record userRecord(const Domain::TenantProfile &tenant, const Domain::User &user);
Record logRecord(const Domain::TenantProfile &tenant, const Domain::LogEvent &event);

/// The word of a connection kind in tables and filters: database, enterprise, social, passwordless.
QString wordFor(Domain::ConnectionKind kind);

} // namespace Query
