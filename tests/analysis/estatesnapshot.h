#pragma once

#include "analysis/snapshot.h"
#include "sandbox/tenantstate.h"

/// What a finding about a whole tenant names.
QString domainOf(const Sandbox::TenantState &state);

/// All that a server holds, as if every list had been read.
Analysis::Snapshot snapshotOf(const Sandbox::TenantState &state);
