#pragma once

#include "cli/exportrequest.h"

#include "analysis/customerrounds.h"
#include "query/unknownfields.h"

namespace Cli {

/// What of an Auth0 tenant is exported: everything that is known of it but what hangs on organizations. `customer`:
/// whose, or nullptr for everybody's. `unknown`: told of the fields of filters that no object has.
Reports::ExportInput selected(const ExportRequest &request, const Analysis::Snapshot &snapshot,
                              const Analysis::CustomerShare *customer, QStringList &unknown);

} // namespace Cli
