#pragma once

#include "session/whatif.h"

namespace Cli {

/// What suppositions make of one Auth0 tenant.
struct TenantWhatIf
{
    QString tenant; ///< as the operator calls it
    Session::WhatIf of;
    Domain::LockBands lock{};
};

/// A table of the database connections of every application that is touched, and one of the findings that would be
/// others. `widest`: of a cell; 0 never cuts.
QString text(const QList<TenantWhatIf> &tenants, bool several, int widest);

/// "Portal: 44 → 45 of Lock's 50 database connections"
QString lineOf(const Analysis::LockChange &change);

} // namespace Cli
