#pragma once

#include "reports/exportinput.h"

#include "analysis/snapshot.h"

#include <functional>

namespace Reports {

/// Which objects are exported. Called once for each kind that an export may have.
using ExportChoice = std::function<QList<QByteArray>(Query::Kind kind, const Analysis::Snapshot::Records &records)>;

/// What is exported of an Auth0 tenant: everything that is known of it but what hangs on organizations. `choice` gives
/// the objects, as Auth0 sent them.
ExportInput exportInput(const Analysis::Snapshot &snapshot, const ExportChoice &choice);

/// The ids of the organizations in it.
QStringList organizationIds(const ExportInput &input);

} // namespace Reports
