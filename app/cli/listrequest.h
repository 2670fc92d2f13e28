#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"

#include "query/filter.h"

#include <QStringList>

namespace Cli {

/// What `list` was asked for, apart from the Auth0 tenants. A value.
struct ListRequest
{
    Query::Kind kind = Query::Kind::Connections;
    Query::Filter filter;
    QString query; ///< of users and logs, so that Auth0 gives no others; empty: all
    QStringList strategies; ///< of connections, so that no others are read; none: all
    QList<int> columns; ///< of the table, as positions in Query::columnsOf()
    bool json = false;

    /// True where the application x connection map must be read for it, which takes many requests.
    bool needsMap() const;
};

/// The filter of --where, or the one that everything passes. `advice`: what to do where it is not understood, if that
/// is not to look at the help of list.
Outcome<Query::Filter> whereFilter(const Arguments &arguments, Query::Kind kind, const QString &advice = {});

/// `several`: the rows must say which Auth0 tenant each belongs to.
Outcome<ListRequest> listRequest(const Arguments &arguments, bool several);

} // namespace Cli
