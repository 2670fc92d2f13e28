#pragma once

#include "sandbox/seed.h"
#include "sandbox/tenantstate.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace Sandbox {

/// How many objects of each kind `--scale` asks for.
struct Scale
{
    std::size_t connections = 0;
    std::size_t applications = 0;
    std::size_t organizations = 0;
    std::size_t users = 0;
};

/// More of one kind than this needs more memory than a workstation gives a sandbox.
inline constexpr std::size_t kMostScaled = 1'000'000;

/// Reads "connections=100000,applications=2000"; each kind at most once, in any order. The error names the faulty part.
Loaded<Scale> parseScale(std::string_view text);

/// One Auth0 tenant with that many objects, varied as real ones are; equal arguments give equal tenants. Nine of ten
/// connections are databases. An application has about as many connections as real ones have (a few to a few dozen, at
/// most 120), however many there are in all; its name ends in its count of database connections, for tests: "Orders 7
/// (12)".
TenantState scaleEstate(const Scale &scale, std::uint64_t randomSeed);

} // namespace Sandbox
