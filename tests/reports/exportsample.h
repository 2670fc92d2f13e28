#pragma once

#include "reports/exportinput.h"

namespace Support {

/// A database connection of this name, as Auth0 sends it.
QByteArray database(const QByteArray &name, const QByteArray &options);

/// One object of each kind, each with a "canary" that must not come through.
Reports::ExportInput exportSample();

} // namespace Support
