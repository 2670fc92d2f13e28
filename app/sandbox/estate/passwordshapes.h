#pragma once

#include "sandbox/tenantstate.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace Sandbox {

/// Adds the password policy keys of one of the estate's legacy shapes: levels none to excellent and absent, minimum
/// lengths 6 to 16, history, dictionary and personal data in the combinations that drift leaves behind.
void addLegacyPolicy(Json &options, std::size_t shape);
std::size_t legacyPolicyCount();

/// Adds `password_options`, as a connection with a flexible policy carries it.
void addFlexiblePolicy(Json &options, std::size_t shape);
std::size_t flexiblePolicyCount();

/// Adds the inactive `password_options` that Auth0 puts beside the legacy keys of a connection of 2026.
void addDormantFlexiblePolicy(Json &options);

/// Adds the members of a connection whose users live in the customer's own store: scripts, and settings as ciphertext.
void addCustomDatabase(Json &options, std::uint64_t seed, std::string_view name);

/// Index of the legacy shape with level none, and of two of one level with different minimum lengths.
inline constexpr std::size_t kNoPolicyShape = 5;
inline constexpr std::size_t kGoodTwelveShape = 1;
inline constexpr std::size_t kGoodFourteenShape = 2;

} // namespace Sandbox
