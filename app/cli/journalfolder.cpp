#include "cli/journalfolder.h"

#include "settings/paths.h"

using namespace Qt::StringLiterals;

namespace Cli {

QString journalFolder()
{
    return Settings::Paths::standard().state + "/journal"_L1;
}

} // namespace Cli
