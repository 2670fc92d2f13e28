#include "cli/planoption.h"

#include "cli/translation.h"

#include "domain/tenant.h"

using namespace Qt::StringLiterals;

namespace Cli {

Outcome<QString> planIn(const Arguments &arguments)
{
    const QString plan = arguments.value(OptionName::plan);
    if (arguments.has(OptionName::plan) && !Domain::planWords().contains(plan)) {
        return usage(tr("--plan does not take “%1”.").arg(plan), tr("Auth0's limits tell three kinds of plan apart."),
                     tr("Give one of %1.").arg(Domain::planWords().join(", "_L1)));
    }
    return plan;
}

} // namespace Cli
