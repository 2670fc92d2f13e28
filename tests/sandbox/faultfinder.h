#pragma once

#include "sandbox/estatetruth.h"
#include "sandbox/tenantstate.h"

#include <set>
#include <string>

using Subjects = std::set<std::string>;

/// The objects of an Auth0 tenant that have this fault, found by looking at the objects alone: ids, or the tenant's
/// name.
Subjects faulty(const Sandbox::TenantState &tenant, Sandbox::Fault fault);
