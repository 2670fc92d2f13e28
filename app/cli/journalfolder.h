#pragma once

#include <QString>

namespace Cli {

/// Where the journal of this account lies, which the window writes to as well.
QString journalFolder();

} // namespace Cli
