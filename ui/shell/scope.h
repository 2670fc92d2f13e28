#pragma once

#include "query/columns.h"

#include <optional>

namespace Ui {

/// What the window shows: one kind of object, of one Auth0 tenant or of all. `Kind::Tenants` of one tenant is its own
/// page.
struct Scope
{
    std::optional<Domain::TenantId> tenant;
    Query::Kind kind = Query::Kind::Tenants;
    QString connectionKind; ///< "database", "enterprise"...; empty: connections of every kind

    friend bool operator==(const Scope &, const Scope &) = default;
};

} // namespace Ui
