#include "store/tenantstate.h"

using namespace Qt::StringLiterals;

namespace Store {

QLatin1StringView wordOf(Part part)
{
    switch (part) {
    case Part::Settings:
        return "settings"_L1;
    case Part::Applications:
        return "applications"_L1;
    case Part::Connections:
        return "connections"_L1;
    case Part::Organizations:
        return "organizations"_L1;
    case Part::Enabled:
        return "enabled_connections"_L1;
    case Part::OrganizationConnections:
        break;
    }
    return "organization_connections"_L1;
}

Retention standardRetention(const QDateTime &now, int days)
{
    constexpr int everyoneDays = 2;
    return {std::nullopt, now.addDays(-days), now.addDays(-everyoneDays)};
}

} // namespace Store
