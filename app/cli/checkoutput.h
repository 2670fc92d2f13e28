#pragma once

#include "domain/finding.h"

namespace Cli {

/// Findings of one Auth0 tenant.
struct TenantFindings
{
    QString tenant; ///< as the operator calls it
    QList<Domain::Finding> findings;
    QStringList sights{}; ///< what Lock sees, where that was asked for
    QStringList trends{}; ///< one line for each application that has a past
};

/// A table for each severity, and below what is to be done. `widest`: of a cell; 0 never cuts.
QString text(const QList<TenantFindings> &tenants, bool several, int widest);

} // namespace Cli
