#pragma once

#include "cli/command.h"

namespace Cli {

/// `metadata get|set KIND ID`: of one user, application, connection or organization.
Command metadataCommand();

} // namespace Cli
