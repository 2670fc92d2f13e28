#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"

#include "query/filter.h"
#include "reports/exportfolder.h"
#include "reports/exportinput.h"

#include <optional>

namespace Cli {

using Reports::ExportTool;

/// What `export` was asked for, apart from the Auth0 tenants. A value.
struct ExportRequest
{
    ExportTool tool = ExportTool::DeployCli;
    QString output; ///< a folder; of several Auth0 tenants each gets one in it
    QString customer; ///< as it was typed; empty: everybody's objects
    /// Of a kind without a filter nothing is exported, where another one has one, and else everything.
    std::optional<Query::Filter> applications;
    std::optional<Query::Filter> connections;
    std::optional<Query::Filter> organizations;
    Reports::ExportInput::KeptPolicy keptPolicy = Reports::ExportInput::KeptPolicy::None;
    bool json = false;

    bool isFiltered() const { return applications || connections || organizations; }
    bool isSelection() const { return isFiltered() || !customer.isEmpty(); }
    bool wants(Query::Kind kind) const;
    const std::optional<Query::Filter> &filterOf(Query::Kind kind) const;
};

Outcome<ExportRequest> exportRequest(ExportTool tool, const Arguments &arguments);

} // namespace Cli
