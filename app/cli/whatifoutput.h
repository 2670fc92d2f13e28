#pragma once

#include "analysis/whatif.h"
#include "session/findingforecast.h"

namespace Cli {

/// What suppositions make of one Auth0 tenant.
struct TenantWhatIf
{
    QString tenant; ///< as the operator calls it
    QList<Analysis::LockChange> counts;
    Session::FindingForecast findings;
};

/// A table of the database connections of every application that is touched, and one of the findings that would be
/// others. `widest`: of a cell; 0 never cuts.
QString text(const QList<TenantWhatIf> &tenants, bool several, int widest);

/// "Portal: 44 → 45 of Lock's 50 database connections"
QString lineOf(const Analysis::LockChange &change);

} // namespace Cli
