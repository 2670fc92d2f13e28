#include "reports/reportinput.h"

#include "analysis/usercustomers.h"

namespace Reports {

void TenantInput::noteUsers(bool wereRead)
{
    const bool mayName = areRulesProposed || !Analysis::metadataPlaces(rules).isEmpty();
    lacksUsers = mayName && !wereRead;
}

bool TenantInput::isUnread() const
{
    return !snapshot.applications && !snapshot.connections && !snapshot.organizations;
}

void TenantInput::setPast(const QDateTime &at, const QList<Analysis::ObjectDifference> &differences,
                          const PastDifferences::Titles &titles, const PastDifferences::Values &values)
{
    past = at.isValid() ? std::optional(
               PastDifferences{at, differences, titles, std::make_shared<const PastDifferences::Values>(values)})
                        : std::nullopt;
}

} // namespace Reports
