#include "analysis/check.h"

#include "analysis/applicationchecks.h"
#include "analysis/connectionchecks.h"
#include "analysis/limitchecks.h"
#include "analysis/lockchecks.h"
#include "analysis/noticechecks.h"
#include "analysis/organizationchecks.h"
#include "analysis/policychecks.h"
#include "analysis/safeguardchecks.h"
#include "analysis/tenantchecks.h"
#include "analysis/translation.h"
#include "analysis/userchecks.h"

#include <algorithm>

namespace Analysis {

const QList<Check> &checks()
{
    static const QList<Check> table = lockChecks() + connectionChecks() + policyChecks() + applicationChecks()
        + safeguardChecks() + organizationChecks() + tenantChecks() + noticeChecks() + limitChecks() + userChecks();
    return table;
}

const Check *findCheck(QStringView id)
{
    const QList<Check> &table = checks();
    const auto found = std::find_if(table.cbegin(), table.cend(), [id](const Check &check) { return check.id == id; });
    return found == table.cend() ? nullptr : &*found;
}

QString titleOf(const Check &check)
{
    return tr(check.title);
}

} // namespace Analysis
