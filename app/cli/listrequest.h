#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"

#include "query/filter.h"

namespace Cli {

/// What `list` was asked for, apart from the Auth0 tenants. A value.
struct ListRequest
{
    Query::Kind kind = Query::Kind::Connections;
    Query::Filter filter;
    QList<int> columns; ///< of the table, as positions in Query::columnsOf()
    bool json = false;

    /// True where the application x connection map must be read for it, which takes many requests.
    bool needsMap() const;
};

/// `several`: the rows must say which Auth0 tenant each belongs to.
Outcome<ListRequest> listRequest(const Arguments &arguments, bool several);

} // namespace Cli
