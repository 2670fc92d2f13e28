#pragma once

namespace Domain {

/// After so many days without a change a client secret is told as old. Auth0 asks for rotation and names no age; the
/// source is what Microsoft recommends for client secrets of its identity platform, less than 12 months
/// (https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials).
inline constexpr int standardSecretDays = 365;
inline constexpr int minimumSecretDays = 1;
inline constexpr int maximumSecretDays = 3650;

} // namespace Domain
