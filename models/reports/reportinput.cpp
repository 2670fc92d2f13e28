#include "reports/reportinput.h"

namespace Reports {

void TenantInput::setPast(const QDateTime &at, const QList<Analysis::ObjectDifference> &differences,
                          const QStringList &told, const PastDifferences::Titles &titles)
{
    past = at.isValid() ? std::optional(PastDifferences{at, differences, titles}) : std::nullopt;
    pastNotes = told;
    pastNotes.removeAll(QString());
}

} // namespace Reports
