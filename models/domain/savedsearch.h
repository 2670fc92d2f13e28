#pragma once

#include "domain/id.h"

namespace Domain {

/// A table with its filter, and for users and logs what Auth0 was asked for, under a name. A value; its texts may hold
/// names and addresses of people.
struct SavedSearch
{
    QString id; ///< given once, see Settings::SearchStore
    QString name; ///< plain text
    TenantId tenant; ///< empty: all tenants
    QString tenantName; ///< as it was called then, for the day on which it is gone
    QString kind; ///< the word of the table: "users"
    QString connectionKind; ///< "enterprise"; empty: of every kind
    QString filter; ///< of the rows that are here
    QString search; ///< of users and logs: at Auth0

    friend bool operator==(const SavedSearch &, const SavedSearch &) = default;
};

} // namespace Domain
