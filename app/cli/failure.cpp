#include "cli/failure.h"

namespace Cli {

tl::unexpected<Failure> usage(const QString &happened, const QString &why, const QString &advice)
{
    return tl::make_unexpected(Failure{ExitCode::Usage, happened, why, advice});
}

} // namespace Cli
