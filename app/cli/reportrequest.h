#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"

#include "policy/policytemplate.h"
#include "reports/definition.h"
#include "reports/writing.h"

#include <optional>

namespace Cli {

/// What `report` was asked for, apart from the Auth0 tenants. A value.
struct ReportRequest
{
    Reports::Definition definition; ///< its customer: as it was typed
    Reports::Format format = Reports::Format::Html;
    bool isFormatUnsaid = false; ///< neither an option nor the file's name says it
    QString output; ///< a file, or with `eachCustomer` a folder; empty: standard output
    bool eachCustomer = false; ///< a file for each, with nobody else's names in it
    QChar delimiter = u',';
    Query::CsvFormulas formulas = Query::CsvFormulas::Disarmed;
    bool beginsWithMark = false; ///< of CSV
    QString plan; ///< of the Auth0 tenants; empty: as their profiles have it
    std::optional<Policy::PolicyTemplate> baseline; ///< nothing: as the preferences have it
    QDateTime since; ///< from when on changes are told; invalid: all
    bool isSinceLast = false; ///< from the latest snapshot on, where there is one
    bool json = false;
    QString savedTenants; ///< see Domain::SavedReport; empty: none were saved with it
};

Outcome<ReportRequest> reportRequest(const Arguments &arguments);

} // namespace Cli
