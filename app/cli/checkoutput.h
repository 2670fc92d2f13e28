#pragma once

#include "domain/finding.h"

#include <QByteArray>

namespace Cli {

/// Findings of one Auth0 tenant.
struct TenantFindings
{
    QString tenant; ///< as the operator calls it
    QList<Domain::Finding> findings;
};

/// One JSON object of `check --json`, as DESIGN has it.
QByteArray json(const Domain::Finding &finding, const QString &tenant);

/// A table for each severity, and below what is to be done. `widest`: of a cell; 0 never cuts.
QString text(const QList<TenantFindings> &tenants, bool several, int widest);

} // namespace Cli
