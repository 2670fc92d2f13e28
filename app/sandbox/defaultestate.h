#pragma once

#include "sandbox/estatetruth.h"
#include "sandbox/tenantstate.h"

#include <cstdint>
#include <vector>

namespace Sandbox {

inline constexpr std::uint64_t kDefaultEstateSeed = 20261120;

/// The estate's "today", 2026-11-20T12:00:00Z, in milliseconds since 1970. Fixed, so that every start shows the same
/// estate.
inline constexpr std::int64_t kEstateNow = 1795176000000;

/// An estate together with what its author knows about it.
struct Estate
{
    std::vector<TenantState> tenants;
    EstateTruth truth;
};

/// The believable estate of "Ledgerline", a vendor of invoice software: production EU first, then production US,
/// staging, and the Auth0 tenant that one customer has to itself. Equal seeds give equal estates, byte for byte. In
/// production EU four applications have 12, 44, 50 and 57 database connections; every other one has fewer than 40.
Estate buildDefaultEstate(std::uint64_t seed = kDefaultEstateSeed);

/// The Auth0 tenants of buildDefaultEstate().
std::vector<TenantState> defaultEstate(std::uint64_t seed = kDefaultEstateSeed);

} // namespace Sandbox
