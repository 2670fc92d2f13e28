#include "reports/reportinput.h"

namespace Reports {

void TenantInput::setPast(const QDateTime &at, const QList<Analysis::ObjectDifference> &differences,
                          const QStringList &told)
{
    past = at.isValid() ? std::optional(PastDifferences{at, differences}) : std::nullopt;
    pastNotes = told;
    pastNotes.removeAll(QString());
}

} // namespace Reports
